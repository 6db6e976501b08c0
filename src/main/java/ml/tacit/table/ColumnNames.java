package ml.tacit.table;

import java.lang.System.Logger.Level;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks on column names, shared by everything that carries them. */
public final class ColumnNames {
  private static final System.Logger LOG = System.getLogger(ColumnNames.class.getName());
  private static final int SHOWN = 8;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  private ColumnNames() {}

  /** Throws if a name occurs twice in the lists taken together; {@code where} opens the message. */
  @SafeVarargs
  static void requireDistinct(String where, Collection<String>... lists) {
    Set<String> seen = new HashSet<>();
    int position = 0;
    for (Collection<String> list : lists) {
      for (String name : list) {
        position++;
        if (!seen.add(name)) {
          throw BadDataException.of(
              "%s: column name '%s' occurs twice (again at column %d)%s",
              where, name, position, headerHint(list));
        }
      }
    }
  }

  /** The names of a header, each once: of a name that comes again, later ones get a number. */
  static List<String> unique(List<String> header) {
    Set<String> taken = new HashSet<>(header);
    Set<String> seen = new HashSet<>();
    return header.stream()
        .map(name -> name.isBlank() || seen.add(name) ? name : numbered(name, taken))
        .toList();
  }

  /**
   * Throws if a name that is used stands for two columns, unless the other one is used by its new
   * name as well; says how the others are called that do.
   */
  static void sayRenamed(
      String where, List<String> read, List<String> header, Collection<String> used) {
    for (int i = 0; i < read.size(); i++) {
      String name = read.get(i);
      if (name.equals(header.get(i))) {
        continue;
      }
      if (used.contains(name) && !used.contains(header.get(i))) {
        throw BadDataException.of(
            "%s: column name '%s' occurs twice (again at column %d), and nothing says which is meant%s",
            where, name, i + 1, headerHint(read));
      }
      LOG.log(
          Level.WARNING,
          "{0}: column name ''{1}'' occurs again at column {2}, where it is called ''{3}''",
          Shown.text(where),
          Shown.text(name),
          i + 1,
          Shown.text(header.get(i)));
    }
  }

  private static String numbered(String name, Set<String> taken) {
    int number = 2;
    while (!taken.add(name + " " + number)) {
      number++;
    }
    return name + " " + number;
  }

  /** Throws if a column has no name: such a column is mostly a row number nobody meant as data. */
  static void requireNamed(String where, List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).isBlank()) {
        throw BadDataException.of(
            "%s: column %d of %d in the header has no name (a row number? leave it out: --drop \"\")",
            where, i + 1, header.size());
      }
    }
  }

  /** The names that are not blank. */
  static List<String> named(List<String> header) {
    return header.stream().filter(name -> !name.isBlank()).toList();
  }

  /** Whether all names are numbers, as they are where the first row was taken for the header. */
  static boolean areNumbers(List<String> header) {
    return header.stream()
        .allMatch(name -> Double.isFinite(Decimals.parse(name.toCharArray(), 0, name.length())));
  }

  /**
   * A name without what people overlook: case, blanks, and other forms of the same characters
   * (NFKC). Two names that fold to the same mean the same column to a reader.
   *
   * @param name a column or label name
   * @return its folded form
   */
  public static String folded(String name) {
    String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return BLANKS.matcher(compatible).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /**
   * What to throw when a wanted column is not there: names the closest one that is.
   *
   * @param where opens the message
   * @param wanted the column that is missing
   * @param present the columns that are there
   * @return the exception, to be thrown
   */
  public static BadDataException missing(String where, String wanted, List<String> present) {
    StringBuilder message =
        new StringBuilder(String.format(Locale.ROOT, "%s: no column '%s'", where, wanted));
    String closest = closest(wanted, present);
    if (closest != null) {
      message.append("; did you mean '").append(closest).append("'?");
    }
    message.append(" (found ").append(present.size()).append(" columns: ");
    message.append(present.stream().limit(SHOWN).collect(Collectors.joining(", ")));
    message.append(present.size() > SHOWN ? ", ...)" : ")");
    message.append(headerHint(present));
    if (present.size() == 1 && present.get(0).matches("(?s).*[;\t| ].*")) {
      message.append("; are its columns separated otherwise? --delimiter says so");
    }
    return new BadDataException(message.toString());
  }

  private static String headerHint(Collection<String> header) {
    long numbers = header.stream().filter(name -> areNumbers(List.of(name))).count();
    return header.size() > 1 && numbers > 0
        ? (numbers == header.size() ? "; all" : "; " + numbers)
            + " names are numbers: is the header missing? --no-header says so"
        : "";
  }

  private static String closest(String wanted, List<String> present) {
    String best = null;
    int bestDistance = Math.max(1, wanted.length() / 3) + 1;
    for (String name : present) {
      int distance = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return best;
  }

  /** Levenshtein distance: letters to insert, delete or exchange. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
