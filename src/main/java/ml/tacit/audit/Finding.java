package ml.tacit.audit;

/**
 * How one adversary or utility learner did on the test rows of one stage.
 *
 * @param role {@link #PRIVACY} or {@link #UTILITY}
 * @param stage {@link #BEFORE} (raw rows) or {@link #AFTER} (released rows)
 * @param adversary its name in reports
 * @param accuracy share of test rows named rightly
 * @param low lower limit of the accuracy; see {@link AuditResult} for the level
 * @param high upper limit of the accuracy
 * @param advantage {@code (accuracy − majority) / (1 − majority)}: 0 for the majority guess, 1 for
 *     no error, negative below the majority guess; 0 if the majority rate is 1
 * @param tuned the settings chosen inside the training rows, for a reader
 * @param significance against the null that the rows say nothing; {@link Significance#NONE} for
 *     utility
 * @param scores further figures
 */
public record Finding(
    String role,
    String stage,
    String adversary,
    double accuracy,
    double low,
    double high,
    double advantage,
    String tuned,
    Significance significance,
    Scores scores) {

  /** Role of an adversary that names the privacy label. */
  public static final String PRIVACY = "privacy";

  /** Role of a learner that names the utility label. */
  public static final String UTILITY = "utility";

  /** Stage of the raw rows. */
  public static final String BEFORE = "before";

  /** Stage of the released rows. */
  public static final String AFTER = "after";
}
