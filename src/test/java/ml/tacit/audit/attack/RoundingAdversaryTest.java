package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import ml.tacit.audit.CoarseTable;
import ml.tacit.release.Release;
import ml.tacit.score.LinearLoss;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Who attacks residues and rounded rows: cells come back, and with them the label. */
class RoundingAdversaryTest {
  private static final LabelledRows FIT = CoarseTable.census(3000, 1);
  private static final LabelledRows TRAIN = CoarseTable.census(3000, 2);
  private static final LabelledRows TEST = CoarseTable.census(2000, 3);
  private static final SubspaceModel MODEL = Rdca.ridge(Ridge.DEFAULT).fit(FIT, Roles.hide("hide"));
  private static final Origins ORIGINS =
      Origins.of(FIT.features(), MODEL.transform(TRAIN.rows()), FIT.features(), TRAIN.rows());

  @Test
  void findsCoarseColumns() {
    // Age is finer than a tenth of its deviation, weight has no grid.
    assertEquals("[1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]", Arrays.toString(ORIGINS.coarse()));
    DMatrixRMaj component = new DMatrixRMaj(TRAIN.size(), 1);
    assertEquals(
        Origins.UNKNOWN, Origins.of(List.of("rdca1"), component, FIT.features(), TRAIN.rows()));
  }

  @Test
  void coarseCellsComeBackWithoutRawRows() {
    AttackData data = data(FIT, TRAIN, TEST, MODEL::transform);
    int[] coarse = ORIGINS.coarse();
    double released = share(Matrix.of(data.testAsGiven()), coarse);
    double back = share(HiddenScores.of(data).restored(data.testAsGiven()), coarse);
    assertTrue(released < 0.01, "cells as released " + released);
    assertTrue(back > 0.999, "cells " + back);
  }

  @Test
  void allCellsComeBackWithRawTrainingRows() {
    AttackData data = data(FIT, TRAIN, TEST, MODEL::transform);
    Matrix rows = HiddenScores.knowingRaw(data).restored(data.testAsGiven());
    double back = share(rows, AttackData.all(FIT.features().size()));
    assertTrue(back > 0.999, "cells " + back);
  }

  /** Means are equal after an erasure: what is not rounded back, a linear learner is blind to. */
  @Test
  void erasedLabelComesBackFromWholeNumbers() {
    AttackData data = data(FIT, TRAIN, TEST, MODEL::transform);
    Adversary logistic = new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC));
    double blind = accuracy(logistic, data, TRAIN, TEST);
    assertEquals(0.5, blind, 0.05);
    for (Adversary who : coarse()) {
      double accuracy = accuracy(who, data, TRAIN, TEST);
      assertTrue(accuracy > 0.8, who.name("keep") + " " + accuracy);
    }
  }

  /** One 1 in 3,000 rows: the rest of the column is the score that was erased. */
  @Test
  void erasedLabelComesBackFromOneFlag() {
    LabelledRows fit = CoarseTable.oneFlag(3000, 1);
    LabelledRows train = CoarseTable.oneFlag(3000, 2);
    LabelledRows test = CoarseTable.oneFlag(2000, 3);
    SubspaceModel model = Rdca.ridge(Ridge.DEFAULT).fit(fit, Roles.hide("hide"));
    AttackData data = data(fit, train, test, model::transform);
    for (Adversary who : coarse()) {
      double accuracy = accuracy(who, data, train, test);
      assertTrue(accuracy > 0.75, who.name("keep") + " " + accuracy); // Φ(1) = 0.84 at best
    }
  }

  /** The default release puts coarse columns on their grids again, at random: no residues. */
  @Test
  void defaultReleaseHasNoResidues() {
    Release release = Release.of(MODEL);
    AttackData data = data(FIT, TRAIN, TEST, release::transform);
    assertEquals(0, data.origins().coarse().length);
    Origins known = data(FIT, TRAIN, TEST, MODEL::transform).origins();
    AttackData searched = data.knowing(TRAIN.rows(), known);
    Adversary logistic = new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC));
    assertEquals(
        0.5, accuracy(new ResidueAdversary(logistic), searched, TRAIN, TEST), 0.05, "residues");
    for (boolean raw : new boolean[] {false, true}) {
      double accuracy = accuracy(new RoundingAdversary(logistic, raw), searched, TRAIN, TEST);
      assertEquals(0.5, accuracy, 0.05, "rounded, raw rows known: " + raw);
    }
  }

  private static List<Adversary> coarse() {
    return Adversary.forPrivacy().stream().filter(Adversary::needsCoarse).toList();
  }

  private static AttackData data(
      LabelledRows fit, LabelledRows train, LabelledRows test, UnaryOperator<DMatrixRMaj> release) {
    DMatrixRMaj released = release.apply(train.rows());
    Origins origins = Origins.of(fit.features(), released, fit.features(), train.rows());
    return AttackData.of(released, release.apply(test.rows()), Budget.QUICK)
        .knowing(train.rows(), origins);
  }

  private static double accuracy(
      Adversary who, AttackData data, LabelledRows train, LabelledRows test) {
    int[] labels = train.label("hide").codes();
    int[] given = train.label("keep").codes();
    LearningTask task =
        new LearningTask(labels, 2, given, 2, null, InnerSplit.of(given, labels), Budget.QUICK, 1);
    int[] codes = Workers.run(() -> who.attack(data, task)).codes();
    int[] truth = test.label("hide").codes();
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      right += codes[i] == truth[i] ? 1 : 0;
    }
    return (double) right / truth.length;
  }

  /** The share of test cells that are right. */
  private static double share(Matrix rows, int[] columns) {
    DMatrixRMaj raw = TEST.rows();
    int right = 0;
    for (int i = 0; i < raw.numRows; i++) {
      for (int j : columns) {
        right += Math.abs(rows.values()[i * rows.columns() + j] - raw.get(i, j)) < 1e-6 ? 1 : 0;
      }
    }
    return (double) right / raw.numRows / columns.length;
  }
}
