package ml.tacit.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.tacit.step.Encode;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;

/**
 * The columns of a table, an input each of n × 1: numbers, where NaN is missing, and texts, where
 * the empty one is. A text is looked up ({@code LabelEncoder} of {@code ai.onnx.ml}) and compared
 * with each output that its column has.
 */
final class EncodeNodes {
  private EncodeNodes() {}

  /** Adds the inputs and what encodes them; returns the name of the n × outputs numbers. */
  static String add(Encode step, DataType numbers, Graph graph) {
    List<String> outputs = new ArrayList<>();
    for (Encoding.Column column : step.encoding().columns()) {
      String name = column.name();
      if (name.equals(OnnxExport.OUTPUT) || name.startsWith(Graph.OWN)) {
        throw BadDataException.of("column '%s': a name of the graph's own, rename it", name);
      }
      if (column instanceof Encoding.Category category) {
        graph.input(name, DataType.STRING, 1);
        if (category.outputs() > 0) {
          outputs.add(category(category, graph));
        }
      } else {
        graph.input(name, numbers, 1);
        outputs.addAll(numeric((Encoding.Numeric) column, graph));
      }
    }
    return graph.beside(outputs);
  }

  private static List<String> numeric(Encoding.Numeric column, Graph graph) {
    String number = graph.cast(column.name(), DataType.DOUBLE);
    String missing = graph.node("IsNaN", number);
    String filled = graph.node("Where", missing, graph.row(column.fill()), number);
    return column.indicator() ? List.of(filled, graph.doubles(missing)) : List.of(filled);
  }

  private static String category(Encoding.Category column, Graph graph) {
    double[] places = new double[column.outputs()];
    Arrays.setAll(places, i -> i + 1); // the first place, the reference, has no output
    String place = graph.doubles(place(column, graph));
    return graph.doubles(graph.node("Equal", place, graph.row(places)));
  }

  /** Where a text stands among the levels, other ones and the missing one. */
  private static String place(Encoding.Category column, Graph graph) {
    AttributeProto.Builder keys =
        AttributeProto.newBuilder()
            .setName("keys_strings")
            .setType(AttributeProto.AttributeType.STRINGS);
    column.levels().forEach(level -> keys.addStrings(ByteString.copyFromUtf8(level)));
    keys.addStrings(ByteString.EMPTY);
    int levels = column.levels().size();
    long[] values = new long[levels + 1];
    Arrays.setAll(values, i -> i);
    int others = column.other() ? levels : 0;
    values[levels] = column.missing() ? levels + (column.other() ? 1 : 0) : others;
    return graph.learned(
        "LabelEncoder",
        List.of(
            keys.build(),
            Graph.settings("values_int64s", values),
            Graph.setting("default_int64", others)),
        column.name());
  }
}
