package ml.tacit.sensing;

/**
 * The slow part of an acceleration: a Butterworth low-pass of third order, corner 0.3 Hz, forwards
 * and backwards.
 *
 * <p>A first-order and a second-order section by the bilinear transform (Oppenheim and Schafer,
 * Discrete-Time Signal Processing, 7.1), each started as if the first value had always been there,
 * so that a constant comes out as it went in. The ends are continued by point reflection. Strict
 * arithmetic: same bits on every machine. Immutable and thread-safe.
 */
final class GravityFilter {
  private static final double CORNER_HZ = 0.3;
  private static final double PAD_SECONDS = 4;

  private final int pad;
  private final double k;

  GravityFilter(double rate) {
    pad = (int) Math.ceil(PAD_SECONDS * rate);
    k = StrictMath.tan(Math.PI * Math.min(CORNER_HZ / rate, 0.49));
  }

  /** The low-passed signal, same length, fresh. */
  double[] apply(double[] signal) {
    int n = signal.length;
    if (n == 0) {
      return new double[0];
    }
    int p = Math.min(pad, n - 1);
    double[] padded = new double[n + 2 * p];
    for (int i = 0; i < p; i++) {
      padded[i] = 2 * signal[0] - signal[p - i];
      padded[p + n + i] = 2 * signal[n - 1] - signal[n - 2 - i];
    }
    System.arraycopy(signal, 0, padded, p, n);
    for (int pass = 0; pass < 2; pass++) {
      firstOrder(padded);
      secondOrder(padded);
      reverse(padded);
    }
    double[] result = new double[n];
    System.arraycopy(padded, p, result, 0, n);
    return result;
  }

  /** 1 / (s + 1) */
  private void firstOrder(double[] x) {
    double b = k / (1 + k);
    double a = (k - 1) / (k + 1);
    double before = x[0];
    double out = x[0];
    for (int i = 0; i < x.length; i++) {
      double now = x[i];
      out = b * (now + before) - a * out;
      before = now;
      x[i] = out;
    }
  }

  /** 1 / (s² + s + 1) */
  private void secondOrder(double[] x) {
    double scale = 1 / (1 + k + k * k);
    double b = k * k * scale;
    double a1 = 2 * (k * k - 1) * scale;
    double a2 = (1 - k + k * k) * scale;
    double x1 = x[0];
    double x2 = x[0];
    double y1 = x[0];
    double y2 = x[0];
    for (int i = 0; i < x.length; i++) {
      double now = x[i];
      double out = b * (now + 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = now;
      y2 = y1;
      y1 = out;
      x[i] = out;
    }
  }

  private static void reverse(double[] x) {
    for (int i = 0, j = x.length - 1; i < j; i++, j--) {
      double swap = x[i];
      x[i] = x[j];
      x[j] = swap;
    }
  }
}
