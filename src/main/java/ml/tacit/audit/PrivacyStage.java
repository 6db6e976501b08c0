package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Binomial;
import ml.tacit.audit.statistics.Design;
import ml.tacit.audit.statistics.Groups;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.Permutations;
import ml.tacit.audit.statistics.Power;

/**
 * The adversaries of one stage, judged together.
 *
 * <p>Everything tested, single rows and rows together, goes into one set of permutations; limits of
 * single rows hold jointly, those of rows together jointly among themselves.
 */
final class PrivacyStage {
  /** Rows of one person that an attacker may hold, other than a single one. */
  private static final int[] TOGETHER = {5, 20};

  private final String stage;
  private final StageAnswers answers;
  private final List<Predictions> given;
  private final ClassCodes hidden;
  private final int[] known;
  private final Design design;
  private final Limits limited;
  private final double level;
  private final Permutations test;
  private final double[] holm;

  /**
   * Tests the answers.
   *
   * @param known the utility class of each test row, which attackers know anyway
   */
  PrivacyStage(
      String stage,
      List<String> names,
      List<Predictions> given,
      ClassCodes hidden,
      int[] known,
      Design design,
      Limits limited,
      double level,
      int permutations,
      long seed) {
    this.stage = stage;
    this.given = given;
    this.hidden = hidden;
    this.known = known;
    this.design = design;
    this.limited = limited;
    this.level = level;
    answers = StageAnswers.of(names, given, groups(), hidden.trained());
    test =
        new Permutations(
            design, classes(), answers.answers(), design.known(known), permutations, seed);
    holm = test.holm();
  }

  private List<Groups> groups() {
    List<Groups> groups = new ArrayList<>();
    for (int rows : TOGETHER) {
      Groups larger = Groups.of(design.blocks(), rows);
      int before = groups.isEmpty() ? hidden.test().length : groups.get(groups.size() - 1).count();
      if (larger.count() < before) {
        groups.add(larger);
      }
    }
    return groups;
  }

  double p() {
    return test.joint();
  }

  List<Finding> findings() {
    double[][] limits = limits(0, answers.singles());
    List<Scores> scores = JointScores.of(given, hidden, known, limited);
    List<Finding> findings = new ArrayList<>();
    for (int a = 0; a < answers.singles(); a++) {
      double accuracy = accuracy(a);
      double majority = hidden.majority();
      findings.add(
          new Finding(
              Finding.PRIVACY,
              stage,
              answers.name(a),
              accuracy,
              limits[a][0],
              limits[a][1],
              majority == 1 ? 0 : (accuracy - majority) / (1 - majority),
              given.get(a).tuned(),
              significance(a),
              scores.get(a)));
    }
    return findings;
  }

  List<PooledFinding> together() {
    List<PooledFinding> list = new ArrayList<>();
    int singles = answers.singles();
    double[][] limits = answers.count() == singles ? null : limits(singles, answers.count());
    for (int i = singles; i < answers.count(); i++) {
      list.add(
          new PooledFinding(
              stage,
              answers.name(i),
              answers.rows(i),
              answers.groups(i).meanRows(),
              accuracy(i),
              limits[i - singles][0],
              limits[i - singles][1],
              significance(i)));
    }
    return list;
  }

  /** What is gained over chance; the classes of the hidden label not yet among them. */
  StageAdvantages advantages(double margin, double marginAuc) {
    Influence prior = new Influence(hidden.test(), classes(), known);
    Influence compared = new Influence(hidden.test(), classes(), design.known(known));
    return new StageAdvantages(stage, answers, hidden, test, limited, level, margin, marginAuc)
        .measured(prior, compared);
  }

  List<ClassFinding> people(Power power, long seed) {
    return IntStream.range(0, classes())
        .filter(c -> rows(c) > 0)
        .parallel() // their power is simulated, each on its own
        .mapToObj(c -> person(c, power, seed))
        .sorted(
            Comparator.comparingDouble(ClassFinding::p)
                .thenComparing(person -> person.expected() - person.recall()))
        .toList();
  }

  private int rows(int c) {
    return (int) Arrays.stream(hidden.test()).filter(z -> z == c).count();
  }

  private ClassFinding person(int c, Power power, long seed) {
    int rows = rows(c);
    int a = test.best(c);
    boolean[] right = hidden.right(answers.named(a));
    int hits = 0;
    for (int row = 0; row < right.length; row++) {
      hits += right[row] && hidden.test()[row] == c ? 1 : 0;
    }
    int[] sizes = unitSizes(c);
    double correlation = design.exchanged().correlation(right, hidden.test());
    double[] limits = Binomial.limits(hits, rows, sizes.length, correlation, level);
    return new ClassFinding(
        stage,
        hidden.names().get(c),
        rows,
        sizes.length,
        answers.name(a),
        (double) hits / rows,
        limits[0],
        limits[1],
        test.expectedRecall(a, c),
        test.jointClass(a, c),
        new Power(power.level(), correlation)
            .detectable(sizes, ones(sizes.length), test.criticalClass(c, level), seed));
  }

  private int[] unitSizes(int c) {
    int[] sizes = design.exchanged().sizes();
    return IntStream.range(0, sizes.length)
        .filter(unit -> design.label()[unit] == c)
        .map(unit -> sizes[unit])
        .toArray();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The lowest balanced accuracy that is reported; see {@link Evidence#detectable}. */
  double detectable(Power power, long seed) {
    int[] rows = design.exchanged().sizes();
    int[] units = new int[classes()]; // of each class
    int[] label = design.label();
    int[] named = IntStream.range(0, rows.length).filter(u -> label[u] >= 0).toArray();
    Arrays.stream(named).forEach(u -> units[label[u]]++);
    double chance = 1.0 / Arrays.stream(units).filter(n -> n > 0).count();
    return power.detectable(
        Arrays.stream(named).map(u -> rows[u]).toArray(),
        Arrays.stream(named).mapToDouble(u -> chance / units[label[u]]).toArray(),
        chance + test.criticalBalanced(level),
        seed);
  }

  /** The same as an area under the curve; see {@link Evidence#detectableAuc}. */
  double detectableAuc(double power) {
    return test.detectableArea(level, power);
  }

  /** How much the strongest adversary's right answers hang together. */
  double correlation() {
    int best =
        IntStream.range(0, answers.singles())
            .reduce((a, b) -> accuracy(b) > accuracy(a) ? b : a)
            .orElseThrow();
    boolean[] right = hidden.right(answers.named(best));
    return design.exchanged().correlation(right, new int[right.length]);
  }

  private Significance significance(int a) {
    return new Significance(test.p(a), holm[a], test.joint(a));
  }

  private double[][] limits(int from, int to) {
    return limited.ofShares(
        IntStream.range(from, to).mapToObj(a -> hidden.hits(answers.named(a))).toList());
  }

  private double accuracy(int a) {
    return Influence.mean(hidden.hits(answers.named(a)));
  }

  private int classes() {
    return hidden.names().size();
  }
}
