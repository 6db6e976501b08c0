package ml.tacit.release;

import ml.tacit.step.FairTree;

/**
 * The fields {@code columns} and {@code children}, and the tensor that {@code thresholds} names.
 */
final class FairTreeFormat implements StepFormat<FairTree> {

  @Override
  public String kind() {
    return "fair_tree";
  }

  @Override
  public Class<FairTree> type() {
    return FairTree.class;
  }

  @Override
  public void write(FairTree tree, StepWriter out) {
    String name = out.name() + ".thresholds";
    out.counts("columns", tree.columns());
    out.counts("children", tree.children());
    out.put("thresholds", name);
    out.tensors().vector(name, tree.thresholds());
  }

  @Override
  public FairTree read(StepReader in) {
    return new FairTree(
        in.inputs(),
        in.counts("columns"),
        in.tensors().vector(in.text("thresholds")),
        in.counts("children"));
  }
}
