package ml.tacit.audit;

/**
 * More about one finding than its accuracy. What needs class probabilities is NaN for a learner
 * that gives none.
 *
 * @param balancedAccuracy mean over the classes with test rows of the share named rightly
 * @param macroAuc mean over the classes of the area under the one-against-rest curve, 0.5 for
 *     chance
 * @param topFive share of test rows whose class is among the five likeliest; NaN for five classes
 *     or fewer
 * @param bits H(Z) − cross-entropy on the test rows, in bits per row: in expectation a lower bound
 *     of the mutual information between the rows and the label, for whatever probabilities the
 *     learner calibrated on other rows. Negative if it is surer than it should be.
 * @param bitsLow lower limit, joint over the adversaries of a stage as {@link Finding#low}
 * @param bitsHigh upper limit of the same
 */
public record Scores(
    double balancedAccuracy,
    double macroAuc,
    double topFive,
    double bits,
    double bitsLow,
    double bitsHigh) {}
