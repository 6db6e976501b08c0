package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import ml.tacit.leak.Simulated.Channel;
import ml.tacit.leak.Simulated.Setting;
import ml.tacit.table.Labels;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Of 100 certificates at 95 % confidence at least 95 are above the truth, where the truth is known:
 * independent and persistent rows, 2 to 30 people, 2 to 60 cells. A few runs in a build; the table
 * of docs/certificate.md comes from more: {@code mvn test -Dtest=CertificateCoverageTest
 * -Dcertificate.runs=1000}, which writes target/certificate-coverage.md.
 */
class CertificateCoverageTest {
  private static final Path TABLE = Path.of("target", "certificate-coverage.md");
  private static final List<String> LINES = new ArrayList<>();
  private static final int RUNS = Integer.getInteger("certificate.runs", 200);

  /** Of a file; a third is for the block length. */
  private static final int ROWS = 9000;

  /** Fewer certificates above the truth than this are not chance, at 95 %. */
  private static final int FEWEST =
      new BinomialDistribution(null, RUNS, 0.95).inverseCumulativeProbability(0.001);

  /** What came of one setting; means over the runs. */
  private record Found(
      int covered, double truth, double plugIn, double certified, int plugInCovers, double block) {

    double slack() {
      return certified - truth;
    }

    String line(Object setting) {
      return String.format(
          Locale.ROOT,
          "%s %.1f | %.1f | %.1f | %.1f | %d | %.1f | %.1f |",
          setting,
          100 * truth,
          100 * plugIn,
          100 * certified,
          100 * slack(),
          Math.round(block),
          100.0 * covered / RUNS,
          100.0 * plugInCovers / RUNS);
    }
  }

