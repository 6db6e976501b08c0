package ml.tacit.audit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * How well one person's test rows were linked to the same person's training rows; see {@link
 * Linkage}.
 */
record LinkedPerson(
    long pairs, double auc, double equalErrorRate, double rankOne, double rankOneChance) {

  /**
   * From likenesses.
   *
   * @param alike test rows × training rows
   * @param ofProbe whose each test row is
   * @param ofGallery whose each training row is
   */
  static LinkedPerson of(int person, DMatrixRMaj alike, int[] ofProbe, int[] ofGallery) {
    int[] probes = IntStream.range(0, ofProbe.length).filter(i -> ofProbe[i] == person).toArray();
    long own = Arrays.stream(ofGallery).filter(p -> p == person).count();
    if (probes.length == 0 || own == 0 || own == ofGallery.length) {
      return new LinkedPerson(0, 0.5, 0.5, 0, 0);
    }
    double[] same = new double[(int) (probes.length * own)];
    double[] other = new double[probes.length * ofGallery.length - same.length];
    int s = 0;
    int o = 0;
    int first = 0;
    for (int probe : probes) {
      int best = 0;
      for (int j = 0; j < ofGallery.length; j++) {
        double value = alike.get(probe, j);
        if (ofGallery[j] == person) {
          same[s++] = value;
        } else {
          other[o++] = value;
        }
        best = value > alike.get(probe, best) ? j : best;
      }
      first += ofGallery[best] == person ? 1 : 0;
    }
    Arrays.sort(same);
    Arrays.sort(other);
    return new LinkedPerson(
        (long) same.length + other.length,
        auc(same, other),
        equalErrorRate(same, other),
        (double) first / probes.length,
        (double) own / ofGallery.length);
  }

  /** Share of (same, other) couples in which same is the larger, ties counting half. */
  static double auc(double[] same, double[] other) {
    double wins = 0;
    int below = 0;
    int upTo = 0;
    for (double value : same) {
      while (below < other.length && other[below] < value) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < other.length && other[upTo] <= value) {
        upTo++;
      }
      wins += 0.5 * below + 0.5 * upTo;
    }
    return wins / same.length / other.length;
  }

  /**
   * Where missed pairs and wrongly linked ones are equal shares; between two thresholds, a line.
   */
  static double equalErrorRate(double[] same, double[] other) {
    int found = 0; // counted from the most alike down, ties together
    int wrong = 0;
    double missing = 1;
    double linking = 0;
    while (true) {
      double next = Math.max(fromTop(same, found), fromTop(other, wrong));
      while (fromTop(same, found) == next) {
        found++;
      }
      while (fromTop(other, wrong) == next) {
        wrong++;
      }
      double missed = 1 - (double) found / same.length;
      double linked = (double) wrong / other.length;
      if (linked >= missed) {
        double step = (missing - linking) / (missing - linking + linked - missed);
        return linking + step * (linked - linking);
      }
      missing = missed;
      linking = linked;
    }
  }

  /** The largest value after some; below every value if there is none. */
  private static double fromTop(double[] sorted, int taken) {
    return taken < sorted.length ? sorted[sorted.length - 1 - taken] : Double.NEGATIVE_INFINITY;
  }
}
