package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Step;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted {@link MultiKernel}: the components of every kernel side by side, each times the root of
 * its kernel's weight, √μ_m Z_m.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the components as features, and √μ_m as a diagonal map after them; its eigenvalues
 *     are, output by output, μ_m times the discriminant eigenvalue, and what it removed is the
 *     weighted mean over the kernels (the hidden labels' raw spread is that of the columns)
 * @param weights the weights and what they were computed from
 */
public record MultiKernelModel(KernelModel model, KernelWeights weights) {

  /**
   * Checks that both are of the same kernels.
   *
   * @throws BadDataException if they are not
   */
  public MultiKernelModel {
    weights.requireKernels(model.features().kernels());
  }

  /** Puts kernels together that were fitted to the same rows and labels. */
  static MultiKernelModel of(
      List<KernelDcaModel> fitted, KernelWeights weights, TargetColumns targets, DMatrixRMaj rows) {
    List<Step> parts = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    List<Double> between = new ArrayList<>();
    double ridge = 0;
    int removed = 0;
    double change = 0;
    double energy = 0;
    double spread = Double.NaN;
    for (int m = 0; m < fitted.size(); m++) {
      KernelDcaModel each = fitted.get(m);
      double weight = weights.entries().get(m).weight();
      parts.add(each.features().then(each.map()));
      for (double value : each.eigenvalues()) {
        scale.add(Math.sqrt(weight));
        between.add(weight * value);
      }
      Removed lost = each.model().subspace().removed();
      ridge = Math.max(ridge, each.ridge());
      removed += lost.rank();
      change += weight * lost.meanSquaredChange();
      energy += weight * lost.energy();
      double left = targets.spread(each.trainingScores());
      spread = m == 0 ? left : Math.max(spread, left);
    }
    SubspaceModel subspace =
        SubspaceModel.of(
            "multikernel",
            AffineMap.scaling(array(scale), new double[scale.size()]),
            targets.roles(),
            ridge,
            array(between),
            new Removed(removed, rawSpread(targets, rows), spread, change, energy),
            rows.numRows,
            targets.classes());
    return new MultiKernelModel(new KernelModel(new SideBySideMap(parts), subspace), weights);
  }

  /**
   * That the model contains training rows.
   *
   * @return the warning, or empty if no row is kept
   */
  public List<ModelWarning> warnings() {
    return model.warnings();
  }

  /**
   * The components of rows, kernel by kernel: (√μ_1 Z_1, √μ_2 Z_2, …).
   *
   * @param rows n × d, finite, only read
   * @return n × the number of outputs, L−1 per kernel; fresh
   * @throws BadDataException if a value is not finite or there are not d columns
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return model.transform(rows);
  }

  /**
   * The components of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return the components, fresh
   * @throws BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  public double[] transform(double[] row) {
    return model.transform(row);
  }

  private static double rawSpread(TargetColumns targets, DMatrixRMaj rows) {
    if (targets.labels().size() == 1) {
      return Double.NaN;
    }
    DMatrixRMaj centred = rows.copy();
    Rows.centreColumns(centred);
    return targets.spread(centred);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
