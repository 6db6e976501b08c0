package ml.tacit.policy;

import java.util.Map;
import ml.tacit.audit.Frontier;
import ml.tacit.release.Release;

/**
 * What a search found.
 *
 * @param frontier all that was measured, with the pick and why
 * @param pick the policy picked
 * @param release the pick as fitted, under a secret key of its own
 * @param compared how many candidates there were, those dropped early and those that could not be
 *     fitted among them: a bound that is to hold for the pick must hold for all
 * @param met whether the pick meets the target on the rows that it was measured on
 * @param skipped candidates that could not be fitted, and why, in their order
 */
public record Found(
    Frontier frontier,
    Policy pick,
    Release release,
    int compared,
    boolean met,
    Map<String, String> skipped) {}
