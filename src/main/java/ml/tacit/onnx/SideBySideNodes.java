package ml.tacit.onnx;

import ml.tacit.kernel.SideBySideMap;

/** The outputs of all parts, joined. */
final class SideBySideNodes implements StepNodes<SideBySideMap> {

  @Override
  public Class<SideBySideMap> type() {
    return SideBySideMap.class;
  }

  @Override
  public String add(SideBySideMap map, String rows, Graph graph) {
    return graph.beside(
        map.parts().stream().map(part -> StepKinds.add(part, rows, graph)).toList());
  }
}
