package ml.tacit.release;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** The tensors of a file, each checked against the bytes that are there before it is copied. */
final class TensorReader {
  private final Map<?, ?> header;
  private final ByteBuffer data;

  TensorReader(Map<?, ?> header, ByteBuffer data) {
    this.header = header;
    this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    long end = 0;
    for (Object name : header.keySet()) {
      if (!name.equals("__metadata__")) {
        end = Math.max(end, offsets(name.toString())[1]);
      }
    }
    if (end != this.data.capacity()) {
      throw new BadDataException(
          "tensors of %d bytes declared, the file has %d".formatted(end, this.data.capacity()));
    }
  }

  /** Numbers in the file: nothing that is built from it need have more. */
  int numbers() {
    return data.capacity() / Double.BYTES;
  }

  double[] vector(String name) {
    return read(name, 1).data;
  }

  DMatrixRMaj matrix(String name) {
    return read(name, 2);
  }

  /** What {@link TensorWriter#affine} wrote. */
  AffineMap affine(String prefix) {
    double[] offset = vector(prefix + "offset");
    AffineMap map =
        header.containsKey(prefix + "matrix")
            ? AffineMap.dense(matrix(prefix + "matrix"), offset)
            : AffineMap.thin(
                vector(prefix + "diagonal"),
                matrix(prefix + "left"),
                matrix(prefix + "right"),
                offset);
    return header.containsKey(prefix + "centre") ? map.withCentre(vector(prefix + "centre")) : map;
  }

  private DMatrixRMaj read(String name, int dimensions) {
    Map<?, ?> entry = entry(name);
    if (!"F64".equals(entry.get("dtype"))) {
      throw new BadDataException(
          "dtype of %s is '%s', 'F64' is expected".formatted(name, entry.get("dtype")));
    }
    long[] shape = Fields.wholeNumbers("shape of " + name, entry.get("shape"), dimensions);
    long[] range = offsets(name);
    long rows = shape[0];
    long columns = dimensions == 1 ? 1 : shape[1];
    // Division, not multiplication: declared sizes must not overflow.
    long numbers = (range[1] - range[0]) / 8;
    boolean fits =
        (range[1] - range[0]) % 8 == 0
            && (columns == 0 ? numbers == 0 : numbers % columns == 0 && numbers / columns == rows);
    if (!fits || rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
      throw new BadDataException(
          "tensor %s: shape %s for %d bytes"
              .formatted(name, Arrays.toString(shape), range[1] - range[0]));
    }
    DMatrixRMaj matrix = new DMatrixRMaj((int) rows, (int) columns);
    data.slice((int) range[0], (int) (range[1] - range[0]))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(matrix.data, 0, (int) numbers);
    for (double value : matrix.data) {
      if (!Double.isFinite(value)) {
        throw new BadDataException("tensor " + name + ": holds " + value);
      }
    }
    return matrix;
  }

  private long[] offsets(String name) {
    long[] range =
        Fields.wholeNumbers("data_offsets of " + name, entry(name).get("data_offsets"), 2);
    if (range[0] > range[1] || range[1] > data.capacity()) {
      throw new BadDataException(
          "tensor %s: bytes %d to %d declared, the file has %d"
              .formatted(name, range[0], range[1], data.capacity()));
    }
    return range;
  }

  private Map<?, ?> entry(String name) {
    if (!header.containsKey(name)) {
      throw new BadDataException("tensor " + name + " is missing");
    }
    return Fields.object(name, header.get(name));
  }
}
