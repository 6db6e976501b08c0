package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Features from landmarks, as {@link Nystrom} finds them: the kernel with each, whitened. */
public final class NystromMap implements FeatureMap {
  private final LandmarkMap landmarks;
  private final DMatrixRMaj whitening;
  private final int[] rowsPerLandmark;

  /** Takes ownership of the arrays. */
  NystromMap(LandmarkMap landmarks, DMatrixRMaj whitening, int[] rowsPerLandmark) {
    this.landmarks = landmarks;
    this.whitening = whitening;
    this.rowsPerLandmark = rowsPerLandmark;
  }

  /**
   * A map from its parts, say from a file.
   *
   * @param landmarks the kernel with m landmarks
   * @param whitening m × r; copied
   * @param rowsPerLandmark m numbers; copied
   * @return the map
   * @throws ml.tacit.table.BadDataException if the sizes differ, a value is not finite, or a
   *     landmark is said to be no training row and the mean of fewer than two
   */
  public static NystromMap of(LandmarkMap landmarks, DMatrixRMaj whitening, int[] rowsPerLandmark) {
    Matrices.requireFinite(whitening);
    int least = landmarks.keepsRows() ? 1 : 2;
    for (int rows : rowsPerLandmark) {
      if (rows < least) {
        throw new BadDataException(
            String.format(
                Locale.ROOT, "rowsPerLandmark: %d, at least %d is expected", rows, least));
      }
    }
    if (whitening.numRows != landmarks.outputs() || rowsPerLandmark.length != whitening.numRows) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "whitening: %d rows and %d counts, %d are expected",
              whitening.numRows,
              rowsPerLandmark.length,
              landmarks.outputs()));
    }
    return new NystromMap(landmarks, whitening.copy(), rowsPerLandmark.clone());
  }

  /**
   * The features of another kernel from the same landmarks.
   *
   * @param other the other kernel
   * @return the map
   * @throws BadDataException if a landmark is not fit for that kernel, or the kernel is 0 on all
   */
  public NystromMap with(Kernel other) {
    LandmarkMap same = landmarks.with(other);
    return new NystromMap(same, Nystrom.whitening(same), rowsPerLandmark);
  }

  /**
   * The kernel with each landmark.
   *
   * @return the map before whitening
   */
  public LandmarkMap landmarks() {
    return landmarks;
  }

  /**
   * VΛ^{-1/2}, by which the kernel with the landmarks is multiplied.
   *
   * @return m × r, fresh
   */
  public DMatrixRMaj whitening() {
    return whitening.copy();
  }

  /**
   * How many distinct rows each landmark is the mean of.
   *
   * @return m numbers, fresh; all 1 if rows were kept
   */
  public int[] rowsPerLandmark() {
    return rowsPerLandmark.clone();
  }

  @Override
  public int inputs() {
    return landmarks.inputs();
  }

  @Override
  public int outputs() {
    return whitening.numCols;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    return Dense.multiply(landmarks.apply(rows), whitening);
  }

  @Override
  public List<Kernel> kernels() {
    return List.of(landmarks.kernel());
  }

  @Override
  public int landmarkCount() {
    return landmarks.outputs();
  }

  @Override
  public List<ModelWarning> warnings() {
    return landmarks.warnings();
  }
}
