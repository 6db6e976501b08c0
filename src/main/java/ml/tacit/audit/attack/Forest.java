package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import ml.tacit.audit.statistics.Argmax;

/**
 * Extremely randomised trees (Geurts, Ernst &amp; Wehenkel, Mach. Learn. 63, 2006, doi
 * 10.1007/s10994-006-6226-1): at every node one random threshold for each of some random columns,
 * the best by Gini impurity; trees grown out on all rows, a vote each.
 *
 * <p>As accurate as a random forest and many times quicker: nothing is sorted. Tree {@code t} uses
 * the t-th split of one seeded generator.
 *
 * <p>Own code, as Smile's forest follows the number of threads and sorts every column; {@code
 * SmileOracleTest} compares the two.
 */
final class Forest {
  private final Tree[] trees;

  private Forest(Tree[] trees) {
    this.trees = trees;
  }

  /**
   * Grows trees.
   *
   * @param rows rows to learn from
   * @param labels a class per learned row
   * @param tried columns tried per node, those that are constant there not counted
   */
  static Forest grow(
      Matrix features, int[] rows, int[] labels, int classes, int count, int tried, long seed) {
    float[][] columns = columns(features, rows);
    SplittableRandom random = new SplittableRandom(seed);
    Tree[] trees = new Tree[count];
    for (int t = 0; t < count; t++) {
      trees[t] = new Growth(columns, labels, classes, tried, random.split()).grow();
    }
    return new Forest(trees);
  }

  /** Votes per class of the asked rows, row-major. */
  double[] votes(Matrix features, int[] asked, int classes) {
    double[] votes = new double[asked.length * classes];
    int d = features.columns();
    float[] row = new float[d];
    for (int i = 0; i < asked.length; i++) {
      for (int j = 0; j < d; j++) {
        row[j] = (float) features.values()[asked[i] * d + j];
      }
      for (Tree tree : trees) {
        votes[i * classes + tree.name(row)]++;
      }
    }
    return votes;
  }

  /** The chosen rows, column by column. */
  static float[][] columns(Matrix features, int[] rows) {
    float[][] columns = new float[features.columns()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = (float) features.values()[rows[i] * columns.length + j];
      }
    }
    return columns;
  }

  /** Moves the rows below a threshold to the front; where the others begin. */
  static int part(int[] order, float[] values, float cut, int from, int to) {
    int middle = from;
    for (int i = from; i < to; i++) {
      int row = order[i];
      if (values[row] < cut) {
        order[i] = order[middle];
        order[middle++] = row;
      }
    }
    return middle;
  }

  /** Nodes in one array each; a leaf has column −1 and its class in {@code below}. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves a forest, never compared
  private record Tree(int[] column, float[] threshold, int[] below) {
    int name(float[] row) {
      int node = 0;
      while (column[node] >= 0) {
        node = below[node] + (row[column[node]] < threshold[node] ? 0 : 1);
      }
      return below[node];
    }
  }

  /** One tree being grown. */
  private static final class Growth {
    private final float[][] columns;
    private final int[] labels;
    private final int tried;
    private final SplittableRandom random;
    private final int[] order; // row numbers, those of a node side by side
    private final int[] shuffled; // column numbers
    private final int[] total;
    private final int[] left;
    private final int[] column;
    private final float[] threshold;
    private final int[] below;
    private int nodes = 1;

    Growth(float[][] columns, int[] labels, int classes, int tried, SplittableRandom random) {
      this.columns = columns;
      this.labels = labels;
      this.tried = tried;
      this.random = random;
      this.order = AttackData.all(labels.length);
      this.shuffled = AttackData.all(columns.length);
      this.total = new int[classes];
      this.left = new int[classes];
      this.column = new int[2 * labels.length];
      this.threshold = new float[2 * labels.length];
      this.below = new int[2 * labels.length];
    }

    Tree grow() {
      int[] pending = new int[3 * 2 * labels.length]; // node, from, to
      pending[2] = labels.length;
      for (int top = 1; top > 0; ) {
        top--;
        int node = pending[3 * top];
        int from = pending[3 * top + 1];
        int to = pending[3 * top + 2];
        if (!count(from, to) || !split(node, from, to)) {
          column[node] = -1;
          below[node] = Argmax.of(total);
          continue;
        }
        int middle = part(order, columns[column[node]], threshold[node], from, to);
        below[node] = nodes;
        pending[3 * top] = nodes;
        pending[3 * top + 1] = from;
        pending[3 * top + 2] = middle;
        top++;
        pending[3 * top] = nodes + 1;
        pending[3 * top + 1] = middle;
        pending[3 * top + 2] = to;
        top++;
        nodes += 2;
      }
      return new Tree(
          Arrays.copyOf(column, nodes),
          Arrays.copyOf(threshold, nodes),
          Arrays.copyOf(below, nodes));
    }

    /** Counts the classes of a node; whether there is more than one. */
    private boolean count(int from, int to) {
      Arrays.fill(total, 0);
      for (int i = from; i < to; i++) {
        total[labels[order[i]]]++;
      }
      return total[labels[order[from]]] < to - from;
    }

    /** Finds a column and a threshold; false if all columns are constant here. */
    private boolean split(int node, int from, int to) {
      double best = Double.NEGATIVE_INFINITY;
      int useful = 0;
      for (int at = 0; at < columns.length && useful < tried; at++) {
        int other = at + random.nextInt(columns.length - at);
        int candidate = shuffled[other];
        shuffled[other] = shuffled[at];
        shuffled[at] = candidate;
        float[] values = columns[candidate];
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
          float value = values[order[i]];
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
        if (!(low < high)) {
          continue;
        }
        useful++;
        // Above the lowest and at most the highest, so that neither side is empty.
        float cut = high - (float) (random.nextDouble() * ((double) high - low));
        cut = cut > low ? cut : high;
        double purity = purity(values, cut, from, to);
        if (purity > best) {
          best = purity;
          column[node] = candidate;
          threshold[node] = cut;
        }
      }
      return useful > 0;
    }

    /** Σ over both sides of Σ_c count² / rows: Gini impurity turned round, of fixed totals. */
    private double purity(float[] values, float cut, int from, int to) {
      Arrays.fill(left, 0);
      int rowsLeft = 0;
      for (int i = from; i < to; i++) {
        int row = order[i];
        int side = values[row] < cut ? 1 : 0;
        left[labels[row]] += side;
        rowsLeft += side;
      }
      double squaresLeft = 0;
      double squaresRight = 0;
      for (int c = 0; c < left.length; c++) {
        double right = total[c] - left[c];
        squaresLeft += (double) left[c] * left[c];
        squaresRight += right * right;
      }
      return squaresLeft / rowsLeft + squaresRight / (to - from - rowsLeft);
    }
  }
}
