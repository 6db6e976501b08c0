package ml.tacit.audit.statistics;

/**
 * What one adversary says, as {@link Permutations} tests it.
 *
 * @param codes the class named for each test row
 * @param balanced the class named at equal priors; null if it is not tested
 * @param scores rows × classes, row-major, larger for likelier classes; null if ranks are not
 *     tested
 * @param byClass whether the plain answers are also tested class by class
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record Answer(int[] codes, int[] balanced, double[] scores, boolean byClass) {

  /** Plain answers only, tested over all rows and class by class. */
  public static Answer of(int[] codes) {
    return new Answer(codes, null, null, true);
  }
}
