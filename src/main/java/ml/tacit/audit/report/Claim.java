package ml.tacit.audit.report;

/**
 * A figure of an adversary beside the guess it must be compared with.
 *
 * @param measure of all figures here
 * @param who the adversary
 * @param value what it reaches
 * @param low lower limit, NaN if there is none
 * @param high upper limit, NaN if there is none
 * @param guess what guessing reaches
 */
record Claim(Measure measure, String who, double value, double low, double high, double guess) {

  /** Whether a reader sees in the figures as written that it does better than the guess. */
  boolean beatsGuess() {
    return tenths(value) > tenths(guess);
  }

  /** Whether the lower limit, too, is above the guess. */
  boolean surelyBeatsGuess() {
    return beatsGuess() && low > guess;
  }

  /** Share of what there is to gain over the guess. */
  double gain() {
    return guess >= 1 ? 0 : (value - guess) / (1 - guess);
  }

  /** Value, and limits if there are any. */
  String text() {
    return Double.isNaN(low) || Double.isNaN(high)
        ? measure.text(value)
        : measure.text(value) + ", limits " + measure.text(low) + " to " + measure.text(high);
  }

  /** As written: two figures that read the same tell nothing apart. */
  private double tenths(double share) {
    return measure == Measure.AUC ? Math.rint(100 * share) : Math.rint(1000 * share);
  }
}
