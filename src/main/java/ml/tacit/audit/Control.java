package ml.tacit.audit;

/**
 * A run whose outcome is known beforehand; one that comes out otherwise makes the audit too weak.
 *
 * @param name what was run
 * @param accuracy share of test rows named rightly; of several runs the mean
 * @param low lower 95 % limit, NaN where nothing is drawn
 * @param high upper 95 % limit of the same
 * @param p probability of so many hits if the rows say nothing; NaN where nothing is tested
 * @param passed whether it came out as it must
 * @param explanation one sentence: what was run and what must come out
 */
public record Control(
    String name,
    double accuracy,
    double low,
    double high,
    double p,
    boolean passed,
    String explanation) {

  /** Name of the positive control. */
  public static final String RAW_ROWS = "raw rows";
}
