package ml.tacit.matrix;

/** What is computed of two rows x and y, as a sum over their entries. */
public enum PairMeasure {
  /** xᵀy. */
  PRODUCT,

  /**
   * ‖x − y‖², as ‖x‖² + ‖y‖² − 2xᵀy, and 0 if that is negative: exactly 0 for equal rows. The error
   * is a few roundings of ‖x‖² + ‖y‖², so the origin should be amid the rows.
   */
  SQUARED_DISTANCE,

  /** ‖x − y‖₁ = Σ |x_k − y_k|. */
  ABSOLUTE_DISTANCE,

  /** Σ (x_k − y_k)² / (x_k + y_k) with 0/0 = 0, for rows without negative entries. */
  CHI_SQUARE
}
