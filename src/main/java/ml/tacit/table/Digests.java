package ml.tacit.table;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which files, models and kept results are told apart. Thread-safe. */
public final class Digests {
  private static final int BUFFER_BYTES = 1 << 16;

  private Digests() {}

  /**
   * A new SHA-256 digest.
   *
   * @return the digest, of nothing so far
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }

  /**
   * Bytes as lower-case hexadecimal digits.
   *
   * @param bytes any number of them, not modified
   * @return two digits a byte
   */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * SHA-256 of bytes in memory.
   *
   * @param bytes the bytes, not modified
   * @return 64 digits
   */
  public static String sha256(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  /**
   * SHA-256 of what is left of a stream.
   *
   * @param in the stream; read to its end, not closed
   * @return 64 digits
   * @throws IOException if reading fails
   */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return hex(digest.digest());
  }
}
