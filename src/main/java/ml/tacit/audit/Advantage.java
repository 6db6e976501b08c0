package ml.tacit.audit;

/**
 * How far one statistic of one adversary lies above chance: above what the attacker reaches if the
 * rows say nothing about the hidden label beyond the utility class.
 *
 * <p>Gains are shares: 0.02 is two points of accuracy, or 0.02 of area under the curve. The joint
 * p-value alone keeps false alarms rare: it counts everything tested in the stage. How large a
 * significant gain is, its lower limit says: one-sided at the level of the audit (95 %), from the
 * permutation distribution of this statistic alone. The upper limit is joint over the adversaries
 * (for the area also over the classes) of one statistic and stage.
 *
 * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
 * @param adversary its name in reports
 * @param statistic what is measured
 * @param hidden the class of the hidden label that is looked for; empty if all are
 * @param rows rows of one class taken together, at most; 1 for single rows
 * @param observed the figure on the test rows
 * @param chance what it would be by chance
 * @param low one-sided lower limit of the gain {@code observed − chance}: the permutation test of
 *     this statistic alone, inverted (Pitman 1937)
 * @param high upper limit of the gain; NaN if it is not limited
 * @param joint p-value, joint over everything tested in the stage
 * @param margin a gain that counts as none
 */
public record Advantage(
    String stage,
    String adversary,
    Statistic statistic,
    String hidden,
    int rows,
    double observed,
    double chance,
    double low,
    double high,
    double joint,
    double margin) {

  /** What is measured. */
  public enum Statistic {
    /**
     * Share of rows named rightly; chance is the share of the commonest hidden class within the
     * true utility class.
     */
    ACCURACY("accuracy"),
    /**
     * Mean of the classes' shares named rightly at equal priors; chance is its mean over labels
     * permuted within utility classes.
     */
    BALANCED_ACCURACY("balanced accuracy"),
    /** Area under the curve of one class against the rest, within utility classes; chance is ½. */
    AUC("AUC"),
    /** Share of one class's rows named rightly; chance is its mean over permuted labels. */
    RECALL("recall");

    private final String words;

    Statistic(String words) {
      this.words = words;
    }

    /** {@return as reports write it} */
    public String words() {
      return words;
    }
  }

  /** {@return {@code observed − chance}} */
  public double gain() {
    return observed - chance;
  }

  /**
   * Whether it is shown to be above the margin.
   *
   * @param level confidence of the decision
   * @return if it is significant and its lower limit is above the margin
   */
  public boolean shown(double level) {
    return significant(level) && low > margin;
  }

  /**
   * Whether it is more than chance, however small.
   *
   * @param level confidence of the decision
   * @return if its joint p-value is at most {@code 1 − level}
   */
  public boolean significant(double level) {
    return joint <= 1 - level;
  }
}
