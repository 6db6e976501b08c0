package ml.tacit.sensing;

import ml.tacit.matrix.Fourier;

/** One-sided power of a real signal without its mean; the lines add up to the variance. */
final class PowerSpectrum {
  private final double[] power;
  private final double total;
  private final double step;

  private PowerSpectrum(double[] power, double total, double step) {
    this.power = power;
    this.total = total;
    this.step = step;
  }

  /** The spectrum of a signal whose length is a power of two. */
  static PowerSpectrum of(double[] x, double rate) {
    int n = x.length;
    double first = x[0];
    boolean constant = true;
    double sum = 0;
    for (double value : x) {
      constant &= value == first;
      sum += value;
    }
    double[] power = new double[n / 2 + 1];
    double total = 0;
    if (!constant) {
      double mean = sum / n;
      double[] real = new double[n];
      double[] imaginary = new double[n];
      for (int i = 0; i < n; i++) {
        real[i] = x[i] - mean;
      }
      Fourier.ofSize(n).forward(real, imaginary);
      double scale = 1.0 / ((double) n * n);
      for (int k = 1; k < power.length; k++) {
        double re = real[k];
        double im = imaginary[k];
        boolean hasMirror = 2 * k < n;
        power[k] = (hasMirror ? 2 : 1) * (re * re + im * im) * scale;
        total += power[k];
      }
    }
    return new PowerSpectrum(power, total, rate / n);
  }

  double dominantHz() {
    int largest = 0;
    for (int k = 1; k < power.length; k++) {
      if (power[k] > power[largest]) {
        largest = k;
      }
    }
    return largest * step;
  }

  double meanHz() {
    if (!(total > 0)) {
      return 0;
    }
    double sum = 0;
    for (int k = 1; k < power.length; k++) {
      sum += k * step * (power[k] / total);
    }
    return sum;
  }

  /** Between 0 (one line) and 1 (flat). */
  double entropy() {
    if (!(total > 0)) {
      return 0;
    }
    double sum = 0;
    for (int k = 1; k < power.length; k++) {
      double share = power[k] / total;
      if (share > 0) {
        sum -= share * StrictMath.log(share);
      }
    }
    return sum / StrictMath.log(power.length - 1);
  }

  /** Power at frequencies over {@code from} up to {@code to}, in hertz. */
  double power(double from, double to) {
    double sum = 0;
    for (int k = 1; k < power.length; k++) {
      double hz = k * step;
      if (hz > from && hz <= to) {
        sum += power[k];
      }
    }
    return sum;
  }
}
