package ml.tacit.release;

import ml.tacit.score.BoostedTrees;

/** The sum of small trees: a list of nodes, and what the leaves say. */
final class BoostedTreesFormat implements StepFormat<BoostedTrees> {

  @Override
  public String kind() {
    return "trees";
  }

  @Override
  public Class<BoostedTrees> type() {
    return BoostedTrees.class;
  }

  @Override
  public void write(BoostedTrees trees, StepWriter out) {
    out.counts("roots", trees.roots());
    out.matrix("nodes", trees.nodes());
    out.matrix("values", trees.values());
  }

  @Override
  public BoostedTrees read(StepReader in) {
    return BoostedTrees.of(
        in.inputs(), in.counts("roots"), in.matrix("nodes"), in.matrix("values"));
  }
}
