package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/**
 * Which kernels are chosen and why, and what SIMD kernels must not do: box, or vary with threads.
 */
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

  /**
   * A vector handed to a method that is not inlined becomes an object, at a seventh of the speed.
   * Seen in allocation rather than in time: it must not grow with the work.
   */
  @Test
  void compiledKernelsBoxNoVector() {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Kernels simd = KernelChoice.of("simd").kernels();
    int n = 192;
    int rows = 1024;
    double[] a = new Random(1).doubles((long) rows * n).toArray();
    double[] c = new double[n * n];
    double[] y = new double[rows * n];
    double[] thin = new double[n * 5];
    double[] thinResult = new double[rows * 5];
    double[] spd = new double[n * n];
    double[] b = new double[n * 48];
    simd.addGram(a, rows, n, spd);
    Runnable gram = () -> simd.addGram(a, rows, n, c);
    Runnable wide = () -> simd.addRowProducts(a, rows, n, spd, n, y);
    Runnable narrow = () -> simd.addRowProducts(a, rows, n, thin, 5, thinResult);
    Runnable few = () -> simd.addRowProducts(a, 5, n, spd, n, y);
    Runnable factor =
        () -> {
          System.arraycopy(spd, 0, c, 0, n * n);
          assertTrue(simd.cholesky(c, n));
          simd.solveLower(c, n, b, 48);
          simd.solveLowerTransposed(c, n, b, 48);
        };
    Runnable eigen = () -> simd.symmetricEigen(spd.clone(), n, new double[n], y);
    assertBoxesNothing("gram", gram, 200_000);
    assertBoxesNothing("wide rows", wide, 200_000);
    assertBoxesNothing("thin rows", narrow, 200_000);
    assertBoxesNothing("few rows", few, 200_000);
    assertBoxesNothing("Cholesky and solves", factor, 200_000);
    // Its working matrices; boxed, one of its 200 matrix-vector products alone would be 300 kB.
    assertBoxesNothing("eigen", eigen, 4_000_000);
  }

  /** Until the JIT compiler is through with the kernels they do box; then they must stop. */
  private static void assertBoxesNothing(String what, Runnable call, long most) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long end = System.nanoTime() + 20_000_000_000L;
    long allocated;
    do {
      for (int i = 0; i < 5; i++) {
        call.run();
      }
      long before = threads.getThreadAllocatedBytes(id);
      call.run();
      allocated = threads.getThreadAllocatedBytes(id) - before;
      // Edge tiles, panels and padded copies are a few dozen kB; boxed vectors would be megabytes.
    } while (allocated > most && System.nanoTime() < end);
    assertTrue(allocated <= most, what + " allocated " + allocated + " bytes");
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
