package ml.tacit.kernel;

import org.ejml.data.DMatrixRMaj;

/** How a kernel is computed: from inner products, or from a sum over features. */
sealed interface Form permits ProductForm, SumForm {

  /** As {@link Kernel#toString}. */
  String text();

  /** Throws if a value cannot be used. */
  default void check(DMatrixRMaj rows) {
    Rows.requireFinite(rows);
  }

  /** n × n, symmetric to the last bit. */
  DMatrixRMaj gram(DMatrixRMaj rows);

  /** n × m; a row's bits do not depend on the other rows. */
  DMatrixRMaj between(DMatrixRMaj rows, Reference others);

  static double requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + ", a finite number > 0 is needed");
    }
    return value;
  }

  static double requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + ", a finite number is needed");
    }
    return value;
  }
}
