package ml.tacit.step;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import org.ejml.data.DMatrixRMaj;

/**
 * Two secret numbers of a row, from which every later step draws: d columns to 2.
 *
 * <p>HMAC-SHA256 (RFC 2104) under the key, of the row's values as little-endian doubles (−0 as 0);
 * its first 16 bytes, 52 bits of each 8, as whole numbers. Equal rows have equal coins, alone, in a
 * block and in a stream, so that a row released twice says nothing more. Who does not have the key
 * cannot tell them from random ones. Immutable and thread-safe.
 */
public final class Coins implements Step {
  /** How many columns of coins there are. */
  static final int COUNT = 2;

  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  /** What a step says that has to draw and has no key. */
  public static final String NO_KEY =
      "key: the model was made for release and holds none; give the file that 'tacit fit' wrote it"
          + " to: transform --key F";

  private static final String HMAC = "HmacSHA256";
  private static final int BITS = 52;

  private final int inputs;
  private final byte[] key;

  /**
   * Coins under a key.
   *
   * @param inputs d, at least 1
   * @param key {@value #KEY_BYTES} secret bytes, or none where the key is kept elsewhere; copied
   * @throws BadDataException if the key has another length or there is no input
   */
  public Coins(int inputs, byte[] key) {
    if (inputs < 1) {
      throw new BadDataException("inputs: " + inputs + ", at least 1 is needed");
    }
    if (key.length != KEY_BYTES && key.length != 0) {
      throw new BadDataException("key: " + key.length + " bytes, " + KEY_BYTES + " are needed");
    }
    this.inputs = inputs;
    this.key = key.clone();
  }

  /**
   * The key of a seed, for experiments: whoever knows the seed has the key.
   *
   * @param seed the seed
   * @return {@value #KEY_BYTES} bytes, fresh; the same for the same seed
   */
  public static byte[] keyOf(long seed) {
    return Digests.sha256().digest(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
  }

  /**
   * Whether the key is here; without it, no row can be transformed.
   *
   * @return false after {@link #withKey} without bytes
   */
  public boolean hasKey() {
    return key.length > 0;
  }

  /**
   * The same coins under another key.
   *
   * @param other {@value #KEY_BYTES} secret bytes, or none; copied
   * @return the coins
   * @throws BadDataException if the key has another length
   */
  public Coins withKey(byte[] other) {
    return new Coins(inputs, other);
  }

  /**
   * The secret, as hexadecimal text.
   *
   * @return the key; empty where it is not here
   */
  public String keyText() {
    return Digests.hex(key);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return COUNT;
  }

  /**
   * Draws the coins of rows.
   *
   * @param rows n × d, finite, only read; n may be 0
   * @return n × 2, fresh, whole numbers from 0 to 2⁵² − 1
   * @throws BadDataException if the key is not here
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    if (!hasKey()) {
      throw new BadDataException(NO_KEY);
    }
    Mac mac = mac();
    ByteBuffer message = ByteBuffer.allocate(Double.BYTES * inputs).order(ByteOrder.LITTLE_ENDIAN);
    DMatrixRMaj coins = new DMatrixRMaj(rows.numRows, COUNT);
    for (int i = 0; i < rows.numRows; i++) {
      message.clear();
      for (int j = 0; j < inputs; j++) {
        message.putDouble(rows.data[i * inputs + j] + 0.0); // −0 + 0 is 0
      }
      ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(message.array()));
      for (int c = 0; c < COUNT; c++) {
        coins.data[i * COUNT + c] = digest.order(ByteOrder.LITTLE_ENDIAN).getLong() >>> (64 - BITS);
      }
    }
    return coins;
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  @Override
  public String guarantee() {
    return "random numbers of later steps are a function of the raw row under a secret key: a row"
        + " released twice gives the same numbers";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coins coins && inputs == coins.inputs && Arrays.equals(key, coins.key);
  }

  @Override
  public int hashCode() {
    return 31 * inputs + Arrays.hashCode(key);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Coins[" + inputs + "]";
  }
}
