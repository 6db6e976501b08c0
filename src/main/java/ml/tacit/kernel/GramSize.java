package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.table.BadDataException;
import ml.tacit.table.MatrixLimits;

/** Refuses a Gram matrix before its memory is asked for. */
final class GramSize {
  /** Rows of an exact fit at most: a Gram matrix of 3.2 GB. */
  static final int MAX_ROWS = 20_000;

  private GramSize() {}

  /** For rows that were not all counted. */
  static BadDataException tooManyRows() {
    return BadDataException.of(
        "rows: more than %d, so many are possible with an exact kernel: the Gram matrix alone would need more than %d bytes; use landmarks or random features",
        MAX_ROWS, 8L * MAX_ROWS * MAX_ROWS);
  }

  /** The Cholesky factor takes the place of the matrix, so one is all there is. */
  static void require(int rows) {
    if (rows > MAX_ROWS) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, at most %d are possible with an exact kernel: the Gram matrix alone needs %d bytes; use landmarks or random features",
              rows,
              MAX_ROWS,
              8L * rows * rows));
    }
    MatrixLimits.require(
        "rows: the Gram matrix of an exact kernel",
        rows,
        rows,
        1,
        "more memory, landmarks or random features are needed");
  }
}
