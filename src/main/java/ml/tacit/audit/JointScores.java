package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.Scoring;

/** The {@link Scores} of several answers, with limits that hold together. */
final class JointScores {
  private static final double FALSE_POSITIVES = 0.01;

  private JointScores() {}

  /**
   * In the order of the answers.
   *
   * @param known what is known of each test row anyway, the utility class say; bits are about what
   *     comes on top. All 0 for nothing
   */
  static List<Scores> of(List<Predictions> answers, ClassCodes codes, int[] known, Limits limited) {
    int classes = codes.names().size();
    int[] trained = codes.trained();
    Influence plain = new Influence(codes.test(), classes, new int[codes.test().length]);
    Influence within = new Influence(codes.test(), classes, known);
    double[] balancedPull = plain.balancedPull();
    double[] aucPull = plain.macroAucPull();
    JointLimits balanced =
        JointLimits.ofClassShares(
            answers.stream().map(a -> plain.balanced(a.atEqualPriors(trained))).toList(),
            plain.groups(),
            a -> balancedPull,
            limited);
    JointLimits auc =
        JointLimits.ofClassShares(
            probable(answers, plain::macroAuc), plain.groups(), a -> aucPull, limited);
    JointLimits bits = JointLimits.of(probable(answers, within::information), limited);
    return IntStream.range(0, answers.size())
        .mapToObj(
            a -> {
              Scoring scoring =
                  new Scoring(answers.get(a).logProbabilities(), codes.test(), classes);
              return new Scores(
                  balanced.figure(a),
                  balanced.low(a),
                  balanced.high(a),
                  auc.figure(a),
                  auc.low(a),
                  auc.high(a),
                  scoring.truePositives(FALSE_POSITIVES),
                  scoring.topFive(),
                  bits.figure(a),
                  bits.low(a),
                  bits.high(a));
            })
        .toList();
  }

  private static List<double[]> probable(
      List<Predictions> answers, UnaryOperator<double[]> values) {
    List<double[]> all = new ArrayList<>();
    for (Predictions answer : answers) {
      double[] logs = answer.logProbabilities();
      all.add(logs == null ? null : values.apply(logs));
    }
    return all;
  }
}
