package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ml.tacit.release.Release;

/**
 * What a release says of itself, in addition to the rows it gives.
 *
 * @param hides labels it was fitted to hide; empty if nothing is known
 * @param keeps labels that go with its rows
 * @param warnings what whoever holds it knows by that alone
 * @param release its steps, for an attacker that holds the model file; empty if nothing is known
 */
record Released(
    List<String> hides, List<String> keeps, List<LeakWarning> warnings, Optional<Release> release) {
  /** A function from rows to rows says nothing. */
  static final Released UNKNOWN = new Released(List.of(), List.of(), List.of(), Optional.empty());

  static Released of(Release release) {
    List<LeakWarning> warnings = new ArrayList<>();
    release.warnings().forEach(w -> warnings.add(new LeakWarning.OfTheModel(w.message())));
    return new Released(
        release.info().roles().toHide(),
        release.info().roles().toKeep(),
        List.copyOf(warnings),
        Optional.of(release));
  }

  /** The released columns that are codes. */
  Set<String> levels() {
    return release.map(r -> r.info().levels().keySet()).orElse(Set.of());
  }

  /**
   * What numbers beside the codes add to any attacker's accuracy at most; 1 where nothing bounds
   * it.
   */
  double noise() {
    return release.map(NoiseAlone::of).orElse(NoiseAlone.NONE);
  }

  /** The warnings for whoever attacks this label. */
  List<LeakWarning> warnings(String attacked) {
    List<LeakWarning> all = new ArrayList<>(warnings);
    if (!hides.isEmpty() && !hides.contains(attacked) && !JointLabel.name(hides).equals(attacked)) {
      all.add(new LeakWarning.NotHidden(attacked, hides));
    }
    return all;
  }
}
