package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * MHEALTH row by row: single samples of 23 sensor channels, people in order; the activity {@code
 * none} is what lies between the twelve. The order of a file's rows does not matter here.
 */
final class Mhealth {
  private Mhealth() {}

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.MHEALTH.open(folderOrZip)) {
      int columns = MhealthLogs.CHANNELS.size();
      RowBuffer rows = new RowBuffer(columns);
      List<String> subjects = new ArrayList<>();
      List<String> activities = new ArrayList<>();
      MhealthLogs.read(
          members,
          log -> {
            double[] data = log.rows().data;
            for (int i = 0; i < log.rows().numRows; i++) {
              rows.add(Arrays.copyOfRange(data, i * columns, (i + 1) * columns));
              subjects.add(log.person());
            }
            activities.addAll(log.activities());
          });
      Map<String, Labels> labels = new LinkedHashMap<>();
      labels.put("subject", Labels.of(subjects.toArray(String[]::new)));
      labels.put("activity", Labels.of(activities.toArray(String[]::new)));
      return new LabelledRows(MhealthLogs.CHANNELS, rows.toMatrix(), labels);
    }
  }
}
