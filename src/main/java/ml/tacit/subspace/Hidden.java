package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean differences that are to go: what the privacy labels do to the mean of the rows.
 *
 * @param factor columns √n_c (μ_c − μ), the scatter between the hidden classes being
 *     factor·factorᵀ; for a continuous attribute, cross-covariance sums
 * @param directions the largest rank the factor can have
 * @param weights what each column is divided by to get a difference of means: √n_c; for a
 *     continuous attribute n, which gives its covariance with each feature per standard deviation
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Hidden(DMatrixRMaj factor, int directions, double[] weights) {

  /** Of labels, side by side; within the classes of {@code roles.given()} where there is one. */
  static Hidden of(ScatterSnapshot rows, Roles roles) {
    DMatrixRMaj factor = null;
    int directions = 0;
    for (String label : roles.toHide()) {
      LabelCopies.refuse(rows, label);
      LabelCopies.refuse(rows, label, roles.toKeep());
      DMatrixRMaj one =
          roles.given() == null
              ? rows.betweenFactor(label)
              : rows.betweenFactorGiven(label, roles.given());
      int within = rows.directions(label, roles.given());
      if (within == 0) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "given: each class of '%s' has rows of one class of '%s' only: there is nothing to hide within it",
                roles.given(),
                label));
      }
      directions += within;
      factor = factor == null ? one : AffineMap.beside(factor, one);
    }
    return new Hidden(factor, directions, weights(rows, roles));
  }

  /**
   * Of the last k columns z, none constant, standardised: columns Σ (x−μ)(z−z̄)/σ_z. Without the
   * division an absolute tolerance would take a private attribute in small units for nothing.
   */
  static Hidden continuous(ScatterSnapshot joint, int attributes) {
    int d = joint.dimension() - attributes;
    DMatrixRMaj total = joint.totalSum().columnsFrom(d);
    DMatrixRMaj factor = new DMatrixRMaj(d, attributes);
    double[] weights = new double[attributes];
    for (int k = 0; k < attributes; k++) {
      double deviation = Math.sqrt(total.get(d + k, k) / joint.count());
      for (int i = 0; i < d; i++) {
        factor.set(i, k, total.get(i, k) / deviation);
      }
      weights[k] = joint.count();
    }
    return new Hidden(factor, attributes, weights);
  }

  /** What this and the other hide. */
  Hidden beside(Hidden other) {
    return new Hidden(
        AffineMap.beside(factor, other.factor),
        directions + other.directions,
        DoubleStream.concat(Arrays.stream(weights), Arrays.stream(other.weights)).toArray());
  }

  private static double[] weights(ScatterSnapshot rows, Roles roles) {
    return roles.toHide().stream()
        .flatMapToDouble(
            label -> Arrays.stream(rows.cellCounts(label, roles.given())).mapToDouble(Math::sqrt))
        .toArray();
  }

  /** Columns μ_c − μ. */
  DMatrixRMaj meanDifferences() {
    double[] inverse = new double[weights.length];
    Arrays.setAll(inverse, i -> 1 / weights[i]);
    return Dense.transpose(AffineMap.scaleRows(inverse, Dense.transpose(factor)));
  }
}
