package ml.tacit.audit;

/**
 * What a release costs the utility label, against something that costs nothing to make.
 *
 * <p>The same learner on the released rows and on the reference rows, paired: positive is a loss.
 *
 * @param reference "raw", "PCA" or "random projection"
 * @param dimension columns of the reference
 * @param learner the one that learns the utility label on both
 * @param accuracy on the reference
 * @param cost accuracy on the reference less accuracy on the release, as a share
 * @param low lower 95 % limit of the cost
 * @param high upper 95 % limit of the cost
 */
public record UtilityCost(
    String reference,
    int dimension,
    String learner,
    double accuracy,
    double cost,
    double low,
    double high) {}
