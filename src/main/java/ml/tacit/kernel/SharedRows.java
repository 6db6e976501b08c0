package ml.tacit.kernel;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** One copy of the rows, in at most two layouts, and one grouping, for all kernels of a fit. */
final class SharedRows {
  private final DMatrixRMaj rows;
  private final List<int[]> hidden;
  private Reference plain;
  private Reference centred;
  private KMeans groups;

  /** Keeps the rows, which must not change. */
  SharedRows(DMatrixRMaj rows) {
    this(rows, List.of());
  }

  /** The same with the class of each row, for each hidden label, that landmarks must mix. */
  SharedRows(DMatrixRMaj rows, List<int[]> hidden) {
    this.rows = rows;
    this.hidden = hidden;
  }

  DMatrixRMaj rows() {
    return rows;
  }

  Reference layout(Kernel kernel) {
    kernel.form().check(rows);
    if (kernel.isShiftInvariant()) {
      centred = centred == null ? Reference.of(rows, true) : centred;
      return centred;
    }
    plain = plain == null ? Reference.of(rows, false) : plain;
    return plain;
  }

  /** Landmarks are the same for all kernels; the number must be too. */
  NystromMap nystrom(Kernel kernel, int landmarks) {
    kernel.form().check(rows);
    Nystrom nystrom = Nystrom.of(kernel).withLandmarks(landmarks);
    groups = groups == null ? nystrom.groups(rows, hidden) : groups;
    return nystrom.map(groups);
  }
}
