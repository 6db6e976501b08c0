package ml.tacit.audit.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.SimulatedGuesses.Case;
import ml.tacit.audit.statistics.SimulatedGuesses.Shape;
import ml.tacit.audit.statistics.SimulatedGuesses.Truth;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final int RUNS = Integer.getInteger("coverage.runs", 20);
  private static final String ONLY = System.getProperty("coverage.only", "");

  private static final double[] STRENGTHS = {
    0, 0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.5, 2
  };
  private static final double[] STRONG = {1, 1.5, 2, 2, 2.5, 2.5, 3, 3, 3.5, 3.5, 4, 4, 4, 5, 5, 5};

  private static double[] two(double rare) {
    return new double[] {1 - rare, rare};
  }

  private static double[] equal(int classes) {
    double[] shares = new double[classes];
    Arrays.fill(shares, 1.0 / classes);
    return shares;
  }

  private static final List<Case> CASES =
      List.of(
          new Case("r300-50", Shape.ROWS, 300, two(0.5), 2, 0, 0, STRENGTHS),
          new Case("r300-10", Shape.ROWS, 300, two(0.1), 2, 0, 0, STRENGTHS),
          new Case("r1000-1", Shape.ROWS, 1000, two(0.01), 2, 0, 0, STRENGTHS),
          new Case("r10000-1", Shape.ROWS, 10000, two(0.01), 2, 0, 0, STRENGTHS),
          new Case("r2000-6", Shape.ROWS, 2000, equal(6), 2, 0, 0, STRENGTHS),
          new Case("r1500-30", Shape.ROWS, 1500, equal(30), 2, 0, 0, STRENGTHS),
          new Case("r300 strong", Shape.ROWS, 300, two(0.5), 2, 0, 0, STRONG),
          new Case("c30x4", Shape.CELLS, 1500, equal(30), 4, 0, 0.2, STRENGTHS),
          new Case("s30x4", Shape.SERIES, 1500, equal(30), 4, 0, 0.9, STRENGTHS),
          new Case("c6x6", Shape.CELLS, 1000, equal(6), 6, 0, 0.2, STRENGTHS),
          new Case("c8x2", Shape.CELLS, 480, equal(8), 2, 0, 0.2, STRENGTHS),
          new Case("c2x2", Shape.SERIES, 600, equal(2), 2, 0, 0.5, STRENGTHS),
          new Case("s2x2", Shape.SERIES, 3000, equal(2), 2, 0, 0.9, STRENGTHS),
          new Case("u24-50", Shape.UNITS, 600, two(0.5), 2, 24, 0.2, STRENGTHS),
          new Case("u100-10", Shape.UNITS, 2000, two(0.1), 2, 100, 0.2, STRENGTHS),
          new Case("w20", Shape.WITHIN_UNITS, 2000, equal(2), 2, 20, 0.3, STRENGTHS));

  private static final class Tally {
    int covered;
    double width;
    int runs;
    int[] above = new int[20];
    int[] below = new int[20];
  }

  @Test
  void old() throws IOException {
    StringBuilder out = new StringBuilder();
    for (Case is : CASES) {
      if (!is.name().matches(ONLY.isEmpty() ? ".*" : ONLY)) {
        continue;
      }
      long t0 = System.nanoTime();
      Truth truth = Truth.of(is);
      Map<String, Tally> tallies = new LinkedHashMap<>();
      for (int run = 0; run < RUNS; run++) {
        SimulatedGuesses g = new SimulatedGuesses(is, 1000 + run);
        int n = is.strengths().length;
        double[] rowsOf = new double[is.classes()];
        for (int z : g.hide) rowsOf[z]++;
        double[] pb = new double[is.classes()];
        double[] pa = new double[is.classes()];
        int present = (int) Arrays.stream(rowsOf).filter(r -> r > 0).count();
        for (int c = 0; c < pb.length; c++) {
          pb[c] = 1 / (rowsOf[c] * present);
          pa[c] = c == 1 ? 1 / rowsOf[1] : 1 / (is.rows() - rowsOf[1]);
        }
        List<double[]> hits = new ArrayList<>();
        List<double[]> bits = new ArrayList<>();
        List<double[]> bal = new ArrayList<>();
        List<double[]> auc = new ArrayList<>();
        Influence plain = new Influence(g.hide, is.classes(), new int[is.rows()]);
        Influence within = new Influence(g.hide, is.classes(), g.keep);
        int[] trained =
            Arrays.stream(is.shares()).mapToInt(x -> (int) Math.round(x * 1e6)).toArray();
        for (int a = 0; a < n; a++) {
          int[] codes = g.codes(a, is.classes());
          hits.add(
              IntStream.range(0, is.rows())
                  .mapToDouble(i -> codes[i] == g.hide[i] ? 1 : 0)
                  .toArray());
          bits.add(within.information(g.logProbabilities[a]));
          bal.add(plain.balanced(EqualPriors.answers(codes, g.logProbabilities[a], trained)));
          if (is.classes() <= 6) auc.add(plain.auc(g.logProbabilities[a], 1));
        }
        Limits limits = new Limits(g.design.resampled(), 0.95);
        add(tallies, "acc new", limits.ofShares(hits), truth.accuracy());
        add(tallies, "bits new", limits.ofMeans(bits), truth.bits());
        add(
            tallies,
            "bal new",
            limits.ofClassShares(bal, g.hide, java.util.Collections.nCopies(20, pb)),
            truth.balanced());
        if (is.classes() <= 6)
          add(
              tallies,
              "auc new",
              limits.ofClassShares(auc, g.hide, java.util.Collections.nCopies(20, pa)),
              truth.auc());
        add(
            tallies,
            "one bal " + 15,
            limits.ofClassShares(
                List.of(bal.get(15)), g.hide, java.util.Collections.nCopies(20, pb)),
            new double[] {truth.balanced()[15]});
        if (is.classes() <= 6)
          add(
              tallies,
              "one auc " + 15,
              limits.ofClassShares(
                  List.of(auc.get(15)), g.hide, java.util.Collections.nCopies(20, pa)),
              new double[] {truth.auc()[15]});
        for (int a : new int[] {5, 15}) {
          double[][] one = limits.ofShares(List.of(hits.get(a)));
          add(tallies, "one new " + a, one, new double[] {truth.accuracy()[a]});
        }
        if (run == 0) out.append(is.name() + " blocks " + g.design.resampled().count() + "\n");
      }
      tallies.forEach(
          (k, t) ->
              out.append(
                  String.format(
                      Locale.ROOT,
                      "  %-12s %.3f  %.4f %s %s%n",
                      k,
                      (double) t.covered / t.runs,
                      t.width / t.runs,
                      t.covered < .945 * t.runs ? Arrays.toString(t.above) : "",
                      t.covered < .945 * t.runs ? Arrays.toString(t.below) : "")));
      out.append(String.format(Locale.ROOT, "  %.1f s%n", (System.nanoTime() - t0) / 1e9));
      Files.writeString(Path.of("target", "coverage.txt"), out);
    }
  }

  private static void add(Map<String, Tally> all, String name, double[][] limits, double[] truth) {
    Tally t = all.computeIfAbsent(name, k -> new Tally());
    boolean in = true;
    for (int a = 0; a < limits.length; a++) {
      in &= limits[a][0] <= truth[a] && truth[a] <= limits[a][1];
      t.above[a] += limits[a][0] > truth[a] ? 1 : 0;
      t.below[a] += truth[a] > limits[a][1] ? 1 : 0;
      t.width += (limits[a][1] - limits[a][0]) / limits.length;
    }
    t.covered += in ? 1 : 0;
    t.runs++;
  }
}
