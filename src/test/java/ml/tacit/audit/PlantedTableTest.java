package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ml.tacit.audit.statistics.Binomial;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/**
 * The audit of tables, whose rows are people each, finds what was planted and nothing else.
 *
 * <p>One seed in a build; the figures of docs/audit.md come from more: {@code mvn test
 * -Dtest=PlantedTableTest -Dplanted.seeds=100 -Dplanted.null.seeds=100}, which writes
 * target/planted-tables.md.
 */
class PlantedTableTest {
  private static final int SEEDS = Integer.getInteger("planted.seeds", 1);

  /** Of tables without a leak: one run says nothing about rare events, so a build has none. */
  private static final int NULL_SEEDS =
      Integer.getInteger("planted.null.seeds", SEEDS == 1 ? 0 : SEEDS);

  /** One kind of leak over the seeds so far, or a label of it that leaks nothing. */
  private static final class Outcome {
    private final PlantedTable table;
    private final String hide;
    private final List<Double> detectable = new ArrayList<>();
    private int runs;
    private int found;
    private double best;

    Outcome(PlantedTable table, String hide) {
      this.table = table;
      this.hide = hide;
    }

    boolean leaks() {
      return table.leaks() && hide.equals(table.hide());
    }

    int seeds() {
      return leaks() ? SEEDS : NULL_SEEDS;
    }

    void run(int seed) {
      PlantedTable.Tables tables = table.tables(1000L * table.ordinal() + seed);
      Audit audit = Audit.of("keep", hide).withUnit(Unit.ROWS).withSeed(seed).quick();
      AuditResult result =
          tables
              .after()
              .map(after -> audit.run(tables.before(), after))
              .orElseGet(() -> audit.run(tables.before()));
      runs++;
      found += result.verdict() == Verdict.LEAK_SHOWN ? 1 : 0;
      best +=
          result.findings(Finding.PRIVACY, result.judgedStage()).stream()
              .mapToDouble(finding -> finding.scores().macroAuc())
              .max()
              .orElseThrow();
      detectable.add(result.evidence().detectableAuc());
    }

    double detectableAuc() {
      return detectable.stream().sorted().toList().get(runs / 2);
    }

    /** Whether the adversaries are as good as one that is promised to be reported. */
    boolean isPromised() {
      return leaks() && best / runs >= detectableAuc();
    }

    String row() {
      double[] limits = Binomial.limits(found, runs, runs, 0, 0.95);
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.3f | %.3f | %d of %d | %.1f – %.1f |%n",
          table.title + (leaks() || !table.leaks() ? "" : ": one of them alone"),
          !leaks()
              ? "0.500"
              : Double.isNaN(table.auc) ? "–" : String.format(Locale.ROOT, "%.3f", table.auc),
          best / runs,
          detectableAuc(),
          found,
          runs,
          100 * limits[0],
          100 * limits[1]);
    }
  }

  @Test
  void findsEveryLeakAboveItsPowerAndCriesWolfRarely() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (PlantedTable table : PlantedTable.values()) {
      outcomes.add(new Outcome(table, table.hide()));
    }
    outcomes.add(new Outcome(PlantedTable.INTERSECTION, "second"));
    outcomes.removeIf(outcome -> outcome.seeds() == 0);
    Path file = Path.of("target", "planted-tables.md");
    Files.createDirectories(file.getParent());
    for (int seed = 0; seed < Math.max(SEEDS, NULL_SEEDS); seed++) {
      for (Outcome outcome : outcomes) {
        if (seed < outcome.seeds()) {
          outcome.run(seed);
        }
      }
      Files.writeString(file, table(outcomes));
    }
    for (Outcome outcome : outcomes) {
      if (outcome.isPromised()) {
        assertTrue(outcome.found >= Math.ceil(0.95 * outcome.runs), outcome.row());
      } else if (!outcome.leaks()) {
        // At 5 % each, more have a probability below 0.005.
        int most = new BinomialDistribution(outcome.runs, 0.05).inverseCumulativeProbability(0.995);
        assertTrue(outcome.found <= most, outcome.row());
      }
    }
  }

  private static String table(List<Outcome> outcomes) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| planted | AUC of the best possible attacker | best adversary | would have been found |"
            + " reported, of runs | 95 % limits |\n| --- | --- | --- | --- | --- | --- |\n");
    outcomes.forEach(outcome -> table.append(outcome.row()));
    return table.toString();
  }
}
