package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Which kernels are chosen and why, and that SIMD kernels do not vary with threads. */
class KernelChoiceTest {

  @Test
  void plainKernelsForTheAskingAndNothingElseUnderstood() {
    KernelChoice plain = KernelChoice.of("Plain");
    assertSame(PlainKernels.INSTANCE, plain.kernels());
    assertTrue(plain.reason().contains(KernelChoice.PROPERTY), plain.reason());
    String refusal =
        assertThrows(IllegalStateException.class, () -> KernelChoice.of("fast")).getMessage();
    assertTrue(refusal.contains("'fast'") && refusal.contains("plain or simd"), refusal);
  }

  @Test
  void withoutTheModuleTheReasonNamesTheFlag() {
    assumeTrue(!KernelChoice.hasModule(), "this JVM has the vector module");
    KernelChoice choice = KernelChoice.of("");
    assertSame(PlainKernels.INSTANCE, choice.kernels());
    assertTrue(choice.reason().contains("--add-modules jdk.incubator.vector"), choice.reason());
    assertThrows(IllegalStateException.class, () -> KernelChoice.of("simd"));
  }

  @Test
  void withTheModuleTheReasonNamesTheVectors() {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    KernelChoice choice = KernelChoice.of("simd");
    assertEquals("simd", choice.kernels().toString());
    assertTrue(choice.reason().matches("SIMD kernels, (128|256|512)-bit vectors: .*"));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws Exception {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Kernels simd = KernelChoice.of("simd").kernels();
    int n = 261;
    int rows = 500;
    double[] a = new Random(2).doubles((long) rows * n).toArray();
    double[] one = results(simd, a, rows, n, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertArrayEquals(one, results(simd, a, rows, n, threads), threads + " threads");
    }
  }

  /** Gram matrix, its factor, row products and eigenvectors behind each other, inside a pool. */
  private static double[] results(Kernels simd, double[] a, int rows, int n, int threads)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                double[] gram = new double[n * n];
                simd.addGram(a, rows, n, gram);
                double[] y = new double[rows * n];
                simd.addRowProducts(a, rows, n, gram, n, y);
                double[] factor = gram.clone();
                assertTrue(simd.cholesky(factor, n));
                double[] vectors = new double[n * n];
                simd.symmetricEigen(gram.clone(), n, new double[n], vectors);
                double[] all = new double[3 * n * n + rows * n];
                System.arraycopy(gram, 0, all, 0, n * n);
                System.arraycopy(factor, 0, all, n * n, n * n);
                System.arraycopy(y, 0, all, 2 * n * n, rows * n);
                System.arraycopy(vectors, 0, all, 2 * n * n + rows * n, n * n);
                return all;
              })
          .get();
    } finally {
      pool.shutdown();
    }
  }
}
