package ml.tacit.subspace;

import ml.tacit.matrix.Dense;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.Metric;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * What the joint objectives are made of: one label to keep, labels to hide, in common units.
 *
 * @param keep factor of the utility label's between scatter
 * @param keepDirections the largest rank it can have
 * @param hide factor of the privacy labels' between scatter
 * @param hideDirections the largest rank it can have
 * @param problem the rows and the ridge
 */
record JointProblem(
    DMatrixRMaj keep,
    int keepDirections,
    DMatrixRMaj hide,
    int hideDirections,
    Equilibrated problem) {

  /**
   * The problem for a metric A + R.
   *
   * @param total how much of the total scatter is in A
   * @param price how much of the scatter between the privacy classes
   */
  static JointProblem of(
      ScatterSnapshot rows, Roles roles, Ridge ridge, String method, double total, double price) {
    roles.requireHidden(method);
    String label = roles.oneToKeep(method);
    double[] diagonal = rows.totalDiagonal();
    DMatrixRMaj raw = Hidden.of(rows, roles).factor();
    for (int j = 0; j < diagonal.length; j++) {
      diagonal[j] *= total;
      for (int k = 0; k < raw.numCols; k++) {
        diagonal[j] += price * raw.get(j, k) * raw.get(j, k);
      }
    }
    Equilibrated problem = Equilibrated.of(rows, ridge, diagonal);
    Hidden hidden = Hidden.of(problem.rows(), roles);
    return new JointProblem(
        problem.rows().betweenFactor(label),
        rows.directions(label, null),
        hidden.factor(),
        hidden.directions(),
        problem);
  }

  /** The privacy scatter times a price, added to a sum. */
  OuterSum plusHidden(OuterSum a, double price) {
    DMatrixRMaj priced = Dense.transpose(hide);
    for (int i = 0; i < priced.data.length; i++) {
      priced.data[i] *= Math.sqrt(price);
    }
    return a.add(priced);
  }

  /** The components for F Fᵀ of the label to keep in a metric. */
  LowRankPencil utility(Metric metric) {
    return LowRankPencil.solve(keep, metric, keepDirections, problem.rounding());
  }

  /** Fits to rows in memory with one label to keep and one to hide. */
  static SubspaceModel fit(Trainer trainer, DMatrixRMaj rows, Labels keep, Labels hide) {
    ScatterSnapshot snapshot =
        new Scatter(rows.numCols, "keep", "hide").accept(rows, keep, hide).snapshot();
    return trainer.fit(snapshot, Roles.keep("keep").withHide("hide").unnamed());
  }
}
