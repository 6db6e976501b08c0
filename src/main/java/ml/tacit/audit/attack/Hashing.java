package ml.tacit.audit.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Adds values to a hash so that no two sequences of values give the same bytes. */
final class Hashing {
  private Hashing() {}

  static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  /** An array or null, which differs from every array. */
  static void ints(MessageDigest digest, int[] values) {
    int length = values == null ? -1 : values.length;
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (Math.max(0, length) + 1));
    bytes.putInt(length);
    for (int i = 0; i < length; i++) {
      bytes.putInt(values[i]);
    }
    digest.update(bytes.array());
  }

  /** A matrix with its shape, or null, which differs from every matrix. */
  static void matrix(MessageDigest digest, Matrix rows) {
    text(digest, rows == null ? "none" : rows.rows() + " " + rows.columns());
    if (rows == null) {
      return;
    }
    ByteBuffer row = ByteBuffer.allocate(Double.BYTES * rows.columns());
    for (int i = 0; i < rows.rows(); i++) {
      row.clear();
      row.asDoubleBuffer().put(rows.values(), i * rows.columns(), rows.columns());
      digest.update(row);
    }
  }
}
