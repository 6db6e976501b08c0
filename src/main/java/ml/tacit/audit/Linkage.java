package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.PersonMatching;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.LinkedPerson;
import ml.tacit.table.BadDataException;

/**
 * Whether rows of people whom no attacker has learned can be linked: are these two of one person?
 *
 * <p>People are cut in two halves at random. On the training rows of one half a shrinkage LDA (α =
 * 0.1) learns which directions tell people apart at all; in them, test rows of the other half are
 * compared with its training rows by the cosine. Then the halves change places, so everybody is
 * linked once by an attacker that never saw their label. Figures are means over people, limits 95 %
 * over people.
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

  /**
   * Links the rows of a release.
   *
   * @param stage what to call them in reports
   * @param rows training and test rows, of the same people; not modified
   * @param person the label column of people
   * @param seed decides on the halves
   * @return how well they were linked; the same bits for the same rows and seed. Empty if fewer
   *     than four people (two to learn from, two to link) have two training rows and a test row
   * @throws BadDataException if a value is not finite, or the label is missing or has one class
   */
  public static Optional<Linkage> of(String stage, AuditRows rows, String person, long seed) {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(person, "person");
    InputCheck.numbers("rows", rows);
    ClassCodes codes = ClassCodes.of(person, rows);
    SplittableRandom random = new SplittableRandom(seed);
    LinkedPerson[] linked =
        PersonMatching.link(
            rows.attacked(Scaling.STANDARDISED, Budget.FULL), codes.train(), codes.test(), random);
    if (linked.length == 0) {
      return Optional.empty();
    }
    return Optional.of(summary(stage, linked));
  }

  /** Means over people, limits over people. */
  static Linkage summary(String stage, LinkedPerson[] linked) {
    int n = linked.length;
    Limits limits = new Limits(Blocks.single(n), 0.95);
    double[] auc = limited(linked, LinkedPerson::auc, limits);
    double[] error = limited(linked, LinkedPerson::equalErrorRate, limits);
    double[] first = limited(linked, LinkedPerson::rankOne, limits);
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
      LinkedPerson[] linked, ToDoubleFunction<LinkedPerson> figure, Limits of) {
    double[] each = Arrays.stream(linked).mapToDouble(figure).toArray();
    double[] limits = of.ofMeans(List.of(each))[0];
    return new double[] {
      Arrays.stream(each).average().orElseThrow(), Math.max(0, limits[0]), Math.min(1, limits[1])
    };
  }
}
