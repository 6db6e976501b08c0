package ml.tacit.matrix;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * docs/benchmarks.md of it. Processor time is counted beside the wall clock, since it is the fairer
 * of the two on a machine with other work.
 *
 * <pre>
 * mvn -Pjmh -DskipTests -Djmh.args="MatrixBench -rf json -rff target/matrix.json" verify
 * mvn -Pjmh -DskipTests -Djmh.main=ml.tacit.matrix.BenchmarkReport \
 *     -Djmh.args="target/matrix.json docs/benchmarks.md" verify
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xms3g",
      "-Xmx3g",
      "-XX:+UseG1GC",
      "-XX:+AlwaysPreTouch",
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

  /** Processor time of the calls of an iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Milliseconds on the processor. */
    public double millis;

    /** Calls made. */
    public long calls;

    Object time(Supplier<Object> call) {
      long start = THREADS.getCurrentThreadCpuTime();
      Object result = call.get();
      millis += (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
      calls++;
      return result;
    }
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
  public Object product(Square square, Cpu cpu) {
    return cpu.time(square.peer::product);
  }

  /** A Cholesky factor. */
  @Benchmark
  public Object cholesky(Square square, Cpu cpu) {
    return cpu.time(square.peer::cholesky);
  }

  /** All eigenvalues and eigenvectors of a symmetric matrix. */
  @Benchmark
  public Object eigen(Square square, Cpu cpu) {
    return cpu.time(square.peer::eigen);
  }

  /** The Gram matrix of the columns of a table. */
  @Benchmark
  public Object gram(Table table, Cpu cpu) {
    return cpu.time(table.peer::gram);
  }

  /** A table to five components. */
  @Benchmark
  public Object project(Table table, Cpu cpu) {
    return cpu.time(table.peer::product);
  }
}
