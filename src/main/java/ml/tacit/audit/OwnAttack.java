package ml.tacit.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** An {@link Attacker} among the adversaries: runs it, checks its scores, calibrates them. */
record OwnAttack(Attacker attacker) implements Adversary {
  /** How long it takes is unknown, so it starts before all others. */
  private static final int WEIGHT = 1000;

  @Override
  public String name(String keep) {
    return attacker.name();
  }

  @Override
  public int weight() {
    return WEIGHT;
  }

  @Override
  public boolean storable() {
    return attacker.resumable();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    DMatrixRMaj train = data.trainAsGiven();
    int[] fit = task.inner().fit();
    int[] tune = task.inner().tune();
    int[] held = chosen(task.labels(), tune);
    double[] heldOut =
        scores(rows(train, fit), chosen(task.labels(), fit), rows(train, tune), task);
    double[] scores = scores(train.copy(), task.labels().clone(), data.testAsGiven().copy(), task);
    return Predictions.of(scores, heldOut, held, task.classes(), "");
  }

  private double[] scores(DMatrixRMaj train, int[] labels, DMatrixRMaj test, LearningTask task) {
    int rows = test.numRows;
    double[][] scores;
    try {
      scores = attacker.scores(train, labels, task.classes(), test, task.seed());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadDataException(
          String.format(Locale.ROOT, "attacker '%s': %s", attacker.name(), e), e);
    }
    return checked(scores, rows, task.classes());
  }

  private double[] checked(double[][] scores, int rows, int classes) {
    if (scores == null || scores.length != rows) {
      throw bad(String.format(Locale.ROOT, "scores of %s rows, %s expected", count(scores), rows));
    }
    double[] flat = new double[rows * classes];
    for (int i = 0; i < rows; i++) {
      if (scores[i] == null || scores[i].length != classes) {
        int found = scores[i] == null ? 0 : scores[i].length;
        throw bad(
            String.format(Locale.ROOT, "row %s has %s scores, %s expected", i + 1, found, classes));
      }
      for (int c = 0; c < classes; c++) {
        if (!Double.isFinite(scores[i][c])) {
          throw bad(
              String.format(
                  Locale.ROOT,
                  "row %s, class %s has score %s, a finite number expected",
                  i + 1,
                  c,
                  scores[i][c]));
        }
        flat[i * classes + c] = scores[i][c];
      }
    }
    return flat;
  }

  private static String count(double[][] scores) {
    return scores == null ? "no" : Integer.toString(scores.length);
  }

  private BadDataException bad(String what) {
    return new BadDataException(
        String.format(Locale.ROOT, "attacker '%s': %s", attacker.name(), what));
  }

  private static DMatrixRMaj rows(DMatrixRMaj all, int[] chosen) {
    DMatrixRMaj rows = new DMatrixRMaj(chosen.length, all.numCols);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(all.data, chosen[i] * all.numCols, rows.data, i * all.numCols, all.numCols);
    }
    return rows;
  }

  private static int[] chosen(int[] labels, int[] rows) {
    return Arrays.stream(rows).map(row -> labels[row]).toArray();
  }
}
