package ml.tacit.kernel;

import java.util.List;
import ml.tacit.subspace.ModelWarning;
import org.ejml.data.DMatrixRMaj;

/**
 * x ↦ (k(x, y_1), …, k(x, y_m)): the kernel with each of m landmarks.
 *
 * <p>With the training rows as landmarks this is the exact kernel method, and the map holds them.
 */
public final class LandmarkMap implements FeatureMap {
  private final Kernel kernel;
  private final Reference landmarks;
  private final boolean trainingRows;

  private LandmarkMap(Kernel kernel, Reference landmarks, boolean trainingRows) {
    this.kernel = kernel;
    this.landmarks = landmarks;
    this.trainingRows = trainingRows;
  }

  /**
   * The kernel with landmarks.
   *
   * @param kernel the kernel
   * @param landmarks m × d, finite; copied
   * @param trainingRows whether the landmarks are training rows as they were, which {@link
   *     #warnings} then say
   * @return the map
   * @throws ml.tacit.table.BadDataException if a value is not finite
   */
  public static LandmarkMap of(Kernel kernel, DMatrixRMaj landmarks, boolean trainingRows) {
    return of(kernel, kernel.reference(landmarks.copy()), trainingRows);
  }

  /** For landmarks that several kernels share. */
  static LandmarkMap of(Kernel kernel, Reference landmarks, boolean trainingRows) {
    return new LandmarkMap(kernel, landmarks, trainingRows);
  }

  /**
   * The same landmarks under another kernel; they share memory where both kernels lay rows out
   * alike.
   *
   * @param other the other kernel
   * @return the map
   * @throws ml.tacit.table.BadDataException if a value is not fit for that kernel
   */
  public LandmarkMap with(Kernel other) {
    if (other.isShiftInvariant() != kernel.isShiftInvariant()) {
      return new LandmarkMap(other, other.reference(landmarks.rows()), trainingRows);
    }
    other.form().check(landmarks.rows());
    return new LandmarkMap(other, landmarks, trainingRows);
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
   * The landmarks.
   *
   * @return m × d, fresh
   */
  public DMatrixRMaj landmarks() {
    return landmarks.rows().copy();
  }

  /**
   * Whether the landmarks are training rows as they were.
   *
   * @return false if they are means
   */
  public boolean keepsRows() {
    return trainingRows;
  }

  @Override
  public int inputs() {
    return landmarks.columns();
  }

  @Override
  public int outputs() {
    return landmarks.size();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    return kernel.between(rows, landmarks);
  }

  @Override
  public List<Kernel> kernels() {
    return List.of(kernel);
  }

  @Override
  public int landmarkCount() {
    return outputs();
  }

  @Override
  public List<ModelWarning> warnings() {
    return trainingRows ? List.of(new RowsKept(outputs(), inputs())) : List.of();
  }
}
