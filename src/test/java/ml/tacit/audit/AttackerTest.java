package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Release;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker from outside stands beside those of the library. */
class AttackerTest {
  private static final Audit AUDIT = Audit.of("keep", "hide").quick();

  /**
   * The hidden class is the parity of a column's integer part: a saw tooth that no learner of the
   * library looks for.
   */
  private static final Synthetic.Recipe PARITY =
      (row, keep, hide, random) -> {
        Synthetic.INDEPENDENT.fill(row, keep, hide, random);
        row[2] = 2 * (random.nextInt(2000) - 1000) + hide + 0.5 * random.nextDouble();
        row[1] += 3 * hide; // that the raw rows leak to all, removed from the released ones
      };

  private static final Attacker READS_PARITY = attacker("parity", AttackerTest::parity);

  /** The only method of an attacker that differs here. */
  interface Scores {
    double[][] of(DMatrixRMaj train, int[] labels, int classes, DMatrixRMaj test);
  }

  @Test
  void aLeakThatOnlyTheCallersAttackerSeesIsShown() {
    AuditRows before = Synthetic.rows(2, 2, 100, 4, 2, PARITY);
    AuditRows after = withoutColumnOne(before);
    AuditResult without = AUDIT.run(before, after);
    assertFalse(without.verdict() == Verdict.LEAK_SHOWN, "control: " + without.reason());
    AuditResult with = AUDIT.withAttackers(READS_PARITY).run(before, after);
    assertEquals(Verdict.LEAK_SHOWN, with.verdict(), with.reason());
    assertTrue(with.reason().startsWith("parity names the hidden label"), with.reason());
    for (String stage : new String[] {Finding.BEFORE, Finding.AFTER}) {
      Finding finding = with.finding(Finding.PRIVACY, stage, "parity").orElseThrow();
      assertTrue(finding.accuracy() > 0.99, finding.toString());
      // Right in all of some 30 blocks: the limit, joint over 57 adversaries, cannot be much
      // higher.
      assertTrue(finding.low() > 0.8 && finding.significance().joint() <= 0.05, finding.toString());
      assertTrue(finding.scores().bits() > 0.8, "calibrated: " + finding.scores());
      assertTrue(
          with.together().stream()
              .anyMatch(t -> t.stage().equals(stage) && t.adversary().equals("parity")));
    }
    ReportContext context = ReportContext.of("t");
    assertTrue(AuditText.table(with).contains("  parity "));
    assertTrue(AuditJson.toJson(with, context).contains("\"parity\""));
    assertTrue(AuditHtml.page(with, context).contains("parity"));
    // Those of the library answer as before.
    for (Finding ours : without.findings(Finding.PRIVACY, Finding.AFTER)) {
      Finding now = with.finding(Finding.PRIVACY, Finding.AFTER, ours.adversary()).orElseThrow();
      assertEquals(ours.accuracy(), now.accuracy(), ours.adversary());
    }
  }

  @Test
  void anAttackerThatGuessesChangesNoVerdict() {
    AuditRows before = Synthetic.rows(2, 2, 100, 4, 2, PARITY);
    Attacker guesses =
        attacker(
            "guesses",
            (train, labels, classes, test) -> {
              Random random = new Random(test.numRows);
              double[][] scores = new double[test.numRows][classes];
              for (double[] row : scores) {
                Arrays.setAll(row, c -> random.nextDouble());
              }
              return scores;
            });
    AuditResult result = AUDIT.withAttackers(guesses).run(before, withoutColumnOne(before));
    assertFalse(result.verdict() == Verdict.LEAK_SHOWN, result.reason());
    Finding finding = result.finding(Finding.PRIVACY, Finding.AFTER, "guesses").orElseThrow();
    assertEquals(0, finding.scores().bits(), 0.05);
  }

