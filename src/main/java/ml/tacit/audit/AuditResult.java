package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found: a value for the reports to read.
 *
 * <p>Limits of utility findings are 95 % each. Limits of privacy findings are 95 %
 * <em>together</em> over the adversaries of a stage, so {@code bound} covers the strongest of them.
 * The verdict comes from {@link Evidence}, never from one interval among many.
 *
 * <p>Immutable. Two results are equal if all their figures are.
 */
public final class AuditResult {
  private final AuditFigures figures;

  AuditResult(AuditFigures figures) {
    this.figures = figures;
  }

  /** {@return the utility label, or null if only the privacy label was audited} */
  public String keep() {
    return figures.keep();
  }

  /** {@return the privacy label} */
  public String hide() {
    return figures.hide();
  }

  /** {@return class names of the utility label in the training rows} */
  public List<String> keepClasses() {
    return figures.keepClasses();
  }

  /** {@return class names of the privacy label in the training rows} */
  public List<String> hideClasses() {
    return figures.hideClasses();
  }

  /** {@return rows the adversaries learned from} */
  public int trainRows() {
    return figures.trainRows();
  }

  /** {@return rows they were judged on} */
  public int testRows() {
    return figures.testRows();
  }

  /** {@return how many units the test rows have: what limits and permutations take as a whole} */
  public int blocks() {
    return figures.blocks();
  }

  /** {@return what hangs together} */
  public Unit unit() {
    return figures.unit();
  }

  /** {@return how the rows were divided; empty if that is not known} */
  public Optional<Division> division() {
    return figures.division();
  }

  /** {@return the words for the classes of the hidden label} */
  public Wording wording() {
    return Wording.of(unit());
  }

  /** {@return whether released rows were audited, or only raw ones} */
  public boolean released() {
    return figures.released();
  }

  /** {@return the conclusion about the released rows (the raw ones if nothing was released)} */
  public Verdict verdict() {
    return figures.verdict();
  }

  /** {@return one sentence on what the verdict rests on} */
  public String reason() {
    return figures.reason();
  }

  /** {@return largest upper limit over the privacy adversaries the verdict is about} */
  public double bound() {
    return figures.bound();
  }

  /** {@return accuracy on the test rows of always naming the commonest training class} */
  public double majority() {
    return figures.majority();
  }

  /**
   * What an attacker names rightly that knows the utility class of each row, and nothing else: the
   * share of test rows of the commonest privacy class within their utility class.
   *
   * @return a share, {@link #majority} or more where the classes are as common in both parts
   */
  public double prior() {
    return figures.prior();
  }

  /** {@return one over the number of privacy classes} */
  public double chance() {
    return figures.chance();
  }

  /** {@return {@link #majority} of the utility label, NaN without one} */
  public double utilityMajority() {
    return figures.utilityMajority();
  }

  /** {@return {@link #chance} of the utility label, NaN without one} */
  public double utilityChance() {
    return figures.utilityChance();
  }

  /** {@return whether the adversaries were the weaker ones of {@link Audit#quick}} */
  public boolean quick() {
    return figures.quick();
  }

  /** {@return the seed of every random choice} */
  public long seed() {
    return figures.seed();
  }

  /** {@return all findings: privacy then utility, before then after} */
  public List<Finding> findings() {
    return figures.findings();
  }

  /**
   * Every statistic that the verdict looks at, beside its chance.
   *
   * @return of the judged stage; of areas under the curve that of the class each adversary finds
   *     best
   */
  public List<Advantage> advantages() {
    return figures.advantages();
  }

  /** {@return what the verdict rests on} */
  public Evidence evidence() {
    return figures.evidence();
  }

  /** {@return adversaries with several rows of one person, before then after} */
  public List<PooledFinding> together() {
    return figures.together();
  }

  /** {@return every class of the hidden label, before then after, the best found first} */
  public List<ClassFinding> people() {
    return figures.people();
  }

  /**
   * Whether people nobody learned can be linked; no part of the verdict.
   *
   * @return before then after; empty if the classes of the hidden label are no people, or fewer
   *     than four have rows enough
   */
  public List<Linkage> linkage() {
    return figures.linkage();
  }

  /**
   * How often raw test rows came back from the released ones; part of the verdict.
   *
   * @return an attack each; empty without a release
   */
  public List<Restored> restored() {
    return figures.restored();
  }

  /**
   * What no attacker can exceed, tried or not; no part of the verdict.
   *
   * @return empty where released rows are neither few different ones nor few beside bounded noise,
   *     nothing was released, or rows hang together in other ways than certificates assume
   */
  public Optional<Certified> certified() {
    return figures.certified();
  }

  /** {@return runs whose outcome is known beforehand} */
  public List<Control> controls() {
    return figures.controls();
  }

  /**
   * What the release costs the utility label.
   *
   * @return empty without a release or without a utility label
   */
  public List<UtilityCost> costs() {
    return figures.costs();
  }

  /**
   * How differently the utility learners treat the classes of the hidden label, before then after.
   *
   * @return empty unless both labels have two classes
   */
  public List<UtilityGap> gaps() {
    return figures.gaps();
  }

  /** {@return what leaks or flatters whatever the adversaries found} */
  public List<LeakWarning> warnings() {
    return figures.warnings();
  }

  /**
   * {@return labels the release was fitted to hide, as it says itself; empty if it is not known}
   */
  public List<String> releaseHides() {
    return figures.releaseHides();
  }

  /** {@return what the verdict does not cover: columns, classes and rows} */
  public Scope scope() {
    return figures.scope();
  }

  /**
   * The findings of one role and stage.
   *
   * @param role {@link Finding#PRIVACY} or {@link Finding#UTILITY}
   * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @return those findings in report order; empty if the stage was not audited
   */
  public List<Finding> findings(String role, String stage) {
    return findings().stream()
        .filter(finding -> finding.role().equals(role) && finding.stage().equals(stage))
        .toList();
  }

  /**
   * Who was tried in one role, on whichever rows: some need both raw and released ones.
   *
   * @param role {@link Finding#PRIVACY} or {@link Finding#UTILITY}
   * @return their names in report order
   */
  public List<String> adversaries(String role) {
    return findings().stream()
        .filter(finding -> finding.role().equals(role))
        .map(Finding::adversary)
        .distinct()
        .toList();
  }

  /**
   * One finding.
   *
   * @param role {@link Finding#PRIVACY} or {@link Finding#UTILITY}
   * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @param adversary its name in reports
   * @return the finding; empty if it was not tried there
   */
  public Optional<Finding> finding(String role, String stage, String adversary) {
    return findings(role, stage).stream()
        .filter(finding -> finding.adversary().equals(adversary))
        .findFirst();
  }

  /**
   * The stage the verdict is about.
   *
   * @return {@link Finding#AFTER}, or {@link Finding#BEFORE} if nothing was released
   */
  public String judgedStage() {
    return released() ? Finding.AFTER : Finding.BEFORE;
  }

  /**
   * The most accurate finding of one role and stage.
   *
   * @param role {@link Finding#PRIVACY} or {@link Finding#UTILITY}
   * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @return the best, the first of equals; empty if the stage was not audited
   */
  public Optional<Finding> best(String role, String stage) {
    return findings(role, stage).stream()
        .sorted(Comparator.comparingDouble(Finding::accuracy).reversed())
        .findFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditResult result && result.figures.equals(figures);
  }

  @Override
  public int hashCode() {
    return figures.hashCode();
  }

  @Override
  public String toString() {
    return figures.toString().replaceFirst("AuditFigures", "AuditResult");
  }
}
