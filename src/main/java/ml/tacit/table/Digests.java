package ml.tacit.table;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which files, models and kept results are told apart. Thread-safe. */
public final class Digests {
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
}
