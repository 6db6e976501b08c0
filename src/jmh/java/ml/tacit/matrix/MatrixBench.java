package ml.tacit.matrix;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the library is made of, beside its peers, on one thread each; {@link BenchmarkReport} makes
 * docs/benchmarks.md of it.
 *
 * <pre>
 * mvn -Pjmh -DskipTests -Djmh.args="MatrixBench -rf json -rff target/matrix.json" verify
 * mvn -Pjmh -DskipTests -Djmh.main=ml.tacit.matrix.BenchmarkReport \
 *     -Djmh.args="target/matrix.json docs/benchmarks.md" verify
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xms3g",
      "-Xmx3g",
      "-XX:+UseG1GC",
      "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"
    })
public class MatrixBench {

  /** Who computes. */
  @State(Scope.Thread)
  public static class Library {
    /** A name that {@link Peer#of} knows. */
    @Param({"tacit", "openblas", "ejml", "commons-math", "tacit-plain"})
    public String peer;
  }

  /** Square matrices. */
  @State(Scope.Thread)
  public static class Square {
    /** Rows and columns. */
    @Param({"561", "1000"})
    public int n;

    private Peer peer;

    /** Gaussian factors, and a symmetric positive definite matrix. */
    @Setup
    public void fill(Library library) {
      double[] x = gaussian(n * n);
      double[] s = new double[n * n];
      PlainKernels.INSTANCE.addGram(x, n, n, s);
      for (int i = 0; i < n; i++) {
        s[i * n + i] += n;
      }
      peer = Peer.of(library.peer, new Peer.Operands(n, n, n, n, x, gaussian(n * n), s));
    }
  }

  /** Rows of a table: 7352 of 561 features, the shape of the UCI HAR training set. */
  @State(Scope.Thread)
  public static class Table {
    private static final int ROWS = 7352;
    private static final int FEATURES = 561;
    private static final int COMPONENTS = 5;
    private Peer peer;

    /** Gaussian rows and a thin projection. */
    @Setup
    public void fill(Library library) {
      double[] x = gaussian(ROWS * FEATURES);
      double[] a = gaussian(FEATURES * COMPONENTS);
      peer =
          Peer.of(
              library.peer, new Peer.Operands(ROWS, FEATURES, COMPONENTS, 0, x, a, new double[0]));
    }
  }

  private static double[] gaussian(int length) {
    Random random = new Random(length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  /** A product of two square matrices. */
  @Benchmark
  public Object product(Square square) {
    return square.peer.product();
  }

  /** A Cholesky factor. */
  @Benchmark
  public Object cholesky(Square square) {
    return square.peer.cholesky();
  }

  /** All eigenvalues and eigenvectors of a symmetric matrix. */
  @Benchmark
  public Object eigen(Square square) {
    return square.peer.eigen();
  }

  /** The Gram matrix of the columns of a table. */
  @Benchmark
  public Object gram(Table table) {
    return table.peer.gram();
  }

  /** A table to five components. */
  @Benchmark
  public Object project(Table table) {
    return table.peer.product();
  }
}
