package ml.tacit.audit;

/**
 * More about one finding than its accuracy. What needs class probabilities is NaN for a learner
 * that gives none. Limits are 95 %, joint over the adversaries of a stage as {@link Finding#low}.
 *
 * @param balancedAccuracy mean over the classes with test rows of the share named rightly, by
 *     answers at equal priors: argmax of log p(c|x) less the log of the class's share of the
 *     training rows. Plain answers where there are no probabilities. Chance is one over the classes
 * @param balancedLow lower limit
 * @param balancedHigh upper limit
 * @param macroAuc mean over the classes of the area under the one-against-rest curve, 0.5 for
 *     chance
 * @param aucLow lower limit
 * @param aucHigh upper limit
 * @param truePositives share of a class's rows that are picked where at most 1 % of the other rows
 *     are, the mean over the classes; of two classes the rarer one's. 0.01 for chance
 * @param topFive share of test rows whose class is among the five likeliest; NaN for five classes
 *     or fewer
 * @param bits H(Z) − cross-entropy on the test rows, in bits per row: in expectation a lower bound
 *     of the mutual information between the rows and the label, for whatever probabilities the
 *     learner calibrated on other rows. For the hidden label H is that within the utility class: it
 *     is known anyway. Negative if the learner is surer than it should be
 * @param bitsLow lower limit
 * @param bitsHigh upper limit
 */
public record Scores(
    double balancedAccuracy,
    double balancedLow,
    double balancedHigh,
    double macroAuc,
    double aucLow,
    double aucHigh,
    double truePositives,
    double topFive,
    double bits,
    double bitsLow,
    double bitsHigh) {}
