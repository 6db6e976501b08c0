package ml.tacit.kernel;

import ml.tacit.table.BadDataException;

/** Refuses a Gram matrix before its memory is asked for. */
final class GramSize {
  private GramSize() {}

  /** For the Gram matrix alone. */
  static void require(int rows) {
    require(rows, 1, Runtime.getRuntime().maxMemory());
  }

  /** For the Gram matrix and its Cholesky factor. */
  static void requireWithFactor(int rows) {
    require(rows, 2, Runtime.getRuntime().maxMemory());
  }

  static void require(int rows, int matrices, long heap) {
    long gram = 8L * rows * rows;
    if (rows > KernelDca.MAX_ROWS) {
      throw new BadDataException(
          "rows: %d, at most %d are possible with an exact kernel: the Gram matrix alone needs %d bytes; use landmarks (Nystrom) or random features"
              .formatted(rows, KernelDca.MAX_ROWS, gram));
    }
    if (matrices * gram > heap) {
      throw new BadDataException(
          "rows: %d, %s needs %d bytes, the heap has %d; give it more (-Xmx) or use landmarks (Nystrom) or random features"
              .formatted(
                  rows,
                  matrices == 1 ? "the Gram matrix alone" : "the Gram matrix with its factor",
                  matrices * gram,
                  heap));
    }
  }
}
