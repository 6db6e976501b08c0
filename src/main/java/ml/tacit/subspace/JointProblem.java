package ml.tacit.subspace;

import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * What the joint objectives are made of: one label to keep, labels to hide, the total scatter.
 *
 * @param keep factor of the utility label's between scatter
 * @param hide factor of the privacy labels' between scatter
 * @param total S̄
 * @param rho ρ
 */
record JointProblem(DMatrixRMaj keep, DMatrixRMaj hide, DMatrixRMaj total, double rho) {

  static JointProblem of(ScatterSnapshot rows, Roles roles, Ridge ridge, String method) {
    roles.requireHidden(method);
    DMatrixRMaj total = rows.total();
    return new JointProblem(
        rows.betweenFactor(roles.oneToKeep(method)),
        Hidden.of(rows, roles).factor(),
        total,
        ridge.on(total));
  }

  /** Fits to rows in memory with one label to keep and one to hide. */
  static SubspaceModel fit(Trainer trainer, DMatrixRMaj rows, Labels keep, Labels hide) {
    ScatterSnapshot snapshot =
        new Scatter(rows.numCols, "keep", "hide").accept(rows, keep, hide).snapshot();
    return trainer.fit(snapshot, Roles.keep("keep").withHide("hide").unnamed());
  }
}
