package ml.tacit.sensing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * An uninterrupted recording of a six-axis inertial sensor, as the sensor gives it.
 *
 * <p>A value; the arrays are handed over, not copied, and must not be written to afterwards.
 *
 * @param rate samples per second
 * @param acceleration total acceleration, gravity included, x y z, in g
 * @param gyro angular velocity, x y z, in rad/s, as long as {@code acceleration}
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over, never compared
public record Recording(double rate, double[][] acceleration, double[][] gyro) {

  /**
   * Checks the shape.
   *
   * @throws BadDataException if a signal has not three axes or lengths differ, or the rate is not
   *     positive
   */
  public Recording {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new BadDataException("rate: " + rate + ", expected a positive number of hertz");
    }
    int length = acceleration.length == 0 ? 0 : acceleration[0].length;
    Signals.requireAxes("acceleration", acceleration, length);
    Signals.requireAxes("gyro", gyro, length);
  }

  /**
   * Splits gravity off and cuts the recording into windows.
   *
   * <p>Gravity is what a Butterworth low-pass of third order with its corner at 0.3 Hz lets
   * through, the split of UCI HAR, here run forwards and backwards over the whole recording so that
   * it comes without delay. Samples after the last full window are left out; a recording shorter
   * than a window gives none.
   *
   * @param samples samples per window
   * @param step samples from one window's start to the next's; half of {@code samples} for 50 %
   *     overlap
   * @return the windows, in time order
   * @throws BadDataException if {@code samples} or {@code step} is not positive
   */
  public List<SensorWindow> windows(int samples, int step) {
    double[][] gravity = new double[3][];
    double[][] body = new double[3][];
    GravityFilter filter = new GravityFilter(rate);
    for (int axis = 0; axis < 3; axis++) {
      gravity[axis] = filter.apply(acceleration[axis]);
      body[axis] = Signals.minus(acceleration[axis], gravity[axis]);
    }
    return cut(gravity, body, gyro, samples, step);
  }

  /** Windows of signals whose gravity is split off already. */
  static List<SensorWindow> cut(
      double[][] gravity, double[][] body, double[][] gyro, int samples, int step) {
    if (samples < 1 || step < 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "windows of %d samples every %d, expected at least 1", samples, step));
    }
    List<SensorWindow> windows = new ArrayList<>();
    for (int start = 0; start + samples <= gravity[0].length; start += step) {
      windows.add(
          new SensorWindow(
              slice(gravity, start, samples),
              slice(body, start, samples),
              slice(gyro, start, samples)));
    }
    return windows;
  }

  private static double[][] slice(double[][] signal, int start, int samples) {
    double[][] part = new double[signal.length][];
    for (int axis = 0; axis < part.length; axis++) {
      part[axis] = Arrays.copyOfRange(signal[axis], start, start + samples);
    }
    return part;
  }
}
