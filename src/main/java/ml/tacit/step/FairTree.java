package ml.tacit.step;

import java.util.Arrays;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A decision tree: a row to the code of its leaf.
 *
 * <p>Each inner node compares one column with a threshold: at most it, a row goes left. Immutable
 * and thread-safe.
 */
public final class FairTree implements Step {
  private final int inputs;
  private final int[] columns;
  private final double[] thresholds;
  private final int[] children;

  /**
   * A tree of n inner nodes and n + 1 leaves, inner nodes numbered from 0, the root first.
   *
   * @param inputs columns of a row
   * @param columns for each inner node, which column it compares; copied
   * @param thresholds with what; copied
   * @param children for each inner node its left child, then its right one: the number of an inner
   *     node, higher than its own, or n plus the code of a leaf; each occurs once; copied
   * @throws BadDataException if sizes do not fit, a number is out of range, or it is no tree
   */
  public FairTree(int inputs, int[] columns, double[] thresholds, int[] children) {
    int inner = columns.length;
    if (thresholds.length != inner || children.length != 2 * inner) {
      throw BadDataException.of(
          "tree: %d columns, %d thresholds, %d children; expected one threshold and two children"
              + " for each column",
          inner, thresholds.length, children.length);
    }
    boolean[] seen = new boolean[2 * inner + 1];
    for (int k = 0; k < inner; k++) {
      if (columns[k] < 0 || columns[k] >= inputs) {
        throw BadDataException.of(
            "tree: node %d compares column %d, there are %d", k, columns[k], inputs);
      }
      if (!Double.isFinite(thresholds[k])) {
        throw BadDataException.of("tree: node %d has the threshold %s", k, thresholds[k]);
      }
      for (int child = 2 * k; child <= 2 * k + 1; child++) {
        int to = children[child];
        if (to <= k || to > 2 * inner || seen[to]) {
          throw BadDataException.of(
              "tree: node %d has the child %d, expected one from %d to %d that occurs once",
              k, to, k + 1, 2 * inner);
        }
        seen[to] = true;
      }
    }
    this.inputs = inputs;
    this.columns = columns.clone();
    this.thresholds = thresholds.clone();
    this.children = children.clone();
  }

  /**
   * How many leaves there are.
   *
   * @return the number of codes
   */
  public int leaves() {
    return columns.length + 1;
  }

  /**
   * The column that each inner node compares.
   *
   * @return a fresh array
   */
  public int[] columns() {
    return columns.clone();
  }

  /**
   * What each inner node compares with.
   *
   * @return a fresh array
   */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /**
   * The children of each inner node, left and right.
   *
   * @return a fresh array, two for each: an inner node, or their number plus the code of a leaf
   */
  public int[] children() {
    return children.clone();
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj codes = new DMatrixRMaj(rows.numRows, 1);
    int inner = columns.length;
    for (int i = 0; i < rows.numRows; i++) {
      int node = 0;
      while (node < inner) {
        boolean left = rows.data[i * inputs + columns[node]] <= thresholds[node];
        node = children[2 * node + (left ? 0 : 1)];
      }
      codes.data[i] = node - inner;
    }
    return codes;
  }

  @Override
  public String guarantee() {
    return "one of "
        + leaves()
        + " cells; the tree bounds no attacker, V of its cells on fresh rows does (certify)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FairTree tree
        && inputs == tree.inputs
        && Arrays.equals(columns, tree.columns)
        && Arrays.equals(thresholds, tree.thresholds)
        && Arrays.equals(children, tree.children);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(thresholds) + Arrays.hashCode(columns);
  }

  @Override
  public String toString() {
    return "FairTree[" + leaves() + " leaves]";
  }
}
