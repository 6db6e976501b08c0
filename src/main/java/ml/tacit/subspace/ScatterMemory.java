package ml.tacit.subspace;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/** The memory that a statistic of d columns and a fit from it take: a few d × d matrices. */
final class ScatterMemory {
  /** The statistic, its snapshot, that in units of its columns, the total scatter, the metric. */
  private static final int MATRICES = 5;

  private ScatterMemory() {}

  /** Throws before any row is read if d columns cannot be fitted in so many bytes. */
  static void require(int dimension, long available) {
    double bytes = 8.0 * MATRICES * dimension * dimension;
    if (bytes > available || (long) dimension * dimension > Integer.MAX_VALUE) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%d columns: their scatter matrices take %.1f GB, %.1f GB are there; fewer columns, more memory, or for few rows a linear kernel are needed",
              dimension,
              bytes / 1e9,
              available / 1e9));
    }
  }
}
