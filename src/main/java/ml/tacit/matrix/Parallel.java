package ml.tacit.matrix;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Loops over several threads: of the fork-join pool that the caller runs in, or else of the common
 * pool. So a caller chooses the threads by where it calls from, and one thread by a pool of one.
 */
final class Parallel {
  private Parallel() {}

  /** What to do for {@code from ≤ i < to}. */
  interface Range {
    void run(int from, int to);
  }

  /** Threads that would take part. The common pool has one even where there is one processor. */
  static int threads() {
    return ForkJoinTask.inForkJoinPool()
        ? ForkJoinTask.getPool().getParallelism()
        : Math.min(
            ForkJoinPool.getCommonPoolParallelism() + 1,
            Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs {@code body} over 0 … count, cut into parts. If parts fail the others run all the same,
   * and what the first of them threw is thrown here, as it is: a fork-join task would throw a copy
   * that has lost its message.
   *
   * <p>Once the calling thread is interrupted no part starts, and that is thrown.
   *
   * @param threads 1 to run it here and now
   */
  static void ranges(int threads, int parts, int count, Range body) {
    Interruption.check();
    if (threads == 1 || parts < 2) {
      body.run(0, count);
    } else {
      AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(parts);
      new Parts(Thread.currentThread(), body, count, failures, 0, parts).invoke();
      Interruption.check();
      for (int part = 0; part < parts; part++) {
        rethrow(failures.get(part));
      }
    }
  }

  /** Throws what a part threw, an unchecked exception or an error; null is nothing. */
  static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  /** Parts {@code from … to}, halved until one is left. */
  private static final class Parts extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Thread caller;
    private final transient Range body;
    private final int count;
    private final transient AtomicReferenceArray<Throwable> failures;
    private final int from;
    private final int to;

    Parts(
        Thread caller,
        Range body,
        int count,
        AtomicReferenceArray<Throwable> failures,
        int from,
        int to) {
      this.caller = caller;
      this.body = body;
      this.count = count;
      this.failures = failures;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (caller.isInterrupted()) {
        return;
      }
      if (to - from == 1) {
        try {
          body.run(bound(from), bound(to));
        } catch (RuntimeException | Error e) {
          failures.set(from, e);
        }
      } else {
        int middle = (from + to) >>> 1;
        invokeAll(
            new Parts(caller, body, count, failures, from, middle),
            new Parts(caller, body, count, failures, middle, to));
      }
    }

    private int bound(int part) {
      return (int) ((long) count * part / failures.length());
    }
  }
}
