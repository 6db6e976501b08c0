package ml.tacit.audit;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Whether rows of people whom no attacker has learned can be linked: are these two of one person?
 *
 * <p>People are cut in two halves at random. On the training rows of one half a shrinkage LDA (α =
 * 0.1) learns which directions tell people apart at all; in them, test rows of the other half are
 * compared with its training rows by the cosine. Then the halves change places, so everybody is
 * linked once by an attacker who never saw his label. Figures are means over people, limits a 95 %
 * bootstrap of people.
 *
 * @param stage {@link Finding#BEFORE} (raw rows) or {@link Finding#AFTER} (released rows)
 * @param people how many were linked
 * @param pairs pairs of rows that were compared
 * @param auc probability that a pair of one person is more alike than a pair of two; ½ is chance
 * @param aucLow its lower limit
 * @param aucHigh its upper limit
 * @param equalErrorRate error where the share of pairs wrongly linked is that of pairs missed; ½ is
 *     chance
 * @param equalErrorRateLow its lower limit
 * @param equalErrorRateHigh its upper limit
 * @param rankOne share of test rows whose most alike training row is of the same person
 * @param rankOneLow its lower limit
 * @param rankOneHigh its upper limit
 * @param rankOneChance the same if the most alike row were drawn at random
 */
public record Linkage(
    String stage,
    int people,
    long pairs,
    double auc,
    double aucLow,
    double aucHigh,
    double equalErrorRate,
    double equalErrorRateLow,
    double equalErrorRateHigh,
    double rankOne,
    double rankOneLow,
    double rankOneHigh,
    double rankOneChance) {
  private static final double SHRINKAGE = 0.1;

  /** Rows of a half on each side that are compared at most: a million pairs per half. */
  private static final int COMPARED = 1000;

  private static final int RESAMPLES = 2000;

  /**
   * Links the rows of a release.
   *
   * @param stage what to call them in reports
   * @param rows training and test rows, of the same people; not modified
   * @param person the label column of people
   * @param seed decides on the halves and the resamples
   * @return how well they were linked; the same bits for the same rows and seed. Empty if fewer
   *     than four people (two to learn from, two to link) have two training rows and a test row
   * @throws BadDataException if a value is not finite, or the label is missing or has one class
   */
  public static Optional<Linkage> of(String stage, AuditRows rows, String person, long seed) {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(person, "person");
    InputCheck.finite("rows", rows);
    ClassCodes codes = ClassCodes.of(person, rows);
    int[] known = known(codes);
    if (known.length < 4) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = Shuffle.of(known, random);
    int[] first = Arrays.copyOf(shuffled, shuffled.length / 2);
    int[] second = Arrays.copyOfRange(shuffled, shuffled.length / 2, shuffled.length);
    Scene scene = Scene.of(rows, rows.train().size());
    LinkedPerson[] linked =
        OneWorker.run(
            () ->
                IntStream.range(0, 2)
                    .mapToObj(
                        i ->
                            i == 0
                                ? link(scene, codes, first, second)
                                : link(scene, codes, second, first))
                    .flatMap(Arrays::stream)
                    .toArray(LinkedPerson[]::new));
    return Optional.of(summary(stage, linked, random));
  }

  /** Who has rows to compare, and to learn from how rows of one person differ. */
  private static int[] known(ClassCodes codes) {
    int[] counts = new int[codes.names().size()];
    for (int code : codes.train()) {
      counts[code]++;
    }
    return Arrays.stream(codes.test())
        .filter(code -> code >= 0 && counts[code] >= 2)
        .distinct()
        .sorted()
        .toArray();
  }

  /** Learns from some people, links others. */
  private static LinkedPerson[] link(Scene scene, ClassCodes codes, int[] learned, int[] others) {
    int[] labels = codes.train();
    Task task = new Task(labels, codes.names().size(), labels, 1, null, null, Effort.FULL, 0);
    WithinClasses metric = WithinClasses.of(scene, rowsOf(labels, learned), task);
    int[] gallery = thinned(rowsOf(labels, others));
    int[] probes = thinned(rowsOf(codes.test(), others));
    DMatrixRMaj a = unit(metric.discriminants(SHRINKAGE, scene.rows(Side.TEST), probes));
    DMatrixRMaj b = unit(metric.discriminants(SHRINKAGE, scene.rows(Side.TRAIN), gallery));
    DMatrixRMaj alike = Dense.multiply(a, Dense.transpose(b));
    int[] ofProbe = Arrays.stream(probes).map(row -> codes.test()[row]).toArray();
    int[] ofGallery = Arrays.stream(gallery).map(row -> labels[row]).toArray();
    return Arrays.stream(others)
        .mapToObj(person -> LinkedPerson.of(person, alike, ofProbe, ofGallery))
        .filter(person -> person.pairs() > 0)
        .toArray(LinkedPerson[]::new);
  }

  private static int[] rowsOf(int[] labels, int[] people) {
    return IntStream.range(0, labels.length)
        .filter(row -> Arrays.stream(people).anyMatch(person -> person == labels[row]))
        .toArray();
  }

  private static int[] thinned(int[] rows) {
    return Arrays.stream(Scene.spread(rows.length, COMPARED)).map(i -> rows[i]).toArray();
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

  private static Linkage summary(String stage, LinkedPerson[] linked, SplittableRandom random) {
    int n = linked.length;
    int[][] drawn = new int[RESAMPLES][];
    Arrays.setAll(drawn, r -> random.ints(n, 0, n).toArray());
    double[] auc = limited(linked, LinkedPerson::auc, drawn);
    double[] error = limited(linked, LinkedPerson::equalErrorRate, drawn);
    double[] first = limited(linked, LinkedPerson::rankOne, drawn);
    return new Linkage(
        stage,
        n,
        Arrays.stream(linked).mapToLong(LinkedPerson::pairs).sum(),
        auc[0],
        auc[1],
        auc[2],
        error[0],
        error[1],
        error[2],
        first[0],
        first[1],
        first[2],
        Arrays.stream(linked).mapToDouble(LinkedPerson::rankOneChance).sum() / n);
  }

  /** Mean over people, lower limit, upper limit. */
  private static double[] limited(
      LinkedPerson[] linked, ToDoubleFunction<LinkedPerson> figure, int[][] drawn) {
    double[] each = Arrays.stream(linked).mapToDouble(figure).toArray();
    double[] means =
        Arrays.stream(drawn).mapToDouble(people -> mean(each, people)).sorted().toArray();
    int cut = RESAMPLES / 40;
    return new double[] {
      mean(each, Scene.all(each.length)), means[cut], means[RESAMPLES - 1 - cut]
    };
  }

  private static double mean(double[] each, int[] people) {
    return Arrays.stream(people).mapToDouble(i -> each[i]).sum() / people.length;
  }
}
