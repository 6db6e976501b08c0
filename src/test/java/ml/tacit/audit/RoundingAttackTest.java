package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import ml.tacit.release.Release;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;

/** What was erased from whole numbers and flags comes back from released digits, and is found. */
class RoundingAttackTest {
  private static final Audit AUDIT = Audit.of("keep", "hide").withUnit(Unit.ROWS).quick();

  @Test
  void wholeNumbersAndFlagsGiveTheErasedLabelBack() {
    AuditParts parts =
        AuditParts.byRow(CoarseTable.census(1500, 1), "keep", "hide", 1, 0.4, 0.36, 0.24);
    SubspaceModel model = Rdca.ridge(Ridge.DEFAULT).fit(parts.fit().rows(), Roles.hide("hide"));
    AuditResult result =
        AUDIT.run(parts, part -> part.withRows(part.features(), model.transform(part.rows())));
    assertEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    assertEquals(List.of(), coarse(result, Finding.BEFORE));
    assertEquals(6, coarse(result, Finding.AFTER).size());
    for (Finding finding : coarse(result, Finding.AFTER)) {
      assertTrue(finding.low() > result.majority() + 0.1, finding.toString());
    }
  }

  @Test
  void defaultReleaseIsOnItsGridsAndNotAttackedSo() {
    AuditParts parts =
        AuditParts.byRow(CoarseTable.census(600, 1), "keep", "hide", 1, 0.4, 0.36, 0.24);
    SubspaceModel model = Rdca.ridge(Ridge.DEFAULT).fit(parts.fit().rows(), Roles.hide("hide"));
    Release release = Release.of(model, parts.fit().rows().features());
    assertEquals(List.of(), coarse(AUDIT.run(parts, release), Finding.AFTER));
  }

  /** What desensitize offers for such tables: components, which have no grids to go back to. */
  @Test
  void componentsLeaveTheBlindGuess() {
    for (LabelledRows rows : List.of(CoarseTable.oneFlag(1500, 1), CoarseTable.census(1500, 1))) {
      AuditParts parts = AuditParts.byRow(rows, "keep", "hide", 1, 0.4, 0.36, 0.24);
      LabelledRows fit = parts.fit().rows();
      SubspaceModel model =
          new Duca(Ridge.DEFAULT, 1, 1e6, 1).fit(fit, Roles.hide("hide").withKeep("keep"));
      AuditResult result = AUDIT.run(parts, Release.of(model, fit.features()));
      assertNotEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
      for (Finding finding : result.findings(Finding.PRIVACY, Finding.AFTER)) {
        assertTrue(finding.low() <= result.majority(), finding.toString());
      }
    }
  }

  @Test
  void rowsWithoutCoarseColumnsAreNotAttackedSo() {
    LabelledRows rows = Synthetic.part(2, 2, 40, 4, new Random(2), Synthetic.GAUSSIAN);
    AuditResult result =
        AUDIT.run(AuditParts.byRow(rows, "keep", "hide", 1, 0.4, 0.36, 0.24), part -> part);
    assertEquals(List.of(), coarse(result, Finding.AFTER));
  }

  /** What the adversaries found that need coarse columns. */
  private static List<Finding> coarse(AuditResult result, String stage) {
    return result.findings(Finding.PRIVACY, stage).stream()
        .filter(f -> f.adversary().contains("residues") || f.adversary().contains("rounded"))
        .toList();
  }
}
