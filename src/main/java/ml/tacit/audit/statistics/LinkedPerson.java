package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * How well one person's test rows were linked to the same person's training rows.
 *
 * @param pairs pairs of rows that were compared
 * @param auc probability that a pair of one person is more alike than a pair of two
 * @param equalErrorRate where the share of pairs wrongly linked is that of pairs missed
 * @param rankOne share of test rows whose most alike training row is of the same person
 * @param rankOneChance the same if the most alike row were drawn at random
 */
public record LinkedPerson(
    long pairs, double auc, double equalErrorRate, double rankOne, double rankOneChance) {

  /**
   * From likenesses.
   *
   * @param alike test rows × training rows
   * @param ofProbe whose each test row is
   * @param ofGallery whose each training row is
   */
  public static LinkedPerson of(int person, DMatrixRMaj alike, int[] ofProbe, int[] ofGallery) {
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
        Auc.ofSorted(same, other),
        equalErrorRate(same, other),
        (double) first / probes.length,
        (double) own / ofGallery.length);
  }

  /**
   * Where missed pairs and wrongly linked ones are equal shares; between two thresholds, a line.
   *
   * @param same values of pairs of one person, ascending
   * @param other values of pairs of two, ascending; a value that is no number counts as larger than
   *     all others, in both
   */
  static double equalErrorRate(double[] same, double[] other) {
    int found = 0; // counted from the most alike down, ties together
    int wrong = 0;
    double missing = 1;
    double linking = 0;
    while (true) { // ends at the latest where all pairs are taken: none missed, all linked
      double next = larger(fromTop(same, found), fromTop(other, wrong));
      found = withEqual(same, found, next);
      wrong = withEqual(other, wrong, next);
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

  /** How many are taken once those equal to {@code value} are too. */
  private static int withEqual(double[] sorted, int taken, double value) {
    int now = taken;
    while (now < sorted.length && Double.compare(fromTop(sorted, now), value) == 0) {
      now++;
    }
    return now;
  }

  private static double larger(double a, double b) {
    return Double.compare(a, b) >= 0 ? a : b;
  }

  /** The largest value after some; below every value if there is none. */
  private static double fromTop(double[] sorted, int taken) {
    return taken < sorted.length
        ? sorted[sorted.length - 1 - taken] + 0.0
        : Double.NEGATIVE_INFINITY;
  }
}
