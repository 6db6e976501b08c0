package ml.tacit.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One class per row: who, or what activity.
 *
 * <p>A code per row and the class names the codes point at. Class names are sorted (numbers by
 * value, before texts), so the same rows give the same codes in whatever order they come. Immutable
 * and thread-safe.
 */
public final class Labels {
  /** The order of class names: numbers by value, before texts; texts by code point. */
  public static final Comparator<String> NAME_ORDER = Labels::compareNames;

  private static final String CROSS = " × ";

  private final int[] codes;
  private final List<String> classes;

  private Labels(int[] codes, List<String> classes) {
    this.codes = codes;
    this.classes = classes;
  }

  /**
   * Labels from one class name per row.
   *
   * @param names a class name per row; copied
   * @return the labels
   * @throws NullPointerException if a name is null
   */
  public static Labels of(String... names) {
    List<String> distinct = Arrays.stream(names).distinct().sorted(NAME_ORDER).toList();
    Map<String, Integer> codeOf = new HashMap<>();
    for (String name : distinct) {
      codeOf.put(name, codeOf.size());
    }
    int[] codes = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      codes[i] = codeOf.get(names[i]);
    }
    return new Labels(codes, distinct);
  }

  /**
   * Labels from one whole number per row; the class names are the numbers in decimal.
   *
   * @param values a number per row
   * @return the labels
   */
  public static Labels of(int... values) {
    return of(Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /** Labels from codes in any numbering; the names, all different, by code. Nothing is copied. */
  static Labels coded(int[] codes, List<String> names) {
    Integer[] order = new Integer[names.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(names::get, NAME_ORDER));
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = rank[codes[row]];
    }
    return new Labels(codes, Arrays.stream(order).map(names::get).toList());
  }

  /**
   * Number of rows.
   *
   * @return the number of rows
   */
  public int size() {
    return codes.length;
  }

  /**
   * The class names, sorted; position is code. A class may have no row after {@link #select}.
   *
   * @return the class names, immutable
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * The class code of a row.
   *
   * @param row the row, from 0
   * @return a code in {@code [0, classes().size())}
   */
  public int code(int row) {
    return codes[row];
  }

  /**
   * The class name of a row.
   *
   * @param row the row, from 0
   * @return the class name
   */
  public String name(int row) {
    return classes.get(codes[row]);
  }

  /**
   * The codes of all rows.
   *
   * @return a fresh array
   */
  public int[] codes() {
    return codes.clone();
  }

  /**
   * Rows per class.
   *
   * @return a fresh array of length {@code classes().size()}
   */
  public int[] counts() {
    int[] counts = new int[classes.size()];
    for (int code : codes) {
      counts[code]++;
    }
    return counts;
  }

  /**
   * The labels of some rows; the class list (hence every code) stays as it is.
   *
   * @param rows row numbers, in the order wanted
   * @return the labels of those rows
   */
  public Labels select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new Labels(selected, classes);
  }

  /**
   * Two labels as one: a class for each pair of classes that occurs, named {@code a × b}; a name
   * that holds the sign itself goes in double quotes.
   *
   * @param other labels of the same rows
   * @return the pairs, as long as these
   * @throws BadDataException if the numbers of rows differ
   */
  public Labels crossed(Labels other) {
    if (other.size() != size()) {
      throw BadDataException.of(
          "labels: found %d rows, expected %d as for the other label", other.size(), size());
    }
    Map<Long, String> names = new HashMap<>();
    String[] pairs = new String[codes.length];
    for (int row = 0; row < pairs.length; row++) {
      String a = name(row);
      String b = other.name(row);
      long pair = ((long) codes[row] << 32) | other.codes[row];
      pairs[row] = names.computeIfAbsent(pair, key -> quoted(a) + CROSS + quoted(b));
    }
    return of(pairs);
  }

  private static String quoted(String name) {
    return name.contains(CROSS) ? '"' + name + '"' : name;
  }

  /** Equal only for equal texts, so that sorted sets tell all names apart. */
  private static int compareNames(String a, String b) {
    boolean numberA = isWholeNumber(a);
    boolean numberB = isWholeNumber(b);
    if (numberA && numberB) {
      int byValue = Long.compare(Long.parseLong(a), Long.parseLong(b));
      return byValue != 0 ? byValue : a.compareTo(b);
    }
    return numberA != numberB ? (numberA ? -1 : 1) : a.compareTo(b);
  }

  /** Whether a text is up to 18 digits, with or without a minus; asked at every comparison. */
  private static boolean isWholeNumber(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - first;
    if (digits < 1 || digits > 18) {
      return false;
    }
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
