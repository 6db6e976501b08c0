package ml.tacit.kernel;

import org.ejml.data.DMatrixRMaj;

/** One copy of the rows, in at most two layouts, for all the kernels of a multi-kernel. */
final class SharedRows {
  private final DMatrixRMaj rows;
  private Reference plain;
  private Reference centred;

  /** Keeps the rows, which must not change. */
  SharedRows(DMatrixRMaj rows) {
    this.rows = rows;
  }

  Reference forKernel(Kernel kernel) {
    kernel.form().check(rows);
    if (kernel.isShiftInvariant()) {
      centred = centred == null ? Reference.of(rows, true) : centred;
      return centred;
    }
    plain = plain == null ? Reference.of(rows, false) : plain;
    return plain;
  }
}
