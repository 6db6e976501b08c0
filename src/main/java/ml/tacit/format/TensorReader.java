package ml.tacit.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The tensors of a file, each checked against the bytes that are there before it is copied.
 *
 * <p>All that is read adds up to at most twice the numbers of the file: a small file cannot ask for
 * a large model by naming a tensor again and again. Not thread-safe.
 */
public final class TensorReader {
  private static final int MOST_CLAIMS = 2;

  private final Map<?, ?> header;
  private final ByteBuffer data;
  private long claimed;

  TensorReader(Map<?, ?> header, ByteBuffer data) {
    this.header = header;
    this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    TensorLayout.require(header, data.capacity());
  }

  /**
   * How many numbers the file holds: nothing that is built from it need have more.
   *
   * @return the count
   */
  public int numbers() {
    return data.capacity() / Double.BYTES;
  }

  /**
   * Whether the file has a tensor of this name.
   *
   * @param name the name
   * @return whether
   */
  public boolean has(String name) {
    return !name.equals("__metadata__") && header.containsKey(name);
  }

  /**
   * A vector.
   *
   * @param name the name of the tensor
   * @return its numbers, finite, fresh; may be none
   * @throws BadDataException if it is missing, damaged, no vector or not finite
   */
  public double[] vector(String name) {
    return read(name, 1).data;
  }

  /**
   * A matrix that is not empty.
   *
   * @param name the name of the tensor
   * @return its numbers, finite, fresh
   * @throws BadDataException if it is missing, damaged, no matrix, empty or not finite
   */
  public DMatrixRMaj matrix(String name) {
    DMatrixRMaj matrix = read(name, 2);
    if (matrix.numRows == 0 || matrix.numCols == 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "tensor %s: shape [%d, %d] is empty",
              name,
              matrix.numRows,
              matrix.numCols));
    }
    return matrix;
  }

  /**
   * A thin factor, which may have no columns.
   *
   * @param name the name of the tensor
   * @param rows how many rows it must have
   * @return its numbers, finite, fresh
   * @throws BadDataException if it is missing, damaged, no matrix of so many rows, or not finite
   */
  public DMatrixRMaj factor(String name, int rows) {
    DMatrixRMaj matrix = read(name, 2);
    if (matrix.numRows != rows) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "tensor %s: %d rows, %d are expected", name, matrix.numRows, rows));
    }
    return matrix;
  }

  private DMatrixRMaj read(String name, int dimensions) {
    Map<?, ?> entry = entry(name);
    if (!"F64".equals(entry.get("dtype"))) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "dtype of %s is '%s', 'F64' is expected", name, entry.get("dtype")));
    }
    long[] shape = Fields.wholeNumbers("shape of " + name, entry.get("shape"), dimensions);
    long[] range = TensorLayout.offsets(name, entry);
    long rows = shape[0];
    long columns = dimensions == 1 ? 1 : shape[1];
    // Division, not multiplication: declared sizes must not overflow.
    long numbers = (range[1] - range[0]) / 8;
    boolean fits =
        (range[1] - range[0]) % 8 == 0
            && (columns == 0 ? numbers == 0 : numbers % columns == 0 && numbers / columns == rows);
    if (!fits || rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "tensor %s: shape %s for %d bytes",
              name,
              Arrays.toString(shape),
              range[1] - range[0]));
    }
    claim("tensor " + name, numbers);
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

  /**
   * Counts numbers that are to be allocated on behalf of the file.
   *
   * @param name what asks for them, for the message
   * @param numbers how many
   * @throws BadDataException if all claims together are more than the file can have meant
   */
  public void claim(String name, long numbers) {
    claimed += numbers;
    if (claimed > (long) MOST_CLAIMS * numbers()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %d numbers are asked for so far, the file has %d",
              name,
              claimed,
              numbers()));
    }
  }

  private Map<?, ?> entry(String name) {
    if (!header.containsKey(name)) {
      throw new BadDataException("tensor " + name + " is missing");
    }
    return Fields.object(name, header.get(name));
  }
}
