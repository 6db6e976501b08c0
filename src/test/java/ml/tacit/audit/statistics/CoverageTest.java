package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.SimulatedGuesses.Case;
import ml.tacit.audit.statistics.SimulatedGuesses.Shape;
import ml.tacit.audit.statistics.SimulatedGuesses.Truth;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Limits cover the truth, false alarms are as rare and power is as large as is said, on simulated
 * guesses.
 *
 * <p>A few runs in a build; the table of docs/audit.md comes from more: {@code mvn
 * -Dtest=CoverageTest -Dcoverage.runs=1000 test}, which writes target/coverage.md. {@code
 * -Dcoverage.only=} takes a regular expression for the cases.
 */
@Tag("simulation")
class CoverageTest {
  private static final int RUNS = Integer.getInteger("coverage.runs", 5);
  private static final String ONLY = System.getProperty("coverage.only", ".*");
  private static final int PERMUTATIONS = 199;

  /** A build runs cases of so many rows only. */
  private static final int SMALL = 600;

  private static final double LEVEL = 0.95;

  /** Twenty adversaries, the first four blind. */
  private static final double[] STRENGTHS = {
    0, 0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.5, 2
  };

  private static final int ONE = 15;

  private static final List<Case> CASES =
      List.of(
          rows("rows, 2 classes, 50 %", 300, two(0.5)),
          rows("rows, 2 classes, 10 %", 300, two(0.1)),
          rows("rows, 2 classes, 1 %", 1000, two(0.01)),
          rows("rows, 2 classes, 1 %", 10_000, two(0.01)),
          rows("rows, 6 classes", 2000, equal(6)),
          rows("rows, 30 classes", 1500, equal(30)),
          blocks("30 people × 4 cells", Shape.CELLS, 1500, equal(30), 4, 0, 0.2),
          blocks("30 people × 4 cells, series", Shape.SERIES, 1500, equal(30), 4, 0, 0.9),
          blocks("6 people × 6 cells", Shape.CELLS, 1000, equal(6), 6, 0, 0.2),
          blocks("8 people × 2 cells", Shape.CELLS, 480, equal(8), 2, 0, 0.2),
          blocks("2 classes × 2 cells, series", Shape.SERIES, 600, two(0.5), 2, 0, 0.5),
          blocks("24 people, 50 % of a class", Shape.UNITS, 600, two(0.5), 2, 24, 0.2),
          blocks("100 people, 10 % of a class", Shape.UNITS, 2000, two(0.1), 2, 100, 0.2),
          blocks("20 people with both classes", Shape.WITHIN_UNITS, 2000, two(0.5), 2, 20, 0.3));

  private static Case rows(String name, int rows, double[] shares) {
    return new Case(name, Shape.ROWS, rows, shares, 2, 0, 0, STRENGTHS);
  }

  private static Case blocks(
      String name, Shape shape, int rows, double[] shares, int cells, int units, double alike) {
    return new Case(name, shape, rows, shares, cells, units, alike, STRENGTHS);
  }

  private static double[] two(double rare) {
    return new double[] {1 - rare, rare};
  }

  private static double[] equal(int classes) {
    double[] shares = new double[classes];
    Arrays.fill(shares, 1.0 / classes);
    return shares;
  }

  /** How often something happened. */
  private static final class Tally {
    private int times;
    private int runs;

    void add(boolean happened) {
      times += happened ? 1 : 0;
      runs++;
    }
  }

  @Test
  void limitsCoverAlarmsAreRareAndPowerIsAsStated() throws IOException {
    StringBuilder table = new StringBuilder("| test rows | rows | blocks");
    Path file = Path.of("target", "coverage.md");
    Files.createDirectories(file.getParent());
    List<String> wrong = new ArrayList<>();
    boolean first = true;
    for (Case is : CASES) {
      if (!is.name().matches(ONLY) || (RUNS < 20 && is.rows() > SMALL)) {
        continue;
      }
      Map<String, Tally> tallies = new LinkedHashMap<>();
      Truth truth = Truth.of(is);
      int units = 0;
      for (int run = 0; run < RUNS; run++) {
        units = cover(tallies, is, truth, 1000 + run);
        testBlind(tallies, is, 1000 + run);
      }
      if (first) {
        tallies.keySet().forEach(name -> table.append(" | ").append(name));
        table.append(" |\n| ---").append(" | ---".repeat(2 + tallies.size())).append(" |\n");
        first = false;
      }
      table.append(String.format(Locale.ROOT, "| %s | %d | %d", is.name(), is.rows(), units));
      tallies.forEach(
          (name, tally) -> {
            table.append(
                tally.runs == 0
                    ? " | "
                    : String.format(Locale.ROOT, " | %.1f", 100.0 * tally.times / tally.runs));
            if (outside(name, tally)) {
              wrong.add(is.name() + ", " + name + ": " + tally.times + " of " + tally.runs);
            }
          });
      table.append(" |\n");
      Files.writeString(file, table);
    }
    assertTrue(wrong.isEmpty(), wrong::toString);
  }

  /** Further from 90 % (of limits and power) and 5 % than chance explains once in a thousand. */
  private static boolean outside(String name, Tally tally) {
    if (name.equals("false alarms")) {
      return tally.times
          > new BinomialDistribution(null, tally.runs, 0.05).inverseCumulativeProbability(0.999);
    }
    return tally.runs > 0
        && tally.times
            < new BinomialDistribution(null, tally.runs, 0.90).inverseCumulativeProbability(0.001);
  }

