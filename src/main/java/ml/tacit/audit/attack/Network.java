package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * A classifying network with one hidden layer of rectified units, softmax on top, learned by Adam
 * (Kingma &amp; Ba, arXiv 1412.6980) with decoupled weight decay (Loshchilov &amp; Hutter, arXiv
 * 1711.05101) on small batches.
 *
 * <p>Own code, for the same bits on any number of threads and for batches that the matrix kernels
 * multiply at once.
 */
final class Network {
  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.02;
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double TINY = 1e-8;

  private final SplittableRandom random;
  private final Layer hidden;
  private final Layer output;
  private int epochs;
  private int steps;

  Network(int inputs, int units, int classes, long seed) {
    random = new SplittableRandom(seed);
    hidden = new Layer(inputs, units, random);
    output = new Layer(units, classes, random);
  }

  int epochs() {
    return epochs;
  }

  /** One epoch over all rows in a new order. */
  void learn(Matrix rows, int[] labels) {
    int[] order = Shuffle.of(AttackData.all(labels.length), random);
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
      step(rows, labels, batch);
    }
    epochs++;
  }

  /** Rows × classes. */
  double[] scores(Matrix rows) {
    DMatrixRMaj x = DMatrixRMaj.wrap(rows.rows(), rows.columns(), rows.values());
    return output.forward(rectified(hidden.forward(x))).data;
  }

  private void step(Matrix rows, int[] labels, int[] batch) {
    steps++;
    Matrix chosen = copied(rows, batch);
    DMatrixRMaj x = DMatrixRMaj.wrap(chosen.rows(), chosen.columns(), chosen.values());
    DMatrixRMaj h = rectified(hidden.forward(x));
    DMatrixRMaj error = output.forward(h);
    softmaxLessTruth(error, labels, batch);
    DMatrixRMaj back = Dense.multiply(error, Dense.transpose(output.weights));
    for (int i = 0; i < back.data.length; i++) {
      back.data[i] = h.data[i] > 0 ? back.data[i] : 0;
    }
    output.update(h, error, steps);
    hidden.update(x, back, steps);
  }

  /** Not {@link Matrix#select}: a batch of all rows has an order of its own. */
  private static Matrix copied(Matrix rows, int[] batch) {
    int d = rows.columns();
    double[] values = new double[batch.length * d];
    for (int i = 0; i < batch.length; i++) {
      System.arraycopy(rows.values(), batch[i] * d, values, i * d, d);
    }
    return new Matrix(values, batch.length, d);
  }

  private static DMatrixRMaj rectified(DMatrixRMaj h) {
    for (int i = 0; i < h.data.length; i++) {
      h.data[i] = Math.max(0, h.data[i]);
    }
    return h;
  }

  /** The derivative of the mean log loss by the scores, in place. */
  private static void softmaxLessTruth(DMatrixRMaj scores, int[] labels, int[] batch) {
    int k = scores.numCols;
    for (int i = 0; i < batch.length; i++) {
      double top = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        top = Math.max(top, scores.data[i * k + c]);
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        scores.data[i * k + c] = Math.exp(scores.data[i * k + c] - top);
        sum += scores.data[i * k + c];
      }
      for (int c = 0; c < k; c++) {
        double truth = labels[batch[i]] == c ? 1 : 0;
        scores.data[i * k + c] = (scores.data[i * k + c] / sum - truth) / batch.length;
      }
    }
  }

  /** Weights inputs × outputs and an offset per output, with the moments Adam keeps of each. */
  private static final class Layer {
    private final DMatrixRMaj weights;
    private final double[] offset;
    private final double[] mean;
    private final double[] square;

    Layer(int inputs, int outputs, SplittableRandom random) {
      weights = new DMatrixRMaj(inputs, outputs);
      offset = new double[outputs];
      mean = new double[(inputs + 1) * outputs];
      square = new double[(inputs + 1) * outputs];
      double scale = Math.sqrt(2.0 / inputs); // He et al., arXiv 1502.01852
      for (int i = 0; i < weights.data.length; i++) {
        weights.data[i] = scale * random.nextGaussian();
      }
    }

    DMatrixRMaj forward(DMatrixRMaj x) {
      DMatrixRMaj y = Dense.multiply(x, weights);
      for (int i = 0; i < y.data.length; i++) {
        y.data[i] += offset[i % offset.length];
      }
      return y;
    }

    void update(DMatrixRMaj x, DMatrixRMaj error, int step) {
      double[] gradient = Dense.multiplyTransposedA(x, error).data;
      double rate = RATE * Math.sqrt(1 - Math.pow(SECOND, step)) / (1 - Math.pow(FIRST, step));
      double kept = 1 - RATE * DECAY;
      for (int i = 0; i < gradient.length; i++) {
        weights.data[i] = kept * weights.data[i] - rate * moved(i, gradient[i]);
      }
      for (int c = 0; c < offset.length; c++) {
        double sum = 0;
        for (int i = 0; i < error.numRows; i++) {
          sum += error.data[i * offset.length + c];
        }
        offset[c] -= rate * moved(gradient.length + c, sum);
      }
    }

    private double moved(int i, double gradient) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient;
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient * gradient;
      return mean[i] / (Math.sqrt(square[i]) + TINY);
    }
  }
}