  @Test
  void badScoresAreRefusedInOneLineThatNamesTheAttacker() {
    AuditRows rows = Synthetic.rows(2, 2, 20, 3, 2, Synthetic.GAUSSIAN);
    refused("scores of no rows, 20 expected", rows, (x, y, k, t) -> null);
    refused("scores of 3 rows, 20 expected", rows, (x, y, k, t) -> new double[3][k]);
    refused("row 1 has 3 scores, 2 expected", rows, (x, y, k, t) -> new double[t.numRows][3]);
    refused("row 1 has 0 scores, 2 expected", rows, (x, y, k, t) -> new double[t.numRows][]);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(
          "row 2, class 1 has score " + bad + ", a finite number expected",
          rows,
          (x, y, k, t) -> {
            double[][] scores = new double[t.numRows][k];
            scores[1][1] = bad;
            return scores;
          });
    }
    refused(
        "java.lang.IllegalStateException: no GPU",
        rows,
        (x, y, k, t) -> {
          throw new IllegalStateException("no GPU");
        });
  }

  @Test
  void theLargestScoresAreFine() {
    AuditRows rows = Synthetic.rows(2, 2, 20, 3, 2, Synthetic.GAUSSIAN);
    Attacker huge =
        attacker(
            "huge",
            (x, y, k, t) -> {
              double[][] scores = new double[t.numRows][k];
              Arrays.setAll(scores, i -> new double[] {Double.MAX_VALUE, -Double.MAX_VALUE});
              return scores;
            });
    Finding finding =
        AUDIT
            .withAttackers(huge)
            .run(rows)
            .finding(Finding.PRIVACY, Finding.BEFORE, "huge")
            .orElseThrow();
    assertEquals(0.5, finding.accuracy());
    assertTrue(Double.isFinite(finding.scores().bits()), finding.toString());
  }

  @Test
  void namesAreOneLineAndDifferent() {
    for (String name : new String[] {"", "  ", "two\nlines", "LDA per predicted keep", null}) {
      String taken = name != null && name.startsWith("LDA") ? ours() : name;
      assertThrows(
          IllegalArgumentException.class, () -> AUDIT.withAttackers(attacker(taken, null)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> AUDIT.withAttackers(READS_PARITY, READS_PARITY));
  }

  @Test
  void answersAreKeptOnlyWhereTheAttackerSaysSo(@TempDir Path folder) {
    AuditRows rows = Synthetic.rows(2, 2, 20, 3, 2, Synthetic.GAUSSIAN);
    Attacker keeps =
        new Attacker() {
          @Override
          public String name() {
            return "kept";
          }

          @Override
          public double[][] scores(DMatrixRMaj x, int[] y, int k, DMatrixRMaj t, long seed) {
            return parity(x, y, k, t);
          }

          @Override
          public boolean resumable() {
            return true;
          }
        };
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Audit audit = AUDIT.resumingIn(folder).withAttackers(READS_PARITY, keeps);
    AuditResult first = audit.run(rows);
    assertEquals(first, audit.onProgress(lines::add).run(rows));
    List<String> anew = lines.stream().filter(line -> !line.contains("(kept from")).toList();
    assertEquals(1, anew.size(), anew.toString());
    assertTrue(anew.get(0).startsWith("privacy, before: parity"), anew.toString());
  }

  @Test
  void whatAnAttackerWritesIntoItsRowsStaysWithIt() {
    AuditRows rows = Synthetic.rows(2, 2, 20, 3, 2, Synthetic.GAUSSIAN);
    Attacker vandal =
        attacker(
            "vandal",
            (x, y, k, t) -> {
              Arrays.fill(x.data, 0);
              Arrays.fill(t.data, 0);
              Arrays.fill(y, 0);
              return new double[t.numRows][k];
            });
    double[] raw = rows.train().rows().data.clone();
    AuditResult with = AUDIT.withAttackers(vandal).withThreads(1).run(rows);
    assertEquals(0, Arrays.compare(raw, rows.train().rows().data));
    AuditResult without = AUDIT.withThreads(1).run(rows);
    for (Finding ours : without.findings()) {
      String who = ours.adversary();
      assertEquals(
          ours.accuracy(),
          with.finding(ours.role(), ours.stage(), who).orElseThrow().accuracy(),
          who);
    }
  }

  @Test
  void aReleasePassesOnWhatItHidesAndWarnsOf() {
    AuditParts parts =
        AuditParts.timeBlocked(
            Synthetic.rows(2, 4, 30, 5, 2, Synthetic.GAUSSIAN).train(),
            "keep",
            "hide",
            0,
            0.4,
            0.36,
            0.24);
    Release release = release(parts, "hide");
    AuditResult result = AUDIT.run(parts, release);
    assertEquals(List.of("hide"), result.releaseHides());
    assertEquals(result.findings(), AUDIT.run(parts, release::transform).findings());
    assertTrue(notHidden(result).isEmpty());
    AuditResult other = Audit.of("hide", "keep").quick().run(parts, release);
    assertEquals(1, notHidden(other).size());
    assertEquals(
        "the release hides 'hide', not 'keep', which is attacked here",
        notHidden(other).get(0).sentence());
  }

  @Test
  void aReleaseThatKeepsRowsSaysSo() {
    AuditParts parts =
        AuditParts.timeBlocked(
            Synthetic.rows(2, 4, 30, 5, 2, Synthetic.GAUSSIAN).train(),
            "keep",
            "hide",
            0,
            0.4,
            0.36,
            0.24);
    Model keeps =
        Kernelized.of(Kernel.rbf(0.1), Dca.ridge(1))
            .withStandardization(false)
            .exact()
            .fit(parts.fit().rows(), Roles.keep("keep").withHide("hide"));
    Release release = Release.of(keeps, parts.fit().rows().features());
    assertFalse(release.warnings().isEmpty(), "control");
    assertEquals(
        release.warnings().stream().map(w -> w.message()).toList(),
        AUDIT.run(parts, release).warnings().stream()
            .filter(w -> w instanceof LeakWarning.OfTheModel)
            .map(LeakWarning::sentence)
            .toList());
  }

  private static List<LeakWarning> notHidden(AuditResult result) {
    return result.warnings().stream().filter(w -> w instanceof LeakWarning.NotHidden).toList();
  }

  private static Release release(AuditParts parts, String hide) {
    return Release.of(
        Rdca.ridge(1).fit(parts.fit().rows(), Roles.hide(hide)), parts.fit().rows().features());
  }

  private static void refused(String message, AuditRows rows, Scores scores) {
    Audit audit = AUDIT.withAttackers(attacker("mine", scores));
    String found = assertThrows(BadDataException.class, () -> audit.run(rows)).getMessage();
    assertEquals("attacker 'mine': " + message, found);
  }

  private static String ours() {
    return AUDIT
        .run(Synthetic.rows(2, 2, 10, 3, 2, Synthetic.GAUSSIAN))
        .adversaries(Finding.PRIVACY)
        .get(0);
  }

  private static Attacker attacker(String name, Scores scores) {
    return new Attacker() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double[][] scores(DMatrixRMaj x, int[] y, int k, DMatrixRMaj t, long seed) {
        return scores.of(x, y, k, t);
      }
    };
  }

  private static AuditRows withoutColumnOne(AuditRows rows) {
    List<DMatrixRMaj> parts = List.of(rows.train().rows().copy(), rows.test().rows().copy());
    Random random = new Random(7);
    for (DMatrixRMaj part : parts) {
      for (int i = 0; i < part.numRows; i++) {
        part.set(i, 1, random.nextGaussian());
      }
    }
    return new AuditRows(
        rows.train().withRows(rows.train().features(), parts.get(0)),
        rows.test().withRows(rows.test().features(), parts.get(1)));
  }

  private static double[][] parity(DMatrixRMaj train, int[] labels, int classes, DMatrixRMaj test) {
    double[][] scores = new double[test.numRows][classes];
    for (int i = 0; i < scores.length; i++) {
      scores[i][Math.floorMod((int) Math.floor(test.get(i, 2)), classes)] = 1;
    }
    return scores;
  }
}
