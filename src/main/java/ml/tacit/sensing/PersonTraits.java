package ml.tacit.sensing;

import java.util.Random;

/**
 * What makes a simulated person recognisable.
 *
 * <p>Arrays are per axis (up, left, front) and per harmonic of the stride, first the stride itself;
 * the three kinds of walking share a person's style and each has some of its own. Rates are in
 * hertz, angles in rad, acceleration in g.
 *
 * @param strideHz double steps per second when walking on the level
 * @param strideRatio that rate, by kind of walking, over the one on the level
 * @param vigour factor on all gait amplitudes
 * @param asymmetry how much left and right steps differ: amplitude at odd harmonics of the vertical
 * @param gaitAmplitude factors on the acceleration, kind x axis x harmonic
 * @param gaitPhase phases of the acceleration, kind x axis x harmonic
 * @param turnAmplitude factors on the angular velocity, kind x axis x harmonic
 * @param turnPhase phases of the angular velocity, kind x axis x harmonic
 * @param lean forward tilt of the phone, by activity
 * @param roll sideward tilt of the phone, by activity
 * @param sway standard deviation of postural sway
 * @param swaySeconds its correlation time
 * @param breathHz breaths per second
 * @param breath acceleration by breathing
 * @param pulseHz heart beats per second
 * @param pulse acceleration by the heart beat
 * @param tremorHz frequency of tremor
 * @param tremor its acceleration
 * @param fidgetsPerSecond how often they shift
 * @param accNoise noise of the accelerometer
 * @param gyroNoise noise of the gyroscope, in rad/s
 * @param gyroBias offset of the gyroscope, in rad/s
 */
@SuppressWarnings("ArrayRecordComponent") // tables are read, never compared
record PersonTraits(
    double strideHz,
    double[] strideRatio,
    double vigour,
    double asymmetry,
    double[][][] gaitAmplitude,
    double[][][] gaitPhase,
    double[][][] turnAmplitude,
    double[][][] turnPhase,
    double[] lean,
    double[] roll,
    double sway,
    double swaySeconds,
    double breathHz,
    double breath,
    double pulseHz,
    double pulse,
    double tremorHz,
    double tremor,
    double fidgetsPerSecond,
    double accNoise,
    double gyroNoise,
    double[] gyroBias) {
  static final int HARMONICS = 6;
  private static final int KINDS = 3;

  /** Style common to all walking, and what each kind adds, as standard deviations. */
  private static final double AMPLITUDE_SHARED = 0.16;

  private static final double AMPLITUDE_OWN = 0.06;
  private static final double PHASE_SHARED = 0.28;
  private static final double PHASE_OWN = 0.12;

  /** Draws a person. */
  static PersonTraits draw(Random r) {
    return new PersonTraits(
        0.93 + 0.06 * r.nextGaussian(),
        new double[] {1, 0.86 + 0.03 * r.nextGaussian(), 1.06 + 0.03 * r.nextGaussian()},
        factor(r, 0.12),
        Math.abs(0.25 * r.nextGaussian()),
        amplitudes(r),
        phases(r),
        amplitudes(r),
        phases(r),
        tilts(r, new double[] {0.06, 0.12, 0.03, -0.24, 0.03, -1.48}, 0.07, 0.05),
        tilts(r, new double[] {0, 0, 0, 0, 0, 0}, 0.05, 0.04),
        0.008 * factor(r, 0.4),
        0.8 * factor(r, 0.35),
        0.27 * factor(r, 0.15),
        0.006 * factor(r, 0.35),
        1.15 * factor(r, 0.12),
        0.004 * factor(r, 0.35),
        9 * factor(r, 0.1),
        0.003 * factor(r, 0.4),
        0.05 * factor(r, 0.5),
        0.004 * factor(r, 0.2),
        0.010 * factor(r, 0.2),
        new double[] {
          0.006 * r.nextGaussian(), 0.006 * r.nextGaussian(), 0.006 * r.nextGaussian()
        });
  }

  private static double factor(Random r, double deviation) {
    return StrictMath.exp(deviation * r.nextGaussian());
  }

  private static double[][][] amplitudes(Random r) {
    double[][][] drawn = styles(r, AMPLITUDE_SHARED, AMPLITUDE_OWN);
    for (double[][] kind : drawn) {
      for (double[] axis : kind) {
        for (int h = 0; h < HARMONICS; h++) {
          axis[h] = StrictMath.exp(axis[h]);
        }
      }
    }
    return drawn;
  }

  private static double[][][] phases(Random r) {
    return styles(r, PHASE_SHARED, PHASE_OWN);
  }

  private static double[][][] styles(Random r, double shared, double own) {
    double[][][] styles = new double[KINDS][3][HARMONICS];
    for (int axis = 0; axis < 3; axis++) {
      for (int h = 0; h < HARMONICS; h++) {
        double style = shared * r.nextGaussian();
        for (int kind = 0; kind < KINDS; kind++) {
          styles[kind][axis][h] = style + own * r.nextGaussian();
        }
      }
    }
    return styles;
  }

  /** The phone is worn the person's way, put on anew for each recording. */
  private static double[] tilts(Random r, double[] usual, double worn, double putOn) {
    double person = worn * r.nextGaussian();
    double[] tilts = new double[usual.length];
    for (int i = 0; i < tilts.length; i++) {
      tilts[i] = usual[i] + person + putOn * r.nextGaussian();
    }
    return tilts;
  }
}
