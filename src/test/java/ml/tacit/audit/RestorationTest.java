package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.Shared;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Release;
import ml.tacit.sensing.DataSets;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestorationTest {
  /** What comes back of a default release, and of the same before it rounds. */
  @ParameterizedTest
  @CsvSource({
    "rdca, 6, 2, 2",
    "rdca, 6, 2, 3",
    "rdca, 12, 5, 3",
    "rdca, 12, 2, 2",
    "rdca, 12, 5, 4",
    "rdca, 40, 10, 4",
    "rdca, 40, 2, 2",
    "rdca, 100, 10, 3",
    "rdca 5, 6, 2, 3",
    "rdca 36, 40, 5, 3",
    "dca 2, 6, 3, 3",
    "dca 3, 12, 3, 2",
    "pca 5, 6, 2, 4",
    "pca 5, 12, 2, 3",
    "pca 12, 12, 2, 4",
    "pca 20, 40, 2, 3"
  })
  void rowsOfGeneratedTablesComeBackOnlyBeforeRounding(
      String method, int columns, int people, int decimals) {
    LabelledRows rows = GridTable.of(1500, columns, people, decimals, columns);
    Roles roles = method.startsWith("rdca") ? Roles.hide("person") : Roles.keep("activity");
    requireRestoredOnlyBeforeRounding(rows, GridTable.trainer(method), roles);
  }

  /** Columns that follow from a few carry the digits of those few: rounding must know it. */
  @ParameterizedTest
  @CsvSource({
    "pca 5, 12, 3, 1",
    "pca 3, 12, 3, 1",
    "pca 10, 40, 10, 1",
    "dca 3, 12, 3, 1",
    "rdca, 40, 10, 1",
    "rdca, 12, 3, 2"
  })
  void rowsOfCorrelatedColumnsDoNotComeBack(String method, int columns, int factors, int decimals) {
    LabelledRows rows = GridTable.ofFactors(1500, columns, factors, 3, decimals, 7);
    Roles roles = method.startsWith("rdca") ? Roles.hide("person") : Roles.keep("activity");
    Release release = Release.of(GridTable.trainer(method).fit(part(rows, 0), roles));
    List<Restored> found = restored(new AuditRows(part(rows, 1), part(rows, 2)), release);
    for (Restored one : found.subList(0, found.size() - 1)) {
      assertEquals(0, one.restored(), one + ", candidates " + release.info().candidates());
    }
  }

  @Test
  void wholeNumbersComeBackOnlyBeforeRounding() {
    LabelledRows rows = GridTable.of(1500, 12, 2, 0, 12);
    requireRestoredOnlyBeforeRounding(rows, Rdca.ridge(1), Roles.hide("person"));
  }

  @Test
  void facesComeBackOnlyBeforeRounding() throws IOException {
    Shared.require("datasets/cmu-faces");
    LabelledRows rows = DataSets.load("faces");
    requireRestoredOnlyBeforeRounding(rows, Rdca.ridge(1), Roles.hide("person"));
  }

  @Test
  void sensorReadingsComeBackOnlyBeforeRounding() throws IOException {
    Shared.require("datasets/mhealth-sample");
    LabelledRows rows = DataSets.load("mhealth");
    List<Restored> found =
        restored(
            new AuditRows(part(rows, 1), part(rows, 2)),
            Release.of(Rdca.ridge(1).fit(part(rows, 0), Roles.hide("subject"))));
    assertEquals(4, found.size());
    found.subList(0, 3).forEach(r -> assertEquals(0, r.restored(), r.toString()));
    assertTrue(found.get(3).restored() >= 85, found.get(3).toString());
  }

  /** Of 8 people; with the 29 directions of all 30 the digits are too few for the columns. */
  @Test
  void windowFeaturesOfEightDigitsComeBackOnlyBeforeRounding() throws IOException {
    Shared.require("datasets/uci-har");
    LabelledRows rows = DataSets.load("har").select(IntStream.range(0, 3000).toArray());
    List<Restored> found =
        restored(
            new AuditRows(part(rows, 1), part(rows, 2)),
            Release.of(Rdca.ridge(1).fit(part(rows, 0), Roles.hide("subject"))));
    assertEquals(4, found.size());
    found.subList(0, 3).forEach(r -> assertEquals(0, r.restored(), r.toString()));
    assertTrue(found.get(3).restored() >= 70, found.get(3).toString());
  }

  @Test
  void aKernelIsNotSearchedAndItsRowsDoNotComeBack() {
    LabelledRows rows = GridTable.of(900, 6, 2, 3, 6);
    Model model =
        Kernelized.of(Kernel.rbf(0.1), Dca.ridge(1).withComponents(3))
            .fit(part(rows, 0), Roles.keep("activity"));
    List<Restored> found = restored(new AuditRows(part(rows, 1), part(rows, 2)), Release.of(model));
    assertEquals(Optional.of("a step of the release is not affine"), found.get(2).skipped());
    assertEquals(0, found.get(1).restored());
  }

  private static void requireRestoredOnlyBeforeRounding(
      LabelledRows rows, Trainer trainer, Roles roles) {
    AuditRows before = new AuditRows(part(rows, 1), part(rows, 2));
    Model model = trainer.fit(part(rows, 0), roles);
    List<Restored> found = restored(before, Release.of(model));
    Restored control = found.get(found.size() - 1);
    assertTrue(control.fullDigits());
    assertTrue(control.restored() >= 0.98 * control.rows(), control.toString());
    assertEquals(100, control.rows());
    for (Restored released : found.subList(0, found.size() - 1)) {
      assertEquals(0, released.restored(), released.toString());
      assertFalse(released.isShown(0.02));
    }
    Restored inHand = found.get(found.size() - 2);
    assertEquals(Restored.MODEL_IN_HAND, inHand.attack());
    assertTrue(inHand.skipped().isEmpty(), inHand.toString());

    List<Restored> full = restored(before, Release.of(model).withFullPrecision());
    Restored last = full.get(full.size() - 1);
    assertFalse(last.fullDigits());
    assertEquals(control.restored(), last.restored());
    assertTrue(last.isShown(0.02), last.toString());
  }

  private static LabelledRows part(LabelledRows rows, int which) {
    return rows.select(IntStream.range(0, rows.size()).filter(i -> i % 3 == which).toArray());
  }

  private static List<Restored> restored(AuditRows before, Release release) {
    AuditRows after =
        new AuditRows(release.transform(before.train()), release.transform(before.test()));
    AttackData data =
        after
            .attacked(Scaling.STANDARDISED, Budget.QUICK)
            .knowing(before.train().rows(), after.origins(before));
    return Restoration.of(before, after, data, Optional.of(release), 0.95);
  }
}
