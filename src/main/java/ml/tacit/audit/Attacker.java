package ml.tacit.audit;

import org.ejml.data.DMatrixRMaj;

/**
 * An attacker of the caller's own, run and judged with those of the library: see {@link
 * Audit#withAttackers}.
 *
 * <p>It learns the hidden label from training rows and scores every class for test rows. It is
 * asked twice for the raw rows and twice for the released ones: on a part of the training rows, to
 * calibrate its scores on the rest, and on all of them, to be judged on the test rows. It never
 * sees a test label.
 *
 * <p>It is called from several threads at once, unless the audit has one thread, so it must be
 * thread-safe. The audit gives the same bits for the same rows and seed only if the attacker does.
 */
public interface Attacker {

  /**
   * The name in reports and in kept files.
   *
   * @return one line, not blank, other than that of every other attacker
   */
  String name();

  /**
   * Learns from training rows, scores test rows.
   *
   * @param train training rows as they are, not scaled; a copy, free to be written to
   * @param labels class code of each training row, 0 to {@code classes − 1}; a copy
   * @param classes number of classes, at least 2
   * @param test test rows, the same columns; a copy
   * @param seed seed of every random choice
   * @return test rows × classes, larger for likelier classes, every score finite; of equal scores
   *     the first class is named
   */
  double[][] scores(DMatrixRMaj train, int[] labels, int classes, DMatrixRMaj test, long seed);

  /**
   * Whether {@link Audit#resumingIn} may keep its answers, under its name: say yes only if they
   * depend on nothing but the arguments, and take another name for another version.
   *
   * @return false unless overridden: the attacker is then run anew each time
   */
  default boolean resumable() {
    return false;
  }
}
