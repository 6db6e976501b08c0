package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * What a release does for people whom it was not fitted to, and whom no attacker has learned.
 *
 * <p>People are dealt into groups at random. For each group the release is fitted anew to the
 * others' rows, by the earliest 40 % of each, and put on all rows. The later rows of the others
 * show which directions tell people apart, and teach the learners; then the group's people are
 * asked about: can two rows of one be linked (its last 24 % with those before), how well is the
 * label to keep read from their rows, how well a trait that is hidden. So everybody is new once.
 * Figures are means over people, limits 95 % over people.
 *
 * <p>It measures; nothing here bounds an attacker. A certificate is about the people in its rows.
 *
 * @param person the label column of people
 * @param people how many were new once
 * @param groups how often the release was fitted
 * @param linkage of rows before and after the release; empty where fewer than two people of a group
 *     have rows to compare
 * @param linkageKnown the same by whoever knows the label to keep: rows of one class are compared,
 *     in directions learned within it; empty without such a label
 * @param scores of the learners: of the label to keep, then of each trait, before and after
 */
public record NewPeople(
    String person,
    int people,
    int groups,
    List<Linkage> linkage,
    List<Linkage> linkageKnown,
    List<Score> scores) {

  /** Copies the lists. */
  public NewPeople {
    linkage = List.copyOf(linkage);
    linkageKnown = List.copyOf(linkageKnown);
    scores = List.copyOf(scores);
  }

  /**
   * What to measure, and how.
   *
   * @param person the label column of people, four of them at least
   * @param keep the utility label, or null
   * @param hide hidden labels; those of which each person has one class, and each class two people,
   *     are the traits that are attacked, the others are left out
   * @param session the label column of recordings or days whose rows are compared with those of
   *     others; or null to compare by time
   * @param share of the people that a group has, above 0 and at most ½: the number of groups is
   *     1/share, rounded
   * @param quick weaker learners, as {@link Audit#quick}
   * @param seed of every random choice
   */
  public record Settings(
      String person,
      String keep,
      List<String> hide,
      String session,
      double share,
      boolean quick,
      long seed) {

    /**
     * Checks the share.
     *
     * @throws BadDataException if it is not above 0 and at most ½
     */
    public Settings {
      Objects.requireNonNull(person, "person");
      hide = List.copyOf(hide);
      if (!(share > 0 && share <= 0.5)) {
        throw BadDataException.of(
            "new people: found a share of %s, above 0 and at most 0.5 expected", share);
      }
    }
  }

  /**
   * How well one learner named a label of people never learned.
   *
   * @param label the utility label, or a trait
   * @param stage {@link Finding#BEFORE} (raw rows) or {@link Finding#AFTER} (released rows)
   * @param learner its name
   * @param accuracy share of a person's rows that were named rightly
   * @param low lower limit, joint over the learners of the label and stage
   * @param high upper limit
   * @param together of a trait: the share of people named rightly by all their rows at once; NaN of
   *     the utility label
   * @param majority accuracy of the commonest class of the people learned from
   */
  public record Score(
      String label,
      String stage,
      String learner,
      double accuracy,
      double low,
      double high,
      double together,
      double majority) {}

  /**
   * Measures.
   *
   * @param rows all rows, in the order of time, with the labels; only read
   * @param settings what to measure
   * @param fit a release from rows to fit to
   * @param apply all rows as released, in their order: with own history if the release has one
   * @return what was found; the same for the same rows, seed and releases
   * @throws BadDataException if a label is missing, there are too few people, or the release cannot
   *     be fitted
   */
  public static NewPeople of(
      LabelledRows rows,
      Settings settings,
      Function<LabelledRows, Release> fit,
      BiFunction<Release, LabelledRows, LabelledRows> apply) {
    return new NewPeopleRun(rows, settings).result(fit, apply);
  }

  /**
   * The best learner of a label.
   *
   * @param label the utility label, or a trait
   * @param stage before or after the release
   * @return the score of the largest accuracy; empty if the label was not measured
   */
  public Optional<Score> best(String label, String stage) {
    return scores.stream()
        .filter(score -> score.label.equals(label) && score.stage.equals(stage))
        .max(Comparator.comparingDouble(Score::accuracy));
  }

  /**
   * The linkage of a stage.
   *
   * @param stage before or after the release
   * @return how well rows were linked; empty if they could not be compared
   */
  public Optional<Linkage> linkage(String stage) {
    return of(stage, linkage);
  }

  /**
   * The linkage of a stage by whoever knows the label to keep.
   *
   * @param stage before or after the release
   * @return how well rows were linked; empty without such a label
   */
  public Optional<Linkage> linkageKnown(String stage) {
    return of(stage, linkageKnown);
  }

  private static Optional<Linkage> of(String stage, List<Linkage> linkage) {
    return linkage.stream().filter(one -> one.stage().equals(stage)).findFirst();
  }

  /**
   * The labels that learners were set on.
   *
   * @return the utility label, if there is one, then the traits
   */
  public List<String> labels() {
    return scores.stream().map(Score::label).distinct().toList();
  }
}
