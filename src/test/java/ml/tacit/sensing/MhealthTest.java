package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import ml.tacit.Shared;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MhealthTest {
  @TempDir Path dir;

  @Test
  void windowsKeepWithinRunsOfOneLabel() throws IOException {
    // 100 rows of none, 300 of walking, 130 of none, 128 of walking again, 127 of running.
    write(1, "\t", new int[][] {{0, 100}, {4, 300}, {0, 130}, {4, 128}, {11, 127}});
    write(2, " ", new int[][] {{11, 200}});
    LabelledRows rows = MhealthWindows.load(dir);
    // The first run is too short for a window, 300 rows hold three, 127 none.
    assertEquals(
        List.of("walking", "walking", "walking", "none", "walking", "running", "running"),
        names(rows, "activity"));
    assertEquals(List.of("1", "1", "1", "1", "1", "2", "2"), names(rows, "subject"));
    assertEquals(Catalogue.MHEALTH_WINDOWS.info().columns(), rows.features().size());
    // Channel j of person p holds j + p: units are turned into g, the others stay.
    assertEquals(1 / 9.80665, value(rows, 0, "chest-tGravityAcc-mean()-X"), 1e-9);
    assertEquals(9 * Math.PI / 180, value(rows, 0, "ankle-tBodyGyro-mean()-X"), 1e-9);
    assertEquals(4, value(rows, 0, "chest-ecg-1-mean()"), 1e-9);
    assertEquals(24, value(rows, 6, "arm-mag-z-max()"), 1e-9);
    assertTrue(
        rows.features().stream()
            .noneMatch(name -> name.startsWith("chest") && name.contains("Gyro")));
    assertEquals(985, Mhealth.load(dir).size(), "row by row, every row counts");
  }

  @Test
  void aShuffledSampleIsNotCutIntoWindows() throws IOException {
    write(1, " ", new int[][] {{4, 90}, {0, 1}, {4, 90}});
    String message =
        assertThrows(BadDataException.class, () -> MhealthWindows.load(dir)).getMessage();
    assertTrue(
        message.startsWith(
            dir
                + ": mHealth_subject1.log: the longest run of one label has 90 rows, expected at least 128"),
        message);
    Shared.require("datasets/mhealth-sample");
    assertThrows(BadDataException.class, () -> DataSets.load("mhealth-windows"));
  }

  @Test
  void aWrongLabelIsNamedByFileAndLine() throws IOException {
    write(1, "\t", new int[][] {{4, 2}, {13, 1}});
    assertEquals(
        dir + ": mHealth_subject1.log: line 3: activity 13.0, expected a whole number from 0 to 12",
        assertThrows(BadDataException.class, () -> Mhealth.load(dir)).getMessage());
  }

  private void write(int person, String separator, int[][] runs) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int[] run : runs) {
      for (int i = 0; i < run[1]; i++) {
        StringJoiner line = new StringJoiner(separator);
        for (int j = 0; j < 23; j++) {
          line.add(Integer.toString(j + person));
        }
        text.append(line.add(Integer.toString(run[0]))).append('\n');
      }
    }
    Files.writeString(
        dir.resolve(String.format(Locale.ROOT, "mHealth_subject%d.log", person)), text);
  }

  private static List<String> names(LabelledRows rows, String label) {
    return IntStream.range(0, rows.size()).mapToObj(rows.label(label)::name).toList();
  }

  private static double value(LabelledRows rows, int row, String feature) {
    int column = rows.features().indexOf(feature);
    assertTrue(column >= 0, feature);
    return rows.rows().get(row, column);
  }

  @Test
  void theSampleIsReadRowByRow() throws IOException {
    Shared.require("datasets/mhealth-sample");
    LabelledRows rows = DataSets.load("mhealth");
    int[] counts = rows.label("subject").counts();
    assertArrayEquals(new int[10], Arrays.stream(counts).map(n -> n < 5000 ? 1 : 0).toArray());
  }
}
