package ml.tacit.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The tensors of a file to be, by name, in order. Not thread-safe. */
public final class TensorWriter {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private record Tensor(DMatrixRMaj values, boolean isVector) {
    List<Integer> shape() {
      return isVector ? List.of(values.numRows) : List.of(values.numRows, values.numCols);
    }

    long bytes() {
      return 8L * values.data.length;
    }
  }

  /**
   * Adds a vector.
   *
   * @param name its name, of which there is none yet
   * @param values its numbers; not copied, and not to be changed before the file is written
   */
  public void vector(String name, double[] values) {
    tensors.put(name, new Tensor(DMatrixRMaj.wrap(values.length, 1, values), true));
  }

  /**
   * Adds a matrix, unless the same numbers stand there already.
   *
   * @param name its name, of which there is none yet
   * @param values its numbers; not copied, and not to be changed before the file is written
   * @return the name under which the numbers stand
   */
  public String matrix(String name, DMatrixRMaj values) {
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      DMatrixRMaj other = tensor.getValue().values();
      if (!tensor.getValue().isVector()
          && other.numRows == values.numRows
          && Arrays.equals(other.data, values.data)) {
        return tensor.getKey();
      }
    }
    factor(name, values);
    return name;
  }

  /**
   * Adds a matrix under its own name, even if it has no columns or stands there already.
   *
   * @param name its name, of which there is none yet
   * @param values its numbers; not copied, and not to be changed before the file is written
   */
  public void factor(String name, DMatrixRMaj values) {
    tensors.put(name, new Tensor(values, false));
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
