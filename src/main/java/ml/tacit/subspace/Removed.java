package ml.tacit.subspace;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * What a map took away, measured on the rows it was fitted from, so that "it did nothing" cannot be
 * silent.
 *
 * @param rank directions of the input that no longer reach the output: the number of class-mean
 *     directions erased, or d − k for a projection onto k components
 * @param rawSpread largest distance, over features and hidden classes, of a class mean from the
 *     mean it is compared with (the overall mean, or that of the given class), before; NaN if
 *     nothing is hidden
 * @param residualSpread the same after, in the units of the output
 * @param meanSquaredChange mean squared distance between a row and its released form; for a
 *     projection, between a row and the best reconstruction within the kept directions
 * @param energy the same as a share of the mean squared distance of the rows from their mean
 */
public record Removed(
    int rank, double rawSpread, double residualSpread, double meanSquaredChange, double energy) {

  /**
   * Measures a map.
   *
   * @param hidden the mean differences that were to go, or null
   */
  static Removed measure(
      AffineMap map, int rank, ScatterSnapshot rows, DMatrixRMaj total, Hidden hidden) {
    double change =
        Math.max(0, map.isRemoval() ? changeOfRemoval(map, total) : changeOfProjection(map, total));
    double energy = change / Ridge.trace(total);
    double raw = Double.NaN;
    double residual = Double.NaN;
    if (hidden != null) {
      DMatrixRMaj differences = Dense.transpose(hidden.meanDifferences());
      raw = largest(differences);
      residual = largest(Dense.multiply(differences, Dense.transpose(map.matrix())));
    }
    return new Removed(rank, raw, residual, change / rows.count(), energy);
  }

  /** tr(E S̄ Eᵀ) with E = L Rᵀ. */
  private static double changeOfRemoval(AffineMap map, DMatrixRMaj total) {
    DMatrixRMaj left = map.left();
    DMatrixRMaj right = map.right();
    DMatrixRMaj inner = Dense.multiplyTransposedA(right, Dense.multiply(total, right));
    DMatrixRMaj metric = Dense.multiplyTransposedA(left, left);
    return dot(inner, metric);
  }

  /** tr(S̄) − tr(Qᵀ S̄ Q), Q an orthonormal basis of the row space of A. */
  private static double changeOfProjection(AffineMap map, DMatrixRMaj total) {
    DMatrixRMaj q = Basis.orthonormal(Dense.transpose(map.matrix()));
    return Ridge.trace(total) - dot(q, Dense.multiply(total, q));
  }

  private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.data.length; i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }

  private static double largest(DMatrixRMaj a) {
    double largest = 0;
    for (double value : a.data) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
