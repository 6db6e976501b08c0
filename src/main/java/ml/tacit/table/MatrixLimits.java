package ml.tacit.table;

import java.util.Locale;

/**
 * Whether a matrix that is planned can be: counted in one place, before its memory is asked for. A
 * matrix is one array, which holds {@link #MOST_NUMBERS}, and all that a step needs at once must
 * fit in the memory of the JVM.
 */
public final class MatrixLimits {
  /** The most numbers of one matrix: what a Java array can hold. */
  public static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

  private MatrixLimits() {}

  /**
   * Throws unless the memory of this JVM ({@link Runtime#maxMemory}) holds so many matrices.
   *
   * @param what what the message is about, such as {@code "10000 columns: their scatter"}
   * @param rows of each, at least 0
   * @param columns of each, at least 0
   * @param matrices how many there are at once
   * @param remedy what to do instead, the end of the message
   * @throws BadDataException if they do not fit; with both figures and the remedy
   */
  public static void require(String what, long rows, long columns, int matrices, String remedy) {
    require(what, rows, columns, matrices, remedy, Runtime.getRuntime().maxMemory());
  }

  /** The same for so many bytes of memory. */
  static void require(
      String what, long rows, long columns, int matrices, String remedy, long memory) {
    double numbers = (double) rows * columns;
    double bytes = Double.BYTES * numbers * matrices;
    if (numbers > MOST_NUMBERS) {
      throw refused(
          what,
          rows,
          columns,
          String.format(Locale.ROOT, "a matrix holds %d numbers at most", MOST_NUMBERS),
          remedy);
    }
    if (bytes > memory) {
      String limit =
          String.format(
              Locale.ROOT,
              "%s %s, Java has %s (-Xmx)",
              matrices == 1 ? "takes" : matrices + " of that size take",
              size(bytes),
              size(memory));
      throw refused(what, rows, columns, limit, remedy);
    }
  }

  private static BadDataException refused(
      String what, long rows, long columns, String limit, String remedy) {
    return BadDataException.of("%s: %d × %d, %s; %s", what, rows, columns, limit, remedy);
  }

  private static String size(double bytes) {
    return bytes >= 1e8
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
