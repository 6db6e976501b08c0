package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The test behind every verdict: labels of whole units, permuted within strata, against answers
 * that stay as they are.
 *
 * <p>Every statistic is a sum Σ_u w(u, label u) over the units ({@link UnitScores}), in which every
 * unit counts once. An answer that looks at the stratum only has the same sum under every
 * permutation. There are three families:
 *
 * <ul>
 *   <li>rows: the sum of the units' shares named rightly; the mean over the classes of the same by
 *       answers at equal priors; each standardised;
 *   <li>ranks: the area under the curve of each class against the rest, rows being compared within
 *       their stratum; standardised;
 *   <li>classes (persons, say): the units of one class named rightly, on a root scale.
 * </ul>
 *
 * <p>Each family is judged by its largest member (Westfall &amp; Young 1993), the families by the
 * smallest of their p-values, whose own distribution comes from the same permutations: exact for
 * any dependence among adversaries. The identity is one of the permutations.
 *
 * <p>The same bits for any number of threads: labels are drawn in order, by one of them.
 */
public final class Permutations {
  /** Permutations drawn before they are used: few enough to stay in the processor's cache. */
  private static final int CHUNK = 64;

  private final Strata strata;
  private final int count;
  private final List<Members> members;
  private final Family rows;
  private final Family ranks;
  private final Family classes;
  private final Tail together;
  private final double[] alone;

  /**
   * Runs the test.
   *
   * @param answers of every adversary
   * @param group per row: rows are ranked among those of their group; see {@link Design#known}
   */
  public Permutations(
      Design design, int classes, List<Answer> answers, int[] group, int permutations, long seed) {
    strata = new Strata(design, classes);
    count = permutations + 1;
    members =
        answers.stream()
            .parallel()
            .map(answer -> Members.of(answer, design, strata, group, count))
            .toList();
    run(new SplittableRandom(seed));
    rows = family(Members::accuracy, Members::balanced);
    ranks = family(Members::areas);
    this.classes = family(Members::byClass);
    together =
        new Tail(
            Tail.smallest(List.of(rows.largest(), ranks.largest(), this.classes.largest()), count));
    alone = new double[answers.size()];
    Arrays.setAll(alone, a -> alone(members.get(a)));
  }

  @SafeVarargs
  private Family family(Function<Members, Member>... of) {
    return new Family(
        Arrays.stream(of)
            .flatMap(kind -> members.stream().map(kind))
            .filter(Objects::nonNull)
            .toList(),
        count);
  }

  private void run(SplittableRandom random) {
    int[] labels = strata.labels();
    int[][] orders = new int[CHUNK][labels.length];
    strata.order(labels, orders[0]);
    accept(0, 1, orders);
    follow();
    for (int first = 1; first < count; first += CHUNK) {
      int to = Math.min(count, first + CHUNK);
      for (int r = first; r < to; r++) {
        strata.shuffle(labels, random);
        strata.order(labels, orders[r - first]);
      }
      accept(first, to, orders);
    }
  }

  private void accept(int from, int to, int[][] orders) {
    members.parallelStream()
        .forEach(
            one -> {
              double[] sums = new double[strata.classes()];
              for (int r = from; r < to; r++) {
                one.accept(r, orders[r - from], sums);
              }
            });
  }

  /** Of single classes those are limited that are told: the best area, the best adversary. */
  private void follow() {
    for (int a = 0; a < members.size(); a++) {
      int c = bestArea(a);
      if (c >= 0) {
        members.get(a).areas().follow(c);
      }
    }
    if (members.stream().anyMatch(one -> one.byClass() != null)) {
      for (int c = 0; c < strata.classes(); c++) {
        members.get(best(c)).byClass().follow(c);
      }
    }
  }

  /** The smallest p-value of one adversary's statistics, against its own distribution. */
  private double alone(Members one) {
    double[] least = Tail.smallest(one.whole().map(Member::values).toList(), count);
    return new Tail(least).atMost(least[0]);
  }

  /** Permutation p-value of everything that one adversary says, alone; its classes not included. */
  public double p(int a) {
    return alone[a];
  }

  /** The p-values of all adversaries, each alone, adjusted after Holm. */
  public double[] holm() {
    return holm(alone);
  }

  /** The p-value of everything that one adversary says, joint over everything tested here. */
  public double joint(int a) {
    Members one = members.get(a);
    double p = Math.min(rows.p(observed(one.accuracy())), rows.p(observed(one.balanced())));
    return joint(Math.min(p, ranks.p(observed(one.areas()))));
  }

  /** Of its plain answers. */
  public double jointAccuracy(int a) {
    return joint(rows.p(observed(members.get(a).accuracy())));
  }

  /** Of its answers at equal priors; 1 if they are not tested. */
  public double jointBalanced(int a) {
    return joint(rows.p(observed(members.get(a).balanced())));
  }

  /** Of its area under the curve of one class; 1 if it is not tested. */
  public double jointArea(int a, int c) {
    Member areas = members.get(a).areas();
    return areas == null ? 1 : joint(ranks.p(areas.observed(c)));
  }

  /** Of one class (a person, say), as its plain answers find it. */
  public double jointClass(int a, int c) {
    return joint(classes.p(members.get(a).byClass().observed(c)));
  }

