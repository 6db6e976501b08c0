package ml.tacit.onnx;

import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.Step;

/** Steps one after the other. */
final class ChainNodes implements StepNodes<ChainMap> {

  @Override
  public Class<ChainMap> type() {
    return ChainMap.class;
  }

  @Override
  public String add(ChainMap chain, String rows, Graph graph) {
    String result = rows;
    for (Step step : chain.steps()) {
      result = StepKinds.add(step, result, graph);
    }
    return result;
  }
}
