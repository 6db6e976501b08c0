package ml.tacit.sensing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * People who do not exist, recorded by a phone at the waist: the built-in data.
 *
 * <p>Every person has traits (how they walk, hold themselves and wear the phone: {@link
 * PersonTraits}) and makes one recording of each of six activities: total acceleration and angular
 * velocity, three axes each, 50 Hz, from a small model of gait ({@link GaitModel}) and of posture
 * ({@link PostureModel}) seen through an imperfect sensor ({@link PhoneSensor}). Cadence, vigour
 * and the phone's position drift while a recording lasts, so later windows are not copies of
 * earlier ones. Windows of 2.56 s with 50 % overlap go through {@link WindowFeatures}.
 *
 * <p>A value; each {@code with} gives another. The bytes depend on the settings alone, not on the
 * machine or the Java version: {@link Random} is specified to the bit and all trigonometry is
 * {@link StrictMath}. Adding people leaves the earlier ones as they were. Thread-safe.
 *
 * <p>The numbers in the model are chosen to be plausible, not fitted to anybody: results on this
 * data say how a method behaves, not how well it protects real people.
 */
public final class Simulator {
  static final double RATE = 50;
  static final int WINDOW = 128;
  static final int STEP = WINDOW / 2;

  private static final int PEOPLE = 14;
  private static final long SEED = 20_13;
  private static final double SECONDS = 56;

  private final int people;
  private final long seed;
  private final double seconds;

  private Simulator(int people, long seed, double seconds) {
    this.people = people;
    this.seed = seed;
    this.seconds = seconds;
  }

  /**
   * The data that commands use when given none: 14 people, 56 s of each activity, 3,528 windows.
   *
   * @return the standard settings
   */
  public static Simulator standard() {
    return new Simulator(PEOPLE, SEED, SECONDS);
  }

  /**
   * The same with another number of people.
   *
   * @param count number of people, from 1 to 10,000
   * @return the new settings
   * @throws BadDataException if the number is out of range
   */
  public Simulator withPeople(int count) {
    if (count < 1 || count > 10_000) {
      throw new BadDataException("people: " + count + ", expected 1 to 10000");
    }
    return new Simulator(count, seed, seconds);
  }

  /**
   * The same model with other people and other recordings.
   *
   * @param newSeed the seed
   * @return the new settings
   */
  public Simulator withSeed(long newSeed) {
    return new Simulator(people, newSeed, seconds);
  }

  /**
   * The same with longer or shorter recordings.
   *
   * @param newSeconds length of each recording, from 2.56 (one window) to 86,400
   * @return the new settings
   * @throws BadDataException if the length is out of range
   */
  public Simulator withSeconds(double newSeconds) {
    if (!(newSeconds >= WINDOW / RATE && newSeconds <= 86_400)) {
      throw new BadDataException("seconds: " + newSeconds + ", expected 2.56 to 86400");
    }
    return new Simulator(people, seed, newSeconds);
  }

  /**
   * Simulates the recordings and computes the features of their windows.
   *
   * @return rows by person, then activity, then time; labels {@code subject} (1, 2, ...) and {@code
   *     activity} (the six names of UCI HAR)
   */
  public LabelledRows generate() {
    WindowFeatures features = WindowFeatures.of(RATE, WINDOW);
    List<SensorWindow> windows = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    List<String> activities = new ArrayList<>();
    for (int person = 1; person <= people; person++) {
      for (Activity activity : Activity.values()) {
        List<SensorWindow> cell = record(person, activity).windows(WINDOW, STEP);
        windows.addAll(cell);
        for (int i = 0; i < cell.size(); i++) {
          subjects.add(Integer.toString(person));
          activities.add(activity.name());
        }
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("subject", Labels.of(subjects.toArray(String[]::new)));
    labels.put("activity", Labels.of(activities.toArray(String[]::new)));
    return new LabelledRows(features.names(), features.apply(windows), labels);
  }

  /** One person's recording of one activity. */
  Recording record(int person, Activity activity) {
    PersonTraits traits = PersonTraits.draw(new Random(mix(person, -1)));
    Random random = new Random(mix(person, activity.index()));
    int samples = (int) Math.round(seconds * RATE);
    Motion motion =
        activity.isWalking()
            ? GaitModel.simulate(traits, activity, samples, random)
            : PostureModel.simulate(traits, activity, samples, random);
    return PhoneSensor.record(motion, traits, activity, random);
  }

  /** A seed of its own for each person and recording (SplitMix64, doi:10.1145/2660193.2660195). */
  private long mix(int person, int recording) {
    long z = seed + 0x9E3779B97F4A7C15L * (31L * person + recording + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
