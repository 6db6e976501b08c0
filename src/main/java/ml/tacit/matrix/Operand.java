package ml.tacit.matrix;

/**
 * One side of a product, {@code depth × count}: the entries summed over run along depth.
 *
 * @param data row-major storage
 * @param offset index of the first entry
 * @param stride from one stored row to the next
 * @param transposed whether it is stored {@code count × depth} instead
 */
record Operand(double[] data, int offset, int stride, boolean transposed) {

  /** Stored {@code depth × count}. */
  static Operand upright(double[] data, int offset, int stride) {
    return new Operand(data, offset, stride, false);
  }

  /** Stored {@code count × depth}. */
  static Operand transposed(double[] data, int offset, int stride) {
    return new Operand(data, offset, stride, true);
  }

  /** Index of an entry. */
  int at(int k, int i) {
    return transposed ? offset + i * stride + k : offset + k * stride + i;
  }
}
