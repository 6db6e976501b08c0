package ml.tacit.audit;

import java.util.List;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
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
  public List<Axis> grid(Effort effort) {
    return List.of(
        Axis.of("width", effort, 0.25, 1, 4), Axis.of("ridge", effort, 1, 0.1, 0.01, 0.001));
  }

  @Override
  public int rowLimit(Effort effort) {
    return effort.kernelRows();
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    int[] known = scene.positions(rows);
    double unit = form.unit(scene);
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
      DMatrixRMaj gram = gram(scene.distances(form.metric(), Side.TRAIN), known, gamma);
      for (int i = 0; i < known.length; i++) {
        gram.data[i * known.length + i] += setting[1];
      }
      DMatrixRMaj weights = Cholesky.of(gram).solve(targets);
      float[][] distances = scene.distances(form.metric(), side);
      return scores(distances, scene.positions(side, asked), known, gamma, weights, shares);
    };
  }

  private static DMatrixRMaj gram(float[][] distances, int[] known, double gamma) {
    int n = known.length;
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      float[] row = distances[known[i]];
      for (int j = 0; j <= i; j++) {
        gram.data[i * n + j] = Math.exp(-gamma * row[known[j]]);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        gram.data[i * n + j] = gram.data[j * n + i];
      }
    }
    return gram;
  }

  private static double[] scores(
      float[][] distances,
      int[] asked,
      int[] known,
      double gamma,
      DMatrixRMaj weights,
      double[] shares) {
    int k = shares.length;
    double[] scores = new double[asked.length * k];
    for (int from = 0; from < asked.length; from += BLOCK) {
      int height = Math.min(BLOCK, asked.length - from);
      DMatrixRMaj kernel = new DMatrixRMaj(height, known.length);
      for (int i = 0; i < height; i++) {
        float[] row = distances[asked[from + i]];
        for (int j = 0; j < known.length; j++) {
          kernel.data[i * known.length + j] = Math.exp(-gamma * row[known[j]]);
        }
      }
      double[] block = Dense.multiply(kernel, weights).data;
      System.arraycopy(block, 0, scores, from * k, block.length);
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] += shares[i % k];
    }
    return scores;
  }
}
