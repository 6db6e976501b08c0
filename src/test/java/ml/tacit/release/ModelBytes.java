package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Model files as someone who means harm would make them: changed, with the right checksum. */
final class ModelBytes {
  private static final String KEY = "\"sha256\":\"";

  private ModelBytes() {}

  static int headerLength(byte[] file) {
    return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** The file with a text of its header replaced. */
  static byte[] replaced(byte[] file, String from, String to) {
    int length = headerLength(file);
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    assertTrue(header.contains(from), from);
    byte[] changed = header.replace(from, to).getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(file.length - length + changed.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(changed.length).put(changed);
    buffer.put(file, 8 + length, file.length - 8 - length);
    return signed(buffer.array());
  }

  /** The file with the checksum that belongs to it, if it still has a place for one. */
  static byte[] signed(byte[] file) {
    String header = new String(file, 8, headerLength(file), StandardCharsets.ISO_8859_1);
    int key = header.indexOf(KEY);
    if (key < 0 || key + KEY.length() + 64 > header.length()) {
      return file;
    }
    byte[] zeros = "0".repeat(64).getBytes(StandardCharsets.US_ASCII);
    int position = 8 + key + KEY.length();
    System.arraycopy(zeros, 0, file, position, 64);
    try {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
      System.arraycopy(digest.getBytes(StandardCharsets.US_ASCII), 0, file, position, 64);
      return file;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
