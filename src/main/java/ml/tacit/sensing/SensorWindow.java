package ml.tacit.sensing;

import ml.tacit.table.BadDataException;

/**
 * A short stretch of inertial signals with gravity split off: three axes each, all equally long.
 *
 * <p>A value; the arrays are handed over, not copied, and must not be written to afterwards.
 *
 * @param gravity the slow part of the acceleration, x y z, in g
 * @param body the acceleration without gravity, x y z, in g
 * @param gyro angular velocity, x y z, in rad/s
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over, never compared
public record SensorWindow(double[][] gravity, double[][] body, double[][] gyro) {

  /**
   * Checks the shape.
   *
   * @throws BadDataException if a signal has not three axes or lengths differ
   */
  public SensorWindow {
    int length = gravity.length == 0 ? 0 : gravity[0].length;
    Signals.requireAxes("gravity", gravity, length);
    Signals.requireAxes("body", body, length);
    Signals.requireAxes("gyro", gyro, length);
  }

  /**
   * Number of samples.
   *
   * @return samples per axis
   */
  public int length() {
    return gravity[0].length;
  }
}
