package ml.tacit.kernel;

/** The discrete Fourier transform of a power-of-two length, radix 2, in place. Thread-safe. */
final class Fourier {
  private final int size;
  private final double[] cos;
  private final double[] sin;

  Fourier(int size) {
    this.size = size;
    this.cos = new double[size / 2];
    this.sin = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cos[k] = StrictMath.cos(-2 * Math.PI * k / size);
      sin[k] = StrictMath.sin(-2 * Math.PI * k / size);
    }
  }

  /** (re + i·im)_k becomes Σ_j (re + i·im)_j exp(−2πi jk/size). */
  void forward(double[] re, double[] im) {
    reverseBits(re);
    reverseBits(im);
    for (int half = 1; half < size; half *= 2) {
      int step = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          butterfly(re, im, start + k, start + k + half, k * step);
        }
      }
    }
  }

  private void butterfly(double[] re, double[] im, int a, int b, int turn) {
    double real = cos[turn] * re[b] - sin[turn] * im[b];
    double imaginary = cos[turn] * im[b] + sin[turn] * re[b];
    re[b] = re[a] - real;
    im[b] = im[a] - imaginary;
    re[a] += real;
    im[a] += imaginary;
  }

  private void reverseBits(double[] values) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (i < j) {
        double swap = values[i];
        values[i] = values[j];
        values[j] = swap;
      }
    }
  }
}
