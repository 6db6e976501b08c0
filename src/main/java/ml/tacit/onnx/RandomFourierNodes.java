package ml.tacit.onnx;

import java.util.Arrays;
import java.util.List;
import ml.tacit.kernel.RandomFourierMap;
import org.ejml.data.DMatrixRMaj;

/** (cos Ωᵀx, sin Ωᵀx)/√M. */
final class RandomFourierNodes implements StepNodes<RandomFourierMap> {

  @Override
  public Class<RandomFourierMap> type() {
    return RandomFourierMap.class;
  }

  @Override
  public String add(RandomFourierMap map, String rows, Graph graph) {
    DMatrixRMaj frequencies = map.frequencies();
    String angles = graph.node("MatMul", rows, graph.matrix(frequencies));
    String both = graph.beside(List.of(graph.node("Cos", angles), graph.node("Sin", angles)));
    double[] scale = new double[map.outputs()];
    Arrays.fill(scale, 1 / Math.sqrt(frequencies.numCols));
    return graph.times(both, scale);
  }
}
