package ml.tacit.matrix;

/**
 * One side of a product, {@code depth × count}: the entries summed over run along depth.
 *
 * @param data row-major storage
 * @param offset index of the first entry
 * @param stride from one stored row to the next
 * @param transposed whether it is stored {@code count × depth} instead
 * @param centres what is taken off its rows; null for nothing, and if transposed
 */
record Operand(double[] data, int offset, int stride, boolean transposed, Centres centres) {

  /**
   * A row for each group, {@code count} wide, and the group of each row of the operand.
   *
   * @param means the rows, row-major
   * @param group group[k] is that of row k
   */
  @SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
  record Centres(double[] means, int[] group) {}

  /** Stored {@code depth × count}. */
  static Operand upright(double[] data, int offset, int stride) {
    return new Operand(data, offset, stride, false, null);
  }

  /** Stored {@code depth × count} without gaps, and centred while it is packed. */
  static Operand centred(double[] data, int count, double[] means, int[] group) {
    return new Operand(data, 0, count, false, new Centres(means, group));
  }

  /** Stored {@code count × depth}. */
  static Operand transposed(double[] data, int offset, int stride) {
    return new Operand(data, offset, stride, true, null);
  }

  /** Index of an entry. */
  int at(int k, int i) {
    return transposed ? offset + i * stride + k : offset + k * stride + i;
  }
}
