package ml.tacit.matrix;

import java.util.concurrent.CancellationException;

/**
 * How long work is cancelled: {@link Thread#interrupt} on the thread that called it. Products,
 * factorisations and eigenproblems look as they start and between their parts, and every loop of a
 * fit, a search or an audit that may take long looks in each turn.
 *
 * <p>The flag stays set, so that whoever called decides what to do with it.
 */
public final class Interruption {
  private Interruption() {}

  /**
   * Throws if the current thread has been interrupted.
   *
   * @throws CancellationException if it has; the flag stays set
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw exception();
    }
  }

  /**
   * What to throw where an interruption was seen.
   *
   * @return the exception; an {@link IllegalStateException}, too
   */
  public static CancellationException exception() {
    return new CancellationException("interrupted");
  }
}
