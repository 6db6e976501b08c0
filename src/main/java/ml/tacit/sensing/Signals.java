package ml.tacit.sensing;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/** Small operations on sampled signals. */
final class Signals {
  private Signals() {}

  static void requireAxes(String name, double[][] signal, int length) {
    if (signal.length != 3) {
      throw new BadDataException(name + ": " + signal.length + " axes, expected 3");
    }
    for (double[] axis : signal) {
      if (axis.length != length) {
        throw new BadDataException(
            String.format(
                Locale.ROOT, "%s: an axis of %d samples, expected %d", name, axis.length, length));
      }
    }
  }

  static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** The Euclidean norm of the three axes, sample by sample. */
  static double[] magnitude(double[][] signal) {
    double[] norm = new double[signal[0].length];
    for (int i = 0; i < norm.length; i++) {
      double x = signal[0][i];
      double y = signal[1][i];
      double z = signal[2][i];
      norm[i] = Math.sqrt(x * x + y * y + z * z);
    }
    return norm;
  }

  /** The derivative by first differences, per second; one sample shorter. */
  static double[][] derivative(double[][] signal, double rate) {
    double[][] slope = new double[signal.length][signal[0].length - 1];
    for (int axis = 0; axis < slope.length; axis++) {
      for (int i = 0; i < slope[axis].length; i++) {
        slope[axis][i] = (signal[axis][i + 1] - signal[axis][i]) * rate;
      }
    }
    return slope;
  }
}
