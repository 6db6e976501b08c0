package ml.tacit.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.format.TensorReader;
import ml.tacit.format.TensorWriter;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;

/**
 * What a model file says about itself, to and from JSON; unknown fields of later writers are
 * skipped.
 */
final class ModelHeader {
  private ModelHeader() {}

  /** The header; the numbers go to the tensors. */
  static Map<String, Object> of(Release release, TensorWriter tensors) {
    ReleaseInfo info = release.info();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("library_version", info.libraryVersion());
    header.put("method", info.method());
    header.put("settings", info.settings());
    header.put("ridge", info.ridge());
    if (!Double.isNaN(info.ridgeRelative())) {
      header.put("ridge_relative", info.ridgeRelative());
    }
    header.put("keep", info.roles().toKeep());
    header.put("hide", info.roles().toHide());
    header.put("given", info.roles().given());
    header.put("classes", info.classes());
    header.put("rows_seen", info.rowsSeen());
    header.put("eigenvalues", info.eigenvalues());
    header.put("removed", removed(info.removed()));
    if (!Double.isNaN(info.candidates())) {
      header.put("candidates", info.candidates());
    }
    if (!info.levels().isEmpty()) {
      header.put("levels", info.levels());
    }
    info.distinctRows().ifPresent(count -> header.put("distinct_rows", count));
    if (info.keyCheck() != null) {
      header.put("key_check", info.keyCheck());
    }
    header.put("inputs", release.inputs());
    header.put("outputs", release.outputs());
    List<Object> steps = new ArrayList<>();
    for (Step step : release.steps()) {
      steps.add(StepWriter.write(step, "steps." + steps.size(), tensors));
    }
    header.put("steps", steps);
    Sections.write(release.sections(), header);
    return header;
  }

  static Release release(String version, Map<?, ?> header, TensorReader tensors) {
    List<String> inputs = Fields.texts("inputs", header.get("inputs"));
    boolean old = !version.equals(ModelFile.VERSION);
    return new Release(
        old
            ? stepsOfVersionTwo(header, inputs.size(), tensors)
            : StepReader.read("steps", header.get("steps"), inputs.size(), tensors),
        inputs,
        Fields.texts("outputs", header.get("outputs")),
        info(header),
        old ? sectionsOfVersionTwo(header) : Sections.read(header));
  }

  /** Version 2 had a feature map, or (as version 1) none, and one affine map behind it. */
  private static List<Step> stepsOfVersionTwo(Map<?, ?> header, int inputs, TensorReader tensors) {
    List<Step> steps = new ArrayList<>();
    if (header.get("features") != null) {
      steps.add(StepReader.readOne("features", header.get("features"), inputs, tensors));
    }
    steps.add(AffineFormat.read(tensors, ""));
    return steps;
  }

  private static List<Section> sectionsOfVersionTwo(Map<?, ?> header) {
    return header.get("weights") == null
        ? List.of()
        : List.of(WeightsSection.read(Fields.object("weights", header.get("weights"))));
  }

  private static ReleaseInfo info(Map<?, ?> header) {
    return new ReleaseInfo(
        new ReleaseInfo.Facts(
            Fields.text("method", header.get("method")),
            Fields.textMap("settings", header.get("settings")),
            Fields.number("ridge", header.get("ridge")),
            Fields.numberOrNan("ridge_relative", header.get("ridge_relative")),
            Roles.NONE
                .withKeep(Fields.texts("keep", header.get("keep")))
                .withHide(Fields.texts("hide", header.get("hide")))
                .withGiven(Fields.textOrNull("given", header.get("given"))),
            classes(header),
            Fields.wholeNumber("rows_seen", header.get("rows_seen")),
            Fields.numbers("eigenvalues", header.get("eigenvalues")),
            removed(Fields.object("removed", header.get("removed"))),
            Fields.numberOrNan("candidates", header.get("candidates")),
            header.get("levels") == null
                ? Map.of()
                : Fields.textLists("levels", header.get("levels")),
            header.get("distinct_rows") == null
                ? 0
                : Fields.wholeNumber("distinct_rows", header.get("distinct_rows")),
            Fields.textOrNull("key_check", header.get("key_check")),
            Fields.text("library_version", header.get("library_version"))));
  }

  private static Map<String, List<String>> classes(Map<?, ?> header) {
    Map<String, List<String>> classes = Fields.textLists("classes", header.get("classes"));
    classes.forEach(
        (label, names) -> {
          if (new HashSet<>(names).size() < names.size()) {
            throw BadDataException.of("classes of '%s': a name occurs twice", label);
          }
        });
    return classes;
  }

  private static Map<String, Object> removed(Removed removed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rank", removed.rank());
    fields.put("raw_spread", removed.rawSpread());
    fields.put("residual_spread", removed.residualSpread());
    fields.put("mean_squared_change", removed.meanSquaredChange());
    fields.put("energy", removed.energy());
    return fields;
  }

  private static Removed removed(Map<?, ?> fields) {
    return new Removed(
        Fields.count("removed.rank", fields.get("rank")),
        Fields.numberOrNan("removed.raw_spread", fields.get("raw_spread")),
        Fields.numberOrNan("removed.residual_spread", fields.get("residual_spread")),
        Fields.numberOrNan("removed.mean_squared_change", fields.get("mean_squared_change")),
        Fields.numberOrNan("removed.energy", fields.get("energy")));
  }
}
