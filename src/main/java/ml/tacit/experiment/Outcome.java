package ml.tacit.experiment;

/**
 * One figure of an experiment.
 *
 * @param protocol {@code paper} or {@code strict}, see {@link Protocol}
 * @param method what was released, {@code raw} for the rows themselves
 * @param role {@code privacy} or {@code utility}
 * @param label the label that was learned
 * @param learner who learned it
 * @param accuracy share of test rows named rightly
 * @param low lower 95 % limit, by block bootstrap
 * @param high upper 95 % limit
 * @param majority accuracy of always naming the commonest training class
 * @param chance one over the number of classes
 */
public record Outcome(
    String protocol,
    String method,
    String role,
    String label,
    String learner,
    double accuracy,
    double low,
    double high,
    double majority,
    double chance) {

  /** Role of a learner of the label to hide. */
  public static final String PRIVACY = "privacy";

  /** Role of a learner of the label to keep. */
  public static final String UTILITY = "utility";
}
