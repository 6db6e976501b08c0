package ml.tacit.audit;

import java.util.List;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Linear discriminant analysis with shrinkage, (1−α)·S + α·(tr S/d)·I for the covariance S within
 * classes, α tuned; Gaussian scores with the class shares as priors.
 */
record DiscriminantClassifier() implements Classifier {

  @Override
  public String name() {
    return "shrinkage LDA";
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public List<Axis> grid(Effort effort) {
    return List.of(Axis.of("shrinkage", effort, 0.9, 0.5, 0.1, 1e-2, 1e-3, 1e-4));
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    Within within = Within.of(scene, rows, task);
    return (setting, side, asked) -> within.scores(setting[0], scene.rows(side), asked);
  }

  /**
   * Class means and within-class variances in the axes that make the latter diagonal: one
   * eigendecomposition for every shrinkage.
   */
  static final class Within {
    private final Axes axes;
    private final DMatrixRMaj basis; // axes × axes: principal axes of S
    private final double[] variances;
    private final DMatrixRMaj means; // classes × axes
    private final double[] logShares;

    private Within(
        Axes axes, DMatrixRMaj basis, double[] variances, DMatrixRMaj means, double[] logShares) {
      this.axes = axes;
      this.basis = basis;
      this.variances = variances;
      this.means = means;
      this.logShares = logShares;
    }

    static Within of(Scene scene, int[] rows, Task task) {
      Axes axes = scene.axes(rows);
      DMatrixRMaj z = axes.plainCoordinates(scene.rows(Side.TRAIN), rows);
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
      return new Within(
          axes, eigen.vectors(), variances, Dense.multiply(means, eigen.vectors()), logShares);
    }

    double[] scores(double shrinkage, Matrix features, int[] asked) {
      DMatrixRMaj x = Dense.multiply(axes.plainCoordinates(features, asked), basis);
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
      DMatrixRMaj scores = Dense.multiply(x, weights);
      for (int i = 0; i < scores.data.length; i++) {
        scores.data[i] += offset[i % k];
      }
      return scores.data;
    }

    /**
     * Rows in coordinates where the shrunk covariance is the identity, within the classes' span.
     */
    DMatrixRMaj whitened(double shrinkage, Matrix features, int[] asked) {
      DMatrixRMaj x = Dense.multiply(axes.plainCoordinates(features, asked), basis);
      double[] precision = precision(shrinkage);
      int k = means.numRows;
      int r = means.numCols;
      DMatrixRMaj whiteMeans = new DMatrixRMaj(k, r);
      for (int i = 0; i < k * r; i++) {
        whiteMeans.data[i] = means.data[i] * Math.sqrt(precision[i % r]);
      }
      DMatrixRMaj between = Dense.multiply(whiteMeans, Dense.transpose(whiteMeans));
      SymmetricEigen eigen = SymmetricEigen.of(between);
      int kept = 0;
      while (kept < k - 1 && eigen.values()[kept] > 1e-9 * eigen.values()[0]) {
        kept++;
      }
      DMatrixRMaj mix = new DMatrixRMaj(k, kept);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < kept; j++) {
          mix.set(i, j, eigen.vectors().get(i, j) / Math.sqrt(eigen.values()[j]));
        }
      }
      DMatrixRMaj directions = Dense.multiplyTransposedA(whiteMeans, mix);
      for (int j = 0; j < r; j++) {
        for (int c = 0; c < kept; c++) {
          directions.data[j * kept + c] *= Math.sqrt(precision[j]);
        }
      }
      return Dense.multiply(x, directions);
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
}
