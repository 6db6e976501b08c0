package example;

import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/**
 * Limits each column to a range: a number beyond it becomes the limit.
 *
 * @param low the least number of each column
 * @param high the largest, not below {@code low}
 */
public record Clip(double[] low, double[] high) implements Step {

  /** Copies the limits. */
  public Clip {
    low = low.clone();
    high = high.clone();
    if (low.length != high.length) {
      throw new IllegalArgumentException(
          "high: " + high.length + " limits, " + low.length + " are expected");
    }
  }

  @Override
  public int inputs() {
    return low.length;
  }

  @Override
  public int outputs() {
    return low.length;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj clipped = rows.copy();
    for (int at = 0; at < clipped.data.length; at++) {
      int column = at % low.length;
      clipped.data[at] = Math.min(Math.max(clipped.data[at], low[column]), high[column]);
    }
    return clipped;
  }
}
