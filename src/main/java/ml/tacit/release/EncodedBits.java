package ml.tacit.release;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.table.Encoding;

/**
 * How many bits the columns of a table carry, by what is known of the columns they were encoded to.
 *
 * <p>A category of shares p₀, p₁, … carries −Σ pᵢ log₂ pᵢ, as one column of so many values: its 0/1
 * columns are functions of each other, and counted one by one they would carry up to half as much
 * again. Shares follow from deviations, σᵢ² = pᵢ(1 − pᵢ), where pᵢ ≤ ½; the reference is the most
 * frequent level, so that only the share of merged or of missing values can be above, and of both
 * readings the one that carries less holds. A number that may be missing carries what its column
 * and its indicator do.
 */
final class EncodedBits {
  private EncodedBits() {}

  /**
   * The bits of the columns of a table.
   *
   * @param columns which of the encoding's outputs are known, by place in the next two
   * @param deviations of these outputs
   * @param bits that these outputs carry as columns of their own
   */
  static double[] of(Encoding encoding, int[] columns, double[] deviations, double[] bits) {
    int[] place = new int[encoding.outputs().size()]; // 1 more; 0 for outputs that are not used
    for (int i = 0; i < columns.length; i++) {
      place[columns[i]] = i + 1;
    }
    double[] byColumn = new double[encoding.inputs().size()];
    for (int j = 0; j < byColumn.length; j++) {
      int named =
          encoding.columns().get(j) instanceof Encoding.Category category
              ? encoding.firstOutput(j) + category.levels().size() - 1
              : encoding.firstOutput(j + 1);
      List<Double> shares = new ArrayList<>();
      int sure = 0;
      for (int out = encoding.firstOutput(j); out < encoding.firstOutput(j + 1); out++) {
        int known = place[out] - 1;
        if (known >= 0 && isNumber(encoding, j, out)) {
          byColumn[j] += bits[known];
        } else if (known >= 0) {
          shares.add(share(deviations[known]));
          sure += out < named ? 1 : 0;
        }
      }
      byColumn[j] += entropy(shares, sure);
    }
    return byColumn;
  }

  private static boolean isNumber(Encoding encoding, int column, int output) {
    return encoding.columns().get(column) instanceof Encoding.Numeric
        && output == encoding.firstOutput(column);
  }

  /** The smaller p of σ² = p(1 − p). */
  private static double share(double deviation) {
    return 0.5 - Math.sqrt(Math.max(0, 0.25 - deviation * deviation));
  }

  /** The least that shares carry with the rest of them, where those not named may be 1 − p. */
  private static double entropy(List<Double> shares, int named) {
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    double least = entropyOf(shares, 1 - sum);
    for (int i = named; i < shares.size(); i++) {
      double rest = 2 * shares.get(i) - sum;
      if (rest >= 0) {
        List<Double> other = new ArrayList<>(shares);
        other.set(i, 1 - shares.get(i));
        least = Math.min(least, entropyOf(other, rest));
      }
    }
    return least;
  }

  private static double entropyOf(List<Double> shares, double rest) {
    return shares.stream().mapToDouble(EncodedBits::term).sum() + term(rest);
  }

  private static double term(double share) {
    return share > 0 ? -share * Math.log(share) / Math.log(2) : 0;
  }
}
