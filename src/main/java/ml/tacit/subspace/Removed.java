package ml.tacit.subspace;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.ThinQr;
import org.ejml.data.DMatrixRMaj;

/**
 * What a map took away, measured on the rows it was fitted from, so that "it did nothing" cannot be
 * silent.
 *
 * @param rank directions of the input that no longer reach the output: the number of class-mean
 *     directions erased, or d − k for a projection onto k components
 * @param rawSpread largest offset, over features and hidden classes, of a class mean from the mean
 *     it is compared with (the overall mean, or that of the given class), in standard deviations of
 *     the feature; NaN if nothing is hidden
 * @param residualSpread the same of the release: in standard deviations of the raw feature where
 *     the columns are kept, of the component otherwise
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
    double trace = Ridge.trace(total);
    double energy = trace == 0 ? 0 : change / trace;
    if (hidden == null) {
      return new Removed(rank, Double.NaN, Double.NaN, change / rows.count(), energy);
    }
    DMatrixRMaj offsets = Dense.transpose(hidden.meanDifferences());
    double[] deviations = deviations(diagonal(total), rows.count());
    DMatrixRMaj released = map.linear().apply(offsets);
    double[] releasedDeviations =
        map.isRemoval() ? deviations : deviations(powers(map, total), rows.count());
    return new Removed(
        rank,
        largest(offsets, deviations),
        largest(released, releasedDeviations),
        change / rows.count(),
        energy);
  }

  private static double[] diagonal(DMatrixRMaj a) {
    double[] diagonal = new double[a.numRows];
    Arrays.setAll(diagonal, i -> a.get(i, i));
    return diagonal;
  }

  /** The diagonal of A S̄ Aᵀ: the total scatter of each component. */
  private static double[] powers(AffineMap map, DMatrixRMaj total) {
    DMatrixRMaj a = map.matrix();
    DMatrixRMaj seen = map.linear().apply(total);
    double[] powers = new double[a.numRows];
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        powers[i] += a.get(i, j) * seen.get(j, i);
      }
    }
    return powers;
  }

  private static double[] deviations(double[] scatter, long count) {
    return Arrays.stream(scatter).map(power -> Math.sqrt(power / count)).toArray();
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
    DMatrixRMaj q = ThinQr.of(Dense.transpose(map.matrix())).q();
    return Ridge.trace(total) - dot(q, Dense.multiply(total, q));
  }

  private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.data.length; i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }

  /** Largest entry in units of its column; a column that does not vary has no offsets. */
  private static double largest(DMatrixRMaj offsets, double[] units) {
    double largest = 0;
    for (int i = 0; i < offsets.data.length; i++) {
      double unit = units[i % units.length];
      if (unit > 0) {
        largest = Math.max(largest, Math.abs(offsets.data[i]) / unit);
      }
    }
    return largest;
  }
}
