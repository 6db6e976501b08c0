package ml.tacit.subspace;

import java.util.List;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Joint objectives on rows in memory: one label to keep, one to hide. */
final class JointRows {
  private JointRows() {}

  static SubspaceModel fit(Trainer trainer, DMatrixRMaj rows, Labels keep, Labels hide) {
    ScatterSnapshot snapshot =
        new Scatter(rows.numCols, "keep", "hide").accept(rows, keep, hide).snapshot();
    return trainer.fit(snapshot, new Roles(List.of("keep"), List.of("hide"), null));
  }
}
