package ml.tacit.kernel;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Symmetric matrices of which one half was computed. */
final class Symmetric {
  /** Tile whose columns fit in cache, so that mirroring does not jump through memory. */
  private static final int TILE = 64;

  private Symmetric() {}

  /** Copies the lower half onto the upper one. */
  static void mirrorLower(DMatrixRMaj a) {
    int n = a.numRows;
    IntStream.range(0, (n + TILE - 1) / TILE)
        .parallel()
        .forEach(
            band -> {
              int top = band * TILE;
              int bottom = Math.min(n, top + TILE);
              for (int left = top; left < n; left += TILE) {
                int right = Math.min(n, left + TILE);
                for (int i = top; i < bottom; i++) {
                  for (int j = Math.max(left, i + 1); j < right; j++) {
                    a.data[i * n + j] = a.data[j * n + i];
                  }
                }
              }
            });
  }

  /** Half the sum of a small matrix and its transpose, in place. */
  static DMatrixRMaj average(DMatrixRMaj a) {
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (a.get(i, j) + a.get(j, i)) / 2;
        a.set(i, j, mean);
        a.set(j, i, mean);
      }
    }
    return a;
  }
}
