package ml.tacit.matrix;

/** A matrix that had to be positive definite is not, to working precision. */
public final class SingularMatrixException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was singular and what would help
   */
  public SingularMatrixException(String message) {
    super(message);
  }
}
