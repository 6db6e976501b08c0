package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Limits;

/** The learners of the utility label on one stage: each with limits of its own. */
final class UtilityStage {
  private UtilityStage() {}

  static List<Finding> findings(
      String stage,
      List<String> names,
      List<Predictions> answers,
      ClassCodes kept,
      Limits limited) {
    List<Finding> findings = new ArrayList<>();
    double majority = names.isEmpty() ? 1 : kept.majority();
    int[] nothing = new int[kept.test().length];
    for (int a = 0; a < names.size(); a++) {
      Predictions answer = answers.get(a);
      double[] hits = kept.hits(answer.codes());
      double accuracy = Arrays.stream(hits).average().orElseThrow();
      double[] limits = limited.ofShares(List.of(hits))[0];
      findings.add(
          new Finding(
              Finding.UTILITY,
              stage,
              names.get(a),
              accuracy,
              limits[0],
              limits[1],
              majority == 1 ? 0 : (accuracy - majority) / (1 - majority),
              answer.tuned(),
              Significance.NONE,
              JointScores.of(List.of(answer), kept, nothing, limited).get(0)));
    }
    return findings;
  }
}
