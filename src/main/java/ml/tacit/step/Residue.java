package ml.tacit.step;

/**
 * Numbers in flight that are what is left of a row beside its decision.
 *
 * @param decision the column of the decision
 * @param columns the columns of the numbers
 * @param within how they varied within classes before anything was taken from them
 * @param share what is left of the distance from the centroid, 1 before a collapse
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, never compared
record Residue(int decision, int[] columns, Within within, double share) {}
