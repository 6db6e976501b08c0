package ml.tacit.sensing;

import java.util.Random;

/**
 * Walking: the waist's motion as a Fourier series over the stride.
 *
 * <p>The vertical and the forward axis repeat with every step (even harmonics of the stride), the
 * sideward one with every stride (odd harmonics); differing left and right steps put odd harmonics
 * into the vertical (Menz, Lord, Fitzpatrick, doi:10.1016/S0966-6362(02)00159-5). Cadence and
 * vigour vary from step to step and drift while the recording lasts.
 */
final class GaitModel {
  /** Usual acceleration in g, kind of walking x axis x harmonic. */
  private static final double[][][] ACCELERATION = {
    {
      {0.03, 0.24, 0.02, 0.10, 0.01, 0.045},
      {0.10, 0.02, 0.055, 0.01, 0.03, 0.01},
      {0.02, 0.14, 0.01, 0.06, 0.01, 0.03}
    },
    {
      {0.04, 0.21, 0.02, 0.06, 0.01, 0.02},
      {0.11, 0.02, 0.04, 0.01, 0.02, 0.005},
      {0.03, 0.16, 0.02, 0.04, 0.01, 0.015}
    },
    {
      {0.05, 0.30, 0.04, 0.19, 0.03, 0.11},
      {0.12, 0.03, 0.08, 0.02, 0.05, 0.02},
      {0.03, 0.15, 0.02, 0.10, 0.02, 0.06}
    }
  };

  /** Usual angular velocity in rad/s, kind of walking x axis x harmonic. */
  private static final double[][][] TURNING = {
    {
      {0.38, 0.03, 0.10, 0.02, 0.04, 0.01},
      {0.04, 0.25, 0.02, 0.08, 0.01, 0.03},
      {0.22, 0.03, 0.09, 0.02, 0.03, 0.01}
    },
    {
      {0.33, 0.03, 0.08, 0.02, 0.03, 0.01},
      {0.07, 0.38, 0.03, 0.07, 0.01, 0.02},
      {0.30, 0.04, 0.08, 0.02, 0.02, 0.01}
    },
    {
      {0.42, 0.05, 0.16, 0.04, 0.08, 0.03},
      {0.07, 0.32, 0.04, 0.17, 0.03, 0.08},
      {0.25, 0.04, 0.14, 0.03, 0.06, 0.02}
    }
  };

  private GaitModel() {}

  static Motion simulate(PersonTraits who, Activity activity, int samples, Random random) {
    int kind = activity.index();
    Series[] push = series(ACCELERATION[kind], who.gaitAmplitude()[kind], who.gaitPhase()[kind]);
    Series[] turn = series(TURNING[kind], who.turnAmplitude()[kind], who.turnPhase()[kind]);
    push[0].strengthenOdd(who.asymmetry() * ACCELERATION[kind][0][1]);
    double strideHz = who.strideHz() * who.strideRatio()[kind];
    SlowDrift pace = new SlowDrift(0.025, 12, random);
    SlowDrift stepTime = new SlowDrift(0.03, 0.8, random);
    SlowDrift vigour = new SlowDrift(0.10, 15, random);
    SlowDrift stepForce = new SlowDrift(0.12, 0.6, random);
    SlowDrift stepTurn = new SlowDrift(0.15, 0.6, random);
    Motion motion = Motion.still(samples);
    double[] cos = new double[PersonTraits.HARMONICS];
    double[] sin = new double[PersonTraits.HARMONICS];
    double phase = 2 * Math.PI * random.nextDouble();
    for (int t = 0; t < samples; t++) {
      phase += 2 * Math.PI * strideHz * (1 + pace.next() + stepTime.next()) / Simulator.RATE;
      multiples(phase, cos, sin);
      double lasting = who.vigour() * (1 + vigour.next());
      double force = lasting * (1 + stepForce.next());
      double swing = lasting * (1 + stepTurn.next());
      for (int axis = 0; axis < 3; axis++) {
        motion.linear()[axis][t] = force * push[axis].at(cos, sin);
        motion.turning()[axis][t] = swing * turn[axis].at(cos, sin);
      }
    }
    return motion;
  }

  private static Series[] series(double[][] usual, double[][] factor, double[][] phase) {
    Series[] series = new Series[3];
    for (int axis = 0; axis < 3; axis++) {
      series[axis] = new Series(usual[axis], factor[axis], phase[axis]);
    }
    return series;
  }

  /** cos and sin of the multiples 1, 2, ... of an angle: two strict calls serve all harmonics. */
  private static void multiples(double angle, double[] cos, double[] sin) {
    cos[0] = StrictMath.cos(angle);
    sin[0] = StrictMath.sin(angle);
    for (int h = 1; h < cos.length; h++) {
      cos[h] = cos[h - 1] * cos[0] - sin[h - 1] * sin[0];
      sin[h] = sin[h - 1] * cos[0] + cos[h - 1] * sin[0];
    }
  }

  /** A Fourier series without constant. */
  private static final class Series {
    private final double[] ofCos;
    private final double[] ofSin;

    Series(double[] usual, double[] factor, double[] phase) {
      ofCos = new double[usual.length];
      ofSin = new double[usual.length];
      for (int h = 0; h < usual.length; h++) {
        ofCos[h] = usual[h] * factor[h] * StrictMath.cos(phase[h]);
        ofSin[h] = usual[h] * factor[h] * StrictMath.sin(phase[h]);
      }
    }

    void strengthenOdd(double amplitude) {
      for (int h = 0; h < ofCos.length; h += 2) {
        ofCos[h] += amplitude / (1 + h);
      }
    }

    double at(double[] cos, double[] sin) {
      double sum = 0;
      for (int h = 0; h < cos.length; h++) {
        sum += ofCos[h] * cos[h] + ofSin[h] * sin[h];
      }
      return sum;
    }
  }
}
