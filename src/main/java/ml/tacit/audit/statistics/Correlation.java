package ml.tacit.audit.statistics;

import java.util.Arrays;

/** How much right answers cluster in blocks. */
final class Correlation {
  private Correlation() {}

  /**
   * Intra-block correlation by the analysis of variance (Donner 1986, Int. Stat. Rev. 54).
   *
   * @param right whether each row was answered rightly
   * @param group a group per row, whole blocks each, within which blocks are compared; all 0 for no
   *     groups
   * @return between 0 and 1; 0 if all answers are alike or no block has two rows
   */
  static double within(boolean[] right, Blocks blocks, int[] group) {
    Blocks groups = Blocks.numbered(Arrays.stream(group).asLongStream().toArray());
    int[] sizes = blocks.sizes();
    double[] hits = new double[blocks.count()];
    double[] groupHits = new double[groups.count()];
    double[] squaredSizes = new double[groups.count()];
    int[] groupSizes = groups.sizes();
    int[] groupOf = blocks.shared(groups.of());
    for (int row = 0; row < right.length; row++) {
      hits[blocks.of()[row]] += right[row] ? 1 : 0;
      groupHits[groups.of()[row]] += right[row] ? 1 : 0;
    }
    double between = 0;
    double inside = 0;
    for (int b = 0; b < hits.length; b++) {
      double rate = hits[b] / sizes[b];
      double off = rate - groupHits[groupOf[b]] / groupSizes[groupOf[b]];
      between += sizes[b] * off * off;
      inside += sizes[b] * rate * (1 - rate);
      squaredSizes[groupOf[b]] += (double) sizes[b] * sizes[b];
    }
    double typical = right.length;
    for (int g = 0; g < squaredSizes.length; g++) {
      typical -= squaredSizes[g] / groupSizes[g];
    }
    double freeBetween = blocks.count() - groups.count();
    double freeInside = right.length - blocks.count();
    if (freeBetween <= 0 || freeInside <= 0) {
      return 0;
    }
    double meanBetween = between / freeBetween;
    double meanInside = inside / freeInside;
    double size = typical / freeBetween;
    double total = meanBetween + (size - 1) * meanInside;
    return total <= 0 ? 0 : Math.max(0, Math.min(1, (meanBetween - meanInside) / total));
  }
}
