package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;

/**
 * What a case is computed from; null where it needs none. Only read.
 *
 * @param x rows
 * @param a a factor beside them
 * @param s symmetric positive definite
 * @param f thin, with the rows of s
 */
record Operands(DMatrixRMaj x, DMatrixRMaj a, DMatrixRMaj s, DMatrixRMaj f) {
  static final Operands NONE = new Operands(null, null, null, null);

  Operands withX(DMatrixRMaj other) {
    return new Operands(other, a, s, f);
  }

  Operands withA(DMatrixRMaj other) {
    return new Operands(x, other, s, f);
  }

  Operands withS(DMatrixRMaj other) {
    return new Operands(x, a, other, f);
  }

  Operands withF(DMatrixRMaj other) {
    return new Operands(x, a, s, other);
  }
}
