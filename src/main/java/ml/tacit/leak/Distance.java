package ml.tacit.leak;

import java.util.HashMap;
import java.util.Map;

/**
 * The mean distance of the people from a reference that other rows fixed: T = Σ p(z, y) TV(q_zy,
 * r_y), TV the total variation.
 *
 * <p>For w independent rows the total variation is at most w times that of one, so that the best
 * attacker's accuracy on w rows is at most prior + w T, for any w. The plug-in value of T is the
 * largest over all sets of cells of an average of independent blocks, so that Hoeffding's
 * inequality (1963) bounds T as it does V: T ≤ plug-in + √(Σ_b weight_b² ln(1/δ) / 2).
 */
final class Distance {
  private Distance() {}

  /** The upper limit of T. */
  static double limit(Runs runs, Runs other, Blocks blocks, double delta) {
    return plugIn(runs, other) + Math.sqrt(blocks.squares() * Math.log(1 / delta) / 2);
  }

  static double plugIn(Runs runs, Runs other) {
    Map<Integer, double[]> references = references(other);
    double[] none = new double[runs.symbols()];
    int[] counts = new int[runs.symbols()];
    double sum = 0;
    for (int r = 0; r < runs.count(); r++) {
      double[] reference = references.getOrDefault(runs.given()[r], none);
      for (int i = runs.from()[r]; i < runs.from()[r + 1]; i++) {
        counts[runs.cells()[i]]++;
      }
      double size = runs.size(r);
      double above = 0; // Σ_c (q − r)₊ is the total variation
      for (int i = runs.from()[r]; i < runs.from()[r + 1]; i++) {
        int c = runs.cells()[i];
        above += Math.max(0, counts[c] / size - reference[c]);
        counts[c] = 0;
      }
      sum += above * size * runs.weight()[r];
    }
    return Math.min(1, sum);
  }

  /** The frequencies of the cells within each y; with none of a y there is no reference. */
  private static Map<Integer, double[]> references(Runs other) {
    Map<Integer, double[]> references = new HashMap<>();
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int r = 0; r < other.count(); r++) {
      double[] counts =
          references.computeIfAbsent(other.given()[r], y -> new double[other.symbols()]);
      for (int i = other.from()[r]; i < other.from()[r + 1]; i++) {
        counts[other.cells()[i]]++;
      }
      sizes.merge(other.given()[r], other.size(r), Integer::sum);
    }
    references.forEach(
        (y, counts) -> {
          for (int c = 0; c < counts.length; c++) {
            counts[c] /= sizes.get(y);
          }
        });
    return references;
  }
}
