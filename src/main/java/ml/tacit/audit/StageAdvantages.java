package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.tacit.audit.Advantage.Statistic;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.Permutations;

/**
 * What the adversaries of a stage gain over chance: upper limits are joint over each statistic,
 * lower ones are those of the statistic alone, since the joint test has judged it.
 */
final class StageAdvantages {
  private final String stage;
  private final StageAnswers answers;
  private final ClassCodes hidden;
  private final Permutations test;
  private final Limits limited;
  private final double level;
  private final double margin;
  private final double marginAuc;

  private final List<Advantage> list = new ArrayList<>();
  private double excess;
  private double excessBalanced;
  private double excessAuc = Double.NaN;

  StageAdvantages(
      String stage,
      StageAnswers answers,
      ClassCodes hidden,
      Permutations test,
      Limits limited,
      double level,
      double margin,
      double marginAuc) {
    this.stage = stage;
    this.answers = answers;
    this.hidden = hidden;
    this.test = test;
    this.limited = limited;
    this.level = level;
    this.margin = margin;
    this.marginAuc = marginAuc;
  }

  /**
   * Measures what is found in all rows.
   *
   * @param known rows by what the attacker knows anyway: chance of the accuracy
   * @param compared the same rows by the strata of the test as well: chance of the others
   */
  StageAdvantages measured(Influence known, Influence compared) {
    int singles = answers.singles();
    excess = named(Statistic.ACCURACY, 0, singles, known);
    excessBalanced = named(Statistic.BALANCED_ACCURACY, 0, singles, compared);
    areas(compared);
    if (answers.count() > singles) {
      named(Statistic.ACCURACY, singles, answers.count(), known);
      named(Statistic.BALANCED_ACCURACY, singles, answers.count(), compared);
    }
    return this;
  }

  /** Returns the largest upper limit. */
  private double named(Statistic statistic, int from, int to, Influence chance) {
    boolean plain = statistic == Statistic.ACCURACY;
    IntFunction<double[]> gains =
        a ->
            plain
                ? chance.accuracyAdvantage(answers.named(a))
                : chance.balancedAdvantage(answers.balanced(a));
    List<double[]> values = IntStream.range(from, to).parallel().mapToObj(gains).toList();
    double[] pull = chance.balancedPull();
    JointLimits limits =
        plain
            ? JointLimits.of(values, limited)
            : JointLimits.ofClassMeans(values, chance.groups(), a -> pull, limited);
    double highest = Double.NEGATIVE_INFINITY;
    for (int a = from; a < to; a++) {
      double observed =
          plain
              ? Influence.mean(hidden.hits(answers.named(a)))
              : Influence.mean(chance.balanced(answers.balanced(a)));
      double without = observed - limits.figure(a - from);
      // Student's limits know no bounds: nobody names more than all rows.
      double high = Math.min(limits.high(a - from), 1 - without);
      highest = Math.max(highest, high);
      list.add(
          new Advantage(
              stage,
              answers.name(a),
              statistic,
              "",
              answers.rows(a),
              observed,
              without,
              low(
                  limits.figure(a - from),
                  plain ? test.widthAccuracy(a, level) : test.widthBalanced(a, level),
                  limits.low(a - from)),
              high,
              plain ? test.jointAccuracy(a) : test.jointBalanced(a),
              margin));
    }
    return highest;
  }

  /** Limits hold for every class together; the one that is found best is told. */
  private void areas(Influence compared) {
    int classes = hidden.names().size();
    List<double[]> pulls = IntStream.range(0, classes).mapToObj(compared::aucPull).toList();
    JointLimits limits =
        JointLimits.ofClassShares(
            IntStream.range(0, answers.singles() * classes)
                .parallel()
                .mapToObj(i -> area(compared, i / classes, i % classes))
                .toList(),
            compared.groups(),
            i -> pulls.get(i % classes),
            limited);
    excessAuc = limits.highest() - 0.5;
    for (int a = 0; a < answers.singles(); a++) {
      int best = test.bestArea(a);
      int i = a * classes + best;
      if (best >= 0 && !Double.isNaN(limits.figure(i))) {
        list.add(
            new Advantage(
                stage,
                answers.name(a),
                Statistic.AUC,
                hidden.names().get(best),
                1,
                limits.figure(i),
                0.5,
                low(limits.figure(i) - 0.5, test.widthArea(a, level), limits.low(i) - 0.5),
                limits.high(i) - 0.5,
                test.jointArea(a, best),
                marginAuc));
      }
    }
  }

  /** By the test where it has a limit: it is then above 0 for every gain that is significant. */
  private static double low(double gain, double width, double otherwise) {
    return Double.isNaN(width) ? otherwise : gain - width;
  }

  /** Null where there is none; of two classes both have the same, and the second is taken. */
  private double[] area(Influence compared, int a, int c) {
    boolean twice = hidden.names().size() == 2 && c == 0;
    return twice || answers.scores(a) == null ? null : compared.auc(answers.scores(a), c);
  }

  /** With the classes, each as the adversary sees it that finds it best. */
  List<Advantage> with(List<ClassFinding> people) {
    List<Advantage> all = new ArrayList<>(list);
    for (ClassFinding one : people) {
      all.add(
          new Advantage(
              stage,
              one.adversary(),
              Statistic.RECALL,
              one.person(),
              1,
              one.recall(),
              one.expected(),
              test.lowestRecall(hidden.names().indexOf(one.person()), level) - one.expected(),
              one.high() - one.expected(),
              one.p(),
              margin));
    }
    return all;
  }

  /** The largest upper limit of accuracy less the prior. */
  double excess() {
    return excess;
  }

  /** The largest upper limit of balanced accuracy less chance. */
  double excessBalanced() {
    return excessBalanced;
  }

  /** The largest upper limit of the area under the curve of any class less ½; NaN without areas. */
  double excessAuc() {
    return excessAuc;
  }

  /** Whether none of the three is above its margin. */
  boolean withinMargins() {
    return excess <= margin && excessBalanced <= margin && !(excessAuc > marginAuc);
  }
}
