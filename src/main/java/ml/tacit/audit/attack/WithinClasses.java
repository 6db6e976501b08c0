package ml.tacit.audit.attack;

import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Class means and within-class variances in the axes that make the latter diagonal: one
 * eigendecomposition for every shrinkage.
 */
final class WithinClasses {
  /** Directions in which the class means differ by less than this share are rounding noise. */
  private static final double NOISE = 1e-9;

  private final Axes axes;
  private final DMatrixRMaj basis; // axes × axes: principal axes of S
  private final double[] variances;
  private final DMatrixRMaj means; // classes × axes
  private final double[] logShares;

  private WithinClasses(
      Axes axes, DMatrixRMaj basis, double[] variances, DMatrixRMaj means, double[] logShares) {
    this.axes = axes;
    this.basis = basis;
    this.variances = variances;
    this.means = means;
    this.logShares = logShares;
  }

  static WithinClasses of(AttackData data, int[] rows, LearningTask task) {
    Axes axes = data.axes(rows);
    DMatrixRMaj z = axes.plainCoordinates(data.rows(Side.TRAIN), rows);
    int[] counts = new int[task.classes()];
    DMatrixRMaj means = ClassMeans.of(z, rows, task, counts);
    ClassMeans.subtract(means, z, rows, task);
    DMatrixRMaj scatter = new DMatrixRMaj(axes.count(), axes.count());
    Dense.addGram(z, scatter);
    SymmetricEigen eigen = SymmetricEigen.of(scatter);
    double[] variances = eigen.values().clone();
    double[] logShares = new double[counts.length];
    for (int i = 0; i < variances.length; i++) {
      variances[i] = Math.max(0, variances[i]) / rows.length;
    }
    for (int c = 0; c < counts.length; c++) {
      // A class that is not among these rows is never named.
      logShares[c] = counts[c] == 0 ? -1e9 : Math.log((double) counts[c] / rows.length);
    }
    return new WithinClasses(
        axes, eigen.vectors(), variances, Dense.multiply(means, eigen.vectors()), logShares);
  }

  /** Gaussian log-likelihood and log share per class, up to what all classes have in common. */
  double[] scores(double shrinkage, Matrix features, int[] asked) {
    double[] precision = precision(shrinkage);
    int k = means.numRows;
    int r = means.numCols;
    DMatrixRMaj weights = new DMatrixRMaj(r, k);
    double[] offset = logShares.clone();
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < r; j++) {
        double m = means.data[c * r + j];
        weights.data[j * k + c] = m * precision[j];
        offset[c] -= 0.5 * m * m * precision[j];
      }
    }
    DMatrixRMaj scores = axes.along(Dense.multiply(basis, weights), features, asked);
    for (int i = 0; i < scores.data.length; i++) {
      scores.data[i] += offset[i % k];
    }
    return scores.data;
  }

  /** Rows in coordinates where the shrunk covariance is the identity. */
  DMatrixRMaj whitened(double shrinkage, Matrix features, int[] asked) {
    DMatrixRMaj x = axes.along(basis, features, asked);
    scaleColumns(x, precision(shrinkage));
    return x;
  }

  /** The same, within the span of the class means only: at most one column less than classes. */
  DMatrixRMaj discriminants(double shrinkage, Matrix features, int[] asked) {
    DMatrixRMaj white = means.copy();
    scaleColumns(white, precision(shrinkage));
    SymmetricEigen between = SymmetricEigen.of(Dense.multiply(white, Dense.transpose(white)));
    int k = white.numRows;
    int kept = 0;
    while (kept < k - 1 && between.values()[kept] > NOISE * between.values()[0]) {
      kept++;
    }
    DMatrixRMaj mix = new DMatrixRMaj(k, kept);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < kept; j++) {
        mix.set(i, j, between.vectors().get(i, j) / Math.sqrt(between.values()[j]));
      }
    }
    return Dense.multiply(
        whitened(shrinkage, features, asked), Dense.multiplyTransposedA(white, mix));
  }

  private static void scaleColumns(DMatrixRMaj x, double[] precision) {
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] *= Math.sqrt(precision[i % precision.length]);
    }
  }

  private double[] precision(double shrinkage) {
    double mean = 0;
    for (double variance : variances) {
      mean += variance / variances.length;
    }
    double[] precision = new double[variances.length];
    for (int j = 0; j < precision.length; j++) {
      precision[j] = 1 / Math.max(1e-12, (1 - shrinkage) * variances[j] + shrinkage * mean);
    }
    return precision;
  }
}
