package ml.tacit.audit.report;

/**
 * A figure beside the guess it must be compared with.
 *
 * @param measure of both figures
 * @param who the adversary or learner
 * @param value what it reaches
 * @param guess what guessing reaches
 */
record Claim(Measure measure, String who, double value, double guess) {

  /** The figure as reports write it. */
  String text() {
    return measure.text(value);
  }
}
