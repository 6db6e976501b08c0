package ml.tacit.audit;

/**
 * What an adversary makes of several rows known to come from one person.
 *
 * <p>Rows that follow each other within a block are taken together: log-probabilities are summed
 * where the adversary gives them, else its answers are votes.
 *
 * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
 * @param adversary its name in reports
 * @param rows rows taken together, at most
 * @param meanRows rows taken together on average: blocks may be shorter
 * @param accuracy share of test rows whose group was named rightly
 * @param low lower limit, joint over the adversaries and numbers of rows of a stage
 * @param high upper limit of the same
 * @param significance of these answers
 */
public record PooledFinding(
    String stage,
    String adversary,
    int rows,
    double meanRows,
    double accuracy,
    double low,
    double high,
    Significance significance) {}
