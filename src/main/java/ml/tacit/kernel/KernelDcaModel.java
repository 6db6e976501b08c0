package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted {@link KernelDca}: a feature map, and the affine map after it.
 *
 * <p>An exact one <b>contains the training rows</b>. Immutable and thread-safe; arrays and matrices
 * returned are fresh.
 */
public final class KernelDcaModel {
  private final Kernel kernel;
  private final KernelModel model;
  private final double alignment;
  private final DMatrixRMaj trainingScores;

  /** Null where it was not asked for. */
  private final DMatrixRMaj leaveOneOutScores;

  private KernelDcaModel(
      Kernel kernel, KernelModel model, TargetRegression regression, DMatrixRMaj turn) {
    this.kernel = kernel;
    this.model = model;
    this.alignment = regression.alignment();
    this.trainingScores = Dense.multiply(regression.fitted(), turn);
    this.leaveOneOutScores =
        regression.leftOut() == null ? null : Dense.multiply(regression.leftOut(), turn);
  }

  /** Turns the regression of the class targets into components. */
  static KernelDcaModel of(Kernel kernel, TargetColumns labels, TargetRegression regression) {
    DMatrixRMaj targets = labels.columns();
    double[] ones = new double[targets.numCols];
    Arrays.fill(ones, 1);
    SmallPencil pencil =
        SmallPencil.solve(
            Dense.multiplyTransposedA(targets, regression.fitted()),
            ones,
            new double[targets.numCols],
            targets.numCols - 1);
    if (pencil.values().length == 0) {
      throw new BadDataException(
          "labels: the class means coincide in the feature space, there is nothing to keep");
    }
    DMatrixRMaj turn = pencil.turn();
    int dimension = Math.min(regression.features().outputs(), targets.numRows - 1);
    Removed removed =
        FeatureSpace.removed(
            Dense.multiply(regression.fitted(), turn),
            Dense.multiplyTransposedA(turn, Dense.multiply(regression.lengths(), turn)),
            regression.trace(),
            dimension - turn.numCols,
            Double.NaN,
            Double.NaN);
    SubspaceModel subspace =
        SubspaceModel.of(
            "kdca",
            map(Dense.multiply(regression.coefficients(), turn), regression.means()),
            labels.roles(),
            regression.rho(),
            pencil.values(),
            removed,
            targets.numRows,
            labels.classes());
    return new KernelDcaModel(
        kernel, new KernelModel(regression.features(), subspace), regression, turn);
  }

  /** φ ↦ aᵀ(φ − mean), a direction per column. */
  static AffineMap map(DMatrixRMaj directions, double[] means) {
    DMatrixRMaj a = Dense.transpose(directions);
    double[] offset = Dense.multiply(a, DMatrixRMaj.wrap(means.length, 1, means)).data;
    for (int k = 0; k < offset.length; k++) {
      offset[k] = -offset[k];
    }
    return AffineMap.dense(a, offset);
  }

  /**
   * The feature map and the linear model after it, to be released or looked at.
   *
   * @return the model
   */
  public KernelModel model() {
    return model;
  }

  /**
   * The kernel.
   *
   * @return the kernel
   */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * What comes before the affine map: the kernel with each training row (a {@link LandmarkMap}) of
   * an exact fit, or a {@link NystromMap}.
   *
   * @return the feature map
   */
  public FeatureMap features() {
    return model.features();
  }

  /**
   * What comes after the features: z = aᵀ(φ(x) − φ̄), of an exact fit z = aᵀ(k(x) − K1/N), the
   * terms that centre k(x) itself vanishing because 1ᵀa = 0.
   *
   * @return the affine map
   */
  public AffineMap map() {
    return model.subspace().map();
  }

  /**
   * The ridge ρ in absolute terms.
   *
   * @return ρ
   */
  public double ridge() {
    return model.subspace().ridge();
  }

  /**
   * The discriminant eigenvalues, descending, in [0, 1); at most L−1.
   *
   * @return a fresh array
   */
  public double[] eigenvalues() {
    return model.subspace().eigenvalues();
  }

  /**
   * The sum of the discriminant eigenvalues.
   *
   * @return the discriminant information
   */
  public double discriminantInformation() {
    return model.subspace().discriminantInformation();
  }

  /**
   * The centred alignment of the kernel with the labels, ⟨K̄, EEᵀ⟩/(‖K̄‖‖EEᵀ‖) (Cortes, Mohri,
   * Rostamizadeh, arXiv:1203.0550, with the class-balanced target of DCA). Of the kernel as it is,
   * before compression.
   *
   * @return a number in [0, 1]
   */
  public double alignment() {
    return alignment;
  }

  /**
   * The compressed training rows, as {@link #transform} gives them but for rounding.
   *
   * @return N × (L−1)
   */
  public DMatrixRMaj trainingScores() {
    return trainingScores.copy();
  }

  /**
   * What the other N−1 rows say of each training row: its score by the ridge regression of the
   * class targets that was fitted without it, along the directions of the full fit (the L × L turn
   * and the class counts are those of all rows, the N × N part is exactly left out).
   *
   * @return N × (L−1), or empty unless {@link KernelDca#withLeaveOneOut} was asked for
   */
  public Optional<DMatrixRMaj> leaveOneOutScores() {
    return Optional.ofNullable(leaveOneOutScores).map(DMatrixRMaj::copy);
  }

  /**
   * That the model contains the training rows.
   *
   * @return the warning, or empty if it was fitted with landmarks
   */
  public List<ModelWarning> warnings() {
    return model.warnings();
  }

  /**
   * The components of rows.
   *
   * @param rows n × d, finite, only read
   * @return n × (L−1), fresh
   * @throws ml.tacit.table.BadDataException if a value is not finite or there are not d columns
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return model.transform(rows);
  }

  /**
   * The components of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return L−1 numbers, fresh
   * @throws ml.tacit.table.BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
