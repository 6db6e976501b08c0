package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Class scores as coordinates in which rows that say the same are near each other.
 *
 * <p>The inputs are groups of log-probabilities, each up to a constant per row, then numbers that
 * stay as they are. A group of two classes becomes one coordinate, the log-odds s₂ − s₁ cut to
 * ±{@value #MOST}; a group of more becomes the square roots of the C probabilities, whose distance
 * is Hellinger's. Each is multiplied by the weight of its group. Immutable and thread-safe.
 */
public final class Odds implements Step {
  /** Log-odds beyond it tell a score's confidence in itself, not the row. */
  public static final double MOST = 20;

  private final int[] groups;
  private final double[] weights;
  private final int numbers;
  private final int inputs;
  private final int outputs;

  /**
   * Coordinates of some groups of scores.
   *
   * @param groups classes of each group, at least 2; copied
   * @param weights of each group, positive; copied
   * @param numbers how many numbers follow them
   * @throws BadDataException if a group has fewer classes or another weight, or there is no input
   */
  public Odds(int[] groups, double[] weights, int numbers) {
    if (weights.length != groups.length) {
      throw new BadDataException(
          "weights: " + weights.length + ", there are " + groups.length + " groups");
    }
    for (double weight : weights) {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new BadDataException("weights: " + weight + ", a positive number is needed");
      }
    }
    long in = numbers;
    long out = numbers;
    for (int classes : groups) {
      if (classes < 2) {
        throw new BadDataException("groups: " + classes + " classes, at least 2 are needed");
      }
      in += classes;
      out += width(classes);
    }
    if (numbers < 0 || in < 1 || in > Integer.MAX_VALUE) {
      throw new BadDataException(
          String.format(Locale.ROOT, "numbers: %d, in all %d inputs", numbers, in));
    }
    this.groups = groups.clone();
    this.weights = weights.clone();
    this.numbers = numbers;
    this.inputs = (int) in;
    this.outputs = (int) out;
  }

  /** How many coordinates a group of so many classes becomes. */
  static int width(int classes) {
    return classes == 2 ? 1 : classes;
  }

  /**
   * Classes of each group.
   *
   * @return a fresh array
   */
  public int[] groups() {
    return groups.clone();
  }

  /**
   * The weight of each group.
   *
   * @return a fresh array
   */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * How many numbers stay as they are.
   *
   * @return their count
   */
  public int numbers() {
    return numbers;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj coordinates = new DMatrixRMaj(rows.numRows, outputs);
    for (int i = 0; i < rows.numRows; i++) {
      int from = i * inputs;
      int to = i * outputs;
      for (int g = 0; g < groups.length; g++) {
        int classes = groups[g];
        if (classes == 2) {
          double odds = rows.data[from + 1] - rows.data[from];
          coordinates.data[to] = weights[g] * Math.max(-MOST, Math.min(MOST, odds));
        } else {
          roots(rows.data, from, classes, weights[g], coordinates.data, to);
        }
        from += classes;
        to += width(classes);
      }
      System.arraycopy(rows.data, from, coordinates.data, to, numbers);
    }
    return coordinates;
  }

  private static void roots(
      double[] scores, int from, int classes, double weight, double[] roots, int to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, scores[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      roots[to + c] = StrictMath.exp(scores[from + c] - largest);
      sum += roots[to + c];
    }
    for (int c = 0; c < classes; c++) {
      roots[to + c] = weight * Math.sqrt(roots[to + c] / sum);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Odds odds
        && numbers == odds.numbers
        && Arrays.equals(groups, odds.groups)
        && Arrays.equals(weights, odds.weights);
  }

  @Override
  public int hashCode() {
    return 31 * numbers + Arrays.hashCode(groups);
  }

  @Override
  public String toString() {
    return "Odds" + Arrays.toString(groups) + "+" + numbers;
  }
}
