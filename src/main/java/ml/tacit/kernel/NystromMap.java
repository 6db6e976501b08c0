package ml.tacit.kernel;

import java.util.Optional;
import ml.tacit.matrix.Dense;
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
   * @throws ml.tacit.table.BadDataException if the sizes differ
   */
  public static NystromMap of(LandmarkMap landmarks, DMatrixRMaj whitening, int[] rowsPerLandmark) {
    if (whitening.numRows != landmarks.outputs() || rowsPerLandmark.length != whitening.numRows) {
      throw new BadDataException(
          "whitening: %d rows and %d counts, %d are expected"
              .formatted(whitening.numRows, rowsPerLandmark.length, landmarks.outputs()));
    }
    return new NystromMap(landmarks, whitening.copy(), rowsPerLandmark.clone());
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
   * How many rows each landmark is the mean of.
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
  public DMatrixRMaj map(DMatrixRMaj rows) {
    return Dense.multiply(landmarks.map(rows), whitening);
  }

  @Override
  public Optional<RowsKept> warning() {
    return landmarks.warning();
  }
}
