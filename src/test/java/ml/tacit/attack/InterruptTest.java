package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditParts;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.policy.Fits;
import ml.tacit.policy.Policy;
import ml.tacit.policy.Search;
import ml.tacit.release.Digits;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Splits;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted in a fit, a search or an audit ends it, and can begin again. */
class InterruptTest {
  private static final Roles ROLES = Roles.keep("keep").withHide("hide");
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** Of its own thread after the interruption: the machine may have other work. */
  private static final long MOST_CPU = 1_000_000_000L;

  private static LabelledRows rows(int n, int d) {
    Random random = new Random(3);
    DMatrixRMaj x = new DMatrixRMaj(n, d);
    String[] keep = new String[n];
    String[] hide = new String[n];
    for (int i = 0; i < n; i++) {
      keep[i] = "k" + i % 3;
      hide[i] = "h" + i / 3 % 4;
      for (int j = 0; j < d; j++) {
        x.set(
            i, j, random.nextGaussian() + (j % 3 == i % 3 ? 1 : 0) + (j % 4 == i / 3 % 4 ? 1 : 0));
      }
    }
    List<String> names = java.util.stream.IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, x, Map.of("keep", Labels.of(keep), "hide", Labels.of(hide)));
  }

  /** Work of some seconds each. */
  private static Map<String, Runnable> works() {
    LabelledRows wide = rows(2400, 1600);
    LabelledRows many = rows(2400, 12);
    AuditParts parts = AuditParts.of(many, Splits.stratified(many.label("hide"), 1, 0.5, 0.3, 0.2));
    Audit audit = Audit.of("keep", "hide").withThreads(2);
    Search search = Search.of("keep", "hide").withThreads(2);
    Map<String, Runnable> works = new LinkedHashMap<>();
    works.put("rdca", () -> Rdca.ridge(Ridge.DEFAULT).fit(wide, ROLES));
    works.put("dca", () -> Dca.ridge(Ridge.DEFAULT).withNoiseRidge(-1e-9).fit(wide, ROLES));
    works.put("kernel", () -> kernel().exact().fit(many, ROLES));
    works.put("landmarks", () -> kernel().withLandmarks(400).fit(many, ROLES));
    works.put("multikernel", () -> MultiKernel.of(List.of("rbf", "laplacian")).fit(many, ROLES));
    works.put("boosting", () -> Steps.parse("decide boosted").fit(many, ROLES));
    works.put("vote", () -> Steps.parse("decide | collapse 0.1 | noise 0.3").fit(many, ROLES));
    works.put("audit", () -> audit.run(parts));
    works.put(
        "search",
        () ->
            search.run(
                parts,
                List.of(Policy.parse("decide"), Policy.parse("decide boosted")),
                Fits.of(parts.fit().rows(), ROLES, Digits.DEFAULT, null, 1)));
    return works;
  }

  private static Kernelized kernel() {
    return Kernelized.of("rbf", Dca.ridge(Ridge.DEFAULT));
  }

  @Test
  void nothingBeginsOnAnInterruptedThread() {
    works()
        .forEach(
            (name, work) -> {
              Thread.currentThread().interrupt();
              try {
                assertThrows(CancellationException.class, work::run, name);
              } finally {
                assertTrue(Thread.interrupted(), "the flag stays set: " + name);
              }
            });
  }

  @Test
  void endsSoonAfter() throws InterruptedException {
    attack("interrupt of a fit, a search, an audit, soon after they begin", 1, 150);
  }

  @Test
  @Tag("attack")
  void endsSoonAfterAnyMoment() throws InterruptedException {
    attack("interrupt of a fit, a search, an audit at random moments", 20, 4000);
  }

  private static void attack(String how, int tries, int within) throws InterruptedException {
    Random random = new Random(Budget.seed());
    Budget budget = Budget.seconds("cancel", 120);
    Map<String, Runnable> works = works();
    try (Tally tally = Tally.of(Promise.CANCELLED, how)) {
      for (int i = 0; i < tries && budget.lasts(); i++) {
        for (Map.Entry<String, Runnable> work : works.entrySet()) {
          interrupt(work.getKey(), work.getValue(), 20 + random.nextInt(within), tally);
        }
      }
    }
  }

  private static void interrupt(String name, Runnable work, int after, Tally tally)
      throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    boolean[] flag = new boolean[1];
    long[] cpu = new long[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                thrown[0] = e;
              }
              flag[0] = Thread.currentThread().isInterrupted();
              cpu[0] = CPU.getCurrentThreadCpuTime();
            });
    thread.start();
    thread.join(after);
    long before = CPU.getThreadCpuTime(thread.getId());
    boolean alive = thread.isAlive();
    thread.interrupt();
    thread.join();
    String at = name + " after " + after + " ms: ";
    long spent = before < 0 ? 0 : cpu[0] - before;
    tally.tried(thrown[0] == null || thrown[0] instanceof CancellationException, at + thrown[0]);
    tally.tried(!alive || thrown[0] == null || flag[0], at + "the flag is gone");
    tally.tried(spent < MOST_CPU, at + "went on for " + spent / 1_000_000 + " ms");
  }

  /** Rows that were taken in only in part are never fitted to. */
  @Test
  void interruptedStatisticIsRefused() {
    LabelledRows rows = rows(50, 5);
    Scatter scatter = new Scatter(rows.features(), List.of("hide"));
    scatter.accept(rows);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> scatter.accept(rows));
    } finally {
      assertTrue(Thread.interrupted());
    }
    for (Runnable use :
        List.<Runnable>of(
            scatter::snapshot,
            () -> scatter.accept(rows),
            () -> new Scatter(rows.features(), List.of("hide")).combine(scatter))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, use::run);
      assertEquals(
          "statistic: rows were taken in only in part, as that was interrupted or memory ran out; a new one is needed",
          e.getMessage());
    }
    assertEquals(50, Scatter.of(rows, List.of("hide")).count());
  }
}
