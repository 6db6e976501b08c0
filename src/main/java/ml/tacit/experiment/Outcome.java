package ml.tacit.experiment;

/**
 * One figure of an experiment, over all seeds.
 *
 * @param study the number of its table, from 1
 * @param protocol {@code paper} or {@code strict}, see {@link Protocol}
 * @param method what was released, {@code raw} for the rows themselves
 * @param role {@code privacy} or {@code utility}
 * @param label the label that was learned, or which of its classes the figure is about
 * @param learner who learned it
 * @param seeds how many splits the accuracy is a mean over
 * @param accuracy share of test rows named rightly
 * @param low lower 95 % limit of the mean over seeds (Student's t), or with one seed that over its
 *     blocks
 * @param high upper 95 % limit
 * @param blockLow lower 95 % limit over blocks within a split, mean over seeds
 * @param blockHigh upper 95 % limit over blocks within a split, mean over seeds
 * @param majority accuracy of always naming the commonest training class
 * @param chance one over the number of classes
 * @param detail whether it is a part of another figure, and left out of printed tables
 */
public record Outcome(
    int study,
    String protocol,
    String method,
    String role,
    String label,
    String learner,
    int seeds,
    double accuracy,
    double low,
    double high,
    double blockLow,
    double blockHigh,
    double majority,
    double chance,
    boolean detail) {

  /** Checks what a file may lack. */
  public Outcome {
    KeptJson.require(
        "protocol", protocol, "method", method, "role", role, "label", label, "learner", learner);
  }

  /** Role of a learner of the label to hide. */
  public static final String PRIVACY = "privacy";

  /** Role of a learner of the label to keep. */
  public static final String UTILITY = "utility";
}
