package ml.tacit.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Work cut into numbered pieces. Each thread takes the next piece when it is free, so all threads
 * finish at about the same time, even if pieces differ in work and processors in speed. The result
 * of a piece must not depend on the thread.
 */
final class WorkQueue {
  private final AtomicInteger taken = new AtomicInteger();
  private final Thread caller = Thread.currentThread();
  private final int count;

  private WorkQueue(int count) {
    this.count = count;
  }

  /** The next piece, or −1 when all are taken, or the caller is interrupted. */
  int next() {
    int piece = taken.getAndIncrement();
    return piece < count && !caller.isInterrupted() ? piece : -1;
  }

  /** Runs {@code worker} once on each thread, which takes pieces until there are none. */
  static void share(int threads, int count, Consumer<WorkQueue> worker) {
    WorkQueue queue = new WorkQueue(count);
    int workers = Math.min(threads, count);
    Parallel.ranges(workers, workers, workers, (low, high) -> worker.accept(queue));
    Interruption.check();
  }
}
