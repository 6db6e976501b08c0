package ml.tacit.audit;

/**
 * How well one class of the hidden label, a person say, is found.
 *
 * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
 * @param person the class
 * @param rows its test rows
 * @param blocks blocks these rows come in
 * @param adversary the one that finds this person best, by the test statistic
 * @param recall share of the person's rows named rightly by that adversary
 * @param low lower 95 % limit of the recall, for this person alone (exact binomial with the rows'
 *     effective number)
 * @param high upper 95 % limit of the same
 * @param expected recall of the same answers if the rows said nothing: how often that adversary
 *     names this person anyway
 * @param p joint over all persons and adversaries of the stage
 * @param detectable lowest recall that this audit would have reported with probability {@link
 *     Evidence#power}; NaN if none: then nothing can be said about this person alone
 */
public record ClassFinding(
    String stage,
    String person,
    int rows,
    int blocks,
    String adversary,
    double recall,
    double low,
    double high,
    double expected,
    double p,
    double detectable) {}
