package ml.tacit.sensing;

import java.util.Random;

/**
 * What a phone at the waist records of a motion: gravity along its axes, everything turned by how
 * it is worn, its strap giving way slowly, noise and offset.
 */
final class PhoneSensor {
  private PhoneSensor() {}

  static Recording record(Motion motion, PersonTraits who, Activity activity, Random random) {
    int n = motion.samples();
    double[][] acceleration = new double[3][n];
    double[][] gyro = new double[3][n];
    SlowDrift slipLean = new SlowDrift(0.035, 20, random);
    SlowDrift slipRoll = new SlowDrift(0.03, 20, random);
    double lean = who.lean()[activity.index()];
    double roll = who.roll()[activity.index()];
    double[] measured = new double[3];
    for (int t = 0; t < n; t++) {
      Rotation worn =
          Rotation.of(
              lean + slipLean.next() + motion.lean()[t], roll + slipRoll.next() + motion.roll()[t]);
      worn.turn(1 + motion.linear()[0][t], motion.linear()[1][t], motion.linear()[2][t], measured);
      for (int axis = 0; axis < 3; axis++) {
        acceleration[axis][t] = measured[axis] + who.accNoise() * random.nextGaussian();
      }
      worn.turn(motion.turning()[0][t], motion.turning()[1][t], motion.turning()[2][t], measured);
      for (int axis = 0; axis < 3; axis++) {
        gyro[axis][t] =
            measured[axis] + who.gyroBias()[axis] + who.gyroNoise() * random.nextGaussian();
      }
    }
    return new Recording(Simulator.RATE, acceleration, gyro);
  }

  /** Body axes to phone axes: first the sideward tilt (about z), then the forward one (about y). */
  private record Rotation(double cosLean, double sinLean, double cosRoll, double sinRoll) {
    static Rotation of(double lean, double roll) {
      return new Rotation(
          StrictMath.cos(lean), StrictMath.sin(lean), StrictMath.cos(roll), StrictMath.sin(roll));
    }

    void turn(double x, double y, double z, double[] out) {
      double x1 = cosRoll * x - sinRoll * y;
      out[0] = cosLean * x1 + sinLean * z;
      out[1] = sinRoll * x + cosRoll * y;
      out[2] = cosLean * z - sinLean * x1;
    }
  }
}
