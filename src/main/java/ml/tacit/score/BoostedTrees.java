package ml.tacit.score;

import java.util.Arrays;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The sum of what many small trees say of a row: a vector from the leaf that it falls into. Nodes
 * of all trees stand in one list, children behind their parent, the two of a node side by side.
 *
 * <p>Immutable and thread-safe; a row has the same bits alone and in any block. No row is kept: a
 * threshold is between two rows, and a leaf the mean of five or more.
 */
public final class BoostedTrees implements Step {
  private final int inputs;
  private final int outputs;
  private final int[] roots;
  private final int[] column;
  private final double[] threshold;
  private final int[] below;
  private final double[] values;

  /** Takes ownership of the arrays. */
  BoostedTrees(
      int inputs,
      int outputs,
      int[] roots,
      int[] column,
      double[] threshold,
      int[] below,
      double[] values) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.roots = roots;
    this.column = column;
    this.threshold = threshold;
    this.below = below;
    this.values = values;
  }

  /**
   * Trees from their parts, say from a file.
   *
   * @param inputs d
   * @param roots the node that each tree begins with, ascending; copied
   * @param nodes N × 3, a node each: a column from 0, the threshold up to which a row goes on to
   *     the first child, and the first child; or −1, 0, and a row of the values; copied
   * @param values a row per leaf, m columns; copied
   * @return the trees
   * @throws BadDataException if a number is out of its range
   */
  public static BoostedTrees of(int inputs, int[] roots, DMatrixRMaj nodes, DMatrixRMaj values) {
    int count = nodes.numRows;
    if (nodes.numCols != 3) {
      throw BadDataException.of("nodes: %d columns, 3 are expected", nodes.numCols);
    }
    for (int t = 0; t < roots.length; t++) {
      if (roots[t] < 0 || roots[t] >= count || t > 0 && roots[t] <= roots[t - 1]) {
        throw BadDataException.of(
            "roots: tree %d begins with node %d, ascending ones of %d nodes are expected",
            t + 1, roots[t], count);
      }
    }
    int[] column = new int[count];
    double[] threshold = new double[count];
    int[] below = new int[count];
    for (int i = 0; i < count; i++) {
      column[i] = whole(nodes, i, 0, -1, inputs - 1);
      threshold[i] = nodes.get(i, 1);
      below[i] =
          column[i] < 0
              ? whole(nodes, i, 2, 0, values.numRows - 1)
              : whole(nodes, i, 2, i + 1, count - 2); // behind it, so that every walk ends
    }
    return new BoostedTrees(
        inputs, values.numCols, roots.clone(), column, threshold, below, values.copy().data);
  }

  private static int whole(DMatrixRMaj nodes, int node, int place, int least, int most) {
    double found = nodes.get(node, place);
    if (!(found >= least && found <= most && found == Math.rint(found))) {
      throw BadDataException.of(
          "nodes: node %d holds %s in column %d, a whole number from %d to %d is expected",
          node, found, place, least, most);
    }
    return (int) found;
  }

  /**
   * Where each tree begins.
   *
   * @return a node per tree, fresh
   */
  public int[] roots() {
    return roots.clone();
  }

  /**
   * The nodes, as {@link #of} takes them.
   *
   * @return N × 3, fresh
   */
  public DMatrixRMaj nodes() {
    DMatrixRMaj nodes = new DMatrixRMaj(column.length, 3);
    for (int i = 0; i < column.length; i++) {
      nodes.set(i, 0, column[i]);
      nodes.set(i, 1, threshold[i]);
      nodes.set(i, 2, below[i]);
    }
    return nodes;
  }

  /**
   * What the leaves say.
   *
   * @return a row per leaf, fresh
   */
  public DMatrixRMaj values() {
    return DMatrixRMaj.wrap(values.length / outputs, outputs, values.clone());
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  /**
   * The sums.
   *
   * @param rows n × d, finite, only read
   * @return n × m, fresh
   * @throws BadDataException if there are not d columns
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    if (rows.numCols != inputs) {
      throw BadDataException.of("rows: %d columns, %d are expected", rows.numCols, inputs);
    }
    DMatrixRMaj sums = new DMatrixRMaj(rows.numRows, outputs);
    for (int i = 0; i < rows.numRows; i++) {
      int from = i * inputs;
      for (int root : roots) {
        int node = root;
        while (column[node] >= 0) {
          node = below[node] + (rows.data[from + column[node]] <= threshold[node] ? 0 : 1);
        }
        int leaf = below[node] * outputs;
        for (int c = 0; c < outputs; c++) {
          sums.data[i * outputs + c] += values[leaf + c];
        }
      }
    }
    return sums;
  }

  /** Collects trees while they are grown. */
  static final class Builder {
    private final int inputs;
    private final int outputs;
    private int[] roots = new int[16];
    private int[] column = new int[1024];
    private double[] threshold = new double[1024];
    private int[] below = new int[1024];
    private double[] values = new double[1024];
    private int trees;
    private int nodes;
    private int leaves;

    Builder(int inputs, int outputs) {
      this.inputs = inputs;
      this.outputs = outputs;
    }

    /** A new tree of one open node. */
    int root() {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
      }
      roots[trees++] = nodes;
      return open(1);
    }

    private int open(int count) {
      if (nodes + count > column.length) {
        column = Arrays.copyOf(column, 2 * column.length);
        threshold = Arrays.copyOf(threshold, column.length);
        below = Arrays.copyOf(below, column.length);
      }
      nodes += count;
      return nodes - count;
    }

    /** The first of its two children. */
    int split(int node, int on, double cut) {
      int first = open(2);
      column[node] = on;
      threshold[node] = cut;
      below[node] = first;
      return first;
    }

    void leaf(int node, double[] step) {
      if ((leaves + 1) * outputs > values.length) {
        values = Arrays.copyOf(values, 2 * values.length + outputs);
      }
      column[node] = -1;
      below[node] = leaves;
      System.arraycopy(step, 0, values, leaves * outputs, outputs);
      leaves++;
    }

    /** The last tree alone. */
    BoostedTrees last() {
      int root = roots[trees - 1];
      int[] children = Arrays.copyOfRange(below, root, nodes);
      int[] columns = Arrays.copyOfRange(column, root, nodes);
      for (int i = 0; i < children.length; i++) {
        children[i] -= columns[i] < 0 ? 0 : root;
      }
      return new BoostedTrees(
          inputs,
          outputs,
          new int[1],
          columns,
          Arrays.copyOfRange(threshold, root, nodes),
          children,
          values);
    }

    /** The first trees of them: nodes and leaves behind those of a tree are of later ones. */
    BoostedTrees first(int count) {
      int end = count == trees ? nodes : roots[count];
      int used = 0;
      for (int i = 0; i < end; i++) {
        used = column[i] < 0 ? Math.max(used, below[i] + 1) : used;
      }
      return new BoostedTrees(
          inputs,
          outputs,
          Arrays.copyOf(roots, count),
          Arrays.copyOf(column, end),
          Arrays.copyOf(threshold, end),
          Arrays.copyOf(below, end),
          Arrays.copyOf(values, used * outputs));
    }
  }
}
