package ml.tacit.score;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Gradient boosting of the log loss, Newton steps in leaves: one score where there are two classes
 * (s and −s halves), else a vector in each leaf for all classes at once (Zhang and Jung,
 * arXiv:1909.04373). Not thread-safe.
 */
final class Boosting {
  /** A tree may cut at all of so few columns. */
  private static final int FEW_COLUMNS = 8;

  /** Of more columns than this a tree sees a quarter, which is for time. */
  private static final int MANY_COLUMNS = 256;

  private final int classes;
  private final int outputs;
  private final int[] codes;
  private final ColumnBins bins;
  private final TreeGrower grower;
  private final BoostedTrees.Builder trees;
  private final SplittableRandom random;
  private final double[] base;
  private final double[] said;

  Boosting(DMatrixRMaj rows, ColumnBins bins, int[] codes, int classes, int leastRows, long seed) {
    this.classes = classes;
    this.outputs = classes == 2 ? 1 : classes;
    this.codes = codes;
    this.bins = bins;
    this.grower = new TreeGrower(bins, codes.length, outputs, leastRows);
    this.trees = new BoostedTrees.Builder(rows.numCols, outputs);
    this.random = new SplittableRandom(seed);
    this.base = base();
    this.said = new double[codes.length * outputs];
    for (int i = 0; i < said.length; i++) {
      said[i] = base[i % outputs];
    }
  }

  /** The scores of the class shares. */
  private double[] base() {
    double[] logs = new double[classes];
    for (int code : codes) {
      logs[code]++;
    }
    for (int c = 0; c < classes; c++) {
      logs[c] = Math.log((logs[c] + 0.5) / codes.length);
    }
    return outputs == 1 ? new double[] {logs[1] - logs[0]} : logs;
  }

  /** One tree more. */
  void round(int leaves, double rate) {
    double[] gradient = new double[said.length];
    double[] curvature = new double[said.length];
    derivatives(gradient, curvature);
    grower.grow(gradient, curvature, columns(), leaves, rate, trees, said);
  }

  /**
   * Half of the columns at random, so that trees differ: on Adult the area under the curve of
   * income is 0.925 in place of 0.924.
   */
  private boolean[] columns() {
    int d = bins.columns();
    boolean[] chosen = new boolean[d];
    int left = Math.max(Math.min(d, FEW_COLUMNS), d > MANY_COLUMNS ? d / 4 : (d + 1) / 2);
    for (int j = 0; j < d; j++) {
      if (random.nextInt(d - j) < left) {
        chosen[j] = true;
        left--;
      }
    }
    return chosen;
  }

  private void derivatives(double[] gradient, double[] curvature) {
    double[] p = new double[outputs];
    for (int i = 0; i < codes.length; i++) {
      int at = i * outputs;
      if (outputs == 1) {
        p[0] = 1 / (1 + Math.exp(-said[at]));
      } else {
        softmax(said, at, p);
      }
      for (int c = 0; c < outputs; c++) {
        int truth = outputs == 1 ? codes[i] : codes[i] == c ? 1 : 0;
        gradient[at + c] = p[c] - truth;
        curvature[at + c] = p[c] * (1 - p[c]);
      }
    }
  }

  private static void softmax(double[] scores, int at, double[] p) {
    double top = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < p.length; c++) {
      top = Math.max(top, scores[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(scores[at + c] - top);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
  }

  /** The first trees. */
  BoostedTrees trees(int count) {
    return trees.first(count);
  }

  /** From what trees say to a score per class, times a factor. */
  LinearScores readout(double factor) {
    DMatrixRMaj weights = new DMatrixRMaj(outputs, classes);
    double[] offset = new double[classes];
    for (int c = 0; c < classes; c++) {
      if (outputs == 1) {
        double half = factor * (c == 1 ? 0.5 : -0.5);
        weights.set(0, c, half);
        offset[c] = half * base[0];
      } else {
        weights.set(c, c, factor);
        offset[c] = factor * base[c];
      }
    }
    return new LinearScores(weights, offset);
  }

  /** What the last tree says of other rows, added to what the ones before did. */
  void addLast(DMatrixRMaj rows, DMatrixRMaj sums) {
    DMatrixRMaj more = trees.last().apply(rows);
    for (int i = 0; i < more.data.length; i++) {
      sums.data[i] += more.data[i];
    }
  }

  int outputs() {
    return outputs;
  }
}
