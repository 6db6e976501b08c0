package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The audit finds what was planted and nothing else.
 *
 * <p>A few seeds in a build; the figures of docs/audit.md come from a hundred: {@code mvn test
 * -Dtest=PlantedLeakTest -Dplanted.seeds=100}, which writes target/planted-leaks.md.
 */
class PlantedLeakTest {
  private static final int SEEDS = Integer.getInteger("planted.seeds", 3);

  /** One kind of leak over all seeds. */
  record Outcome(
      PlantedLeak leak,
      int found,
      double oracle,
      double oracleTogether,
      double best,
      double detectable,
      double weakest) {}

  @Test
  void findsEveryLeakAboveItsPowerAndCriesWolfRarely() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    Path table = Path.of("target", "planted-leaks.md");
    Files.createDirectories(table.getParent());
    for (PlantedLeak leak : PlantedLeak.values()) {
      outcomes.add(outcome(leak));
      Files.writeString(table, table(outcomes));
    }
    for (Outcome outcome : outcomes) {
      int runs = runs(outcome.leak());
      if (outcome.leak().leaks()) {
        assertTrue(outcome.found() >= 0.95 * runs - 0.999, outcome.toString());
      } else {
        // 5 % of six runs: three or more alarms would have probability 0.002; of 200, 18 or more
        // 0.01.
        assertTrue(outcome.found() <= (runs <= 10 ? 2 : 0.085 * runs), outcome.toString());
      }
    }
  }

  /** False alarms are rare: a few more runs of a small suite. */
  private static int runs(PlantedLeak leak) {
    return leak.leaks() ? SEEDS : Math.max(SEEDS, 6);
  }

  private static Outcome outcome(PlantedLeak leak) {
    int runs = runs(leak);
    int found = 0;
    double oracle = 0;
    double together = 0;
    double best = 0;
    double[] detectable = new double[runs];
    double weakest = 0;
    for (int seed = 0; seed < runs; seed++) {
      AuditRows rows = leak.rows(1000L * leak.ordinal() + seed);
      AuditResult result = Audit.of("keep", "hide").withSeed(seed).quick().run(rows);
      found += result.verdict() == Verdict.LEAK_SHOWN ? 1 : 0;
      oracle += leak.leaks() ? leak.oracle(rows, 1) / runs : result.majority() / runs;
      together += leak.leaks() ? leak.oracle(rows, 20) / runs : result.majority() / runs;
      best += result.best(Finding.PRIVACY, Finding.BEFORE).orElseThrow().accuracy() / runs;
      detectable[seed] = result.evidence().detectable();
      weakest = Math.max(weakest, result.evidence().p());
    }
    Arrays.sort(detectable);
    return new Outcome(leak, found, oracle, together, best, detectable[runs / 2], weakest);
  }

  private static String table(List<Outcome> outcomes) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| planted | best possible attacker, one row (20 together) | best adversary | would have been"
            + " found | reported, of runs | 95 % limits |\n| --- | --- | --- | --- | --- | --- |\n");
    for (Outcome o : outcomes) {
      int runs = runs(o.leak());
      double[] limits = Binomial.limits(o.found(), runs, runs, 0, 0.95);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f (%.1f) | %.1f | %.1f | %d of %d | %.1f – %.1f |%n",
              o.leak().title,
              100 * o.oracle(),
              100 * o.oracleTogether(),
              100 * o.best(),
              100 * o.detectable(),
              o.found(),
              runs,
              100 * limits[0],
              100 * limits[1]));
    }
    return table.toString();
  }
}
