package ml.tacit.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A release as a safetensors file.
 *
 * <p>Layout: header length N (8 bytes, little-endian), N bytes of JSON, then the tensors as raw
 * little-endian doubles. Tensors: {@code offset} (b) and either {@code matrix} (A) or {@code
 * diagonal}, {@code left}, {@code right} (A = diag(s) − L Rᵀ). {@code __metadata__} holds, as the
 * format demands, texts only: {@code format}, {@code format_version}, {@code model} (JSON, see
 * {@link ModelHeader}) and {@code sha256}, the digest of the whole file with its own 64 digits set
 * to zeros.
 */
final class ModelFile {
  static final String FORMAT = "tacit-model";
  static final String VERSION = "1";

  private static final String CHECKSUM_KEY = "\"sha256\":\"";
  private static final String NO_CHECKSUM = "0".repeat(64);

  private ModelFile() {}

  static void write(Release release, Path file) throws IOException {
    byte[] bytes = bytes(release);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /** The file's bytes: the same release, the same bytes. */
  private static byte[] bytes(Release release) {
    Map<String, DMatrixRMaj> tensors = tensors(release.map());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("format_version", VERSION);
    metadata.put("sha256", NO_CHECKSUM);
    metadata.put("model", Json.write(ModelHeader.of(release)));
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", metadata);
    long end = 0;
    for (Map.Entry<String, DMatrixRMaj> tensor : tensors.entrySet()) {
      DMatrixRMaj values = tensor.getValue();
      long begin = end;
      end += 8L * values.data.length;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F64");
      entry.put(
          "shape",
          values.numCols == 1 && !tensor.getKey().equals("left") && !tensor.getKey().equals("right")
              ? List.of(values.numRows)
              : List.of(values.numRows, values.numCols));
      entry.put("data_offsets", List.of(begin, end));
      header.put(tensor.getKey(), entry);
    }
    String json = Json.write(header);
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padding = (8 - text.length % 8) % 8; // the format asks for aligned tensors
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(8 + text.length + padding + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length + padding).put(text);
    for (int i = 0; i < padding; i++) {
      buffer.put((byte) ' ');
    }
    for (DMatrixRMaj values : tensors.values()) {
      for (double value : values.data) {
        buffer.putDouble(value);
      }
    }
    byte[] bytes = buffer.array();
    byte[] digest = digest(bytes).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, bytes, checksumPosition(bytes, text.length), digest.length);
    return bytes;
  }

  private static Map<String, DMatrixRMaj> tensors(AffineMap map) {
    Map<String, DMatrixRMaj> tensors = new LinkedHashMap<>();
    tensors.put("offset", column(map.offset()));
    if (map.isThin()) {
      tensors.put("diagonal", column(map.diagonal()));
      tensors.put("left", map.left());
      tensors.put("right", map.right());
    } else {
      tensors.put("matrix", map.matrix());
    }
    return tensors;
  }

  private static DMatrixRMaj column(double[] values) {
    return DMatrixRMaj.wrap(values.length, 1, values);
  }

  static Release read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadDataException(file + ": no such model file");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return parse(bytes);
    } catch (Json.SyntaxException e) {
      throw new BadDataException(file + ": not a usable model file: " + e.getMessage(), e);
    } catch (BadDataException | IllegalArgumentException e) {
      throw new BadDataException(file + ": not a usable model file: " + e.getMessage(), e);
    }
  }

  private static Release parse(byte[] bytes) throws Json.SyntaxException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8) {
      throw new BadDataException("%d bytes, at least 8 are needed".formatted(bytes.length));
    }
    long headerLength = buffer.getLong();
    if (headerLength < 2 || headerLength > bytes.length - 8) {
      throw new BadDataException(
          "header of %d bytes declared, %d bytes follow".formatted(headerLength, bytes.length - 8));
    }
    int length = (int) headerLength;
    Map<?, ?> header =
        Fields.object("header", Json.parse(new String(bytes, 8, length, StandardCharsets.UTF_8)));
    Map<?, ?> metadata = Fields.object("__metadata__", header.get("__metadata__"));
    requireText("format", FORMAT, metadata.get("format"));
    requireText("format_version", VERSION, metadata.get("format_version"));
    TensorReader tensors =
        new TensorReader(header, buffer.slice(8 + length, bytes.length - 8 - length));
    requireChecksum(bytes, length, Fields.text("sha256", metadata.get("sha256")));
    Map<?, ?> model =
        Fields.object("model", Json.parse(Fields.text("model", metadata.get("model"))));
    return ModelHeader.release(model, map(tensors));
  }

  private static AffineMap map(TensorReader tensors) {
    double[] offset = tensors.vector("offset");
    return tensors.has("matrix")
        ? AffineMap.dense(tensors.matrix("matrix"), offset)
        : AffineMap.thin(
            tensors.vector("diagonal"), tensors.matrix("left"), tensors.matrix("right"), offset);
  }

  private static void requireText(String key, String expected, Object found) {
    if (!expected.equals(found)) {
      throw new BadDataException("%s is '%s', '%s' is expected".formatted(key, found, expected));
    }
  }

  private static void requireChecksum(byte[] bytes, int headerLength, String declared) {
    byte[] blank = bytes.clone();
    byte[] zeros = NO_CHECKSUM.getBytes(StandardCharsets.US_ASCII);
    int position = checksumPosition(bytes, headerLength);
    System.arraycopy(zeros, 0, blank, position, zeros.length);
    String found = digest(blank);
    if (!found.equals(declared)) {
      throw new BadDataException(
          "its bytes were altered: sha256 is %s…, the file declares %s"
              .formatted(
                  found.substring(0, 12),
                  declared.length() > 12 ? declared.substring(0, 12) + "…" : declared));
    }
  }

  /** Where the 64 digits of the checksum stand; the key comes before any text a user chose. */
  private static int checksumPosition(byte[] bytes, int headerLength) {
    String header = new String(bytes, 8, headerLength, StandardCharsets.ISO_8859_1);
    int key = header.indexOf(CHECKSUM_KEY);
    int position = key + CHECKSUM_KEY.length();
    if (key < 0 || position + NO_CHECKSUM.length() > headerLength) {
      throw new BadDataException("sha256 is missing");
    }
    return 8 + position;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The tensors of a file, each checked against the bytes that are there before it is copied. */
  private static final class TensorReader {
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

    boolean has(String name) {
      return header.containsKey(name);
    }

    double[] vector(String name) {
      return read(name, 1).data;
    }

    DMatrixRMaj matrix(String name) {
      return read(name, 2);
    }

    private DMatrixRMaj read(String name, int dimensions) {
      Map<?, ?> entry = entry(name);
      requireText("dtype of " + name, "F64", entry.get("dtype"));
      long[] shape = Fields.wholeNumbers("shape of " + name, entry.get("shape"), dimensions);
      long[] range = offsets(name);
      long rows = shape[0];
      long columns = dimensions == 1 ? 1 : shape[1];
      // Division, not multiplication: declared sizes must not overflow.
      long numbers = (range[1] - range[0]) / 8;
      boolean fits =
          (range[1] - range[0]) % 8 == 0
              && (columns == 0
                  ? numbers == 0
                  : numbers % columns == 0 && numbers / columns == rows);
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
      if (!has(name)) {
        throw new BadDataException("tensor " + name + " is missing");
      }
      return Fields.object(name, header.get(name));
    }
  }
}
