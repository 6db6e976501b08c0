package ml.tacit.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table whose secrets are unmistakable, and what of them is found in bytes: names of hidden
 * people, cells of a dropped column, and numbers of raw rows to 9 digits, also in deviations from
 * the mean of all rows; as text or as doubles of either order, at any offset.
 */
final class Planted {
  /** What is looked for. */
  enum Secret {
    /** A hidden label. */
    NAME,
    /** A cell of the column that is dropped. */
    DROPPED,
    /** A number of a raw row. */
    NUMBER,
    /** The folder of the raw rows. */
    PATH,
    /** Who ran the command. */
    USER,
    /** The key that a model draws with. */
    KEY
  }

  static final String FOLDER = "otterlinesfolder";
  static final String USER = "zqwhoranthis";
  static final String COLUMNS = "person,insurance,activity,near,far,flat,wide,small";

  private static final int PEOPLE = 4;
  private static final int ROWS = 30;
  private static final int WIDTH = 5;
  private static final double NINE_DIGITS = 5e-10;

  /** Numbers that are written with 9 digits or more, whole or not. */
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9][0-9.]{8,}(?:[eE][-+]?[0-9]{1,3})?");

  private final double[] numbers;
  private String key;

  /** Writes the table. */
  Planted(Path file) throws IOException {
    Random random = new Random(17);
    int rows = PEOPLE * 2 * ROWS;
    double[] all = new double[rows * WIDTH];
    int at = 0;
    StringBuilder text = new StringBuilder(COLUMNS).append('\n');
    for (int row = 0; row < rows; row++) {
      int person = row / (2 * ROWS);
      int activity = row / ROWS % 2;
      double[] values = {
        person + random.nextGaussian(),
        1000 + 0.5 * random.nextGaussian() + 0.5 * activity,
        random.nextDouble(),
        1000 * (3 * activity + random.nextGaussian()),
        1e-3 * (person % 2 + random.nextGaussian())
      };
      text.append(name(person)).append(",ins-").append(98_000_000 + 7919L * row);
      text.append(activity == 0 ? ",sit" : ",walk");
      for (double value : values) {
        String cell = String.format(Locale.ROOT, "%.12g", value);
        text.append(',').append(cell);
        all[at++] = Double.parseDouble(cell);
      }
      text.append('\n');
    }
    numbers = withStandardized(all, rows);
    Files.writeString(file, text);
  }

  /** The numbers, and by how many deviations each is off the mean, sorted. */
  private static double[] withStandardized(double[] raw, int rows) {
    double[] all = Arrays.copyOf(raw, 3 * raw.length);
    for (int j = 0; j < WIDTH; j++) {
      double mean = 0;
      for (int at = j; at < raw.length; at += WIDTH) {
        mean += raw[at] / rows;
      }
      double squares = 0;
      for (int at = j; at < raw.length; at += WIDTH) {
        squares += (raw[at] - mean) * (raw[at] - mean);
      }
      for (int at = j; at < raw.length; at += WIDTH) {
        all[raw.length + at] = (raw[at] - mean) / Math.sqrt(squares / rows);
        all[2 * raw.length + at] = (raw[at] - mean) / Math.sqrt(squares / (rows - 1));
      }
    }
    Arrays.sort(all);
    return all;
  }

  private static String name(int person) {
    return "Zq" + "ABCD".charAt(person) + "ttoline";
  }

  /** From here on this key is a secret, too. */
  void keep(Path keyFile) throws IOException {
    Matcher digits = Pattern.compile("[0-9a-f]{32,}").matcher(Files.readString(keyFile));
    if (!digits.find()) {
      throw new IllegalStateException(keyFile + " has no key");
    }
    key = digits.group();
  }

  /** Which secrets these bytes hold, each with an example. */
  List<String> in(byte[] bytes, Set<Secret> lookedFor) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Set<String> found = new TreeSet<>();
    for (Secret secret : lookedFor) {
      String example =
          switch (secret) {
            case NAME -> first(text, "Zq[A-D]ttoline");
            case DROPPED -> first(text, "ins-98[0-9]{6}|insurance=98[0-9]{6}");
            case PATH -> first(text, FOLDER);
            case USER -> first(text, USER);
            case KEY -> key == null ? null : keyIn(text);
            case NUMBER -> number(bytes, text);
          };
      if (example != null) {
        found.add(secret + " " + example);
      }
    }
    return new ArrayList<>(found);
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
    return matcher.find() ? matcher.group() : null;
  }

  private String keyIn(String text) {
    byte[] raw = java.util.HexFormat.of().parseHex(key);
    boolean found =
        text.contains(key) || text.contains(new String(raw, StandardCharsets.ISO_8859_1));
    return found ? key.substring(0, 6) + "…" : null;
  }

  private String number(byte[] bytes, String text) {
    Matcher words = NUMBER.matcher(text);
    while (words.find()) {
      try {
        if (isRaw(Double.parseDouble(words.group()))) {
          return words.group();
        }
      } catch (NumberFormatException e) {
        continue; // a date, a version
      }
    }
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i + Double.BYTES <= bytes.length; i++) {
      for (double value : new double[] {little.getDouble(i), big.getDouble(i)}) {
        if (isRaw(value)) {
          return value + " as a double at byte " + i;
        }
      }
    }
    return null;
  }

  private boolean isRaw(double value) {
    if (!(Math.abs(value) > 1e-9 && Math.abs(value) < 1e9)) {
      return false;
    }
    double near = Math.abs(value) * NINE_DIGITS;
    int at = Arrays.binarySearch(numbers, value - near);
    int next = at < 0 ? -at - 1 : at;
    return next < numbers.length && numbers[next] <= value + near;
  }
}
