package ml.tacit.audit;

import java.util.List;
import java.util.Optional;

/** What an {@link AuditResult} holds; its accessors say what each is. */
record AuditFigures(
    String keep,
    String hide,
    List<String> keepClasses,
    List<String> hideClasses,
    int trainRows,
    int testRows,
    int blocks,
    Unit unit,
    Optional<Division> division,
    boolean released,
    Verdict verdict,
    String reason,
    double bound,
    double majority,
    double prior,
    double chance,
    double utilityMajority,
    double utilityChance,
    boolean quick,
    long seed,
    List<Finding> findings,
    List<Advantage> advantages,
    Evidence evidence,
    List<PooledFinding> together,
    List<ClassFinding> people,
    List<Linkage> linkage,
    List<Restored> restored,
    Optional<Certified> certified,
    List<Control> controls,
    List<UtilityCost> costs,
    List<UtilityGap> gaps,
    List<LeakWarning> warnings,
    List<String> releaseHides,
    Scope scope) {

  /** Copies the lists. */
  AuditFigures {
    keepClasses = List.copyOf(keepClasses);
    hideClasses = List.copyOf(hideClasses);
    findings = List.copyOf(findings);
    advantages = List.copyOf(advantages);
    together = List.copyOf(together);
    people = List.copyOf(people);
    linkage = List.copyOf(linkage);
    restored = List.copyOf(restored);
    controls = List.copyOf(controls);
    costs = List.copyOf(costs);
    gaps = List.copyOf(gaps);
    warnings = List.copyOf(warnings);
    releaseHides = List.copyOf(releaseHides);
  }
}
