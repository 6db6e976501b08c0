package ml.tacit.step;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import ml.tacit.matrix.Interruption;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Grows a {@link FairTree}: the leaf whose split lowers Σ over leaves of n · ((1 − γ) G(kept) + γ
 * (½ − G(hidden))) most is split first. G is Gini's impurity times K/(2(K − 1)), so that ½ is the
 * most for any number K of classes.
 *
 * <p>Splitting tells more of the hidden label, never less, so that at large γ no split may pay, and
 * the tree stays smaller than asked for. At most {@value #BINS} thresholds a column are tried, at
 * equal numbers of rows; all of them in a column of few values.
 *
 * @see <a href="https://arxiv.org/abs/2210.07213">Jovanović, Balunović, Dimitrov and Vechev (2023),
 *     FARE: Provably fair representation learning with practical certificates</a>
 */
final class FairTreeTrainer {
  private static final int BINS = 255;

  /** A leaf of fewer rows says more of them than of their classes. */
  private static final int LEAST_ROWS = 10;

  private final Labels keep;
  private final Labels hide;
  private final double gamma;
  private final double[][] thresholds;

  /** For each column and row the number of thresholds below the value. */
  private final byte[][] bins;

  private final int[] order;
  private final int kept;
  private final int classes;

  /** A place in the tree: rows {@code from … to} of the order, and the best split of them. */
  private static final class Node {
    private final int from;
    private final int to;
    private final int number;
    private double gain;
    private int column;
    private int bin;
    private Node left;
    private Node right;

    Node(int from, int to, int number) {
      this.from = from;
      this.to = to;
      this.number = number;
    }
  }

  private FairTreeTrainer(DMatrixRMaj rows, Labels keep, Labels hide, double gamma) {
    this.keep = keep;
    this.hide = hide;
    this.gamma = gamma;
    this.kept = keep.classes().size();
    this.classes = kept + hide.classes().size();
    this.thresholds = new double[rows.numCols][];
    this.bins = new byte[rows.numCols][rows.numRows];
    for (int j = 0; j < rows.numCols; j++) {
      double[] column = new double[rows.numRows];
      for (int i = 0; i < column.length; i++) {
        column[i] = rows.get(i, j);
      }
      thresholds[j] = thresholds(column.clone());
      for (int i = 0; i < column.length; i++) {
        int at = Arrays.binarySearch(thresholds[j], column[i]);
        bins[j][i] = (byte) (at >= 0 ? at : -at - 1);
      }
    }
    this.order = new int[rows.numRows];
    Arrays.setAll(order, i -> i);
  }

  /**
   * Grows a tree.
   *
   * @param rows n × d, finite, only read
   * @param leaves the most leaves, at least 1
   * @param gamma the weight of the hidden label, from 0 to 1
   */
  static FairTree fit(DMatrixRMaj rows, Labels keep, Labels hide, int leaves, double gamma) {
    return new FairTreeTrainer(rows, keep, hide, gamma).grow(rows.numCols, leaves);
  }

  private FairTree grow(int inputs, int leaves) {
    PriorityQueue<Node> open =
        new PriorityQueue<>(
            Comparator.<Node>comparingDouble(n -> -n.gain).thenComparingInt(n -> n.number));
    Node root = new Node(0, order.length, 0);
    int number = 1;
    offer(root, open);
    for (int count = 1; count < leaves && !open.isEmpty(); count++) {
      Interruption.check();
      Node node = open.poll();
      int middle = partition(node);
      node.left = new Node(node.from, middle, number++);
      node.right = new Node(middle, node.to, number++);
      offer(node.left, open);
      offer(node.right, open);
    }
    return new Flat(inputs, inner(root)).of(root);
  }

  /** Finds the best split; a node without one stays a leaf. */
  private void offer(Node node, PriorityQueue<Node> open) {
    int n = node.to - node.from;
    long[] all = new long[classes];
    for (int k = node.from; k < node.to; k++) {
      all[keep.code(order[k])]++;
      all[kept + hide.code(order[k])]++;
    }
    double cost = cost(all, n);
    // What rounding can make of no gain at all.
    node.gain = 1e-9 * n;
    for (int j = 0; j < bins.length; j++) {
      split(node, j, all, cost);
    }
    if (node.gain > 1e-9 * n) {
      open.add(node);
    }
  }

  private void split(Node node, int column, long[] all, double cost) {
    int cuts = thresholds[column].length;
    if (cuts == 0) {
      return;
    }
    int[] counts = new int[(cuts + 1) * classes];
    for (int k = node.from; k < node.to; k++) {
      int at = (bins[column][order[k]] & 0xff) * classes;
      counts[at + keep.code(order[k])]++;
      counts[at + kept + hide.code(order[k])]++;
    }
    long[] left = new long[classes];
    long[] right = all.clone();
    int below = 0;
    for (int b = 0; b < cuts; b++) {
      for (int c = 0; c < classes; c++) {
        int count = counts[b * classes + c];
        left[c] += count;
        right[c] -= count;
        below += c < kept ? count : 0;
      }
      int above = node.to - node.from - below;
      if (below >= LEAST_ROWS && above >= LEAST_ROWS) {
        double gain = cost - cost(left, below) - cost(right, above);
        if (gain > node.gain) {
          node.gain = gain;
          node.column = column;
          node.bin = b;
        }
      }
    }
  }

  private double cost(long[] counts, int n) {
    return (1 - gamma) * impurity(counts, 0, kept, n)
        + gamma * (0.5 * n - impurity(counts, kept, classes, n));
  }

  /** n times Gini's impurity, scaled to at most n/2. */
  private static double impurity(long[] counts, int from, int to, int n) {
    double squares = 0;
    for (int c = from; c < to; c++) {
      squares += (double) counts[c] * counts[c];
    }
    int most = to - from;
    return most < 2 ? 0 : 0.5 * (n - squares / n) * most / (most - 1);
  }

  /** Rows that go left come first, each side in the order it had. */
  private int partition(Node node) {
    int[] right = new int[node.to - node.from];
    int middle = node.from;
    int count = 0;
    for (int k = node.from; k < node.to; k++) {
      if ((bins[node.column][order[k]] & 0xff) <= node.bin) {
        order[middle++] = order[k];
      } else {
        right[count++] = order[k];
      }
    }
    System.arraycopy(right, 0, order, middle, count);
    return middle;
  }

  /** Between neighbours among the values, ascending. */
  private static double[] thresholds(double[] values) {
    Arrays.sort(values);
    double[] distinct = Arrays.stream(values).distinct().toArray();
    if (distinct.length - 1 <= BINS) {
      double[] all = new double[distinct.length - 1];
      Arrays.setAll(all, k -> between(distinct[k], distinct[k + 1]));
      return all;
    }
    double[] some = new double[BINS];
    int count = 0;
    for (int k = 1; k <= BINS; k++) {
      int at = (int) ((long) values.length * k / (BINS + 1));
      if (values[at - 1] < values[at]) {
        some[count++] = between(values[at - 1], values[at]);
      }
    }
    return Arrays.stream(some, 0, count).distinct().toArray();
  }

  /** At least the lower, below the higher. */
  private static double between(double lower, double higher) {
    double middle = lower / 2 + higher / 2;
    return middle >= lower && middle < higher ? middle : lower;
  }

  private static int inner(Node node) {
    return node.left == null ? 0 : 1 + inner(node.left) + inner(node.right);
  }

  /** The arrays of a tree, filled from the root on; leaves are numbered from left to right. */
  private final class Flat {
    private final int inputs;
    private final int[] columns;
    private final double[] cuts;
    private final int[] children;
    private int nodes;
    private int leaves;

    Flat(int inputs, int inner) {
      this.inputs = inputs;
      this.columns = new int[inner];
      this.cuts = new double[inner];
      this.children = new int[2 * inner];
    }

    FairTree of(Node root) {
      add(root);
      return new FairTree(inputs, columns, cuts, children);
    }

    private int add(Node node) {
      if (node.left == null) {
        return columns.length + leaves++;
      }
      int here = nodes++;
      columns[here] = node.column;
      cuts[here] = thresholds[node.column][node.bin];
      children[2 * here] = add(node.left);
      children[2 * here + 1] = add(node.right);
      return here;
    }
  }
}
