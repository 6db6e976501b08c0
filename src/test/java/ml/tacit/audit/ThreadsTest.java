package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.Tuning.Effort;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static final AuditRows ROWS = Synthetic.rows(2, 6, 20, 40, 2, Synthetic.GAUSSIAN);

  /** The common pool is every other user's too: an audit of one thread gives it nothing to do. */
  @Test
  void oneThreadIsOne() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Integer> pools = ConcurrentHashMap.newKeySet();
    Attacker watcher =
        new Attacker() {
          @Override
          public String name() {
            return "watcher";
          }

          @Override
          public double[][] scores(DMatrixRMaj x, int[] y, int k, DMatrixRMaj t, long seed) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            pools.add(ForkJoinTask.getPool().getParallelism());
            running.decrementAndGet();
            return new double[t.numRows][k];
          }
        };
    AuditParts parts = AuditParts.timeBlocked(ROWS.train(), "keep", "hide", 0, 0.4, 0.36, 0.24);
    UnaryOperator<LabelledRows> release =
        rows -> {
          pools.add(ForkJoinTask.getPool() == null ? 0 : ForkJoinTask.getPool().getParallelism());
          return rows;
        };
    ForkJoinPool common = ForkJoinPool.commonPool();
    assertTrue(works(common), "control: a parallel loop outside of all pools is seen");
    common.awaitQuiescence(5, TimeUnit.SECONDS);
    long before = common.getStealCount();
    Audit audit = Audit.of("keep", "hide").quick().withThreads(1).withAttackers(watcher);
    audit.run(parts, release);
    Tuning.of(parts, "keep", "hide").with(1, 1).batch(Effort.ALL).addRaw(true).run();
    assertEquals(before, common.getStealCount());
    assertEquals(Set.of(1), pools);
    assertEquals(1, most.get());
  }

  @Test
  void figuresDoNotDependOnThem() {
    Audit audit = Audit.of("keep", "hide").quick();
    assertEquals(audit.withThreads(1).run(ROWS), audit.withThreads(3).run(ROWS));
  }

  private static boolean works(ForkJoinPool common) {
    long before = common.getStealCount();
    LongAccumulator done = new LongAccumulator(Long::sum, 0);
    for (int trial = 0; trial < 1000; trial++) {
      IntStream.range(0, 1000).parallel().forEach(done::accumulate);
      common.awaitQuiescence(1, TimeUnit.SECONDS);
      if (common.getStealCount() > before) {
        return true;
      }
    }
    return false;
  }
}
