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
import ml.tacit.audit.statistics.Permutations;
import ml.tacit.audit.statistics.Power;
import ml.tacit.audit.statistics.Resamples;

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
  private final List<String> names;
  private final List<Predictions> answers;
  private final ClassCodes hidden;
  private final int[] known;
  private final Design design;
  private final Resamples resamples;
  private final double level;
  private final List<Groups> groups = new ArrayList<>();
  private final int[][] named;
  private final Permutations test;
  private final double[] holm;

  PrivacyStage(
      String stage,
      List<String> names,
      List<Predictions> answers,
      ClassCodes hidden,
      int[] known,
      Design design,
      Resamples resamples,
      double level,
      int permutations,
      long seed) {
    this.stage = stage;
    this.names = names;
    this.answers = answers;
    this.hidden = hidden;
    this.known = known;
    this.design = design;
    this.resamples = resamples;
    this.level = level;
    for (int rows : TOGETHER) {
      Groups larger = Groups.of(design.blocks(), rows);
      int before = groups.isEmpty() ? hidden.test().length : groups.get(groups.size() - 1).count();
      if (larger.count() < before) {
        groups.add(larger);
      }
    }
    List<int[]> all = new ArrayList<>();
    answers.forEach(answer -> all.add(answer.codes()));
    for (Groups group : groups) {
      answers.forEach(
          answer -> all.add(group.answers(answer.codes(), answer.logProbabilities(), classes())));
    }
    named = all.toArray(int[][]::new);
    test = new Permutations(design, classes(), named, answers.size(), permutations, seed);
    holm = test.holm();
  }

  double p() {
    return test.joint();
  }

  List<Finding> findings() {
    double[][] limits = limits(0, answers.size());
    List<Scores> scores = JointScores.of(answers, hidden, known, resamples, level);
    List<Finding> findings = new ArrayList<>();
    for (int a = 0; a < answers.size(); a++) {
      double accuracy = accuracy(a);
      double majority = hidden.majority();
      findings.add(
          new Finding(
              Finding.PRIVACY,
              stage,
              names.get(a),
              accuracy,
              limits[a][0],
              limits[a][1],
              majority == 1 ? 0 : (accuracy - majority) / (1 - majority),
              answers.get(a).tuned(),
              significance(a),
              scores.get(a)));
    }
    return findings;
  }

  List<PooledFinding> together() {
    List<PooledFinding> list = new ArrayList<>();
    int count = answers.size();
    double[][] limits = groups.isEmpty() ? null : limits(count, named.length);
    for (int i = count; i < named.length; i++) {
      int g = i / count - 1;
      list.add(
          new PooledFinding(
              stage,
              names.get(i % count),
              groups.get(g).rows(),
              groups.get(g).meanRows(),
              accuracy(i),
              limits[i - count][0],
              limits[i - count][1],
              significance(i)));
    }
    return list;
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
    boolean[] right = hidden.right(named[a]);
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
        names.get(a),
        (double) hits / rows,
        limits[0],
        limits[1],
        test.expectedRecall(a, c),
        test.joint(a, c),
        new Power(power.level(), correlation)
            .detectable(sizes, test.criticalPerson(c, level), seed));
  }

  private int[] unitSizes(int c) {
    int[] sizes = design.exchanged().sizes();
    return IntStream.range(0, sizes.length)
        .filter(unit -> design.label()[unit] == c)
        .map(unit -> sizes[unit])
        .toArray();
  }

  /** The lowest accuracy that is reported; see {@link Evidence#detectable}. */
  double detectable(Power power, long seed) {
    return power.detectable(design.exchanged().sizes(), test.criticalRows(level), seed);
  }

  /** How much the strongest adversary's right answers hang together. */
  double correlation() {
    int best =
        IntStream.range(0, answers.size())
            .reduce((a, b) -> accuracy(b) > accuracy(a) ? b : a)
            .orElseThrow();
    return design.exchanged().correlation(hidden.right(named[best]), new int[hidden.test().length]);
  }

  /** Largest joint upper limit of accuracy less majority rate, blocks drawn for both alike. */
  double excess() {
    double[] majority = resamples.means(hidden.hits(constant(hidden.commonest())));
    double[][] gains = new double[answers.size()][];
    for (int a = 0; a < gains.length; a++) {
      gains[a] = resamples.means(hidden.hits(named[a]));
      for (int r = 0; r < majority.length; r++) {
        gains[a][r] -= majority[r];
      }
    }
    return Arrays.stream(Resamples.jointUpper(gains, level)).max().orElseThrow();
  }

  private int[] constant(int code) {
    int[] codes = new int[hidden.test().length];
    Arrays.fill(codes, code);
    return codes;
  }

  private Significance significance(int a) {
    return new Significance(test.p(a), holm[a], test.joint(a));
  }

  private double[][] limits(int from, int to) {
    return resamples.jointLimitsOfShares(
        IntStream.range(from, to).mapToObj(a -> hidden.hits(named[a])).toList(), level);
  }

  private double accuracy(int a) {
    return Influence.mean(hidden.hits(named[a]));
  }

  private int classes() {
    return hidden.names().size();
  }
}
