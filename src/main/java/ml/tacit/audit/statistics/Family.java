package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.List;

/** Several statistics, judged by the largest of them (Westfall &amp; Young 1993). */
final class Family {
  private final double[] largest;
  private final Tail tail;

  Family(List<Member> members, int count) {
    largest = new double[count];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (Member member : members) {
      double[] values = member.values();
      Arrays.setAll(largest, r -> Math.max(largest[r], values[r]));
    }
    tail = new Tail(largest);
  }

  /** The largest in every permutation; not copied. */
  double[] largest() {
    return largest;
  }

  /** The p-value of one value among the largest ones. */
  double p(double value) {
    return tail.atLeast(value);
  }

  /** The values of the largest, ascending. */
  double ascending(int rank) {
    return tail.value(rank);
  }
}
