package ml.tacit.onnx;

import ml.tacit.subspace.Step;

/**
 * A kind of step that ONNX cannot say.
 *
 * @param type the class of the step
 * @param why not, behind a colon
 */
record Refused<S extends Step>(Class<S> type, String why) implements StepNodes<S> {

  @Override
  public String add(S step, String rows, Graph graph) {
    throw new RefusedStepException(why);
  }
}