  private static int cover(Map<String, Tally> tallies, Case is, Truth truth, long seed) {
    SimulatedGuesses guesses = new SimulatedGuesses(is, seed);
    Limits limits = new Limits(guesses.design.independent(), LEVEL);
    int classes = is.classes();
    Influence plain = new Influence(guesses.hide, classes, new int[is.rows()]);
    Influence within = new Influence(guesses.hide, classes, guesses.keep);
    int[] trained = Arrays.stream(is.shares()).mapToInt(s -> (int) Math.round(s * 1e6)).toArray();
    List<double[]> hits = new ArrayList<>();
    List<double[]> balanced = new ArrayList<>();
    List<double[]> areas = new ArrayList<>();
    List<double[]> bits = new ArrayList<>();
    for (int a = 0; a < is.strengths().length; a++) {
      double[] logs = guesses.logProbabilities[a];
      int[] codes = guesses.codes(a, classes);
      hits.add(
          IntStream.range(0, is.rows())
              .mapToDouble(i -> codes[i] == guesses.hide[i] ? 1 : 0)
              .toArray());
      balanced.add(plain.balanced(EqualPriors.answers(codes, logs, trained)));
      areas.add(plain.auc(logs, 1));
      bits.add(within.information(logs));
    }
    int[] groups = plain.groups();
    int count = hits.size();
    add(tallies, "accuracy, joint", limits.ofShares(hits), truth.accuracy());
    add(tallies, "one", limits.ofShares(List.of(hits.get(ONE))), one(truth.accuracy()));
    add(
        tallies,
        "balanced accuracy, joint",
        limits.ofClassShares(balanced, groups, Collections.nCopies(count, plain.balancedPull())),
        truth.balanced());
    add(
        tallies,
        "AUC, joint",
        limits.ofClassShares(areas, groups, Collections.nCopies(count, plain.aucPull(1))),
        truth.auc());
    double[][] told = limits.ofMeans(bits);
    for (double[] both : told) {
      both[1] = Double.POSITIVE_INFINITY; // the verdict rests on the lower one
    }
    add(tallies, "bits, lower, joint", told, truth.bits());
    recall(tallies, guesses, truth.recall()[ONE][1], classes);
    return guesses.design.independent().count();
  }

  private static void recall(
      Map<String, Tally> tallies, SimulatedGuesses guesses, double truth, int classes) {
    int[] codes = guesses.codes(ONE, classes);
    boolean[] right = new boolean[codes.length];
    int rows = 0;
    int found = 0;
    for (int i = 0; i < right.length; i++) {
      right[i] = codes[i] == guesses.hide[i];
      rows += guesses.hide[i] == 1 ? 1 : 0;
      found += guesses.hide[i] == 1 && right[i] ? 1 : 0;
    }
    int units = (int) Arrays.stream(guesses.design.label()).filter(label -> label == 1).count();
    if (units == 0) {
      return;
    }
    double correlation = guesses.design.exchanged().correlation(right, guesses.hide);
    double[] limits = Binomial.limits(found, rows, units, correlation, LEVEL);
    add(tallies, "recall of one class", new double[][] {limits}, new double[] {truth});
  }

  /**
   * All adversaries blind: alarms. Then one of them as good as would have been found, it is said.
   */
  private static void testBlind(Map<String, Tally> tallies, Case is, long seed) {
    Case blind = is.withStrengths(new double[STRENGTHS.length]);
    Permutations test = test(blind, new SimulatedGuesses(blind, seed + 1_000_000));
    tally(tallies, "false alarms").add(test.joint() <= 1 - LEVEL);
    Tally power = tally(tallies, "power");
    double area = test.detectableArea(LEVEL, LEVEL);
    if (is.classes() == 2 && area < 1) {
      double[] strengths = new double[STRENGTHS.length];
      // Of two classes, the difference of the scores has deviation √2 and means ± the strength.
      strengths[0] = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(area);
      Case leak = is.withStrengths(strengths);
      power.add(test(leak, new SimulatedGuesses(leak, seed + 2_000_000)).joint() <= 1 - LEVEL);
    }
  }

  private static Permutations test(Case is, SimulatedGuesses guesses) {
    int[] trained = Arrays.stream(is.shares()).mapToInt(s -> (int) Math.round(s * 1e6)).toArray();
    List<Answer> answers =
        IntStream.range(0, is.strengths().length)
            .mapToObj(
                a -> {
                  int[] codes = guesses.codes(a, is.classes());
                  double[] logs = guesses.logProbabilities[a];
                  return new Answer(codes, EqualPriors.answers(codes, logs, trained), logs, true);
                })
            .toList();
    int[] group = guesses.design.known(guesses.keep);
    return new Permutations(guesses.design, is.classes(), answers, group, PERMUTATIONS, 7);
  }

  private static double[] one(double[] truth) {
    return new double[] {truth[ONE]};
  }

  private static void add(
      Map<String, Tally> tallies, String name, double[][] limits, double[] truth) {
    tally(tallies, name)
        .add(
            IntStream.range(0, limits.length)
                .allMatch(a -> limits[a][0] <= truth[a] && truth[a] <= limits[a][1]));
  }

  private static Tally tally(Map<String, Tally> tallies, String name) {
    return tallies.computeIfAbsent(name, key -> new Tally());
  }
}
