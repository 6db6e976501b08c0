package ml.tacit.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;

/**
 * The frame of a file in the safetensors format, with a description and a digest of itself.
 *
 * <p>Layout: header length N (8 bytes, little-endian), N bytes of JSON, then the tensors as raw
 * little-endian doubles. {@code __metadata__} in the header holds, as the format demands, texts
 * only: {@code format}, {@code format_version}, {@code sha256} (the digest of the whole file with
 * its own 64 digits set to zeros) and the description, itself JSON, under a key of its own.
 *
 * <p>A file is data, never code. Sizes are checked against the bytes that are there before anything
 * is allocated.
 */
public final class TensorFile {
  /** Bytes of an array at most; some JVMs hold a few less than 2³¹ − 1. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private static final String CHECKSUM_KEY = "\"sha256\":\"";
  private static final String NO_CHECKSUM = "0".repeat(64);

  private TensorFile() {}

  /**
   * What kind of file it is.
   *
   * @param format the value of {@code format}
   * @param key the key of the description in the metadata
   */
  public record Kind(String format, String key) {}

  /**
   * What a file holds.
   *
   * @param version the value of {@code format_version}
   * @param description the description, parsed
   * @param tensors its tensors
   */
  public record Content(String version, Map<?, ?> description, TensorReader tensors) {}

  /**
   * The bytes of a file: the same content, the same bytes.
   *
   * @param kind what kind of file
   * @param version its format version
   * @param description maps, lists, texts, numbers, booleans and null
   * @param tensors the numbers
   * @return the bytes, fresh
   * @throws BadDataException if it would be larger than 2 GB
   */
  public static byte[] bytes(
      Kind kind, String version, Map<String, Object> description, TensorWriter tensors) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("format", kind.format());
    metadata.put("format_version", version);
    metadata.put("sha256", NO_CHECKSUM);
    metadata.put(kind.key(), Json.write(description));
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", metadata);
    tensors.describe(header);
    byte[] text = Json.write(header).getBytes(StandardCharsets.UTF_8);
    int padding = (8 - text.length % 8) % 8; // the format asks for aligned tensors
    ByteBuffer buffer =
        ByteBuffer.allocate(requireSize(8L + text.length + padding + tensors.bytes()))
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

  /**
   * Reads a stream to its end.
   *
   * @param in the bytes of a file; not closed
   * @return all of them
   * @throws IOException if reading fails
   * @throws BadDataException if there are more than 2 GB
   */
  public static byte[] readAll(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((int) MAX_BYTES);
    if (bytes.length == MAX_BYTES && in.read() >= 0) {
      throw new BadDataException(
          "more than " + MAX_BYTES + " bytes, a file of this kind holds at most so many");
    }
    return bytes;
  }

  /**
   * Reads the bytes of a file.
   *
   * @param kind what kind of file is expected
   * @param bytes the whole file, only read
   * @param versions the format versions that the caller can read
   * @return its content
   * @throws BadDataException if it is truncated, altered, of another kind or version
   */
  public static Content parse(Kind kind, byte[] bytes, String... versions) {
    try {
      return content(kind, bytes, versions);
    } catch (Json.SyntaxException e) {
      throw new BadDataException(e.getMessage(), e);
    }
  }

  private static Content content(Kind kind, byte[] bytes, String[] versions)
      throws Json.SyntaxException {
    if (bytes.length < 8) {
      throw new BadDataException(
          String.format(Locale.ROOT, "%d bytes, at least 8 are needed", bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = buffer.getLong();
    if (headerLength < 2 || headerLength > bytes.length - 8) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "header of %d bytes declared, %d bytes follow",
              headerLength,
              bytes.length - 8));
    }
    int length = (int) headerLength;
    Map<?, ?> header = Fields.object("header", Json.parse(text(bytes, length)));
    Map<?, ?> metadata = Fields.object("__metadata__", header.get("__metadata__"));
    requireText("format", metadata.get("format"), kind.format());
    requireText("format_version", metadata.get("format_version"), versions);
    TensorReader tensors =
        new TensorReader(header, buffer.slice(8 + length, bytes.length - 8 - length));
    requireChecksum(bytes, length, Fields.text("sha256", metadata.get("sha256")));
    Map<?, ?> description =
        Fields.object(kind.key(), Json.parse(Fields.text(kind.key(), metadata.get(kind.key()))));
    return new Content(metadata.get("format_version").toString(), description, tensors);
  }

  /** The header; as the format demands it begins with a brace, without blanks before it. */
  private static String text(byte[] bytes, int length) {
    if (bytes[8] != '{') {
      throw BadDataException.of("the header begins with byte %d, expected '{'", bytes[8] & 0xff);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 8, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadDataException("the header is not UTF-8 text", e);
    }
  }

  private static int requireSize(long bytes) {
    if (bytes > MAX_BYTES) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%d bytes, a file of this kind holds at most %d", bytes, MAX_BYTES));
    }
    return (int) bytes;
  }

  private static void requireText(String key, Object found, String... expected) {
    if (!Arrays.asList(expected).contains(found)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s is '%s', '%s' is expected",
              key,
              found,
              String.join("' or '", expected)));
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
          String.format(
              Locale.ROOT,
              "its bytes were altered: sha256 is %s…, the file declares %s",
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
