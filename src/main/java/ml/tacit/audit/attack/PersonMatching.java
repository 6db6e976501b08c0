package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.LinkedPerson;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares rows of people whom the attacker never learned: half of the people show which directions
 * tell people apart, the other half are matched in them, then the halves are exchanged.
 */
public final class PersonMatching {
  private static final double SHRINKAGE = 0.1;

  /** Rows of a half on each side that are compared at most: a million pairs per half. */
  private static final int COMPARED = 1000;

  /**
   * Cosines that differ by less are equal. Where one direction is left all of them are ±1 but for
   * rounding, and ties decided by the last bits would be an own figure for each machine.
   */
  private static final double SAME = 1e-10;

  private PersonMatching() {}

  /**
   * Matches everybody once.
   *
   * @param data the rows
   * @param train whose each training row is
   * @param test whose each test row is, −1 for people without training rows
   * @param random decides on the halves
   * @return everybody matched; empty if fewer than four people (two to learn from, two to match)
   *     have two training rows and a test row
   */
  public static LinkedPerson[] link(
      AttackData data, int[] train, int[] test, SplittableRandom random) {
    int[] known = known(train, test);
    if (known.length < 4) {
      return new LinkedPerson[0];
    }
    int[] shuffled = Shuffle.of(known, random);
    int[] first = Arrays.copyOf(shuffled, shuffled.length / 2);
    int[] second = Arrays.copyOfRange(shuffled, shuffled.length / 2, shuffled.length);
    return Workers.run(
        () ->
            IntStream.range(0, 2)
                .mapToObj(
                    i ->
                        i == 0
                            ? matched(data, train, test, first, second)
                            : matched(data, train, test, second, first))
                .flatMap(Arrays::stream)
                .filter(person -> person.pairs() > 0)
                .toArray(LinkedPerson[]::new));
  }

  private static int classes(int[] codes) {
    return Arrays.stream(codes).max().orElse(-1) + 1;
  }

  /** Who has rows to compare, and to learn from how rows of one person differ. */
  private static int[] known(int[] train, int[] test) {
    int[] counts = new int[classes(train)];
    for (int code : train) {
      counts[code]++;
    }
    return Arrays.stream(test)
        .filter(code -> code >= 0 && counts[code] >= 2)
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * Learns from some people which directions tell people apart, and matches others in them.
   *
   * @param data the rows
   * @param labels whose each training row is
   * @param test whose each test row is
   * @param learned the people to learn from, by their training rows
   * @param others the people to match: their test rows are compared with their training rows
   * @return each of the others, in their order; one without pairs has rows on one side only
   */
  public static LinkedPerson[] link(
      AttackData data, int[] labels, int[] test, int[] learned, int[] others) {
    return Workers.run(() -> matched(data, labels, test, learned, others));
  }

  private static LinkedPerson[] matched(
      AttackData data, int[] labels, int[] test, int[] learned, int[] others) {
    LearningTask task =
        new LearningTask(labels, classes(labels), labels, 1, null, null, Budget.FULL, 0);
    WithinClasses metric = WithinClasses.of(data, rowsOf(labels, learned), task);
    int[] gallery = thinned(rowsOf(labels, others));
    int[] probes = thinned(rowsOf(test, others));
    DMatrixRMaj a = unit(metric.discriminants(SHRINKAGE, data.rows(Side.TEST), probes));
    DMatrixRMaj b = unit(metric.discriminants(SHRINKAGE, data.rows(Side.TRAIN), gallery));
    DMatrixRMaj alike = rounded(Dense.multiply(a, Dense.transpose(b)));
    int[] ofProbe = Arrays.stream(probes).map(row -> test[row]).toArray();
    int[] ofGallery = Arrays.stream(gallery).map(row -> labels[row]).toArray();
    return Arrays.stream(others)
        .mapToObj(person -> LinkedPerson.of(person, alike, ofProbe, ofGallery))
        .toArray(LinkedPerson[]::new);
  }

  private static int[] rowsOf(int[] labels, int[] people) {
    return IntStream.range(0, labels.length)
        .filter(row -> Arrays.stream(people).anyMatch(person -> person == labels[row]))
        .toArray();
  }

  private static int[] thinned(int[] rows) {
    return Arrays.stream(AttackData.spread(rows.length, COMPARED)).map(i -> rows[i]).toArray();
  }

  /** In place. */
  private static DMatrixRMaj rounded(DMatrixRMaj cosines) {
    for (int i = 0; i < cosines.data.length; i++) {
      cosines.data[i] = SAME * Math.rint(cosines.data[i] / SAME);
    }
    return cosines;
  }

  /** Rows of length one, in place; rows of zeros stay. */
  private static DMatrixRMaj unit(DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      double square = 0;
      for (int j = 0; j < x.numCols; j++) {
        square += x.get(i, j) * x.get(i, j);
      }
      double factor = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (int j = 0; j < x.numCols; j++) {
        x.set(i, j, x.get(i, j) * factor);
      }
    }
    return x;
  }
}
