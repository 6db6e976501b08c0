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
 * @param keep the utility label, or null if only the privacy label was audited
 * @param hide the privacy label
 * @param keepClasses class names of the utility label in the training rows
 * @param hideClasses class names of the privacy label in the training rows
 * @param trainRows rows the adversaries learned from
 * @param testRows rows they were judged on
 * @param blocks blocks of dependent test rows, the unit of resampling
 * @param released whether released rows were audited, or only raw ones
 * @param verdict the conclusion about the released rows (the raw ones if nothing was released)
 * @param reason one sentence on what the verdict rests on
 * @param bound largest upper limit over the privacy adversaries the verdict is about
 * @param majority accuracy on the test rows of always naming the commonest training class
 * @param chance one over the number of privacy classes
 * @param utilityMajority the same for the utility label, NaN without one
 * @param utilityChance the same for the utility label, NaN without one
 * @param quick whether the adversaries were the weaker ones of {@link Audit#quick}
 * @param seed the seed of every random choice
 * @param findings all findings: privacy then utility, before then after
 * @param evidence what the verdict rests on
 * @param together adversaries with several rows of one person, before then after
 * @param people every class of the hidden label, before then after, the best found first
 * @param linkage whether people nobody learned can be linked, before then after; no part of the
 *     verdict; empty if fewer than four classes of the hidden label have rows enough
 * @param controls runs whose outcome is known beforehand
 * @param costs what the release costs the utility label; empty without a release or without a
 *     utility label
 * @param warnings what leaks or flatters whatever the adversaries found
 */
public record AuditResult(
    String keep,
    String hide,
    List<String> keepClasses,
    List<String> hideClasses,
    int trainRows,
    int testRows,
    int blocks,
    boolean released,
    Verdict verdict,
    String reason,
    double bound,
    double majority,
    double chance,
    double utilityMajority,
    double utilityChance,
    boolean quick,
    long seed,
    List<Finding> findings,
    Evidence evidence,
    List<PooledFinding> together,
    List<ClassFinding> people,
    List<Linkage> linkage,
    List<Control> controls,
    List<UtilityCost> costs,
    List<LeakWarning> warnings) {

  /** Copies the lists. */
  public AuditResult {
    keepClasses = List.copyOf(keepClasses);
    hideClasses = List.copyOf(hideClasses);
    findings = List.copyOf(findings);
    together = List.copyOf(together);
    people = List.copyOf(people);
    linkage = List.copyOf(linkage);
    controls = List.copyOf(controls);
    costs = List.copyOf(costs);
    warnings = List.copyOf(warnings);
  }

  /**
   * The findings of one role and stage.
   *
   * @param role {@link Finding#PRIVACY} or {@link Finding#UTILITY}
   * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @return those findings in report order; empty if the stage was not audited
   */
  public List<Finding> findings(String role, String stage) {
    return findings.stream()
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
    return findings.stream()
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
   * @param adversary who
   * @return the finding; empty if he was not tried there
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
    return released ? Finding.AFTER : Finding.BEFORE;
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
}
