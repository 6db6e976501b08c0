package ml.tacit.matrix;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A team of threads that spin between short jobs, for loops of some ten microseconds each: waking a
 * sleeping thread takes as long as that.
 *
 * <p>The caller posts a job of several parts and works on it itself; helpers from its fork-join
 * pool take parts if they have started by then. None has to, so nothing waits for a thread that the
 * pool cannot spare. Any thread may compute a part: the result must not depend on which.
 */
final class SpinTeam implements AutoCloseable {
  /** How often a waiting thread looks for the next job before it yields its processor. */
  private static final int PATIENCE = 2_000;

  private final Helper[] helpers;
  private volatile Job job;
  private volatile boolean closed;

  /**
   * Starts the helpers.
   *
   * @param threads including the caller's
   */
  SpinTeam(int threads) {
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper();
      if (ForkJoinTask.inForkJoinPool()) {
        helpers[i].fork();
      } else {
        ForkJoinPool.commonPool().execute(helpers[i]);
      }
    }
  }

  /** Runs all parts, 0 … parts, and returns when they are done. */
  void run(int parts, IntConsumer part) {
    Interruption.check();
    if (helpers.length == 0 || parts == 1) {
      for (int i = 0; i < parts; i++) {
        part.accept(i);
      }
      return;
    }
    Job posted = new Job(parts, part);
    job = posted;
    posted.work();
    for (int looks = 0; posted.done.get() < parts; looks++) {
      pause(looks);
    }
    Parallel.rethrow(posted.failure);
  }

  /** Ends the helpers. Those that the pool has not started yet are cancelled. */
  @Override
  public void close() {
    closed = true;
    for (Helper helper : helpers) {
      helper.cancel(false);
    }
  }

  private static void pause(int looks) {
    if (looks % PATIENCE == PATIENCE - 1) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  private static final class Job {
    private final int parts;
    private final IntConsumer part;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Throwable failure;

    Job(int parts, IntConsumer part) {
      this.parts = parts;
      this.part = part;
    }

    void work() {
      for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
        try {
          part.accept(i);
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          done.incrementAndGet();
        }
      }
    }
  }

  private final class Helper extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    @Override
    protected void compute() {
      Job last = null;
      int looks = 0;
      while (!closed) {
        Job current = job;
        if (current == last) {
          pause(looks++);
        } else {
          current.work();
          last = current;
          looks = 0;
        }
      }
    }
  }
}
