package ml.tacit.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;

/**
 * A release as a safetensors file.
 *
 * <p>Layout: header length N (8 bytes, little-endian), N bytes of JSON, then the tensors as raw
 * little-endian doubles. Tensors: {@code offset} (b) and either {@code matrix} (A) or {@code
 * diagonal}, {@code left}, {@code right} (A = diag(s) − L Rᵀ), and, in version 2, those of the
 * features before the map ({@link FeatureHeader}). {@code __metadata__} holds, as the format
 * demands, texts only: {@code format}, {@code format_version}, {@code model} (JSON, see {@link
 * ModelHeader}) and {@code sha256}, the digest of the whole file with its own 64 digits set to
 * zeros.
 */
final class ModelFile {
  static final String FORMAT = "tacit-model";
  static final String AFFINE = "1";
  static final String WITH_FEATURES = "2";

  private static final String CHECKSUM_KEY = "\"sha256\":\"";
  private static final String NO_CHECKSUM = "0".repeat(64);

  private ModelFile() {}

  static void write(Release release, Path file) throws IOException {
    byte[] bytes = bytes(release);
    AtomicFile.writePrivate(file, out -> out.write(bytes));
  }

  /** The file's bytes: the same release, the same bytes. */
  private static byte[] bytes(Release release) {
    TensorWriter tensors = new TensorWriter();
    String model = Json.write(ModelHeader.of(release, tensors));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    // Readers of version 1 know no features; what has none is written as they know it.
    metadata.put("format_version", release.features().isPresent() ? WITH_FEATURES : AFFINE);
    metadata.put("sha256", NO_CHECKSUM);
    metadata.put("model", model);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", metadata);
    tensors.describe(header);
    String json = Json.write(header);
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padding = (8 - text.length % 8) % 8; // the format asks for aligned tensors
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(8 + text.length + padding + tensors.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length + padding).put(text);
    for (int i = 0; i < padding; i++) {
      buffer.put((byte) ' ');
    }
    tensors.putAll(buffer);
    byte[] bytes = buffer.array();
    byte[] digest = Digests.sha256(bytes).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, bytes, checksumPosition(bytes, text.length), digest.length);
    return bytes;
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
    requireText("format", metadata.get("format"), FORMAT);
    requireText("format_version", metadata.get("format_version"), AFFINE, WITH_FEATURES);
    TensorReader tensors =
        new TensorReader(header, buffer.slice(8 + length, bytes.length - 8 - length));
    requireChecksum(bytes, length, Fields.text("sha256", metadata.get("sha256")));
    Map<?, ?> model =
        Fields.object("model", Json.parse(Fields.text("model", metadata.get("model"))));
    return ModelHeader.release(model, tensors);
  }

  private static void requireText(String key, Object found, String... expected) {
    if (!Arrays.asList(expected).contains(found)) {
      throw new BadDataException(
          "%s is '%s', '%s' is expected".formatted(key, found, String.join("' or '", expected)));
    }
  }

  private static void requireChecksum(byte[] bytes, int headerLength, String declared) {
    byte[] blank = bytes.clone();
    byte[] zeros = NO_CHECKSUM.getBytes(StandardCharsets.US_ASCII);
    int position = checksumPosition(bytes, headerLength);
    System.arraycopy(zeros, 0, blank, position, zeros.length);
    String found = Digests.sha256(blank);
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
}