  private static List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    for (double persistence : new double[] {0, 0.6}) {
      for (int[] size : new int[][] {{2, 2, 2}, {5, 3, 15}, {12, 6, 6}, {30, 6, 6}, {30, 6, 60}}) {
        add(all, size, persistence, Channel.DECISION, true, Weighting.ROWS);
      }
      for (int[] size : new int[][] {{2, 2, 2}, {2, 2, 60}, {12, 3, 6}, {30, 3, 15}}) {
        add(all, size, persistence, Channel.PERSONAL, true, Weighting.ROWS);
      }
      add(all, new int[] {5, 3, 6}, persistence, Channel.PERSONAL, false, Weighting.ROWS);
      add(all, new int[] {12, 6, 6}, persistence, Channel.DECISION, false, Weighting.ROWS);
      add(all, new int[] {12, 6, 6}, persistence, Channel.DECISION, true, Weighting.CLASSES);
      add(all, new int[] {5, 1, 15}, persistence, Channel.PERSONAL, false, Weighting.CLASSES);
      for (int[] size : new int[][] {{2, 2, 2}, {30, 3, 6}, {12, 3, 60}}) {
        add(all, size, persistence, Channel.NOISE, true, Weighting.ROWS);
      }
    }
    return all;
  }

  private static void add(
      List<Setting> all,
      int[] size,
      double persistence,
      Channel channel,
      boolean known,
      Weighting weighting) {
    int rows = ROWS / size[0] / size[1];
    all.add(new Setting(size[0], size[1], size[2], rows, persistence, channel, known, weighting));
  }

  private static Found run(Setting setting, int block) {
    Simulated simulated = new Simulated(setting, 11);
    SplittableRandom random = new SplittableRandom(5);
    double[] sums = new double[4];
    int covered = 0;
    int plugInCovers = 0;
    for (int r = 0; r < RUNS; r++) {
      Labels cells = simulated.draw(random);
      BlockLength length =
          block > 0
              ? BlockLength.of(block)
              : BlockLength.choose(cells, simulated.hide, simulated.known());
      boolean[] use = length.others();
      Runs runs = Runs.of(cells, simulated.hide, simulated.known(), use, setting.weighting());
      double truth = simulated.truth(use);
      double certified = Certificate.limit(runs, length.rows(), Certificate.DELTA);
      covered += certified >= truth ? 1 : 0;
      plugInCovers += runs.plugIn() >= truth - 1e-12 ? 1 : 0; // equal but for rounding
      sums[0] += truth / RUNS;
      sums[1] += runs.plugIn() / RUNS;
      sums[2] += certified / RUNS;
      sums[3] += (double) Math.min(length.rows(), runs.longest()) / RUNS;
    }
    return new Found(covered, sums[0], sums[1], sums[2], plugInCovers, sums[3]);
  }

  @Test
  void itCoversInEverySetting() {
    double slack = 0;
    double slackOfDecisions = 0;
    int decisions = 0;
    int plugInFails = 0;
    List<Setting> settings = settings();
    print(
        "| channel | people | classes | cells | persistence | V | counted | certified | slack | block | covers | counted covers |");
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Setting setting : settings) {
      Found found = run(setting, 0);
      print(found.line(setting));
      assertTrue(found.covered >= FEWEST, found.line(setting));
      slack += found.slack() / settings.size();
      plugInFails += found.plugInCovers < FEWEST ? 1 : 0;
      if (setting.channel() == Channel.DECISION) {
        slackOfDecisions += found.slack();
        decisions++;
      }
    }
    slackOfDecisions /= decisions;
    print(
        String.format(
            Locale.ROOT,
            "mean slack %.1f points, %.1f where the decision is right in 90 %%; counting alone fails in %d of %d",
            100 * slack,
            100 * slackOfDecisions,
            plugInFails,
            settings.size()));
    assertTrue(slack <= 0.06, "mean slack " + slack);
    assertTrue(slackOfDecisions <= 0.03, "mean slack of decisions " + slackOfDecisions);
    assertTrue(plugInFails > settings.size() / 3, "positive control: counting alone must fail");
  }

  /** The suite would notice a bound that takes persistent rows as independent. */
  @Test
  void withoutBlocksPersistentRowsAreNotCovered() {
    Setting setting = new Setting(2, 3, 6, 1000, 0.9, Channel.PERSONAL, true, Weighting.ROWS);
    Found independent = run(setting, 1);
    assertTrue(independent.covered < FEWEST, independent.line(setting));
    Found blocks = run(setting, 0);
    assertTrue(blocks.covered >= FEWEST, blocks.line(setting));
  }

  @Test
  void severalRowsTogetherAreCovered() {
    for (double persistence : new double[] {0, 0.6}) {
      for (Weighting weighting : Weighting.values()) {
        Setting setting = new Setting(5, 2, 3, 400, persistence, Channel.PERSONAL, true, weighting);
        Simulated simulated = new Simulated(setting, 3);
        SplittableRandom random = new SplittableRandom(8);
        for (int w : new int[] {2, 5}) {
          int covered = 0;
          double plugIn = 0;
          double truth = 0;
          double certified = 0;
          for (int r = 0; r < RUNS; r++) {
            Labels cells = simulated.draw(random);
            BlockLength block = BlockLength.choose(cells, simulated.hide, simulated.known());
            Certificate.Together found =
                Certificate.together(cells, simulated.hide, simulated.known(), block, weighting, w);
            double v = simulated.truth(block.others(), w);
            covered += found.certified() >= v ? 1 : 0;
            truth += v / RUNS;
            plugIn += found.plugIn() / RUNS;
            certified += found.certified() / RUNS;
          }
          String line =
              String.format(
                  Locale.ROOT,
                  "%s %d together | %.1f | %.1f | %.1f | covers %.1f |",
                  setting,
                  w,
                  100 * truth,
                  100 * plugIn,
                  100 * certified,
                  100.0 * covered / RUNS);
          print(line);
          assertTrue(covered >= FEWEST, line);
          assertTrue(certified < 1, line);
        }
      }
    }
  }

  /**
   * Across parts: cells are cut where the first two fifths of each run have their quantiles, the
   * bound is made on the other rows; V follows from the normal distributions of the people.
   */
  @Test
  void cellsThatEarlierRowsFittedAreCovered() {
    int people = 8;
    int size = 1200;
    int cells = 6;
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    SplittableRandom random = new SplittableRandom(21);
    for (double persistence : new double[] {0, 0.6}) {
      int covered = 0;
      double slack = 0;
      for (int r = 0; r < RUNS; r++) {
        double[][] x = new double[people][size];
        double[] habit = new double[people];
        List<Double> early = new ArrayList<>();
        for (int p = 0; p < people; p++) {
          habit[p] = random.nextGaussian();
          for (int i = 0; i < size; i++) {
            boolean stays = i > 0 && random.nextDouble() < persistence;
            x[p][i] = stays ? x[p][i - 1] : habit[p] + random.nextGaussian();
          }
          Arrays.stream(x[p], 0, size * 2 / 5).forEach(early::add);
        }
        double[] sorted = early.stream().mapToDouble(v -> v).sorted().toArray();
        double[] cuts = new double[cells - 1];
        Arrays.setAll(cuts, c -> sorted[sorted.length * (c + 1) / cells]);
        int late = size - size * 2 / 5;
        int[] who = new int[people * late];
        int[] cell = new int[who.length];
        for (int i = 0; i < who.length; i++) {
          who[i] = i / late;
          double value = x[who[i]][size - late + i % late];
          cell[i] = (int) Arrays.stream(cuts).filter(cut -> cut < value).count();
        }
        double truth = 0;
        for (int c = 0; c < cells; c++) {
          double most = 0;
          for (double mean : habit) {
            double upTo = c < cells - 1 ? normal.cumulativeProbability(cuts[c] - mean) : 1;
            double before = c > 0 ? normal.cumulativeProbability(cuts[c - 1] - mean) : 0;
            most = Math.max(most, upTo - before);
          }
          truth += most / people;
        }
        Labels of = Labels.of(cell);
        Labels hide = Labels.of(who);
        BlockLength block = BlockLength.choose(of, hide, null);
        Runs runs = Runs.of(of, hide, null, block.others(), Weighting.ROWS);
        double certified = Certificate.limit(runs, block.rows(), Certificate.DELTA);
        covered += certified >= truth ? 1 : 0;
        slack += (certified - truth) / RUNS;
      }
      print(
          String.format(
              Locale.ROOT,
              "across parts, persistence %.1f: covers %.1f %%, slack %.1f points",
              persistence,
              100.0 * covered / RUNS,
              100 * slack));
      assertTrue(covered >= FEWEST, covered + " of " + RUNS);
      assertTrue(slack < 0.06, "slack " + slack);
    }
  }

  private static void print(String line) {
    LINES.add(line);
  }

  @AfterAll
  static void write() throws IOException {
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, LINES);
  }
}
