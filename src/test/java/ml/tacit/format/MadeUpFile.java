package ml.tacit.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.tacit.table.Digests;

/**
 * Files of tensors as somebody who means harm makes them: description, list of tensors and numbers
 * are theirs, while lengths and digest are right, so that what is behind these checks is attacked.
 *
 * <p>The bytes to be mutated are the version, a digit, then the description, a zero, what the
 * header says of each tensor, a zero, and the tensors.
 */
public final class MadeUpFile {
  private static final Pattern END =
      Pattern.compile("\"data_offsets\" ?: ?\\[ ?\\d+ ?, ?(\\d{1,6}) ?]");
  private static final int MOST_BYTES = 1 << 16;
  private static final String NO_CHECKSUM = "0".repeat(64);

  private MadeUpFile() {}

  /** The file of such bytes. */
  public static byte[] of(TensorFile.Kind kind, byte[] data) {
    int first = end(data, 1);
    int second = end(data, first + 1);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("format", kind.format());
    metadata.put("format_version", data.length == 0 ? "" : String.valueOf((char) data[0]));
    metadata.put("sha256", NO_CHECKSUM);
    metadata.put(kind.key(), text(data, 1, first));
    String tensors = text(data, first + 1, second);
    String header =
        "{\"__metadata__\":"
            + Json.write(metadata)
            + (tensors.isBlank() ? "" : ",")
            + tensors
            + "}";
    byte[] head = header.getBytes(StandardCharsets.UTF_8);
    int from = Math.min(second + 1, data.length);
    byte[] numbers = Arrays.copyOf(Arrays.copyOfRange(data, from, data.length), length(tensors));
    ByteBuffer file =
        ByteBuffer.allocate(8 + head.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(head.length).put(head).put(numbers);
    byte[] bytes = file.array();
    byte[] digest = Digests.sha256(bytes).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, bytes, 8 + header.indexOf(NO_CHECKSUM), digest.length);
    return bytes;
  }

  /** The bytes to be mutated that make such a file. */
  public static byte[] taken(TensorFile.Kind kind, byte[] file) throws Exception {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(file, 8, length, StandardCharsets.UTF_8).strip();
    Map<?, ?> metadata = (Map<?, ?>) ((Map<?, ?>) Json.parse(header)).get("__metadata__");
    int listed = "{\"__metadata__\":".length() + Json.write(metadata).length() + 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        (metadata.get("format_version")
                + metadata.get(kind.key()).toString()
                + "\0"
                + header.substring(Math.min(listed, header.length() - 1), header.length() - 1)
                + "\0")
            .getBytes(StandardCharsets.UTF_8));
    out.write(file, 8 + length, file.length - 8 - length);
    return out.toByteArray();
  }

  /** Where the last tensor ends. */
  private static int length(String tensors) {
    int length = 0;
    for (Matcher end = END.matcher(tensors); end.find(); ) {
      length = Math.max(length, Integer.parseInt(end.group(1)));
    }
    return Math.min(length, MOST_BYTES);
  }

  private static int end(byte[] data, int from) {
    int i = Math.min(from, data.length);
    while (i < data.length && data[i] != 0) {
      i++;
    }
    return i;
  }

  private static String text(byte[] data, int from, int to) {
    return from >= to ? "" : new String(data, from, to - from, StandardCharsets.UTF_8);
  }
}
