package ml.tacit.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.Budget;

/**
 * What an {@link Audit} is set to.
 *
 * @param keep the utility label, or null
 * @param hide the privacy label
 * @param unit of limits and permutations, or null for that of the parts
 * @param division how the rows were divided, or null if that is not known
 * @param seed of every random choice
 * @param threads at least 1
 * @param budget how hard the adversaries try
 * @param margin gain of accuracy that counts as none, as a share
 * @param marginAuc gain of area under the curve that counts as none
 * @param attackers the caller's own
 * @param scope what the caller says of columns and rows that are not attacked
 * @param candidates how many releases this one was chosen among, on the attackers' training rows
 * @param kept where finished attacks are kept, or null
 * @param progress told about each finished attack
 */
record AuditSettings(
    String keep,
    String hide,
    Unit unit,
    Division division,
    long seed,
    int threads,
    Budget budget,
    double margin,
    double marginAuc,
    List<Attacker> attackers,
    Scope scope,
    int candidates,
    Path kept,
    Consumer<String> progress) {

  static AuditSettings of(String keep, String hide) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new AuditSettings(
        keep,
        hide,
        null,
        null,
        1,
        threads,
        Budget.FULL,
        Audit.MARGIN,
        Audit.MARGIN,
        List.of(),
        Scope.WHOLE,
        1,
        null,
        message -> {});
  }

  /** A copy in which one thing is changed. */
  static final class Draft {
    private final String keep;
    private final String hide;
    Unit unit;
    Division division;
    long seed;
    int threads;
    Budget budget;
    double margin;
    double marginAuc;
    List<Attacker> attackers;
    Scope scope;
    int candidates;
    Path kept;
    Consumer<String> progress;

    Draft(AuditSettings from) {
      keep = from.keep;
      hide = from.hide;
      unit = from.unit;
      division = from.division;
      seed = from.seed;
      threads = from.threads;
      budget = from.budget;
      margin = from.margin;
      marginAuc = from.marginAuc;
      attackers = from.attackers;
      scope = from.scope;
      candidates = from.candidates;
      kept = from.kept;
      progress = from.progress;
    }

    AuditSettings settings() {
      return new AuditSettings(
          keep,
          hide,
          unit,
          division,
          seed,
          threads,
          budget,
          margin,
          marginAuc,
          attackers,
          scope,
          candidates,
          kept,
          progress);
    }
  }

  /** Who is set on the privacy label of raw rows. */
  List<Adversary> rawAttackers() {
    return releasedAttackers(false, false).stream().filter(who -> !who.needsRaw()).toList();
  }

  /**
   * Who is set on the privacy label of released rows: also who has the raw training rows.
   *
   * @param coarse whether some released column left the coarse grid of its raw column
   * @param cells whether released rows have few different values
   */
  List<Adversary> releasedAttackers(boolean coarse, boolean cells) {
    return Stream.concat(Adversary.forPrivacy().stream(), attackers.stream().map(OwnAttack::new))
        .filter(who -> keep != null || !who.needsUtility())
        .filter(who -> coarse || !who.needsCoarse())
        .filter(who -> cells || !who.needsCells())
        .toList();
  }

  /** Who learns the utility label of any rows. */
  List<Adversary> learners() {
    return learners(false);
  }

  /** Who learns the utility label: of rows of few different values some more, behind the others. */
  List<Adversary> learners(boolean cells) {
    return keep == null
        ? List.of()
        : Adversary.forUtility().stream().filter(who -> cells || !who.needsCells()).toList();
  }

  /** Permutations of the test: a p-value of 0.001 must be possible. */
  int permutations() {
    return budget.quick() ? 1999 : 3999;
  }

  Attacks attacks() {
    return new Attacks(threads, kept, progress);
  }
}
