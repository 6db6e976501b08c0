package ml.tacit.step;

import org.ejml.data.DMatrixRMaj;

/**
 * Channels relative to the device's own last rows with the same decision: decisions, p channels to
 * p differences.
 *
 * <p>With mean x̄ and deviation s (divisor m) of the last m ≤ M rows, this one included, a channel
 * x becomes x − x̄ or, scaled, (x − x̄)/s, which is at most √(m − 1) in size. The first row of a
 * device gives 0, as do rows that are all equal. Sums are taken in the order of time in double
 * precision.
 */
public final class Relative implements DeviceStep {
  private final OwnRows own;
  private final boolean scaled;

  /**
   * Relative to own rows.
   *
   * @param own which rows
   * @param scaled whether differences are divided by the deviation
   */
  public Relative(OwnRows own, boolean scaled) {
    this.own = own;
    this.scaled = scaled;
  }

  /**
   * Which rows are compared.
   *
   * @return the rows
   */
  public OwnRows own() {
    return own;
  }

  /**
   * Whether differences are divided by the deviation.
   *
   * @return whether they are
   */
  public boolean scaled() {
    return scaled;
  }

  @Override
  public int inputs() {
    return own.levels().size() + own.channels();
  }

  @Override
  public int outputs() {
    return own.channels();
  }

  @Override
  public Memory memory() {
    return own.memory();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows, Memory memory) {
    own.requireColumns(rows, inputs(), memory);
    int p = own.channels();
    DMatrixRMaj relative = new DMatrixRMaj(rows.numRows, p);
    for (int i = 0; i < rows.numRows; i++) {
      int code = own.code(rows, i);
      int from = i * rows.numCols + own.levels().size();
      memory.add(code, rows.data, from);
      for (int j = 0; j < p; j++) {
        relative.data[i * p + j] = relative(memory, code, j, rows.data[from + j]);
      }
    }
    return relative;
  }

  private double relative(Memory memory, int code, int channel, double value) {
    int held = memory.held(code);
    // From the value itself on, so that equal rows differ by exactly 0 and offsets cost no digits.
    double sum = 0;
    for (int r = 0; r < held; r++) {
      sum += memory.get(code, r, channel) - value;
    }
    double mean = sum / held;
    if (!scaled) {
      return 0.0 - mean;
    }
    double squares = 0;
    for (int r = 0; r < held; r++) {
      double difference = memory.get(code, r, channel) - value - mean;
      squares += difference * difference;
    }
    return squares == 0 ? 0 : -mean / Math.sqrt(squares / held);
  }

  @Override
  public String guarantee() {
    return "an offset"
        + (scaled ? " and a scale" : "")
        + " that a device has in all of its last "
        + own.last()
        + " rows of the decision is gone; what else tells people apart is not bounded";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Relative relative
        && own.equals(relative.own)
        && scaled == relative.scaled;
  }

  @Override
  public int hashCode() {
    return 31 * own.hashCode() + Boolean.hashCode(scaled);
  }

  @Override
  public String toString() {
    return "Relative[" + own + (scaled ? ", scaled" : "") + "]";
  }
}
