package ml.tacit.onnx;

import ml.tacit.subspace.Step;

/**
 * How one kind of step is said in ONNX. A new kind of step needs one such class and a line in
 * {@link StepKinds}.
 *
 * @param <S> the step
 */
interface StepNodes<S extends Step> {

  /** The class of the step. */
  Class<S> type();

  /**
   * Adds what computes the step.
   *
   * @param step the step
   * @param rows the name of its n × inputs numbers
   * @param graph takes the nodes
   * @return the name of the n × outputs numbers
   * @throws RefusedStepException if ONNX cannot say this step
   */
  String add(S step, String rows, Graph graph);
}
