package ml.tacit.sensing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** The ten published MHEALTH logs, one a person: 23 channels and a label, tab or blank between. */
final class MhealthLogs {
  /** What lies between the activities. */
  static final String NONE = "none";

  private static final List<String> ACTIVITIES =
      List.of(
          NONE,
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

  /** Column names, in the order of the files. */
  static final List<String> CHANNELS = channels();

  private static final Pattern LOG = Pattern.compile("(?:.*/)?mHealth_subject(\\d{1,4})\\.log");

  private MhealthLogs() {}

  /** A person's rows, in the order of the file. */
  record Log(String person, String file, DMatrixRMaj rows, List<String> activities) {}

  /** What to do with one log after the other, so that only one need be in memory. */
  interface Reader {
    void accept(Log log);
  }

  static void read(Members members, Reader reader) throws IOException {
    for (Map.Entry<Integer, String> entry : files(members).entrySet()) {
      String name = members.nameOf(entry.getValue());
      RowBuffer rows = new RowBuffer(CHANNELS.size());
      List<String> activities = new ArrayList<>();
      double[] line = new double[CHANNELS.size() + 1];
      try (NumberReader in = members.numbers(entry.getValue())) {
        while (in.next(line, 0, line.length)) {
          rows.add(line);
          activities.add(activity(line[CHANNELS.size()], name, in.line()));
        }
      }
      reader.accept(new Log(entry.getKey().toString(), name, rows.toMatrix(), activities));
    }
  }

  private static Map<Integer, String> files(Members members) {
    Map<Integer, String> files = new TreeMap<>();
    for (String name : members.names()) {
      Matcher matcher = LOG.matcher(name);
      if (matcher.matches()) {
        files.put(Integer.valueOf(matcher.group(1)), name);
      }
    }
    return files;
  }

  private static String activity(double code, String file, long line) {
    if (code != Math.rint(code) || code < 0 || code >= ACTIVITIES.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: line %d: activity %s, expected a whole number from 0 to %d",
              file,
              line,
              code,
              ACTIVITIES.size() - 1));
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
