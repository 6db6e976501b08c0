package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Steps that several methods share. */
final class Fitting {
  private Fitting() {}

  /** a + ρI, a fresh matrix. */
  static DMatrixRMaj plusRidge(DMatrixRMaj a, double rho) {
    DMatrixRMaj shifted = a.copy();
    for (int i = 0; i < a.numRows; i++) {
      shifted.add(i, i, rho);
    }
    return shifted;
  }

  /** Factorises a metric; says in the caller's terms what to do if it is singular. */
  static Cholesky factorise(DMatrixRMaj metric, double rho, ScatterSnapshot rows) {
    try {
      return Cholesky.of(metric);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          String.format(
              Locale.ROOT,
              "ridge: %s is too small for %d features and %d rows: %s; a larger ridge or fewer features are needed",
              rho,
              rows.dimension(),
              rows.count(),
              culprit(metric)));
    }
  }

  private static String culprit(DMatrixRMaj metric) {
    for (int i = 0; i < metric.numRows; i++) {
      if (metric.get(i, i) == 0) {
        return "feature " + (i + 1) + " is constant";
      }
    }
    return "features depend linearly on each other";
  }

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
      String method,
      LowRankPencil pencil,
      int asked,
      double rho,
      ScatterSnapshot rows,
      DMatrixRMaj total,
      Roles roles) {
    if (pencil.values().length == 0) {
      throw new BadDataException(
          "keep: the class means coincide, there is no direction for " + method + " to release");
    }
    int k = components(asked, pencil.values().length, method);
    AffineMap map = AffineMap.projection(firstColumns(pencil.vectors(), k), rows.mean());
    return model(method, map, rows.dimension() - k, pencil.values(), rho, rows, total, roles);
  }

  /** Measures the map and puts the model together. */
  static SubspaceModel model(
      String method,
      AffineMap map,
      int removedRank,
      double[] eigenvalues,
      double rho,
      ScatterSnapshot rows,
      DMatrixRMaj total,
      Roles roles) {
    Hidden hidden = roles.toHide().isEmpty() ? null : Hidden.of(rows, roles);
    Removed removed = Removed.measure(map, removedRank, rows, total, hidden);
    return SubspaceModel.of(method, map, rows, roles, rho, eigenvalues, removed);
  }

  /** The factors side by side with their weights: Σ weight·factor·factorᵀ. */
  static LowRankPencil weighted(
      DMatrixRMaj keep, double keepWeight, DMatrixRMaj hide, double hideWeight, Cholesky metric) {
    double[] weights = new double[keep.numCols + hide.numCols];
    Arrays.fill(weights, 0, keep.numCols, keepWeight);
    Arrays.fill(weights, keep.numCols, weights.length, hideWeight);
    return LowRankPencil.solve(AffineMap.beside(keep, hide), weights, metric);
  }
}
