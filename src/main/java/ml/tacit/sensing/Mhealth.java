package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * MHEALTH: single samples of 23 sensor channels, people in order; the activity {@code none} is what
 * lies between the twelve.
 */
final class Mhealth {
  private static final List<String> ACTIVITIES =
      List.of(
          "none",
          "standing still",
          "sitting and relaxing",
          "lying down",
          "walking",
          "climbing stairs",
          "waist bends forward",
          "frontal elevation of arms",
          "knees bending",
          "cycling",
          "jogging",
          "running",
          "jump front and back");
  private static final List<String> CHANNELS = channels();
  private static final Pattern LOG = Pattern.compile("(?:.*/)?mHealth_subject(\\d{1,4})\\.log");

  private Mhealth() {}

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.MHEALTH.open(folderOrZip)) {
      RowBuffer rows = new RowBuffer(CHANNELS.size());
      List<String> subjects = new ArrayList<>();
      List<String> activities = new ArrayList<>();
      double[] line = new double[CHANNELS.size() + 1];
      for (Map.Entry<Integer, String> log : logs(members).entrySet()) {
        try (NumberReader in = members.numbers(log.getValue())) {
          while (in.next(line, 0, line.length)) {
            rows.add(line);
            subjects.add(log.getKey().toString());
            activities.add(activity(line[CHANNELS.size()], members.nameOf(log.getValue())));
          }
        }
      }
      Map<String, Labels> labels = new LinkedHashMap<>();
      labels.put("subject", Labels.of(subjects.toArray(String[]::new)));
      labels.put("activity", Labels.of(activities.toArray(String[]::new)));
      return new LabelledRows(CHANNELS, rows.toMatrix(), labels);
    }
  }

  private static Map<Integer, String> logs(Members members) {
    Map<Integer, String> logs = new TreeMap<>();
    for (String name : members.names()) {
      Matcher matcher = LOG.matcher(name);
      if (matcher.matches()) {
        logs.put(Integer.valueOf(matcher.group(1)), name);
      }
    }
    return logs;
  }

  private static String activity(double code, String file) {
    if (code != Math.rint(code) || code < 0 || code >= ACTIVITIES.size()) {
      throw new BadDataException(
          "%s: activity %s, expected 0 to %d".formatted(file, code, ACTIVITIES.size() - 1));
    }
    return ACTIVITIES.get((int) code);
  }

  private static List<String> channels() {
    List<String> names = new ArrayList<>();
    addAxes(names, "chest-acc");
    names.add("chest-ecg-1");
    names.add("chest-ecg-2");
    for (String place : List.of("ankle", "arm")) {
      for (String sensor : List.of("acc", "gyro", "mag")) {
        addAxes(names, place + "-" + sensor);
      }
    }
    return List.copyOf(names);
  }

  private static void addAxes(List<String> names, String sensor) {
    for (String axis : List.of("x", "y", "z")) {
      names.add(sensor + "-" + axis);
    }
  }
}
