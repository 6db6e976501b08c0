package ml.tacit.matrix;

import java.util.Objects;

/** Functions of every entry of an array. */
public final class Elementwise {
  private Elementwise() {}

  /**
   * Replaces values by values[i] := exp(scale · values[i]).
   *
   * <p>Within 2 units in the last place of the true exponential of the rounded product, gradual
   * underflow included; exp(±0) = 1, exp(−∞) = 0, exp(+∞) = +∞, NaN stays NaN. An entry's bits do
   * not depend on its neighbours. Runs in the calling thread.
   *
   * @param scale the factor
   * @param values changed from {@code from} to {@code to}
   * @param from the first index
   * @param to the index after the last
   * @throws IndexOutOfBoundsException if the range is not within the array; nothing is changed then
   */
  public static void exp(double scale, double[] values, int from, int to) {
    Objects.checkFromToIndex(from, to, values.length);
    Kernels.get().pairs().exp(scale, values, from, to);
  }
}
