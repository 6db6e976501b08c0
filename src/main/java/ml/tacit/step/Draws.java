package ml.tacit.step;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import ml.tacit.table.Digests;

/**
 * Random numbers of one row for one step, from the row's {@link Coins}.
 *
 * <p>Block b is SHA-256(coins ‖ step ‖ b), four 64-bit numbers, all little-endian. The number of
 * the step keeps the draws of two steps of a chain apart. Not thread-safe.
 */
final class Draws {
  private static final int PER_BLOCK = 4;

  private final MessageDigest digest = Digests.sha256();
  private final ByteBuffer message =
      ByteBuffer.allocate(Coins.COUNT * Double.BYTES + 2 * Integer.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN);
  private final int step;
  private final double[] coins = new double[Coins.COUNT];
  private ByteBuffer block;
  private int drawn;
  private double spare;
  private boolean hasSpare;

  /**
   * Draws for a step.
   *
   * @param step the number of the step in its plan
   */
  Draws(int step) {
    this.step = step;
  }

  /** From now on the numbers of the row with these coins. */
  void row(double[] data, int at) {
    System.arraycopy(data, at, coins, 0, Coins.COUNT);
    drawn = 0;
    hasSpare = false;
  }

  /** The next number, uniform on [0, 1) in steps of 2⁻⁵³. */
  double uniform() {
    if (drawn % PER_BLOCK == 0) {
      message.clear();
      for (double coin : coins) {
        message.putDouble(coin);
      }
      message.putInt(step).putInt(drawn / PER_BLOCK);
      block = ByteBuffer.wrap(digest.digest(message.array())).order(ByteOrder.LITTLE_ENDIAN);
    }
    drawn++;
    return (block.getLong() >>> 11) * 0x1p-53;
  }

  /** The next standard normal number, by Box and Muller; StrictMath, so the same bits anywhere. */
  double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    double angle = 2 * Math.PI * uniform();
    spare = radius * StrictMath.sin(angle);
    hasSpare = true;
    return radius * StrictMath.cos(angle);
  }
}
