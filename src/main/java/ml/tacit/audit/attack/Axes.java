package ml.tacit.audit.attack;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal axes of some rows: what makes logistic regression on collinear features quick.
 *
 * <p>A rotation changes neither the fit nor a ridge on it, but in these axes the curvature of the
 * loss is nearly diagonal and known, and directions the rows do not span drop out. Found from the
 * smaller of XᵀX and XXᵀ.
 */
final class Axes {
  /** Axes with a smaller share of the largest variance hold rounding noise only. */
  private static final double NOISE = 1e-12;

  private final double[] mean;
  private final DMatrixRMaj basis; // columns × count
  private final double[] variances;

  private Axes(double[] mean, DMatrixRMaj basis, double[] variances) {
    this.mean = mean;
    this.basis = basis;
    this.variances = variances;
  }

  static Axes of(Matrix features, int[] chosen) {
    int n = chosen.length;
    int d = features.columns();
    double[] mean = mean(features, chosen);
    double[] x = centred(features, chosen, mean);
    boolean wide = n < d;
    int side = Math.min(n, d);
    DMatrixRMaj rows = DMatrixRMaj.wrap(n, d, x);
    DMatrixRMaj tall = wide ? Dense.transpose(rows) : rows;
    DMatrixRMaj gram = new DMatrixRMaj(side, side);
    Dense.addGram(tall, gram);
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    int kept = kept(eigen.values());
    double[] variances = new double[kept];
    double[] vectors = new double[side * kept];
    for (int a = 0; a < kept; a++) {
      double square = eigen.values()[a];
      variances[a] = square / n;
      double factor = wide ? 1 / Math.sqrt(square) : 1;
      for (int i = 0; i < side; i++) {
        vectors[i * kept + a] = eigen.vectors().get(i, a) * factor;
      }
    }
    DMatrixRMaj basis = DMatrixRMaj.wrap(side, kept, vectors);
    return new Axes(mean, wide ? Dense.multiply(tall, basis) : basis, variances);
  }

  int count() {
    return variances.length;
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
    int n = chosen.length;
    int r = count();
    double[] plain = plainCoordinates(features, chosen).data;
    double[] z = new double[n * (r + 1)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(plain, i * r, z, i * (r + 1), r);
      z[i * (r + 1) + r] = 1;
    }
    return z;
  }

  /** How many of the values, descending, are more than noise. */
  private static int kept(double[] values) {
    int kept = 0;
    while (kept < values.length && values[kept] > NOISE * values[0]) {
      kept++;
    }
    return kept;
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
