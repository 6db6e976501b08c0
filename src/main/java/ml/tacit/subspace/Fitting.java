package ml.tacit.subspace;

import java.util.Locale;
import java.util.Objects;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Steps that several methods share. */
final class Fitting {
  private Fitting() {}

  /** How many components to release: all there are (0 asked for means all), or fewer. */
  static int components(int asked, int available, String method) {
    if (asked > available) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "components: %d asked for, %s has %d here", asked, method, available));
    }
    return asked == 0 ? available : asked;
  }

  /** Throws unless the number is 0, for all there are, or more. */
  static void requireSettings(Ridge ridge, int components) {
    Objects.requireNonNull(ridge, "ridge");
    if (components < 0) {
      throw new IllegalArgumentException("components: " + components + ", at least 0 is needed");
    }
  }

  static int requirePositive(int components) {
    if (components < 1) {
      throw new IllegalArgumentException("components: " + components + ", at least 1 is needed");
    }
    return components;
  }

  static DMatrixRMaj firstColumns(DMatrixRMaj a, int k) {
    return CommonOps_DDRM.extract(a, 0, a.numRows, 0, k);
  }

  /** Releases the leading pairs of a pencil as components. */
  static SubspaceModel leading(
      String method, LowRankPencil pencil, int asked, Equilibrated problem, Roles roles) {
    if (pencil.values().length == 0) {
      throw new BadDataException(
          "keep: the class means coincide, there is no direction for " + method + " to release");
    }
    int k = components(asked, pencil.values().length, method);
    AffineMap map = problem.projection(firstColumns(pencil.vectors(), k));
    return model(method, map, pencil.values(), problem, roles);
  }

  /** Measures a map onto components and puts the model together. */
  static SubspaceModel model(
      String method, AffineMap map, double[] eigenvalues, Equilibrated problem, Roles roles) {
    Hidden hidden = roles.toHide().isEmpty() ? null : Hidden.of(problem.rows(), roles);
    int rank = map.inputs() - map.outputs();
    Removed removed = Removed.measure(map, rank, problem, hidden);
    return SubspaceModel.of(method, map, roles, problem, eigenvalues, removed);
  }
}
