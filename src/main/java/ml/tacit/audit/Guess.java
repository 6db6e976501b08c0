package ml.tacit.audit;

/**
 * An adversary's answer.
 *
 * @param codes the class named for each test row
 * @param tuned the settings chosen inside the training rows
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Guess(int[] codes, String tuned) {}
