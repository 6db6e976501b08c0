package ml.tacit.sensing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The data set "Human Activity Recognition Using Smartphones", version 1.0 (UCI 240): 10,299
 * windows of 30 people in six activities, 561 features scaled to [-1, 1].
 *
 * <p>Read from the published folder (members plain or {@code .gz}) or the published zip file, also
 * as the UCI repository serves it, a zip file in a zip file. Rows keep their published order, train
 * before test. Labels: {@code subject} (1 to 30) and {@code activity} (the names in {@code
 * activity_labels.txt}).
 *
 * <p>Of the 561 published names 84 are repetitions: the first keeps its name, the second and third
 * get {@code .1} and {@code .2} (they are the axes Y and Z), as R's {@code make.unique} and pandas
 * name them. Names hold commas, so a CSV file of them needs quotes.
 *
 * <p>Every cell must be finite and the files of a part must have the same number of rows; otherwise
 * a {@link BadDataException} names file, line and both values. Stateless and thread-safe.
 *
 * <p>Source: Anguita, Ghio, Oneto, Parra, Reyes-Ortiz, "A Public Domain Dataset for Human Activity
 * Recognition Using Smartphones", ESANN 2013.
 */
public final class UciHar {
  static final double RATE = 50;
  static final int WINDOW = 128;

  /** Of features or activities in a file. */
  private static final int MOST_NAMES = 100_000;

  private static final List<String> BOTH = List.of("train", "test");

  private UciHar() {}

  /**
   * Loads all rows, the published training rows first.
   *
   * @param folderOrZip the published folder or zip file
   * @return 10,299 rows, 561 features
   * @throws IOException if reading fails
   * @throws BadDataException if a file is missing or its content is not as published
   */
  public static LabelledRows load(Path folderOrZip) throws IOException {
    return load(folderOrZip, BOTH);
  }

  /**
   * Loads the published training rows: 21 people.
   *
   * @param folderOrZip the published folder or zip file
   * @return 7,352 rows, 561 features
   * @throws IOException if reading fails
   * @throws BadDataException if a file is missing or its content is not as published
   */
  public static LabelledRows loadTrain(Path folderOrZip) throws IOException {
    return load(folderOrZip, List.of("train"));
  }

  /**
   * Loads the published test rows: nine other people.
   *
   * @param folderOrZip the published folder or zip file
   * @return 2,947 rows, 561 features
   * @throws IOException if reading fails
   * @throws BadDataException if a file is missing or its content is not as published
   */
  public static LabelledRows loadTest(Path folderOrZip) throws IOException {
    return load(folderOrZip, List.of("test"));
  }

