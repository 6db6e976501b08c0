package ml.tacit.onnx;

import java.util.Arrays;
import ml.tacit.step.FairTree;

/** The code of the leaf that a row falls into. */
final class FairTreeNodes implements StepNodes<FairTree> {

  @Override
  public Class<FairTree> type() {
    return FairTree.class;
  }

  @Override
  public String add(FairTree tree, String rows, Graph graph) {
    int inner = tree.leaves() - 1;
    int nodes = inner + tree.leaves();
    int[] children = tree.children();
    int[] first = new int[nodes];
    int[] second = new int[nodes];
    double[] codes = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      first[i] = i < inner ? children[2 * i] : i;
      second[i] = i < inner ? children[2 * i + 1] : i;
      codes[i] = Math.max(0, i - inner);
    }
    TreeWalk walk =
        new TreeWalk(
            new int[1],
            Arrays.copyOf(tree.columns(), nodes),
            Arrays.copyOf(tree.thresholds(), nodes),
            first,
            second);
    return graph.looked(graph.numbers(codes, nodes), walk.add(rows, graph));
  }
}
