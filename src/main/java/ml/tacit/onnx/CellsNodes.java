package ml.tacit.onnx;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.step.Cells;
import org.ejml.data.DMatrixRMaj;

/** Codes and numbers to one code, the first code counting most. */
final class CellsNodes implements StepNodes<Cells> {

  @Override
  public Class<Cells> type() {
    return Cells.class;
  }

  @Override
  public String add(Cells cells, String rows, Graph graph) {
    int[] levels = cells.levels();
    String combination = combination(levels, cells.inputs(), rows, graph);
    String cell = combination;
    List<DMatrixRMaj> edges = cells.edges();
    for (int j = 0; j < edges.size(); j++) {
      DMatrixRMaj table = edges.get(j);
      String value = graph.columns(rows, cells.inputs(), levels.length + j);
      String bin = table.numCols == 0 ? null : bin(table, combination, value, graph);
      cell = joined(cell, table.numCols + 1, bin, graph);
    }
    return cell == null ? graph.repeated(graph.row(0), 1, rows) : cell;
  }

  /** The codes as one number, n × 1; null where there are none. */
  private static String combination(int[] levels, int inputs, String rows, Graph graph) {
    if (levels.length == 0) {
      return null;
    }
    DMatrixRMaj places = new DMatrixRMaj(levels.length, 1);
    double place = 1;
    for (int j = levels.length - 1; j >= 0; j--) {
      places.data[j] = place;
      place *= levels[j];
    }
    int[] codes = IntStream.range(0, levels.length).toArray();
    return graph.node("MatMul", graph.columns(rows, inputs, codes), graph.matrix(places));
  }

  /** How many edges of the combination are at most the value, n × 1. */
  private static String bin(DMatrixRMaj table, String combination, String value, Graph graph) {
    String edges = graph.matrix(table);
    if (combination != null) {
      edges = graph.looked(edges, graph.codesOf(combination, 0));
    }
    return graph.count(graph.node("LessOrEqual", edges, value));
  }

  /** cell · bins + bin, where null is 0. */
  private static String joined(String cell, int bins, String bin, Graph graph) {
    if (cell == null || bin == null) {
      return cell == null ? bin : cell;
    }
    return graph.node("Add", graph.node("Mul", cell, graph.number(bins)), bin);
  }
}
