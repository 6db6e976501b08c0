package ml.tacit.kernel;

import java.util.Optional;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted {@link KernelDca}: the kernel with every training row, and the affine map after it.
 *
 * <p><b>Contains the training rows.</b> Immutable and thread-safe; arrays and matrices returned are
 * fresh.
 */
public final class KernelDcaModel {
  private final LandmarkMap features;
  private final AffineMap map;
  private final double ridge;
  private final double[] eigenvalues;
  private final double alignment;
  private final DMatrixRMaj trainingScores;
  private final DMatrixRMaj leaveOneOutScores;

  /** Takes ownership of the arrays; the last may be null. */
  KernelDcaModel(
      LandmarkMap features,
      AffineMap map,
      double ridge,
      double[] eigenvalues,
      double alignment,
      DMatrixRMaj trainingScores,
      DMatrixRMaj leaveOneOutScores) {
    this.features = features;
    this.map = map;
    this.ridge = ridge;
    this.eigenvalues = eigenvalues;
    this.alignment = alignment;
    this.trainingScores = trainingScores;
    this.leaveOneOutScores = leaveOneOutScores;
  }

  /**
   * The kernel.
   *
   * @return the kernel
   */
  public Kernel kernel() {
    return features.kernel();
  }

  /**
   * The kernel with each training row.
   *
   * @return the feature map, N outputs
   */
  public LandmarkMap features() {
    return features;
  }

  /**
   * What comes after the features: z = aᵀ(k(x) − K1/N).
   *
   * @return the affine map, N inputs
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
   * @return the warning
   */
  public RowsKept warning() {
    return features.warning().orElseThrow();
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
