package ml.tacit.audit.attack;

import java.util.List;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.Elementwise;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernel ridge regression on class indicators: (K + ρI)A = Y, one Cholesky factorisation for all
 * classes; width and ridge tuned.
 */
record KernelClassifier(KernelForm form) implements Classifier {
  /** Rows asked about at a time. */
  private static final int BLOCK = 512;

  @Override
  public String name() {
    return form == KernelForm.RBF ? "RBF kernel ridge" : "Laplacian kernel ridge";
  }

  @Override
  public int weight() {
    return form == KernelForm.RBF ? 6 : 8;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(
        Axis.of("width", budget, 0.25, 1, 4), Axis.of("ridge", budget, 1, 0.1, 0.01, 0.001));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.kernelRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    int[] known = data.positions(rows);
    double unit = data.unit(form.metric());
    double[] shares = new double[task.classes()];
    for (int row : rows) {
      shares[task.labels()[row]] += 1.0 / rows.length;
    }
    DMatrixRMaj targets = new DMatrixRMaj(rows.length, task.classes());
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < task.classes(); c++) {
        targets.set(i, c, (task.labels()[rows[i]] == c ? 1 : 0) - shares[c]);
      }
    }
    return (setting, side, asked) -> {
      double gamma = setting[0] * unit;
      DMatrixRMaj gram = gram(data.distances(form.metric()), known, gamma);
      for (int i = 0; i < known.length; i++) {
        gram.data[i * known.length + i] += setting[1];
      }
      DMatrixRMaj weights = Cholesky.overwriting(gram).solve(targets);
      double[] scores = new double[asked.length * task.classes()];
      data.distances(
          form.metric(),
          side,
          asked,
          (first, distances) -> score(distances, known, gamma, weights, scores, first));
      for (int i = 0; i < scores.length; i++) {
        scores[i] += shares[i % task.classes()];
      }
      return scores;
    };
  }

  /** The lower triangle, which is all that is read. */
  private static DMatrixRMaj gram(float[][] distances, int[] known, double gamma) {
    int n = known.length;
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      float[] row = distances[known[i]];
      for (int j = 0; j <= i; j++) {
        gram.data[i * n + j] = row[known[j]];
      }
      Elementwise.exp(-gamma, gram.data, i * n, i * n + i + 1);
    }
    return gram;
  }

  /** What the weights say of some rows, in blocks; scores from row {@code first} on. */
  private static void score(
      float[][] distances,
      int[] known,
      double gamma,
      DMatrixRMaj weights,
      double[] scores,
      int first) {
    int k = weights.numCols;
    for (int from = 0; from < distances.length; from += BLOCK) {
      int height = Math.min(BLOCK, distances.length - from);
      DMatrixRMaj kernel = new DMatrixRMaj(height, known.length);
      for (int i = 0; i < height; i++) {
        float[] row = distances[from + i];
        for (int j = 0; j < known.length; j++) {
          kernel.data[i * known.length + j] = row[known[j]];
        }
      }
      Elementwise.exp(-gamma, kernel.data, 0, kernel.data.length);
      double[] block = Dense.multiply(kernel, weights).data;
      System.arraycopy(block, 0, scores, (first + from) * k, block.length);
    }
  }
}
