package ml.tacit.onnx;

import java.util.List;
import ml.tacit.score.BoostedTrees;
import org.ejml.data.DMatrixRMaj;

/** The sum of what the leaves hold that a row falls into. */
final class BoostedTreesNodes implements StepNodes<BoostedTrees> {

  @Override
  public Class<BoostedTrees> type() {
    return BoostedTrees.class;
  }

  @Override
  public String add(BoostedTrees trees, String rows, Graph graph) {
    int outputs = trees.outputs();
    if (trees.roots().length == 0) {
      return graph.repeated(graph.row(new double[outputs]), outputs, rows);
    }
    DMatrixRMaj nodes = trees.nodes();
    int count = nodes.numRows;
    int[] columns = new int[count];
    double[] thresholds = new double[count];
    int[] first = new int[count];
    int[] second = new int[count];
    int[] leaves = new int[count];
    for (int i = 0; i < count; i++) {
      boolean leaf = nodes.get(i, 0) < 0;
      int below = (int) nodes.get(i, 2);
      columns[i] = leaf ? 0 : (int) nodes.get(i, 0);
      thresholds[i] = nodes.get(i, 1);
      first[i] = leaf ? i : below;
      second[i] = leaf ? i : below + 1;
      leaves[i] = leaf ? below : 0;
    }
    String node = new TreeWalk(trees.roots(), columns, thresholds, first, second).add(rows, graph);
    String said =
        graph.looked(graph.matrix(trees.values()), graph.looked(graph.codes(leaves), node));
    return graph.node("ReduceSum", List.of(Graph.setting("keepdims", 0)), said, graph.codes(1));
  }
}
