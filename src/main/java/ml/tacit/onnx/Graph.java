package ml.tacit.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A graph while it grows: nodes of one result each, and constants, which are named in the order
 * they come, so that the same release gives the same bytes. Numbers are doubles, codes are 64-bit
 * whole numbers. For one thread.
 */
final class Graph {
  /** A message of protocol buffers holds less than 2 GiB. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

  /** What names of the graph's own begin with; those of inputs do not. */
  static final String OWN = "tacit.";

  /** The operators of machine learning, beside those of mathematics. */
  private static final String LEARNED = "ai.onnx.ml";

  private static final int OPERATORS = 17;

  /** The version of the file format that came with these operators. */
  private static final int FORMAT = 8;

  private static final int LEARNED_OPERATORS = 2;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tacit");
  private final Map<TensorProto, String> constants = new HashMap<>();
  private boolean usesLearned;
  private long bytes;

  /** An input of any number of rows. */
  void input(String name, TensorProto.DataType type, int width) {
    graph.addInput(tensor(name, type, width));
  }

  private static ValueInfoProto tensor(String name, TensorProto.DataType type, int width) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("rows");
    shape.addDimBuilder().setDimValue(width);
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A node without attributes; returns the name of its result. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  /** A node; returns the name of its result. */
  String node(String operator, List<AttributeProto> attributes, String... inputs) {
    return node(OWN + "n" + graph.getNodeCount(), operator, "", attributes, inputs);
  }

  /** A node of machine learning; returns the name of its result. */
  String learned(String operator, List<AttributeProto> attributes, String... inputs) {
    usesLearned = true;
    return node(OWN + "n" + graph.getNodeCount(), operator, LEARNED, attributes, inputs);
  }

  private String node(
      String result,
      String operator,
      String domain,
      List<AttributeProto> attributes,
      String... inputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(result)
            .setOpType(operator)
            .setDomain(domain)
            .addAllInput(Arrays.asList(inputs))
            .addAllAttribute(attributes)
            .addOutput(result));
    return result;
  }

  /** A whole number as a setting of a node. */
  static AttributeProto setting(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** Some whole numbers as a setting of a node. */
  static AttributeProto settings(String name, long... values) {
    AttributeProto.Builder setting =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(setting::addInts);
    return setting.build();
  }

  /** One number. */
  String number(double value) {
    return numbers(new double[] {value}, new long[0]);
  }

  /** A number per column: 1 × m. */
  String row(double... values) {
    return numbers(values, 1, values.length);
  }

  /** A matrix. */
  String matrix(DMatrixRMaj matrix) {
    return numbers(matrix.data, matrix.numRows, matrix.numCols);
  }

  /** Numbers of any shape; of none, the first is a scalar. */
  String numbers(double[] values, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    ByteBuffer raw = buffer(count);
    raw.asDoubleBuffer().put(values, 0, count);
    return constant(TensorProto.DataType.DOUBLE, raw, shape);
  }

  /** Codes or positions, one dimension. */
  String codes(int... values) {
    return codes(values, values.length);
  }

  /** Codes or positions of any shape; of none, the first is a scalar. */
  String codes(int[] values, long... shape) {
    ByteBuffer raw = buffer(values.length);
    for (int value : values) {
      raw.putLong(value);
    }
    return constant(TensorProto.DataType.INT64, raw.flip(), shape);
  }

  /** Yes or no per column: 1 × m. */
  String flags(boolean... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length);
    for (boolean value : values) {
      raw.put((byte) (value ? 1 : 0));
    }
    return constant(TensorProto.DataType.BOOL, raw.flip(), 1, values.length);
  }

  /** The graph with its only output, n × width numbers, as a model for more to be said of. */
  ModelProto.Builder model(String values, String name, TensorProto.DataType type, int width) {
    node(name, "Cast", "", List.of(setting("to", type.getNumber())), values);
    graph.addOutput(tensor(name, type, width));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS));
    if (usesLearned) {
      model.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(LEARNED).setVersion(LEARNED_OPERATORS));
    }
    return model;
  }

  private ByteBuffer buffer(long count) {
    requireRoom(count * Double.BYTES);
    return ByteBuffer.allocate((int) count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireRoom(long more) {
    if (bytes + more > MOST_BYTES) {
      throw BadDataException.of(
          "%d MiB of constants, an ONNX file holds less than 2,048", (bytes + more) >> 20);
    }
  }

  /** The same constant is held once. */
  private String constant(TensorProto.DataType type, ByteBuffer raw, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(type.getNumber()).setRawData(ByteString.copyFrom(raw));
    Arrays.stream(shape).forEach(tensor::addDims);
    return constants.computeIfAbsent(
        tensor.build(),
        content -> {
          bytes += content.getRawData().size();
          String name = OWN + "c" + graph.getInitializerCount();
          graph.addInitializer(content.toBuilder().setName(name));
          return name;
        });
  }

  /** Some columns, in an order: n × their number; the rows themselves where these are all. */
  String columns(String rows, int width, int... positions) {
    boolean all = Arrays.equals(positions, IntStream.range(0, width).toArray());
    return all ? rows : node("Gather", List.of(setting("axis", 1)), rows, codes(positions));
  }

  /** A column of codes as whole numbers: n of them. */
  String codesOf(String rows, int column) {
    return whole(
        node(
            "Gather",
            List.of(setting("axis", 1)),
            rows,
            codes(new int[] {column}, new long[0]))); // a scalar takes the axis away
  }

  /** Numbers as 64-bit whole numbers. */
  String whole(String numbers) {
    return cast(numbers, TensorProto.DataType.INT64);
  }

  /** Anything as doubles. */
  String doubles(String values) {
    return cast(values, TensorProto.DataType.DOUBLE);
  }

  String cast(String values, TensorProto.DataType type) {
    return node("Cast", List.of(setting("to", type.getNumber())), values);
  }

  /** The entries of a table (by its first dimension) that codes point at. */
  String looked(String table, String codes) {
    return node("Gather", List.of(setting("axis", 0)), table, codes);
  }

  /** Columns side by side. */
  String beside(List<String> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : node("Concat", List.of(setting("axis", 1)), parts.toArray(String[]::new));
  }

  /** The sum over an axis, which stays with length 1. */
  String sum(String values, int axis) {
    return node("ReduceSum", List.of(setting("keepdims", 1)), values, codes(axis));
  }

  /** Columns times a number each. */
  String times(String rows, double... numbers) {
    return node("Mul", rows, forEach(rows, numbers));
  }

  /** Columns by a number each. */
  String by(String rows, double... numbers) {
    return node("Div", rows, forEach(rows, numbers));
  }

  /**
   * ONNX Runtime fuses one number into a product of matrices beside it and holds it there in single
   * precision; so the number of a lone column is repeated for every row.
   */
  private String forEach(String rows, double... numbers) {
    return numbers.length == 1 ? repeated(row(numbers), 1, rows) : row(numbers);
  }

  /** How many flags of each row are set: n × 1. */
  String count(String flags) {
    return sum(doubles(flags), 1);
  }

  /** One row (1 × m), as often as there are rows. */
  String repeated(String row, int width, String rows) {
    String count = node("Shape", List.of(setting("start", 0), setting("end", 1)), rows);
    String shape = node("Concat", List.of(setting("axis", 0)), count, codes(width));
    return node("Expand", row, shape);
  }
}
