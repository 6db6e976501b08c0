package ml.tacit.audit;

/**
 * How surprising an adversary's answers are if the rows say nothing about the hidden label.
 *
 * <p>From permutations of the labels of whole blocks of test rows within their utility class,
 * against fixed answers (docs/audit.md has the null hypothesis word by word). All three count the
 * identity among the permutations, so none is below 1 / (permutations + 1).
 *
 * @param p for this adversary alone: the smallest of its statistics, accuracy, balanced accuracy
 *     and areas under the curve, against its own distribution; NaN for a learner of the utility
 *     label, which is not tested
 * @param holm Holm-adjusted over the adversaries of its stage
 * @param joint adjusted by the largest statistic over everything tested in its stage, persons and
 *     rows together included: what verdicts rest on, never above {@code holm} by much and usually
 *     below
 */
public record Significance(double p, double holm, double joint) {
  /** Nothing was tested. */
  public static final Significance NONE = new Significance(Double.NaN, Double.NaN, Double.NaN);
}
