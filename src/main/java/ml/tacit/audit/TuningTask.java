package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Design;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.table.LabelledRows;

/** Tuning rows, some of them at most: their labels, what is chance there, and limits. */
final class TuningTask {
  private static final double LEVEL = 0.95;

  final ClassCodes kept;
  final ClassCodes hidden;
  final Influence within;
  final Limits limits;

  /** The raw rows. */
  final AuditRows rows;

  private final TuningMeasures measures;
  private final Unit unit;
  private final int[] train;
  private final int[] test;

  /**
   * Of the tuning rows.
   *
   * @param most rows of each side, or a few more
   */
  TuningTask(AuditParts parts, String keep, String hide, TuningMeasures measures, int most) {
    AuditRows all = parts.attacked();
    this.measures = measures;
    train = spread(all.train(), keep, hide, most);
    test = spread(all.test(), keep, hide, most);
    rows = some(all);
    kept = ClassCodes.of(keep, rows);
    hidden = ClassCodes.of(hide, rows);
    within = new Influence(hidden.test(), hidden.names().size(), kept.test());
    unit = parts.division() == null ? Unit.BLOCKS : parts.division().unit();
    limits = new Limits(blocks(), LEVEL);
  }

  /**
   * Rows spread evenly over each cell of the labels, so that none is lost, and every other row of a
   * table in turns is not the same class.
   */
  private static int[] spread(LabelledRows rows, String keep, String hide, int most) {
    int n = rows.size();
    if (n <= most) {
      return IntStream.range(0, n).toArray();
    }
    var cells = rows.label(keep).crossed(rows.label(hide));
    int[] seen = new int[cells.classes().size()];
    return IntStream.range(0, n)
        .filter(row -> (long) seen[cells.code(row)]++ * most % n < most)
        .toArray();
  }

  /** Those of this task among all tuning rows. */
  AuditRows some(AuditRows all) {
    return train.length == all.train().size() && test.length == all.test().size()
        ? all
        : new AuditRows(all.train().select(train), all.test().select(test));
  }

  private Blocks blocks() {
    if (unit.equals(Unit.ROWS)) {
      return Design.ofRows(kept.test(), hidden.test()).independent();
    }
    return unit.column()
        .map(column -> Design.of(kept.test(), hidden.test(), rows.test().label(column).codes()))
        .orElseGet(() -> Design.of(kept.test(), hidden.test()))
        .independent();
  }

  /** To learn one of the labels. */
  LearningTask of(ClassCodes target, long seed) {
    return new LearningTask(
        target.train(),
        target.names().size(),
        kept.train(),
        kept.names().size(),
        kept.test(),
        AuditParts.inner(unit, rows.train(), kept, hidden),
        Budget.QUICK,
        seed);
  }

  /** A value per row whose mean is the utility; an area that does not exist is ½. */
  double[] utility(Predictions answer) {
    if (!measures.utilityIsArea()) {
      return kept.hits(answer.codes());
    }
    if (answer.logProbabilities() == null) {
      return constant(0.5);
    }
    double[] area =
        new Influence(kept.test(), 2, new int[kept.test().length])
            .auc(answer.logProbabilities(), 1);
    return Double.isNaN(Influence.mean(area)) ? constant(0.5) : area;
  }

  /** Of each statistic that exists a value per row whose mean is the gain over chance. */
  List<double[]> gains(Predictions answer) {
    List<double[]> gains = new ArrayList<>();
    double[] scores = answer.scoresAtEqualPriors(hidden.trained());
    gains.add(within.balancedAdvantage(answer.atEqualPriors(hidden.trained())));
    if (!measures.leakIsArea()) {
      gains.add(within.accuracyAdvantage(answer.codes()));
    }
    if (scores != null) {
      double[] area = measures.leakIsArea() ? within.auc(scores, 1) : within.macroAuc(scores);
      gains.add(Arrays.stream(area).map(value -> value - 0.5).toArray());
    }
    return gains.stream().filter(gain -> !Double.isNaN(Influence.mean(gain))).toList();
  }

  /** What a report says of an attacker: accuracy, or area under the curve, ½ if there is none. */
  double attacker(Predictions answer) {
    if (!measures.leakIsArea()) {
      return Influence.mean(hidden.hits(answer.codes()));
    }
    double[] scores = answer.scoresAtEqualPriors(hidden.trained());
    double area = scores == null ? Double.NaN : Influence.mean(within.auc(scores, 1));
    return Double.isNaN(area) ? 0.5 : area;
  }

  /** A value for each row to be judged on. */
  double[] constant(double value) {
    double[] values = new double[kept.test().length];
    Arrays.fill(values, value);
    return values;
  }
}
