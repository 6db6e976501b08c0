package ml.tacit.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import picocli.CommandLine.Option;

/** A plan of steps that is fitted, released and audited, and the devices that rows are of. */
final class PlanOptions {
  @Option(
      names = "--steps",
      paramLabel = "'S | S …'",
      converter = StepsOptions.Parser.class,
      description =
          "A plan of steps in place of erasure (docs/steps.md): 'decide | collapse 0.1 | noise 0.3'. Needs --keep. Each run"
              + " draws under a new secret key. With own history, the whole input is released in its order, and audited so.")
  private Steps steps;

  @Option(
      names = "--device",
      paramLabel = "COL",
      description =
          "--steps only: the column that tells devices (people) apart, for own history. Default: the first --hide.")
  private String device;

  boolean isUsed() {
    return steps != null;
  }

  /** Whether a device is named without a plan that could use it. */
  boolean isIdle() {
    return device != null && steps == null;
  }

  /** The plan as it was read. */
  String text() {
    return steps.toString();
  }

  /** The column that is read for the device alone. */
  List<String> columns() {
    return InputOptions.optional(device);
  }

  /** The column that tells devices apart, where the release has own history. */
  Optional<String> device(Release release) {
    return release.needsDevice()
        ? Optional.of(device == null ? release.info().roles().toHide().get(0) : device)
        : Optional.empty();
  }

  /** The fitted plan as a release. */
  Release fit(LabelledRows rows, Roles roles, Digits digits) {
    return Release.of(steps.fit(rows, roles, device), digits)
        .withSettings(Map.of("steps", steps.toString()));
  }

  /** All rows as released, in their order, with the labels to keep. */
  LabelledRows released(Release release, LabelledRows rows) {
    return device(release)
        .map(column -> release.replay(column).transform(rows, CopyColumns.KEPT))
        .orElseGet(() -> release.transform(rows));
  }

  /** What must be said to have the same again. */
  List<String> words() {
    return steps == null
        ? List.of()
        : device == null
            ? List.of("--steps", text())
            : List.of("--steps", text(), "--device", device);
  }
}
