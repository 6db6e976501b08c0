package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.ExactForm;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Components made of the regression of the class targets: directions W = Φ̄ᵀA u, and u from a
 * problem with a row per class.
 *
 * @param model the model; its columns have no names
 * @param alignment the centred alignment of the kernel with the label to keep, ⟨K̄,
 *     EEᵀ⟩/(‖K̄‖‖EEᵀ‖) (Cortes, Mohri, Rostamizadeh, arXiv:1203.0550, with the class-balanced
 *     target of DCA), before compression
 * @param trainingScores the components of the fitted rows, N × k
 */
record KernelComponents(KernelModel model, double alignment, DMatrixRMaj trainingScores) {

  /** Solves the problem of a method for labels whose targets were regressed. */
  static KernelComponents of(
      String method, ExactForm form, TargetColumns labels, TargetRegression regression) {
    DMatrixRMaj targets = labels.columns();
    TargetRegression.Measures measures = regression.measures();
    SmallPencil pencil =
        SmallPencil.solve(
            Dense.multiplyTransposedA(targets, regression.fitted()),
            labels.weights(form.keep(), form.hide()),
            labels.weights(0, form.price()),
            labels.rank());
    DMatrixRMaj rotation = pencil.first(components(method, form, pencil.values()));
    DMatrixRMaj scores = Dense.multiply(regression.fitted(), rotation);
    int dimension = Math.min(regression.features().outputs(), targets.numRows - 1);
    Removed removed =
        FeatureSpace.removed(
            scores,
            Dense.multiplyTransposedA(rotation, Dense.multiply(regression.lengths(), rotation)),
            measures.trace(),
            dimension - rotation.numCols,
            measures.rawSpread(),
            labels.spread(scores));
    SubspaceModel linear =
        SubspaceModel.of(
            method,
            map(Dense.multiply(regression.coefficients(), rotation), regression.means()),
            labels.roles(),
            measures.rho(),
            pencil.values(),
            removed,
            targets.numRows,
            labels.classes());
    KernelModel model = KernelModel.of(method, regression.features(), linear);
    if (regression.leftOut() != null) {
      model = model.withLeaveOneOut(Dense.multiply(regression.leftOut(), rotation));
    }
    return new KernelComponents(model, measures.alignment(), scores);
  }

  /** How many to release: those asked for or, 0, all whose eigenvalue is positive. */
  private static int components(String method, ExactForm form, double[] values) {
    int positive = (int) Arrays.stream(values).filter(value -> value > 0).count();
    if (positive == 0) {
      throw new BadDataException(
          values.length == 0
              ? "keep: the class means coincide in the feature space, there is no direction for "
                  + method
                  + " to release"
              : "beta: no direction helps the label to keep more than it leaks; a smaller beta is needed");
    }
    if (form.components() > values.length) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "components: %d asked for, %s has %d here",
              form.components(),
              method,
              values.length));
    }
    return form.components() == 0 ? positive : form.components();
  }

  /** φ ↦ aᵀ(φ − mean), a direction per column. */
  private static AffineMap map(DMatrixRMaj directions, double[] means) {
    DMatrixRMaj a = Dense.transpose(directions);
    double[] offset = Dense.multiply(a, DMatrixRMaj.wrap(means.length, 1, means)).data;
    for (int k = 0; k < offset.length; k++) {
      offset[k] = -offset[k];
    }
    return AffineMap.dense(a, offset);
  }
}
