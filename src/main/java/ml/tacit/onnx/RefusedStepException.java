package ml.tacit.onnx;

/** ONNX cannot say a step; the message says why, without naming it. */
final class RefusedStepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedStepException(String why) {
    super(why);
  }
}
