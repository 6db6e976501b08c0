package ml.tacit.release;

import ml.tacit.step.On;
import ml.tacit.subspace.Step;

/**
 * A step in words.
 *
 * @param step the name of its kind, as a model file has it
 * @param inputs how many columns it takes
 * @param outputs how many it gives
 * @param guarantee what it promises against an attacker
 */
public record StepSummary(String step, int inputs, int outputs, String guarantee) {

  static StepSummary of(Step step) {
    return step instanceof On on
        ? of(on.inner())
        : new StepSummary(StepFormats.kind(step), step.inputs(), step.outputs(), step.guarantee());
  }
}
