package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What cannot be is refused with its size, what there is and what to do. */
class MatrixLimitsTest {
  private static final long MEGABYTE = 1_000_000;

  private static String refused(long rows, long columns, int matrices, long memory) {
    return assertThrows(
            BadDataException.class,
            () -> MatrixLimits.require("it", rows, columns, matrices, "less", memory))
        .getMessage();
  }

  @Test
  void refusesMoreThanTheMemory() {
    assertEquals(
        "it: 10000 × 10000, takes 0.8 GB, Java has 0.5 GB (-Xmx); less",
        refused(10_000, 10_000, 1, 500 * MEGABYTE));
    assertEquals(
        "it: 1000 × 1000, 5 of that size take 40.0 MB, Java has 39.0 MB (-Xmx); less",
        refused(1000, 1000, 5, 39 * MEGABYTE));
    MatrixLimits.require("it", 1000, 1000, 5, "less", 40 * MEGABYTE);
  }

  @Test
  void refusesMoreThanAnArrayWhateverTheMemory() {
    assertEquals(
        "it: 46341 × 46341, a matrix holds 2147483639 numbers at most; less",
        refused(46_341, 46_341, 1, Long.MAX_VALUE));
    assertEquals(
        "it: 4294967296 × 4294967296, a matrix holds 2147483639 numbers at most; less",
        refused(1L << 32, 1L << 32, 1, Long.MAX_VALUE));
    MatrixLimits.require("it", 46_340, 46_340, 1, "less", Long.MAX_VALUE);
    MatrixLimits.require("it", 0, 1L << 62, 1, "less", 0);
  }
}
