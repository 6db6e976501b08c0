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
   * @param problem the rows it was fitted to
   * @param hidden the mean differences that were to go, in the units of the problem, or null
   */
  static Removed measure(AffineMap release, int rank, Equilibrated problem, Hidden hidden) {
    // In units of the largest column, so that no square overflows.
    double[] units = problem.units();
    double largest = Arrays.stream(units).max().orElse(1);
    double[] shares = Arrays.stream(units).map(unit -> unit / largest).toArray();
    AffineMap map = problem.inUnits(release);
    double[] scatter = problem.totalDiagonal();
    double all = 0;
    for (int j = 0; j < shares.length; j++) {
      all += shares[j] * shares[j] * scatter[j];
    }
    double change =
        map.isRemoval()
            ? changeOfRemoval(map, shares, problem.total())
            : all - powerWithin(map, shares, problem.total());
    double share = all == 0 ? 0 : Math.max(0, change) / all;
    double meanSquaredChange = Math.max(0, change) / problem.rows().count() * largest * largest;
    if (hidden == null) {
      return new Removed(rank, Double.NaN, Double.NaN, meanSquaredChange, share);
    }
    Spread spread = Spread.of(map, problem, hidden);
    return new Removed(rank, spread.raw(), spread.residual(), meanSquaredChange, share);
  }

  /** tr(D E S̄ Eᵀ D) with E = L Rᵀ. */
  private static double changeOfRemoval(AffineMap map, double[] shares, OuterSum total) {
    DMatrixRMaj left = AffineMap.scaleRows(shares, map.left());
    DMatrixRMaj right = map.right();
    DMatrixRMaj inner = Dense.multiplyTransposedA(right, total.times(right));
    DMatrixRMaj metric = Dense.multiplyTransposedA(left, left);
    return dot(inner, metric);
  }

  /** tr(Qᵀ D S̄ D Q), Q an orthonormal basis of the row space of A D⁻¹. */
  private static double powerWithin(AffineMap map, double[] shares, OuterSum total) {
    double least = Arrays.stream(shares).min().orElse(1);
    double[] inverse = Arrays.stream(shares).map(share -> least / share).toArray();
    DMatrixRMaj rowSpace = AffineMap.scaleRows(inverse, Dense.transpose(map.matrix()));
    DMatrixRMaj q = AffineMap.scaleRows(shares, ThinQr.of(rowSpace).q());
    return dot(q, total.times(q));
  }

  private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.data.length; i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }
}
