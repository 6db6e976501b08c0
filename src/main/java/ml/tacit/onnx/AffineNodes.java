package ml.tacit.onnx;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/** A (x − m) + c; in thin form s ∘ (x − m) + c − ((x − m) R) Lᵀ. */
final class AffineNodes implements StepNodes<AffineMap> {

  @Override
  public Class<AffineMap> type() {
    return AffineMap.class;
  }

  @Override
  public String add(AffineMap map, String rows, Graph graph) {
    double[] centre = map.centre();
    boolean isCentred = Arrays.stream(centre).anyMatch(m -> m != 0);
    String centred = isCentred ? graph.node("Sub", rows, graph.row(centre)) : rows;
    if (!map.isThin()) {
      return shifted(product(centred, Dense.transpose(map.matrix()), graph), map.offset(), graph);
    }
    String scaled = scaled(map, centre, rows, centred, graph);
    if (map.right().numCols == 0) {
      return scaled;
    }
    String seen = product(centred, map.right(), graph);
    return graph.node("Sub", scaled, product(seen, Dense.transpose(map.left()), graph));
  }

  /** A column with s = 1 and c = m takes x itself, as the step does: no digit is lost. */
  private static String scaled(
      AffineMap map, double[] centre, String rows, String centred, Graph graph) {
    double[] scale = map.diagonal();
    double[] offset = map.offset();
    boolean[] stays = new boolean[scale.length];
    boolean all = true;
    boolean any = false;
    for (int j = 0; j < stays.length; j++) {
      stays[j] = scale[j] == 1 && offset[j] == centre[j];
      all &= stays[j];
      any |= stays[j];
    }
    if (all) {
      return rows;
    }
    String moved = shifted(graph.times(centred, scale), offset, graph);
    return any ? graph.node("Where", graph.flags(stays), rows, moved) : moved;
  }

  private static String product(String rows, DMatrixRMaj matrix, Graph graph) {
    return graph.node("MatMul", rows, graph.matrix(matrix));
  }

  private static String shifted(String rows, double[] offset, Graph graph) {
    return Arrays.stream(offset).allMatch(c -> c == 0)
        ? rows
        : graph.node("Add", rows, graph.row(offset));
  }
}
