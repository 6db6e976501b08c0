package ml.tacit.release;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ml.tacit.table.Digests;

/**
 * Uniform numbers in [0, 1) that are a function of a row under a secret key.
 *
 * <p>The values of the row, in units and rounded to whole numbers, are a message of little-endian
 * 64-bit numbers; seed = HMAC-SHA256(key, message) (RFC 2104); block b = SHA-256(seed ‖ b), b as 32
 * bits, gives eight unsigned 32-bit numbers, little-endian, each over 2³². Who does not have the
 * key cannot tell them from random ones. Not thread-safe.
 */
final class KeyedCoins {
  static final int KEY_BYTES = 32;

  private static final int PER_BLOCK = 8;
  private static final double SCALE = 0x1p-32;

  private final Mac mac;
  private final MessageDigest digest;
  private final double[] units;
  private final ByteBuffer message;
  private final ByteBuffer counter =
      ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Coins of a key.
   *
   * @param units per value of a row; a value of unit 0 does not matter
   */
  KeyedCoins(byte[] key, double[] units) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
    this.digest = Digests.sha256();
    this.units = units;
    this.message = ByteBuffer.allocate(Long.BYTES * units.length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fills {@code coins} with the numbers of this row. */
  void draw(double[] row, double[] coins) {
    message.clear();
    for (int j = 0; j < units.length; j++) {
      message.putLong(units[j] == 0 ? 0 : (long) Math.rint(row[j] / units[j]));
    }
    byte[] seed = mac.doFinal(message.array());
    ByteBuffer block = null;
    for (int c = 0; c < coins.length; c++) {
      if (c % PER_BLOCK == 0) {
        digest.update(seed);
        digest.update(counter.putInt(0, c / PER_BLOCK).array());
        block = ByteBuffer.wrap(digest.digest()).order(ByteOrder.LITTLE_ENDIAN);
      }
      coins[c] = Integer.toUnsignedLong(block.getInt()) * SCALE;
    }
  }
}
