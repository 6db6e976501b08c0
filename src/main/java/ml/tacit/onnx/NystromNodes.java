package ml.tacit.onnx;

import ml.tacit.kernel.NystromMap;

/** The kernel with each landmark, times the whitening. */
final class NystromNodes implements StepNodes<NystromMap> {

  @Override
  public Class<NystromMap> type() {
    return NystromMap.class;
  }

  @Override
  public String add(NystromMap map, String rows, Graph graph) {
    String kernel = StepKinds.add(map.landmarks(), rows, graph);
    return graph.node("MatMul", kernel, graph.matrix(map.whitening()));
  }
}
