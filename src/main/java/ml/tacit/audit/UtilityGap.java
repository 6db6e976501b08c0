package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.attack.Predictions;

/**
 * How differently a learner of a utility label of two classes treats the two classes of the hidden
 * label, as fairness reports state it.
 *
 * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
 * @param learner its name in reports
 * @param parity |P(ŷ=1 | z=0) − P(ŷ=1 | z=1)| on the test rows: demographic parity
 * @param odds the larger of the differences of P(ŷ=1 | y=1) and of P(ŷ=1 | y=0): equalised odds;
 *     NaN if a class of one label has no row with a class of the other
 */
public record UtilityGap(String stage, String learner, double parity, double odds) {

  /** Of every learner; none if a label has another number of classes than two. */
  static List<UtilityGap> of(
      String stage,
      List<String> learners,
      List<Predictions> answers,
      ClassCodes kept,
      ClassCodes hidden) {
    List<UtilityGap> gaps = new ArrayList<>();
    if (kept.names().size() == 2 && hidden.names().size() == 2) {
      for (int a = 0; a < learners.size(); a++) {
        gaps.add(of(stage, learners.get(a), answers.get(a).codes(), kept.test(), hidden.test()));
      }
    }
    return gaps;
  }

  private static UtilityGap of(
      String stage, String learner, int[] named, int[] kept, int[] hidden) {
    double[][] rows = new double[2][2]; // true utility class × hidden class
    double[][] ones = new double[2][2];
    for (int row = 0; row < named.length; row++) {
      if (kept[row] >= 0 && hidden[row] >= 0) {
        rows[kept[row]][hidden[row]]++;
        ones[kept[row]][hidden[row]] += named[row];
      }
    }
    double[] share = new double[2];
    for (int z = 0; z < 2; z++) {
      share[z] = (ones[0][z] + ones[1][z]) / (rows[0][z] + rows[1][z]);
    }
    double odds = 0;
    for (int y = 0; y < 2; y++) {
      odds = Math.max(odds, Math.abs(ones[y][0] / rows[y][0] - ones[y][1] / rows[y][1]));
    }
    return new UtilityGap(stage, learner, Math.abs(share[0] - share[1]), odds);
  }
}
