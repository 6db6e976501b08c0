package ml.tacit.table;

import java.util.Locale;

/**
 * Divides counts into parts of wanted fractions, one count after the other.
 *
 * <p>Every part gets the whole number below its share; what is left goes to the parts that are
 * furthest behind over all counts so far. So each count is divided within about one of its shares,
 * and the sum of many small counts comes out right too, where rounding each alone would not.
 */
final class Apportionment {
  private static final double SLACK = 1e-9;

  /** The wanted fractions, then the fraction of nothing: what is left out. */
  private final double[] shares;

  private final double[] behind;

  /** Throws unless the fractions are positive with a sum of at most one. */
  Apportionment(double... fractions) {
    if (fractions.length == 0) {
      throw new BadDataException("fractions: found none, expected at least one");
    }
    double sum = 0;
    for (int k = 0; k < fractions.length; k++) {
      if (!(fractions[k] > 0)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "fractions: part %d: found %s, expected more than 0",
                k,
                fractions[k]));
      }
      sum += fractions[k];
    }
    if (!(sum <= 1 + SLACK)) {
      throw new BadDataException("fractions: found a sum of " + sum + ", expected at most 1");
    }
    shares = new double[fractions.length + 1];
    System.arraycopy(fractions, 0, shares, 0, fractions.length);
    shares[fractions.length] = sum > 1 - SLACK ? 0 : 1 - sum;
    behind = new double[shares.length];
  }

  int parts() {
    return shares.length - 1;
  }

  /**
   * Sizes of the parts of the next count and, last, how much is left out; their sum is {@code n}.
   */
  int[] divide(int n) {
    int[] sizes = new int[shares.length];
    int rest = n;
    for (int k = 0; k < shares.length; k++) {
      double share = n * shares[k];
      sizes[k] = (int) Math.min(rest, Math.floor(share + SLACK));
      behind[k] += share - sizes[k];
      rest -= sizes[k];
    }
    for (; rest > 0; rest--) {
      int last = furthestBehind();
      sizes[last]++;
      behind[last]--;
    }
    return sizes;
  }

  /** The same, with at least one for every part; {@code n} must be at least {@link #parts}. */
  int[] divideLeavingNoneEmpty(int n) {
    int[] sizes = divide(n);
    for (int k = 0; k < parts(); k++) {
      if (sizes[k] == 0) {
        int giver = sizes[parts()] > 0 ? parts() : largest(sizes);
        sizes[giver]--;
        behind[giver]++;
        sizes[k]++;
        behind[k]--;
      }
    }
    return sizes;
  }

  private int furthestBehind() {
    int best = 0;
    for (int k = 1; k < behind.length; k++) {
      // A part without a share never takes a row, not even when rounding errors decide.
      if (shares[k] > 0 && behind[k] > behind[best] + SLACK) {
        best = k;
      }
    }
    return best;
  }

  private static int largest(int[] sizes) {
    int best = 0;
    for (int k = 1; k < sizes.length; k++) {
      if (sizes[k] > sizes[best]) {
        best = k;
      }
    }
    return best;
  }
}
