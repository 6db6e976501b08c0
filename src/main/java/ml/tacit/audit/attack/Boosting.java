package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Gradient boosting of the softmax log loss with one tree per round for all classes at once (a
 * vector in each leaf: Zhang &amp; Jung, arXiv 1909.04373), random thresholds as in {@link Forest},
 * shrunk Newton steps in the leaves (Friedman, Ann. Statist. 29, 2001).
 *
 * <p>A tree per class, as usual, would cost as many trees as there are people.
 *
 * <p>Own code, as Smile's boosting grows a tree per class and its bits follow the number of
 * threads; {@code SmileOracleTest} compares the two.
 */
final class Boosting {
  private static final double RATE = 0.1;
  private static final int DEPTH = 6;
  private static final int SMALLEST = 8;
  private static final double RIDGE = 1;

  /** Share of the rows a tree is grown on. */
  private static final double SAMPLED = 0.6;

  private final float[][] columns;
  private final int[] labels;
  private final int classes;
  private final int tried;
  private final SplittableRandom random;
  private final double[] scores; // rows × classes, of the learned rows
  private final double[] gradient; // probability less truth
  private final double[] hessianDiagonal; // p(1 − p)
  private Tree[] trees = new Tree[0];

  Boosting(Matrix train, int[] labels, int classes, int tried, long seed) {
    this.columns = Forest.columns(train, AttackData.all(train.rows()));
    this.labels = labels;
    this.classes = classes;
    this.tried = tried;
    this.random = new SplittableRandom(seed);
    this.scores = new double[labels.length * classes];
    this.gradient = new double[scores.length];
    this.hessianDiagonal = new double[scores.length];
  }

  int rounds() {
    return trees.length;
  }

  /** Rounds up to a number of them. */
  void learn(int rounds) {
    int done = trees.length;
    trees = Arrays.copyOf(trees, rounds);
    for (int t = done; t < rounds; t++) {
      derivatives();
      trees[t] = new Growth(sample()).grow();
      for (int i = 0; i < labels.length; i++) {
        trees[t].add(columns, i, scores, i * classes);
      }
    }
  }

  /** Rows × classes. */
  double[] scores(Matrix rows) {
    float[][] asked = Forest.columns(rows, AttackData.all(rows.rows()));
    double[] sums = new double[rows.rows() * classes];
    for (int i = 0; i < rows.rows(); i++) {
      for (Tree tree : trees) {
        tree.add(asked, i, sums, i * classes);
      }
    }
    return sums;
  }

  private void derivatives() {
    double[] p = new double[classes];
    for (int i = 0; i < labels.length; i++) {
      int at = i * classes;
      double top = scores[at];
      for (int c = 1; c < classes; c++) {
        top = Math.max(top, scores[at + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        p[c] = Math.exp(scores[at + c] - top);
        sum += p[c];
      }
      for (int c = 0; c < classes; c++) {
        double share = p[c] / sum;
        gradient[at + c] = share - (labels[i] == c ? 1 : 0);
        hessianDiagonal[at + c] = share * (1 - share);
      }
    }
  }

  private int[] sample() {
    int[] all = Shuffle.of(AttackData.all(labels.length), random);
    return Arrays.copyOf(all, (int) Math.ceil(SAMPLED * all.length));
  }

  /** Nodes in one array each; a leaf has column −1 and its steps at {@code below}. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Tree(int[] column, float[] threshold, int[] below, double[] steps, int classes) {
    void add(float[][] columns, int row, double[] scores, int at) {
      int node = 0;
      while (column[node] >= 0) {
        node = below[node] + (columns[column[node]][row] < threshold[node] ? 0 : 1);
      }
      for (int c = 0; c < classes; c++) {
        scores[at + c] += steps[below[node] + c];
      }
    }
  }

  /** One tree being grown on some rows. */
  private final class Growth {
    private static final int NODES = 2 << DEPTH;
    private final int[] order;
    private final int[] column = new int[NODES];
    private final float[] threshold = new float[NODES];
    private final int[] below = new int[NODES];
    private final double[] steps = new double[NODES * classes];
    private final double[] total = new double[classes];
    private final double[] left = new double[classes];
    private int nodes = 1;
    private int leaves;

    Growth(int[] order) {
      this.order = order;
    }

    Tree grow() {
      grow(0, 0, order.length, DEPTH);
      return new Tree(column, threshold, below, steps, classes);
    }

    private void grow(int node, int from, int to, int depth) {
      if (depth == 0 || to - from < 2 * SMALLEST || !split(node, from, to)) {
        leaf(node, from, to);
        return;
      }
      int middle = Forest.part(order, columns[column[node]], threshold[node], from, to);
      int first = nodes;
      below[node] = first;
      nodes += 2;
      grow(first, from, middle, depth - 1);
      grow(first + 1, middle, to, depth - 1);
    }

    private void leaf(int node, int from, int to) {
      column[node] = -1;
      below[node] = classes * leaves++;
      for (int c = 0; c < classes; c++) {
        double gradients = 0;
        double curvature = RIDGE;
        for (int i = from; i < to; i++) {
          gradients += gradient[order[i] * classes + c];
          curvature += hessianDiagonal[order[i] * classes + c];
        }
        steps[below[node] + c] = -RATE * gradients / curvature;
      }
    }

    /** The best of some random columns, a random row's value as threshold for each. */
    private boolean split(int node, int from, int to) {
      Arrays.fill(total, 0);
      sum(total, from, to, null, 0);
      double best = gain(total, to - from);
      boolean found = false;
      for (int t = 0; t < tried; t++) {
        int candidate = random.nextInt(columns.length);
        float[] values = columns[candidate];
        float cut = values[order[from + random.nextInt(to - from)]];
        Arrays.fill(left, 0);
        int rows = sum(left, from, to, values, cut);
        if (rows < SMALLEST || to - from - rows < SMALLEST) {
          continue;
        }
        double gain = gain(left, rows);
        for (int c = 0; c < classes; c++) {
          left[c] = total[c] - left[c];
        }
        gain += gain(left, to - from - rows);
        if (gain > best) {
          best = gain;
          found = true;
          column[node] = candidate;
          threshold[node] = cut;
        }
      }
      return found;
    }

    /** Adds the gradients of the rows below a threshold, of all rows without values. */
    private int sum(double[] to, int from, int end, float[] values, float cut) {
      int rows = 0;
      for (int i = from; i < end; i++) {
        int row = order[i];
        if (values == null || values[row] < cut) {
          rows++;
          int at = row * classes;
          for (int c = 0; c < classes; c++) {
            to[c] += gradient[at + c];
          }
        }
      }
      return rows;
    }

    private double gain(double[] gradients, int rows) {
      double squares = 0;
      for (double value : gradients) {
        squares += value * value;
      }
      return squares / (rows + RIDGE);
    }
  }
}