  /** The p-value of everything together. */
  public double joint() {
    double p = Math.min(rows.p(rows.largest()[0]), ranks.p(ranks.largest()[0]));
    return joint(Math.min(p, classes.p(classes.largest()[0])));
  }

  private double joint(double p) {
    return together.atMost(p);
  }

  private static double observed(Member member) {
    return member == null ? Double.NEGATIVE_INFINITY : member.values()[0];
  }

  /** The adversary that finds this class best. */
  public int best(int c) {
    return IntStream.range(0, members.size())
        .filter(a -> members.get(a).byClass() != null)
        .reduce(
            (a, b) ->
                members.get(b).byClass().observed(c) > members.get(a).byClass().observed(c) ? b : a)
        .orElseThrow();
  }

  /** The class whose area under the curve is the most surprising; −1 if none is tested. */
  public int bestArea(int a) {
    Member areas = members.get(a).areas();
    return areas == null
        ? -1
        : IntStream.range(0, areas.scores().classes())
            .filter(areas.scores()::tests)
            .reduce((c, d) -> areas.observed(d) > areas.observed(c) ? d : c)
            .orElse(-1);
  }

  /** Recall of a class if the rows said nothing: the mean over its units under permutation. */
  public double expectedRecall(int a, int c) {
    return strata.ofClass(c) == 0
        ? 0
        : members.get(a).byClass().scores().mean(c) / strata.ofClass(c);
  }

  /**
   * How far below the observed accuracy its one-sided lower limit is: the test of this statistic
   * alone, inverted (Pitman 1937). A gain so much smaller would just be significant if nothing else
   * were tested; the test of everything together is what keeps false alarms rare.
   *
   * @return NaN if no gain is significant at this level
   */
  public double widthAccuracy(int a, double level) {
    return width(members.get(a).accuracy(), level) / strata.unitCount();
  }

  /** The same of its balanced accuracy. */
  public double widthBalanced(int a, double level) {
    return width(members.get(a).balanced(), level);
  }

  /** The same of its area under the curve of {@link #bestArea}. */
  public double widthArea(int a, double level) {
    Member areas = members.get(a).areas();
    int c = bestArea(a);
    return width(areas.values(c), areas.scores().deviation(c), level);
  }

  /**
   * The lower limit of one class's recall by plain answers of {@link #best}, by the same inversion;
   * at least 0.
   */
  public double lowestRecall(int c, double level) {
    Member one = members.get(best(c)).byClass();
    double root = (one.observed(c) - new Tail(one.values(c)).critical(level)) / 2;
    double moved = Math.max(0, root + Math.sqrt(one.scores().mean(c) + 0.375));
    return Math.max(0, moved * moved - 0.375) / strata.ofClass(c);
  }

  private static double width(Member sum, double level) {
    return width(sum.values(), sum.scores().deviation(), level);
  }

  private static double width(double[] values, double deviation, double level) {
    double width = new Tail(values).critical(level) * deviation;
    return UnitScores.moves(deviation) && Double.isFinite(width) ? width : Double.NaN;
  }

  /**
   * The least gain of balanced accuracy over chance that is reported at this level, of the
   * adversary for whom it is largest; infinite if none is.
   */
  public double criticalBalanced(double level) {
    double deviation =
        members.stream()
            .filter(one -> one.byClass() != null && one.balanced() != null)
            .mapToDouble(one -> one.balanced().scores().deviation())
            .filter(UnitScores::moves)
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    return critical(rows, level) * deviation;
  }

  /**
   * The area under the curve of a class against the rest that is reported with this probability: ½
   * + (critical value + normal quantile) · deviation over permutations, the largest over the
   * adversaries, the median over the classes.
   *
   * @return above ½, at most 1; NaN if no area is tested, or none would be reported so often
   */
  public double detectableArea(double level, double power) {
    double[] deviations =
        IntStream.range(0, strata.classes())
            .mapToDouble(this::largestDeviation)
            .filter(UnitScores::moves)
            .sorted()
            .toArray();
    if (deviations.length == 0) {
      return Double.NaN;
    }
    double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(power);
    double critical = critical(ranks, level);
    double area = 0.5 + (critical + quantile) * deviations[deviations.length / 2];
    return area <= 1 ? area : Double.NaN;
  }

  private double largestDeviation(int c) {
    return members.stream()
        .filter(one -> one.areas() != null && one.areas().scores().tests(c))
        .mapToDouble(one -> one.areas().scores().deviation(c))
        .max()
        .orElse(0);
  }

  /** The least T_c that is reported at this level, for the adversary that names c most. */
  public double criticalClass(int c, double level) {
    double most =
        members.stream()
            .filter(one -> one.byClass() != null)
            .mapToDouble(one -> one.byClass().scores().mean(c))
            .max()
            .orElse(0);
    double root = critical(classes, level) / 2 + Math.sqrt(most + 0.375);
    return root * root - 0.375;
  }

  /** The least value of a family's largest statistic whose joint p-value is at most 1 − level. */
  private double critical(Family family, double level) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = count - 1; i >= 0; i--) {
      // Just above each value that occurs: a new attacker need not tie with it.
      double p = (double) (count - 1 - i + 1) / count;
      if (joint(p) > 1 - level) {
        break;
      }
      least = family.ascending(i);
    }
    return least;
  }

  /** Holm 1979, Scand. J. Statist. 6. */
  static double[] holm(double[] p) {
    Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(a -> p[a]));
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
