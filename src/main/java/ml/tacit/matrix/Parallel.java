package ml.tacit.matrix;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

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
   * Runs {@code body} over 0 … count, cut into parts.
   *
   * @param threads 1 to run it here and now
   */
  static void ranges(int threads, int parts, int count, Range body) {
    if (threads == 1 || parts < 2) {
      body.run(0, count);
    } else {
      new Parts(body, count, parts, 0, parts).invoke();
    }
  }

  /** Parts {@code from … to} of {@code parts}, halved until one is left. */
  private static final class Parts extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Range body;
    private final int count;
    private final int parts;
    private final int from;
    private final int to;

    Parts(Range body, int count, int parts, int from, int to) {
      this.body = body;
      this.count = count;
      this.parts = parts;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from == 1) {
        body.run(bound(from), bound(to));
      } else {
        int middle = (from + to) >>> 1;
        invokeAll(
            new Parts(body, count, parts, from, middle), new Parts(body, count, parts, middle, to));
      }
    }

    private int bound(int part) {
      return (int) ((long) count * part / parts);
    }
  }
}
