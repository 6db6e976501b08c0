package ml.tacit.audit.attack;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.score.PrincipalAxes;
import org.ejml.data.DMatrixRMaj;

/** Principal axes of some rows about their mean. */
final class Axes {
  private final double[] mean;
  private final DMatrixRMaj basis; // columns × count
  private final double[] variances;

  private Axes(double[] mean, DMatrixRMaj basis, double[] variances) {
    this.mean = mean;
    this.basis = basis;
    this.variances = variances;
  }

  static Axes of(Matrix features, int[] chosen) {
    double[] mean = mean(features, chosen);
    double[] x = centred(features, chosen, mean);
    PrincipalAxes axes = PrincipalAxes.of(DMatrixRMaj.wrap(chosen.length, features.columns(), x));
    return new Axes(mean, axes.basis(), axes.variances());
  }

  int count() {
    return variances.length;
  }

  /** The mean squared coordinate along each axis; not copied. */
  double[] variances() {
    return variances;
  }

  /** Mean squared coordinate along an axis, over the rows the axes were found from. */
  double variance(int axis) {
    return variances[axis];
  }

  /** Squared distance of the row at {@code at} from the mean, in all directions. */
  double squaredDistance(double[] x, int at) {
    double sum = 0;
    for (int j = 0; j < mean.length; j++) {
      sum += (x[at + j] - mean[j]) * (x[at + j] - mean[j]);
    }
    return sum;
  }

  /** Coordinates of the chosen rows. */
  DMatrixRMaj plainCoordinates(Matrix features, int[] chosen) {
    return coordinates(features, chosen, basis);
  }

  /**
   * Coordinates of the chosen rows along directions given in these axes, {@code count × m}: with
   * few directions much cheaper than {@link #plainCoordinates} times them.
   */
  DMatrixRMaj along(DMatrixRMaj directions, Matrix features, int[] chosen) {
    return coordinates(features, chosen, Dense.multiply(basis, directions));
  }

  private DMatrixRMaj coordinates(Matrix features, int[] chosen, DMatrixRMaj directions) {
    double[] x = centred(features, chosen, mean);
    return Dense.multiply(DMatrixRMaj.wrap(chosen.length, features.columns(), x), directions);
  }

  /** Coordinates of the chosen rows, and a column of ones for the intercept after them. */
  double[] coordinates(Matrix features, int[] chosen) {
    return PrincipalAxes.withOnes(plainCoordinates(features, chosen));
  }

  private static double[] mean(Matrix features, int[] chosen) {
    int d = features.columns();
    double[] mean = new double[d];
    for (int row : chosen) {
      for (int j = 0; j < d; j++) {
        mean[j] += features.values()[row * d + j];
      }
    }
    return Arrays.stream(mean).map(sum -> sum / chosen.length).toArray();
  }

  private static double[] centred(Matrix features, int[] chosen, double[] mean) {
    int d = features.columns();
    double[] x = new double[chosen.length * d];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < d; j++) {
        x[i * d + j] = features.values()[chosen[i] * d + j] - mean[j];
      }
    }
    return x;
  }
}