  /**
   * Computes {@link WindowFeatures} from the published raw signals, in place of the published
   * features; gravity is total acceleration less body acceleration.
   *
   * @param folderOrZip the published folder or zip file, with the inertial signals
   * @return 10,299 rows in the order of {@link #load}, same labels
   * @throws IOException if reading fails
   * @throws BadDataException if a file is missing or its content is not as published
   */
  public static LabelledRows loadFromSignals(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.HAR.open(folderOrZip)) {
      WindowFeatures features = WindowFeatures.of(RATE, WINDOW);
      List<Part> parts = parts(members, BOTH);
      DMatrixRMaj rows = new DMatrixRMaj(rowCount(parts), features.names().size());
      int row = 0;
      for (Part part : parts) {
        readSignals(members, part, features, rows, row);
        row += part.size();
      }
      return new LabelledRows(features.names(), rows, labels(members, parts));
    }
  }

  private static LabelledRows load(Path folderOrZip, List<String> names) throws IOException {
    try (Members members = Catalogue.HAR.open(folderOrZip)) {
      List<String> features = featureNames(members);
      List<Part> parts = parts(members, names);
      DMatrixRMaj rows = new DMatrixRMaj(rowCount(parts), features.size());
      int row = 0;
      for (Part part : parts) {
        String file = String.format(Locale.ROOT, "%1$s/X_%1$s.txt", part.name());
        try (NumberReader in = members.numbers(file)) {
          readRows(in, members.nameOf(file), part, rows, row);
        }
        row += part.size();
      }
      return new LabelledRows(features, rows, labels(members, parts));
    }
  }

  /** One of the two published parts: its label columns. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Part(String name, int[] subjects, int[] activities) {
    int size() {
      return subjects.length;
    }
  }

  private static List<Part> parts(Members members, List<String> names) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String name : names) {
      String y = String.format(Locale.ROOT, "%1$s/y_%1$s.txt", name);
      String subject = String.format(Locale.ROOT, "%1$s/subject_%1$s.txt", name);
      int[] activities = readWholeNumbers(members, y);
      int[] subjects = readWholeNumbers(members, subject);
      if (activities.length != subjects.length) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s has %d rows, %s has %d; they must agree",
                members.nameOf(y),
                activities.length,
                subject,
                subjects.length));
      }
      parts.add(new Part(name, subjects, activities));
    }
    return parts;
  }

  private static int rowCount(List<Part> parts) {
    return parts.stream().mapToInt(Part::size).sum();
  }

  private static void readRows(
      NumberReader in, String name, Part part, DMatrixRMaj rows, int firstRow) throws IOException {
    int d = rows.numCols;
    double[] spare = new double[d];
    int read = 0;
    while (true) {
      boolean room = read < part.size();
      if (!in.next(room ? rows.data : spare, room ? (firstRow + read) * d : 0, d)) {
        break;
      }
      read++;
    }
    requireRows(name, read, part);
  }

  private static void requireRows(String name, int found, Part part) {
    if (found != part.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows, subject_%s.txt has %d; they must agree",
              name,
              found,
              part.name(),
              part.size()));
    }
  }

  private static void readSignals(
      Members members, Part part, WindowFeatures features, DMatrixRMaj rows, int firstRow)
      throws IOException {
    List<NumberReader> readers = new ArrayList<>();
    try {
      List<String> files = new ArrayList<>();
      for (String signal : List.of("total_acc", "body_acc", "body_gyro")) {
        for (String axis : List.of("x", "y", "z")) {
          files.add(
              String.format(
                  Locale.ROOT,
                  "%1$s/Inertial Signals/%2$s_%3$s_%1$s.txt",
                  part.name(),
                  signal,
                  axis));
          readers.add(members.numbers(files.get(files.size() - 1)));
        }
      }
      double[][] signals = new double[9][WINDOW];
      for (int row = 0; row < part.size(); row++) {
        for (int i = 0; i < signals.length; i++) {
          if (!readers.get(i).next(signals[i], 0, WINDOW)) {
            requireRows(members.nameOf(files.get(i)), row, part);
          }
        }
        double[] values = features.apply(window(signals));
        System.arraycopy(values, 0, rows.data, (firstRow + row) * values.length, values.length);
      }
      for (int i = 0; i < signals.length; i++) {
        if (readers.get(i).next(signals[i], 0, WINDOW)) {
          requireRows(members.nameOf(files.get(i)), part.size() + 1, part);
        }
      }
    } finally {
      for (NumberReader reader : readers) {
        reader.close();
      }
    }
  }

  private static SensorWindow window(double[][] signals) {
    double[][] gravity = new double[3][WINDOW];
    double[][] body = Arrays.copyOfRange(signals, 3, 6);
    for (int axis = 0; axis < 3; axis++) {
      for (int t = 0; t < WINDOW; t++) {
        gravity[axis][t] = signals[axis][t] - body[axis][t];
      }
    }
    return new SensorWindow(gravity, body, Arrays.copyOfRange(signals, 6, 9));
  }

  private static Map<String, Labels> labels(Members members, List<Part> parts) throws IOException {
    Map<Integer, String> activityNames = activityNames(members);
    int n = rowCount(parts);
    int[] subjects = new int[n];
    String[] activities = new String[n];
    int row = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.size(); i++, row++) {
        subjects[row] = part.subjects()[i];
        activities[row] = activityNames.get(part.activities()[i]);
        if (activities[row] == null) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d: activity %d, expected one of %s",
                  members.nameOf(String.format(Locale.ROOT, "%1$s/y_%1$s.txt", part.name())),
                  i + 1,
                  part.activities()[i],
                  activityNames.keySet()));
        }
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("subject", Labels.of(subjects));
    labels.put("activity", Labels.of(activities));
    return labels;
  }

  private static int[] readWholeNumbers(Members members, String file) throws IOException {
    try (NumberReader in = members.numbers(file)) {
      int[] values = new int[1024];
      int n = 0;
      double[] value = new double[1];
      while (in.next(value, 0, 1)) {
        if (value[0] != Math.rint(value[0]) || value[0] < 1 || value[0] > 1_000_000) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d: %s, expected a whole number from 1",
                  members.nameOf(file),
                  in.line(),
                  value[0]));
        }
        if (n == values.length) {
          values = Arrays.copyOf(values, 2 * n);
        }
        values[n++] = (int) value[0];
      }
      return Arrays.copyOf(values, n);
    }
  }

  private static Map<Integer, String> activityNames(Members members) throws IOException {
    return new TreeMap<>(numberedNames(members, "activity_labels.txt"));
  }

  private static List<String> featureNames(Members members) throws IOException {
    Map<String, Integer> timesSeen = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (String name : numberedNames(members, "features.txt").values()) {
      int seen = timesSeen.merge(name, 1, Integer::sum);
      names.add(seen == 1 ? name : name + "." + (seen - 1));
    }
    return names;
  }

  /** Lines of a number, counting from 1, and a name. */
  private static Map<Integer, String> numberedNames(Members members, String file)
      throws IOException {
    Map<Integer, String> names = new LinkedHashMap<>();
    try (TextLines in =
        new TextLines(members.open(file), StandardCharsets.ISO_8859_1, members.nameOf(file))) {
      String line;
      while ((line = in.next()) != null) {
        if (line.isBlank()) {
          continue;
        }
        int expected = names.size() + 1;
        if (expected > MOST_NAMES) {
          throw BadDataException.of("%s: has more than %d names", members.nameOf(file), MOST_NAMES);
        }
        String[] parts = line.strip().split("\\s+", 2);
        if (parts.length != 2 || !parts[0].equals(Integer.toString(expected))) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d is '%s', expected '%d NAME'",
                  members.nameOf(file),
                  expected,
                  line.strip(),
                  expected));
        }
        names.put(expected, parts[1]);
      }
    }
    return names;
  }
}
