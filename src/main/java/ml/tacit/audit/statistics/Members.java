package ml.tacit.audit.statistics;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * The statistics of one {@link Answer}; null for those that it is not tested by.
 *
 * @param accuracy by plain answers
 * @param balanced mean over the classes, by answers at equal priors
 * @param areas under the curve, class by class
 * @param byClass by plain answers, class by class
 */
record Members(Member accuracy, Member balanced, Member areas, Member byClass) {

  static Members of(Answer answer, Design design, Strata strata, int[] group, int count) {
    UnitScores shares = UnitScores.shares(design, strata, answer.codes());
    return new Members(
        new Member(shares, Member.Scale.SUM, count),
        answer.balanced() == null
            ? null
            : new Member(
                UnitScores.recalls(design, strata, answer.balanced()), Member.Scale.SUM, count),
        answer.scores() == null
            ? null
            : new Member(
                UnitScores.areas(design, strata, answer.scores(), group),
                Member.Scale.CLASSES,
                count),
        answer.byClass() ? new Member(shares, Member.Scale.ROOTS, count) : null);
  }

  /** Those that say whether the adversary finds anything over all rows. */
  Stream<Member> whole() {
    return Stream.of(accuracy, balanced, areas).filter(Objects::nonNull);
  }

  /** Takes the sums of one permutation. */
  void accept(int permutation, int[] order, double[] sums) {
    accuracy.scores().sums(order, sums);
    accuracy.accept(permutation, sums);
    if (byClass != null) {
      byClass.accept(permutation, sums);
    }
    if (balanced != null) {
      balanced.scores().sums(order, sums);
      balanced.accept(permutation, sums);
    }
    if (areas != null) {
      areas.scores().sums(order, sums);
      areas.accept(permutation, sums);
    }
  }
}
