package ml.tacit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.tacit.audit.AuditParts;
import ml.tacit.release.Release;

/** What a report says of a release, name to value, in order. */
final class ReleaseFacts {
  static final String UNSEEN = "released, neither fitted to nor attacked";
  static final String WITHHELD = "withheld";
  static final String SKIPPED = "not compared";

  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Of a release by a method, given a label or null. */
  static ReleaseFacts of(Release release, String given) {
    ReleaseFacts facts = new ReleaseFacts();
    facts.put("method", release.info().method() + (given == null ? "" : ", given " + given));
    facts.sizes(release);
    facts.put("directions removed", String.valueOf(release.info().removed().rank()));
    facts.put(
        "variance changed",
        String.format(Locale.ROOT, "%.3g %%", 100 * release.info().removed().energy()));
    facts.put("rounding", ModelText.rounding(release));
    facts.put("ridge", String.format(Locale.ROOT, "%.4g", release.info().ridge()));
    return facts;
  }

  /** Of a plan of steps, which projects nothing away. */
  static ReleaseFacts ofPlan(Release release, String steps, Optional<String> device) {
    ReleaseFacts facts = new ReleaseFacts();
    facts.put("steps", steps);
    facts.sizes(release);
    facts.put("what each step promises", promises(release));
    facts.put("rounding", ModelText.rounding(release));
    device.ifPresent(column -> facts.put("own history", "a memory for each '" + column + "'"));
    return facts;
  }

  private static String promises(Release release) {
    return String.join(
        "; ",
        release.summaries().stream()
            .map(step -> step.step() + ": " + step.guarantee())
            .distinct()
            .toList());
  }

  private void sizes(Release release) {
    boolean same = release.outputs().equals(release.inputs());
    put(
        "columns",
        release.outputs().size()
            + (same ? ", under the same names" : " in place of " + release.inputs().size()));
  }

  /** Which rows were fitted, attacked, or neither. */
  ReleaseFacts rows(RowsToRelease divided, AuditParts parts, Release release, List<String> hide) {
    SmallClasses rows = divided.small();
    put("division", divided.line());
    put("fitted on", release.info().rowsSeen() + " rows that no attacker saw");
    int used = parts.fit().rows().size() + parts.trainRows() + parts.testRows();
    int apart = rows.rows().size() - used;
    if (apart > 0) {
      put(UNSEEN, apart + " rows (gaps between the parts, and cells too small to divide)");
    }
    if (rows.withheld() > 0) {
      put(
          WITHHELD,
          String.format(
              Locale.ROOT,
              "%d rows of %d classes of '%s', too few to be fitted and attacked (--keep-small-classes releases them)",
              rows.withheld(),
              rows.classes(),
              String.join("', '", hide)));
    }
    return this;
  }

  ReleaseFacts put(String name, String value) {
    facts.put(name, value);
    return this;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  Map<String, String> all() {
    return facts;
  }
}
