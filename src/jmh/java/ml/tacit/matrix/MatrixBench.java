package ml.tacit.matrix;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The matrix core beside its peers; {@link Benchmarks} runs it, {@link BenchmarkReport} makes
 * docs/benchmarks.md of what comes out.
 *
 * <p>A JMH iteration is one round, in which every library of the contest computes for a moment, one
 * after the other in one JVM, so that a ratio is one of neighbours in time and the noise of a
 * shared machine, which comes and goes within seconds, falls on both; peers measured minutes apart,
 * as JMH would on its own, differ by more than the libraries do. For the same reason one thread
 * calls all who are to use one: two threads would sit on two processors, of which one may run at
 * two thirds of the other's speed for seconds. Each library's milliseconds a call go into the JSON
 * as a counter of its name, the wall clock's, since hidden threads and the collection of garbage
 * are the library's own cost.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 11)
@Fork(1)
public class MatrixBench {
  private static final double MILLI = 1e6;

  /** Milliseconds a call in this round; 0 for who sat it out. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Millis {
    /** By {@link Library}, as JMH wants it. */
    public double tacit;

    /** See {@link Library}. */
    public double tacit2;

    /** See {@link Library}. */
    public double read;

    /** See {@link Library}. */
    public double openblas;

    /** See {@link Library}. */
    public double openblas2;

    /** See {@link Library}. */
    public double smile;

    /** See {@link Library}. */
    public double vectorblas;

    /** See {@link Library}. */
    public double f2j;

    /** See {@link Library}. */
    public double ejml;

    /** See {@link Library}. */
    public double ojalgo;

    /** See {@link Library}. */
    public double hipparchus;

    /** See {@link Library}. */
    public double commonsmath;

    void set(Library library, double millis) {
      try {
        Millis.class.getField(library.toString()).setDouble(this, millis);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("no counter for " + library, e);
      }
    }
  }

  /** Those who compete, with their operands in place and their code compiled. */
  @State(Scope.Thread)
  public static class Contestants {
    /** Milliseconds of warm-up after which a library sits the others out. */
    private static final double WARM_UP = 1200;

    /** Milliseconds of measurement after which a library sits the other rounds out. */
    private static final double BUDGET = 1500;

    /** The same for the first two, of which more is asked: four rounds of calls of some seconds. */
    private static final double LONG_BUDGET = 15_000;

    /** Milliseconds a round, at least: short calls are repeated. */
    private static final double SLICE = 80;

    /** Size to compile on. */
    private static final int SMALL = 160;

    /** Text of a {@link Contest}. */
    @Param("gemm 561 tacit,openblas")
    public String contest;

    /** Whether to spend a tenth of the time, to try the benchmark itself. */
    @Param("false")
    public boolean hasty;

    /**
     * The native library's threads spin on when their work is done, for 2²⁸ ticks of a clock of
     * some 2 to 4 GHz: whoever comes next would have one processor less.
     */
    private static final long SPIN = 250;

    /** Whose thread calls all libraries that are to use one. */
    private final ForkJoinPool one = new ForkJoinPool(1);

    /** The same for two. */
    private final ForkJoinPool two = new ForkJoinPool(2);

    private Case what;
    private final Map<Library, Peer> peers = new LinkedHashMap<>();
    private final Map<Library, Double> spent = new EnumMap<>(Library.class);
    private boolean warm;

    /** Makes the operands, and compiles on small ones what would take long on large. */
    @Setup
    public void prepare(Blackhole hole) {
      Contest parsed = Contest.parse(contest);
      what = parsed.what();
      Operands small = what.operands(Math.min(parsed.n(), SMALL), true);
      for (Library library : parsed.libraries()) {
        slice(library, library.on(small), scaled(WARM_UP) / 3, hole);
      }
      Operands operands = what.operands(parsed.n(), false);
      parsed.libraries().forEach(library -> peers.put(library, library.on(operands)));
    }

    private double scaled(double millis) {
      return hasty ? millis / 10 : millis;
    }

    void warmUp(Blackhole hole) throws InterruptedException {
      round(WARM_UP, WARM_UP, WARM_UP / 2, new Millis(), hole);
    }

    void measure(Millis millis, Blackhole hole) throws InterruptedException {
      if (!warm) {
        warm = true;
        spent.clear();
      }
      round(LONG_BUDGET, BUDGET, SLICE, millis, hole);
    }

    /** Everybody whose budget is not spent. */
    private void round(
        double firstBudget, double budget, double slice, Millis millis, Blackhole hole)
        throws InterruptedException {
      int place = 0;
      for (Library library : peers.keySet()) {
        double most = scaled(place++ < 2 ? firstBudget : budget);
        double before = spent.getOrDefault(library, 0.0);
        if (before < most) {
          long start = System.nanoTime();
          millis.set(library, slice(library, peers.get(library), scaled(slice), hole));
          spent.put(library, before + (System.nanoTime() - start) / MILLI);
        }
        if (library == Library.OPENBLAS2) {
          Thread.sleep(SPIN);
        }
      }
    }

    /** Milliseconds a call. Of short calls many, without the first, whose caches are another's. */
    private double slice(Library library, Peer peer, double millis, Blackhole hole) {
      return (library.threads() == 1 ? one : two)
          .submit(
              () -> {
                double first = calls(peer, 0, hole);
                return first < millis / 2 ? calls(peer, millis, hole) : first;
              })
          .join();
    }

    private double calls(Peer peer, double millis, Blackhole hole) {
      long start = System.nanoTime();
      long elapsed;
      int calls = 0;
      do {
        hole.consume(what.call.apply(peer));
        calls++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < millis * MILLI);
      return elapsed / MILLI / calls;
    }
  }

  /** A round. */
  @Benchmark
  public void round(
      Contestants contestants, Millis millis, Blackhole hole, IterationParams iteration)
      throws InterruptedException {
    if (iteration.getType() == IterationType.WARMUP) {
      contestants.warmUp(hole);
    } else {
      contestants.measure(millis, hole);
    }
  }
}
