package ml.tacit.audit;

/**
 * Which figures say what a release keeps and gives away: fixed by all tuning rows, so that they are
 * the same for fewer.
 *
 * @param utilityIsArea two classes to keep, one much smaller: an area under the curve, not accuracy
 * @param leakIsArea two classes to hide
 */
record TuningMeasures(boolean utilityIsArea, boolean leakIsArea) {
  /** Of two classes the smaller has less than this share: accuracy then says little. */
  private static final double UNEQUAL = 0.4;

  static TuningMeasures of(ClassCodes kept, ClassCodes hidden) {
    return new TuningMeasures(isArea(kept.trained()), hidden.names().size() == 2);
  }

  static boolean isArea(int[] counts) {
    return counts.length == 2 && Math.min(counts[0], counts[1]) < UNEQUAL * (counts[0] + counts[1]);
  }
}
