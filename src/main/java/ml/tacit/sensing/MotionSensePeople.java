package ml.tacit.sensing;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * Who the people of MotionSense are, from {@code data_subjects_info.csv}: gender, age in years,
 * height in cm, weight in kg. Nobody is known where that file is missing.
 */
final class MotionSensePeople {
  private static final String FILE = "data_subjects_info.csv";
  private static final String HEADER = "code,weight,height,age,gender";
  private static final List<String> GENDERS = List.of("female", "male");

  private final String file;
  private final Map<String, Map<String, String>> people = new TreeMap<>();

  private MotionSensePeople(String file) {
    this.file = file;
  }

  static MotionSensePeople read(Members members) throws IOException {
    MotionSensePeople known = new MotionSensePeople(members.nameOf(FILE));
    if (members.has(FILE)) {
      try (NumberReader in = members.numbers(FILE)) {
        known.read(in);
      }
    }
    return known;
  }

  /** The labels of rows of these people; none if nobody is known. */
  Map<String, Labels> labels(List<String> subjects) {
    Map<String, Labels> labels = new LinkedHashMap<>();
    if (people.isEmpty()) {
      return labels;
    }
    for (String label : List.of("gender", "age", "height", "weight")) {
      String[] values = new String[subjects.size()];
      for (int i = 0; i < values.length; i++) {
        Map<String, String> person = people.get(subjects.get(i));
        if (person == null) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: no line for person %s; there are %s",
                  file,
                  subjects.get(i),
                  people.keySet()));
        }
        values[i] = person.get(label);
      }
      labels.put(label, Labels.of(values));
    }
    return labels;
  }

  private void read(NumberReader in) throws IOException {
    String header = in.readLine();
    // As published it begins with a byte order mark, which comes as three characters here.
    if (!header.endsWith(HEADER) || header.length() > HEADER.length() + 3) {
      throw new BadDataException(
          String.format(Locale.ROOT, "%s: line 1 is '%s', expected '%s'", file, header, HEADER));
    }
    double[] line = new double[5];
    while (in.next(line, 0, line.length)) {
      for (double value : line) {
        if (value != Math.rint(value) || value < 0 || value > 1000) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d: %s, expected a whole number from 0 to 1000",
                  file,
                  in.line(),
                  value));
        }
      }
      if (line[4] > 1) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: gender %d, expected 0 or 1",
                file,
                in.line(),
                (int) line[4]));
      }
      Map<String, String> person =
          Map.of(
              "weight", text(line[1]),
              "height", text(line[2]),
              "age", text(line[3]),
              "gender", GENDERS.get((int) line[4]));
      if (people.put(text(line[0]), person) != null) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: person %s occurs twice",
                file,
                in.line(),
                text(line[0])));
      }
    }
  }

  private static String text(double value) {
    return Integer.toString((int) value);
  }
}
