package ml.tacit.release;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/** The tensors of a file to be, by name, in order. */
final class TensorWriter {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private record Tensor(DMatrixRMaj values, boolean isVector) {
    List<Integer> shape() {
      return isVector ? List.of(values.numRows) : List.of(values.numRows, values.numCols);
    }

    long bytes() {
      return 8L * values.data.length;
    }
  }

  void vector(String name, double[] values) {
    tensors.put(name, new Tensor(DMatrixRMaj.wrap(values.length, 1, values), true));
  }

  /** Returns the name under which the same numbers stand already, or else this one. */
  String matrix(String name, DMatrixRMaj values) {
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      DMatrixRMaj other = tensor.getValue().values();
      if (!tensor.getValue().isVector()
          && other.numRows == values.numRows
          && Arrays.equals(other.data, values.data)) {
        return tensor.getKey();
      }
    }
    tensors.put(name, new Tensor(values, false));
    return name;
  }

  void affine(String prefix, AffineMap map) {
    vector(prefix + "offset", map.offset());
    double[] centre = map.centre();
    if (Arrays.stream(centre).anyMatch(m -> m != 0)) { // 0.1 had none
      vector(prefix + "centre", centre);
    }
    if (map.isThin()) {
      vector(prefix + "diagonal", map.diagonal());
      tensors.put(prefix + "left", new Tensor(map.left(), false));
      tensors.put(prefix + "right", new Tensor(map.right(), false));
    } else {
      tensors.put(prefix + "matrix", new Tensor(map.matrix(), false));
    }
  }

  /** Adds what the format's header says of each tensor. */
  void describe(Map<String, Object> header) {
    long end = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      long begin = end;
      end += tensor.getValue().bytes();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F64");
      entry.put("shape", tensor.getValue().shape());
      entry.put("data_offsets", List.of(begin, end));
      header.put(tensor.getKey(), entry);
    }
  }

  long bytes() {
    return tensors.values().stream().mapToLong(Tensor::bytes).sum();
  }

  void putAll(ByteBuffer buffer) {
    for (Tensor tensor : tensors.values()) {
      buffer.asDoubleBuffer().put(tensor.values().data);
      buffer.position(buffer.position() + (int) tensor.bytes());
    }
  }
}
