package ml.tacit.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Work cut into numbered pieces, handed out one by one to whichever thread is free: threads finish
 * together although pieces differ in work and processors in speed. Who does a piece must not matter
 * to its result.
 */
final class Pieces {
  private final AtomicInteger taken = new AtomicInteger();
  private final int count;

  private Pieces(int count) {
    this.count = count;
  }

  /** The next piece, or −1 when all are given out. */
  int next() {
    int piece = taken.getAndIncrement();
    return piece < count ? piece : -1;
  }

  /** Runs {@code worker} once on each thread, which takes pieces until there are none. */
  static void share(int threads, int count, Consumer<Pieces> worker) {
    Pieces pieces = new Pieces(count);
    int workers = Math.min(threads, count);
    Parallel.ranges(workers, workers, workers, (low, high) -> worker.accept(pieces));
  }
}
