package ml.tacit.kernel;

import ml.tacit.matrix.PairMeasure;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** How a kernel is computed: a function of one number about a pair of rows. */
sealed interface KernelForm permits ProductForm, SumForm {

  /** As {@link Kernel#toString}. */
  String text();

  /** Throws if a value cannot be used. */
  default void check(DMatrixRMaj rows) {
    Matrices.requireFinite(rows);
  }

  /**
   * Features that look at no row.
   *
   * @param inputs columns of a row
   * @param count how many features
   * @param seed of the draw
   * @throws BadDataException if the kernel has none, or not so many
   */
  default FeatureMap randomFeatures(int inputs, int count, long seed) {
    throw BadDataException.of("kernel '%s' has no random features; use landmarks", text());
  }

  /** What of a pair of rows it is a function of. */
  PairMeasure measure();

  /** Replaces measures by kernel values; called from several threads at once. */
  void apply(double[] measures, int from, int to);

  static double requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + ", a finite number > 0 is needed");
    }
    return value;
  }

  static double requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + ", a finite number is needed");
    }
    return value;
  }
}
