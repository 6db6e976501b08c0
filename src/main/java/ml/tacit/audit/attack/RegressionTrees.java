package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Extremely randomised trees of a number (Geurts, Ernst &amp; Wehenkel, Mach. Learn. 63, 2006, doi
 * 10.1007/s10994-006-6226-1): at every node one random threshold for each of some random columns,
 * the one that leaves the least squares; the mean over the trees.
 */
final class RegressionTrees {
  /** Rows of a node that is not divided. */
  private static final int LEAF = 10;

  private final float[][] columns;
  private final double[] target;
  private final float[][] asked;

  /**
   * Learns nothing yet.
   *
   * @param target a number per row of {@code train}
   */
  RegressionTrees(Matrix train, double[] target, Matrix test) {
    this.columns = Forest.columns(train, AttackData.all(train.rows()));
    this.target = target;
    this.asked = Forest.columns(test, AttackData.all(test.rows()));
  }

  /** The number that so many trees give each test row; the same bits on any number of threads. */
  double[] predicted(int trees, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom[] own = new SplittableRandom[trees];
    Arrays.setAll(own, t -> random.split());
    int rows = asked[0].length;
    double[][] each =
        IntStream.range(0, trees)
            .parallel()
            .mapToObj(
                t -> {
                  double[] said = new double[rows];
                  grow(AttackData.all(target.length), AttackData.all(rows), said, own[t]);
                  return said;
                })
            .toArray(double[][]::new);
    double[] mean = new double[rows];
    for (double[] said : each) {
      for (int row = 0; row < rows; row++) {
        mean[row] += said[row] / trees;
      }
    }
    return mean;
  }

  /** Divides learned and asked rows alike; asked ones get the mean of their leaf. */
  private void grow(int[] learned, int[] wanted, double[] said, SplittableRandom random) {
    if (wanted.length == 0) {
      return;
    }
    int column = -1;
    float cut = 0;
    double best = 0;
    int tried = Math.max(1, columns.length / 3);
    for (int t = 0; t < tried && learned.length >= 2 * LEAF; t++) {
      int j = random.nextInt(columns.length);
      float[] values = columns[j];
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int row : learned) {
        low = Math.min(low, values[row]);
        high = Math.max(high, values[row]);
      }
      float at = (float) (low + random.nextDouble() * ((double) high - low));
      double gain = low < high ? gain(learned, values, at) : 0;
      if (gain > best) {
        best = gain;
        column = j;
        cut = at;
      }
    }
    if (column < 0) {
      double mean = Arrays.stream(learned).mapToDouble(row -> target[row]).average().orElse(0);
      for (int row : wanted) {
        said[row] = mean;
      }
      return;
    }
    float[] values = columns[column];
    float[] there = asked[column];
    float threshold = cut;
    grow(
        Arrays.stream(learned).filter(row -> values[row] < threshold).toArray(),
        Arrays.stream(wanted).filter(row -> there[row] < threshold).toArray(),
        said,
        random);
    grow(
        Arrays.stream(learned).filter(row -> values[row] >= threshold).toArray(),
        Arrays.stream(wanted).filter(row -> there[row] >= threshold).toArray(),
        said,
        random);
  }

  /** By how much a division lessens the squares; 0 if a side would be smaller than a leaf. */
  private double gain(int[] learned, float[] values, float cut) {
    double left = 0;
    double all = 0;
    int below = 0;
    for (int row : learned) {
      all += target[row];
      if (values[row] < cut) {
        left += target[row];
        below++;
      }
    }
    int above = learned.length - below;
    double right = all - left;
    return below < LEAF || above < LEAF
        ? 0
        : left * left / below + right * right / above - all * all / learned.length;
  }
}
