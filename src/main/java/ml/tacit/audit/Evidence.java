package ml.tacit.audit;

/**
 * What a verdict rests on.
 *
 * @param p probability of an outcome at least as extreme, over everything tested on the judged
 *     rows, if they said nothing about the hidden label beyond the utility label; at or below
 *     {@code 1 − level} a leak is shown
 * @param controlP the same on the raw rows: the positive control
 * @param level confidence of every decision and limit, 0.95
 * @param permutations of the labels of whole blocks
 * @param resamples of the bootstrap over whole blocks
 * @param excess largest joint upper limit of accuracy less majority rate over the adversaries, as a
 *     share: what an adversary of this kind may still gain
 * @param margin the equivalence margin fixed beforehand, as a share
 * @param equivalent whether {@code excess <= margin}: the adversaries are shown to gain no more
 *     than the margin
 * @param power the probability {@code detectable} is stated for
 * @param detectable power of the test: the lowest accuracy of an attacker that this audit would
 *     have reported with probability {@code power}, simulated on these blocks; NaN if not even full
 *     accuracy would have been reported
 * @param bits largest lower limit of leaked bits over the adversaries, at least 0; NaN if none
 *     gives probabilities
 * @param entropy H(Z) of the hidden label on the test rows, in bits
 */
public record Evidence(
    double p,
    double controlP,
    double level,
    int permutations,
    int resamples,
    double excess,
    double margin,
    boolean equivalent,
    double power,
    double detectable,
    double bits,
    double entropy) {}
