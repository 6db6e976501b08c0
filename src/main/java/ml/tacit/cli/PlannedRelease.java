package ml.tacit.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.audit.AuditParts;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/**
 * A plan of steps that the caller wrote.
 *
 * @param steps the plan
 * @param device the column that tells devices apart; null: the first label to hide
 */
record PlannedRelease(Steps steps, String device, Roles roles, Digits digits)
    implements ReleaseChoice {

  @Override
  public Chosen choose(RowsToRelease rows, AuditParts parts) {
    Release release = fit(parts.fit().rows());
    Optional<String> column = device(release, device);
    return new Chosen(
        release,
        column,
        Optional.empty(),
        List.of(),
        ReleaseFacts.ofPlan(release, steps.toString(), column));
  }

  @Override
  public Release again(Chosen chosen, LabelledRows rows) {
    return fit(rows);
  }

  private Release fit(LabelledRows rows) {
    return Release.of(steps.fit(rows, roles, device), digits)
        .withSettings(Map.of("steps", steps.toString()));
  }

  /** The column that tells devices apart, where the release has own history. */
  static Optional<String> device(Release release, String named) {
    return release.needsDevice()
        ? Optional.of(named == null ? release.info().roles().toHide().get(0) : named)
        : Optional.empty();
  }
}
