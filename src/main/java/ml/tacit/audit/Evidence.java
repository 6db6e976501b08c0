package ml.tacit.audit;

/**
 * What a verdict rests on.
 *
 * @param p probability of an outcome at least as extreme, over everything tested on the judged
 *     rows, if they said nothing about the hidden label beyond the utility label
 * @param controlP the same on the raw rows: the positive control
 * @param level confidence of every decision and limit, 0.95
 * @param permutations of the labels of whole units
 * @param excess largest joint upper limit, over the adversaries, of accuracy less the prior ({@link
 *     AuditResult#prior}), as a share: what an adversary of this kind may still gain
 * @param excessBalanced the same of balanced accuracy less its chance
 * @param excessAuc the same of the area under the curve of any class less ½; NaN if no adversary
 *     gives probabilities
 * @param margin gain of accuracy, of balanced accuracy or of a class's recall that counts as none,
 *     as a share
 * @param marginAuc gain of area under the curve that counts as none
 * @param equivalent whether each {@code excess} is within its margin: the adversaries are shown to
 *     gain no more than the margins
 * @param power the probability {@code detectable} and {@code detectableAuc} are stated for
 * @param detectable power of the test on single rows: the lowest balanced accuracy of an attacker
 *     that this audit would have reported with probability {@code power}, simulated on these units;
 *     NaN if not even full accuracy would have been reported
 * @param detectableAuc the same as an area under the curve of one class against the rest, the
 *     median over the classes: ½ + (critical value + normal quantile of the power) · deviation over
 *     permutations; NaN if no adversary gives probabilities
 * @param bits largest lower limit of leaked bits over the adversaries, at least 0; NaN if none
 *     gives probabilities
 * @param entropy H(Z) of the hidden label within the utility class, on the test rows, in bits
 */
public record Evidence(
    double p,
    double controlP,
    double level,
    int permutations,
    double excess,
    double excessBalanced,
    double excessAuc,
    double margin,
    double marginAuc,
    boolean equivalent,
    double power,
    double detectable,
    double detectableAuc,
    double bits,
    double entropy) {}
