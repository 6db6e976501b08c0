package ml.tacit.onnx;

import java.util.List;

/**
 * Rows on their way down trees, all trees at once: a table look-up per level, in operators that
 * every runtime has for doubles. A leaf goes on to itself.
 *
 * @param roots the node that each tree begins with
 * @param columns the column that a node compares; any of a leaf
 * @param thresholds up to which a row goes on to the first child
 * @param first the first child of a node, higher than its own number; itself for a leaf
 * @param second the second one
 */
record TreeWalk(int[] roots, int[] columns, double[] thresholds, int[] first, int[] second) {

  /** The leaf that each row comes to in each tree: n × trees, whole numbers. */
  String add(String rows, Graph graph) {
    String node = graph.repeated(graph.codes(roots, 1, roots.length), roots.length, rows);
    for (int level = depth(); level > 0; level--) {
      String column = graph.looked(graph.codes(columns), node);
      String value = graph.node("GatherElements", List.of(Graph.setting("axis", 1)), rows, column);
      String threshold = graph.looked(graph.numbers(thresholds, thresholds.length), node);
      node =
          graph.node(
              "Where",
              graph.node("LessOrEqual", value, threshold),
              graph.looked(graph.codes(first), node),
              graph.looked(graph.codes(second), node));
    }
    return node;
  }

  /** How many comparisons the longest way takes; children stand behind their parents. */
  private int depth() {
    int[] depth = new int[columns.length];
    int most = 0;
    for (int i = 0; i < depth.length; i++) {
      if (first[i] != i) {
        depth[first[i]] = depth[i] + 1;
        depth[second[i]] = depth[i] + 1;
      }
      most = Math.max(most, depth[i]);
    }
    return most;
  }
}
