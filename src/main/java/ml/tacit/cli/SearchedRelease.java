package ml.tacit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.JointLabel;
import ml.tacit.audit.report.Compared;
import ml.tacit.policy.Fits;
import ml.tacit.policy.Found;
import ml.tacit.policy.Policies;
import ml.tacit.policy.Policy;
import ml.tacit.policy.Search;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/**
 * The best of many releases for a target, compared on rows that attackers may learn from.
 *
 * @param asked what may be tried, and the target
 * @param ofFile the candidates of a file; null for those that are built in
 * @param device the column that tells devices apart; null: no own history is tried
 * @param options seed, and the folder of finished attacks
 * @param say takes lines before the search begins
 */
record SearchedRelease(
    SearchOptions asked,
    List<Policy> ofFile,
    String device,
    Roles roles,
    Digits digits,
    AuditOptions options,
    Progress progress,
    Consumer<String> say)
    implements ReleaseChoice {

  /** Reads the file of candidates, if there is one. */
  static SearchedRelease of(
      SearchOptions asked,
      String device,
      Roles roles,
      Digits digits,
      AuditOptions options,
      Progress progress,
      Consumer<String> say)
      throws IOException {
    List<Policy> ofFile = asked.policies() == null ? null : asked.ofFile();
    return new SearchedRelease(asked, ofFile, device, roles, digits, options, progress, say);
  }

  @Override
  public Chosen choose(RowsToRelease rows, AuditParts parts) {
    LabelledRows fitted = parts.fit().rows();
    List<Policy> policies =
        ofFile == null ? Policies.of(fitted, roles, asked.wants(), device != null) : ofFile;
    int count = Math.min(policies.size(), asked.budget().orElse(policies.size()));
    say.accept(SearchText.before(count, fitted.size(), parts.trainRows()));
    Estimate.say(
        "search",
        rows.rows().size(),
        fitted.features().size(),
        few -> tried(Pilot.some(rows.rows(), few), policies, count));
    Fits fits = Fits.of(fitted, roles, digits, device, options.seed());
    Found found = search(rows).run(parts, policies, fits);
    Release release = found.release();
    Optional<String> column = PlannedRelease.device(release, device);
    Compared compared =
        new Compared(
            found.frontier(),
            SearchOptions.kinds(policies),
            asked.spelledTarget(),
            found.met(),
            found.compared(),
            found.skipped());
    return new Chosen(release, column, Optional.of(compared), said(found), facts(found, column));
  }

  /** The same search of a part of the rows, for its time only. */
  private void tried(LabelledRows some, List<Policy> policies, int count) {
    String keep = roles.toKeep().get(0);
    String hide = JointLabel.name(roles.toHide());
    long seed = options.seed();
    AuditParts parts = AuditParts.byRow(some, keep, hide, seed, 0.4, 0.36, 0.24);
    Search.of(keep, hide)
        .withBudget(count)
        .run(parts, policies, Fits.of(parts.fit().rows(), roles, digits, null, seed));
  }

  @Override
  public Release again(Chosen chosen, LabelledRows rows) {
    return Fits.of(rows, roles, digits, device, options.seed())
        .fit(Policy.parse(chosen.search().orElseThrow().frontier().picked()));
  }

  private Search search(RowsToRelease rows) {
    Search search =
        options
            .search(roles.toKeep().get(0), JointLabel.name(roles.toHide()), progress)
            .withTarget(asked.target());
    if (asked.budget().isPresent()) {
      search = search.withBudget(asked.budget().getAsInt());
    }
    return device == null ? search : search.replaying(rows.rows(), device);
  }

  private List<String> said(Found found) {
    List<String> lines = new ArrayList<>();
    found
        .skipped()
        .forEach((name, reason) -> lines.add(ReleaseFacts.SKIPPED + ": " + name + ": " + reason));
    lines.addAll(SearchText.pick(found));
    return lines;
  }

  private ReleaseFacts facts(Found found, Optional<String> column) {
    String text = found.pick().text();
    ReleaseFacts facts =
        found.pick().isPlan()
            ? ReleaseFacts.ofPlan(found.release(), text, column)
            : ReleaseFacts.of(found.release(), null).put("method", text);
    facts.put("chosen", found.frontier().reason());
    if (!found.skipped().isEmpty()) {
      facts.put(
          ReleaseFacts.SKIPPED,
          String.join(
              "; ",
              found.skipped().entrySet().stream()
                  .map(e -> e.getKey() + ": " + e.getValue())
                  .toList()));
    }
    return facts;
  }
}
