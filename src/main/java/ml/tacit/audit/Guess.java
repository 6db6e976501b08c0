package ml.tacit.audit;

/**
 * An adversary's answer.
 *
 * @param codes the class named for each test row
 * @param logProbabilities natural logarithms, test rows × classes row-major, each row summing to
 *     probability one, none infinite; calibrated inside the training rows. Null where the adversary
 *     has none
 * @param tuned the settings chosen inside the training rows
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Guess(int[] codes, double[] logProbabilities, String tuned) {}
