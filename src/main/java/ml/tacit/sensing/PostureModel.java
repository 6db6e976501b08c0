package ml.tacit.sensing;

import java.util.Random;

/**
 * Sitting, standing and lying: sway, breathing, heart beat, tremor, and now and then a shift.
 *
 * <p>Standing sways most, lying hardly; sitting damps sway and adds shifts; lying shows breathing
 * and heart beat best.
 */
final class PostureModel {
  private static final double SHIFT_SECONDS = 1.2;

  private PostureModel() {}

  /** How much of each the posture shows, relative to the person's own measure. */
  private record Share(double sway, double breath, double pulse, double tremor, double shifts) {
    static Share of(Activity activity) {
      return switch (activity) {
        case SITTING -> new Share(0.45, 1.0, 0.9, 0.6, 1.2);
        case STANDING -> new Share(1.0, 0.6, 0.7, 1.2, 0.8);
        case LAYING -> new Share(0.15, 1.5, 1.4, 0.3, 0.4);
        default -> throw new IllegalArgumentException(activity + " is not a posture");
      };
    }
  }

  static Motion simulate(PersonTraits who, Activity activity, int samples, Random random) {
    Share share = Share.of(activity);
    Motion motion = Motion.still(samples);
    sway(motion.lean(), motion.turning()[1], who, share, random);
    sway(motion.roll(), motion.turning()[2], who, share, random);
    rhythms(motion, who, share, activity == Activity.LAYING ? 0 : 2, random);
    shifts(motion, who.fidgetsPerSecond() * share.shifts(), random);
    return motion;
  }

  /** Two cascaded relaxations, so that the tilt has a velocity for the gyroscope to see. */
  private static void sway(
      double[] tilt, double[] velocity, PersonTraits who, Share share, Random random) {
    SlowDrift push = new SlowDrift(who.sway() * share.sway(), who.swaySeconds(), random);
    SlowDrift restlessness = new SlowDrift(0.25, 12, random);
    double follow = 1 / (0.25 * Simulator.RATE);
    double angle = 0;
    for (int t = 0; t < tilt.length; t++) {
      double step = follow * (push.next() * StrictMath.exp(restlessness.next()) - angle);
      angle += step;
      tilt[t] += angle;
      velocity[t] += step * Simulator.RATE;
    }
  }

  private static void rhythms(
      Motion motion, PersonTraits who, Share share, int breathAxis, Random random) {
    SlowDrift breathRate = new SlowDrift(0.10, 8, random);
    SlowDrift pulseRate = new SlowDrift(0.05, 8, random);
    SlowDrift tremorRate = new SlowDrift(0.08, 0.5, random);
    SlowDrift tremorForce = new SlowDrift(0.4, 2, random);
    double breath = 2 * Math.PI * random.nextDouble();
    double pulse = 2 * Math.PI * random.nextDouble();
    double tremor = 2 * Math.PI * random.nextDouble();
    double turn = 2 * Math.PI / Simulator.RATE;
    for (int t = 0; t < motion.samples(); t++) {
      breath += turn * who.breathHz() * (1 + breathRate.next());
      pulse += turn * who.pulseHz() * (1 + pulseRate.next());
      tremor += turn * who.tremorHz() * (1 + tremorRate.next());
      double breathing = who.breath() * share.breath() * StrictMath.sin(breath);
      double beat = StrictMath.sin(pulse);
      double pulsing = who.pulse() * share.pulse() * beat * (1 + beat) * (1 + beat) / 2;
      double trembling =
          who.tremor() * share.tremor() * (1 + tremorForce.next()) * StrictMath.sin(tremor);
      motion.linear()[0][t] += pulsing + 0.3 * trembling;
      motion.linear()[1][t] += trembling;
      motion.linear()[2][t] += 0.7 * trembling;
      motion.linear()[breathAxis][t] += breathing;
      motion.turning()[1][t] += 2.0 * breathing;
    }
  }

  /** A shift of weight: the tilt goes to a new value by a smooth step and relaxes from there. */
  private static void shifts(Motion motion, double perSecond, Random random) {
    int length = (int) (SHIFT_SECONDS * Simulator.RATE);
    for (int start = 0; start < motion.samples(); start++) {
      if (random.nextDouble() >= perSecond / Simulator.RATE) {
        continue;
      }
      double lean = 0.07 * random.nextGaussian();
      double roll = 0.05 * random.nextGaussian();
      for (int i = 0; i < length && start + i < motion.samples(); i++) {
        double angle = Math.PI * i / length;
        double bump = (1 - StrictMath.cos(2 * angle)) / 2;
        double slope = Math.PI / SHIFT_SECONDS * StrictMath.sin(2 * angle);
        motion.lean()[start + i] += lean * bump;
        motion.roll()[start + i] += roll * bump;
        motion.turning()[1][start + i] += lean * slope;
        motion.turning()[2][start + i] += roll * slope;
      }
    }
  }
}
