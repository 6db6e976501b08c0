package ml.tacit.matrix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The discrete Fourier transform X_k = Σ_j x_j exp(−2πi jk/n) of a length n that is a power of two,
 * radix 2, in place (Cooley and Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1).
 *
 * <p>The roots of unity come from {@link StrictMath}, so the same input gives the same bits on
 * every machine. Values that are not finite travel as IEEE arithmetic has it. Immutable,
 * thread-safe.
 */
public final class Fourier {
  /** One of each length that was asked for; there are 31 lengths. */
  private static final Map<Integer, Fourier> MADE = new ConcurrentHashMap<>();

  private final int size;
  private final double[] cos;
  private final double[] sin;

  private Fourier(int size) {
    this.size = size;
    this.cos = new double[size / 2];
    this.sin = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cos[k] = StrictMath.cos(-2 * Math.PI * k / size);
      sin[k] = StrictMath.sin(-2 * Math.PI * k / size);
    }
  }

  /**
   * The transform of a length.
   *
   * @param size n, a power of two from 1 on
   * @throws IllegalArgumentException if it is not one
   */
  public static Fourier ofSize(int size) {
    if (Integer.bitCount(size) != 1 || size < 1) {
      throw new IllegalArgumentException("size: found " + size + ", expected a power of two");
    }
    return MADE.computeIfAbsent(size, Fourier::new);
  }

  /**
   * Transforms: x_j = re_j + i im_j becomes X_k.
   *
   * @param re n real parts; changed
   * @param im n imaginary parts; changed
   * @throws IllegalArgumentException if there are not n of each
   */
  public void forward(double[] re, double[] im) {
    Dense.requireEqual("real parts and size", re.length, size);
    Dense.requireEqual("imaginary parts and size", im.length, size);
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

  private void butterfly(double[] re, double[] im, int a, int b, int root) {
    double real = cos[root] * re[b] - sin[root] * im[b];
    double imaginary = cos[root] * im[b] + sin[root] * re[b];
    re[b] = re[a] - real;
    im[b] = im[a] - imaginary;
    re[a] += real;
    im[a] += imaginary;
  }

  private void reverseBits(double[] values) {
    int shift = Integer.numberOfLeadingZeros(size) + 1; // 32 for size 1, which shifts by nothing
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
