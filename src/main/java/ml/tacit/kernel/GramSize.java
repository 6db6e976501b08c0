package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/** Refuses a Gram matrix before its memory is asked for. */
final class GramSize {
  private GramSize() {}

  /** The Cholesky factor takes the place of the matrix, so one is all there is. */
  static void require(int rows) {
    require(rows, Runtime.getRuntime().maxMemory());
  }

  static void require(int rows, long heap) {
    long gram = 8L * rows * rows;
    if (rows > KernelDca.MAX_ROWS) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, at most %d are possible with an exact kernel: the Gram matrix alone needs %d bytes; use landmarks (Nystrom) or random features",
              rows,
              KernelDca.MAX_ROWS,
              gram));
    }
    if (gram > heap) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, the Gram matrix alone needs %d bytes, the heap has %d; give it more (-Xmx) or use landmarks (Nystrom) or random features",
              rows,
              gram,
              heap));
    }
  }
}
