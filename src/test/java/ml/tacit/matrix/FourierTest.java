package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.api.Test;

/** The transform against its definition and against another library's. */
class FourierTest {

  @Test
  void agreesWithTheDefinition() {
    for (int n = 1; n <= 64; n *= 2) {
      double[] re = new Random(n).doubles(n, -1, 1).toArray();
      double[] im = new Random(-n).doubles(n, -1, 1).toArray();
      double[] expectedRe = new double[n];
      double[] expectedIm = new double[n];
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          double angle = -2 * Math.PI * (j * k % n) / n;
          expectedRe[k] += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
          expectedIm[k] += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
        }
      }
      Fourier.ofSize(n).forward(re, im);
      assertArrayEquals(expectedRe, re, 1e-13 * n, "real, " + n);
      assertArrayEquals(expectedIm, im, 1e-13 * n, "imaginary, " + n);
    }
  }

  @Test
  void agreesWithCommonsMath() {
    for (int n : new int[] {128, 256, 4096}) {
      double[] re = new Random(n).doubles(n, -1, 1).toArray();
      double[] im = new double[n];
      double[][] other = {re.clone(), im.clone()};
      FastFourierTransformer.transformInPlace(
          other, DftNormalization.STANDARD, TransformType.FORWARD);
      Fourier.ofSize(n).forward(re, im);
      assertArrayEquals(other[0], re, 1e-13 * n, "real, " + n);
      assertArrayEquals(other[1], im, 1e-13 * n, "imaginary, " + n);
    }
  }

  @Test
  void onlyPowersOfTwo() {
    assertSame(Fourier.ofSize(8), Fourier.ofSize(8));
    for (int n : new int[] {0, -8, Integer.MIN_VALUE, 12}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Fourier.ofSize(n)).getMessage();
      assertEquals("size: found " + n + ", expected a power of two", message);
    }
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Fourier.ofSize(8).forward(new double[8], new double[7]))
            .getMessage();
    assertTrue(message.contains("7 and 8"), message);
  }
}
