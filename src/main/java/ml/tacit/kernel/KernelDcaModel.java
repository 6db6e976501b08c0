package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Optional;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.subspace.AffineMap;
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
  private final FeatureMap features;
  private final AffineMap map;
  private final double ridge;
  private final double[] eigenvalues;
  private final double alignment;
  private final DMatrixRMaj trainingScores;

  /** Null where it was not asked for. */
  private final DMatrixRMaj leaveOneOutScores;

  private KernelDcaModel(
      Kernel kernel, TargetRegression regression, double[] eigenvalues, DMatrixRMaj turn) {
    this.kernel = kernel;
    this.features = regression.features();
    this.map = map(Dense.multiply(regression.coefficients(), turn), regression.means());
    this.ridge = regression.rho();
    this.eigenvalues = eigenvalues;
    this.alignment = regression.alignment();
    this.trainingScores = Dense.multiply(regression.fitted(), turn);
    this.leaveOneOutScores =
        regression.leftOut() == null ? null : Dense.multiply(regression.leftOut(), turn);
  }

  /** Turns the regression of the targets into components: EᵀF = UΛUᵀ, F the fitted values. */
  static KernelDcaModel of(Kernel kernel, DMatrixRMaj targets, TargetRegression regression) {
    DMatrixRMaj small = Dense.multiplyTransposedA(targets, regression.fitted());
    SymmetricEigen eigen = SymmetricEigen.of(Symmetric.average(small));
    DMatrixRMaj turn = turn(eigen, targets.numCols - 1);
    double[] values = Arrays.copyOf(eigen.values(), turn.numCols);
    return new KernelDcaModel(kernel, regression, values, turn);
  }

  /** U Λ^{-1/2}, of the eigenvalues that are not zero. */
  private static DMatrixRMaj turn(SymmetricEigen small, int most) {
    double[] values = small.values();
    int kept = 0;
    while (kept < most && values[kept] > LowRankPencil.ZERO * values[0]) {
      kept++;
    }
    if (kept == 0) {
      throw new BadDataException(
          "labels: the class means coincide in the feature space, there is nothing to keep");
    }
    DMatrixRMaj turn = new DMatrixRMaj(values.length, kept);
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < kept; k++) {
        turn.set(i, k, small.vectors().get(i, k) / Math.sqrt(values[k]));
      }
    }
    return turn;
  }

  /** φ ↦ aᵀ(φ − mean). */
  private static AffineMap map(DMatrixRMaj directions, double[] means) {
    DMatrixRMaj a = Dense.transpose(directions);
    double[] offset = Dense.multiply(a, DMatrixRMaj.wrap(means.length, 1, means)).data;
    for (int k = 0; k < offset.length; k++) {
      offset[k] = -offset[k];
    }
    return AffineMap.dense(a, offset);
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
    return features;
  }

  /**
   * What comes after the features: z = aᵀ(φ(x) − φ̄), of an exact fit z = aᵀ(k(x) − K1/N), the
   * terms that centre k(x) itself vanishing because 1ᵀa = 0.
   *
   * @return the affine map
   */
  public AffineMap map() {
    return map;
  }

  /**
   * The ridge ρ in absolute terms.
   *
   * @return ρ
   */
  public double ridge() {
    return ridge;
  }

  /**
   * The discriminant eigenvalues, descending, in [0, 1); at most L−1.
   *
   * @return a fresh array
   */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /**
   * The sum of the discriminant eigenvalues.
   *
   * @return the discriminant information
   */
  public double discriminantInformation() {
    double sum = 0;
    for (double value : eigenvalues) {
      sum += value;
    }
    return sum;
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
  public Optional<RowsKept> warning() {
    return features.warning();
  }

  /**
   * The components of rows.
   *
   * @param rows n × d, finite, only read
   * @return n × (L−1), fresh
   * @throws ml.tacit.table.BadDataException if a value is not finite or there are not d columns
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return Chunks.apply(features, map, rows);
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
