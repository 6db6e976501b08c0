package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * A vector handed to a method that is not inlined becomes an object, at a seventh of the speed.
 * That is seen in what a call allocates, which, unlike its time, is the same on every machine.
 *
 * <p>How much is too much, a JVM tells that was forbidden to compile vectors, so that every one of
 * them is an object. It is the positive control, too: a kernel that held no vectors, or a guard
 * that counted nothing, would find its limit at next to nothing and fail.
 */
class BoxingTest {
  /** Of what is allocated with all vectors boxed, this share is left for results and workspace. */
  private static final double SHARE = 0.025;

  /** Until the JIT compiler is through with a kernel it does box. */
  private static final long PATIENCE_SECONDS = 30;

  private static final int N = 192;
  private static final int ROWS = 1024;

  /** All that is meant to become vector instructions, by what it takes. */
  private static Map<String, Runnable> hot() {
    DMatrixRMaj rows = gaussian(ROWS, N);
    DMatrixRMaj positive = new DMatrixRMaj(N, N);
    Arrays.setAll(positive.data, i -> Math.abs(rows.data[i]));
    DMatrixRMaj few = gaussian(5, N);
    DMatrixRMaj thin = gaussian(N, 5);
    DMatrixRMaj square = new DMatrixRMaj(N, N);
    DMatrixRMaj wideResult = new DMatrixRMaj(ROWS, N);
    DMatrixRMaj thinResult = new DMatrixRMaj(ROWS, 5);
    DMatrixRMaj fewResult = new DMatrixRMaj(5, N);
    DMatrixRMaj spd = new DMatrixRMaj(N, N);
    Dense.addGram(rows, spd);
    Cholesky factor = Cholesky.of(spd);
    Map<String, Runnable> hot = new LinkedHashMap<>();
    hot.put("Gram matrix", () -> Dense.addGram(rows, square));
    int[] group = new int[ROWS];
    hot.put("scatter", () -> Dense.addScatter(rows, few, group, square));
    hot.put("group means", () -> Dense.groupMeans(rows, group, 1));
    hot.put("wide row products", () -> Dense.addProduct(rows, spd, wideResult));
    hot.put("thin row products", () -> Dense.addProduct(rows, thin, thinResult));
    hot.put("products of few rows", () -> Dense.addProduct(few, spd, fewResult));
    hot.put("transposed product", () -> Dense.multiplyTransposedA(rows, rows));
    hot.put("Cholesky factor", () -> Cholesky.of(spd));
    for (int m : new int[] {1, 5, 48}) {
      DMatrixRMaj b = gaussian(N, m);
      hot.put("solves of " + m, () -> factor.solve(b));
    }
    hot.put("eigen", () -> SymmetricEigen.of(spd));
    hot.put("eigenvalues", () -> SymmetricEigen.values(spd));
    hot.put("largest eigenpairs", () -> SymmetricEigen.largest(spd, 5));
    RowPanels panels = RowPanels.of(positive, new double[N]);
    for (PairMeasure measure : PairMeasure.values()) {
      hot.put("pairs: " + measure, () -> panels.gram(measure, (values, from, to) -> {}));
    }
    hot.put("exp", () -> Elementwise.exp(-1, positive.data, 0, positive.data.length));
    return hot;
  }

  private static DMatrixRMaj gaussian(int rows, int columns) {
    Random random = new Random(rows + columns);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  @Test
  void compiledKernelsBoxNoVector() throws Exception {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Map<String, Long> boxed = allBoxed();
    ForkJoinPool oneThread = new ForkJoinPool(1);
    try {
      Map<String, Runnable> hot = oneThread.submit(BoxingTest::hot).get();
      assertEquals(hot.keySet(), boxed.keySet());
      for (Map.Entry<String, Runnable> kernel : hot.entrySet()) {
        long most = (long) (SHARE * boxed.get(kernel.getKey()));
        long least = oneThread.submit(() -> leastAllocated(kernel.getValue(), most)).get();
        assertTrue(
            least <= most,
            String.format(
                Locale.ROOT,
                "%s: %d bytes a call, %d with all vectors boxed; at most %d is needed",
                kernel.getKey(),
                least,
                boxed.get(kernel.getKey()),
                most));
      }
    } finally {
      oneThread.shutdown();
    }
  }

  /** Bytes of a call, called until they are few enough or patience ends. */
  private static long leastAllocated(Runnable call, long enough) {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    long least = Long.MAX_VALUE;
    while (least > enough && System.nanoTime() < end) {
      least = Math.min(least, allocated(call));
    }
    return least;
  }

  /** In this thread; so the call must not hand its work to others. */
  private static long allocated(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    call.run();
    return threads.getThreadAllocatedBytes(id) - before;
  }

  /** Bytes of one call of each in a JVM that compiles no vector instructions. */
  private static Map<String, Long> allBoxed() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:-EnableVectorSupport",
                "-D" + KernelChoice.PROPERTY + "=simd",
                "-cp",
                System.getProperty("java.class.path"),
                BoxingTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Long> boxed = new LinkedHashMap<>();
    try (BufferedReader reader = process.inputReader()) {
      reader
          .lines()
          .map(line -> line.split("\t"))
          .forEach(fields -> boxed.put(fields[0], Long.parseLong(fields[1])));
    }
    assertEquals(0, process.waitFor(), "exit status of the JVM that boxes");
    return boxed;
  }

  /** The JVM that boxes: a line for each kernel, its name and the bytes of a call. */
  public static void main(String[] args) throws Exception {
    Runnable all =
        () -> hot().forEach((name, call) -> System.out.println(name + "\t" + allocated(call)));
    new ForkJoinPool(1).submit(all).get();
  }
}
