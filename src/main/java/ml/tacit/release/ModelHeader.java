package ml.tacit.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.kernel.SnrForm;
import ml.tacit.subspace.Removed;

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
    header.put("keep", info.keep());
    header.put("hide", info.hide());
    header.put("given", info.given());
    header.put("classes", info.classes());
    header.put("rows_seen", info.rowsSeen());
    header.put("eigenvalues", info.eigenvalues());
    header.put("removed", removed(info.removed()));
    header.put("inputs", release.inputs());
    header.put("outputs", release.outputs());
    tensors.affine("", release.map());
    release
        .features()
        .ifPresent(map -> header.put("features", FeatureHeader.of(map, "features", tensors)));
    if (info.weights() != null) {
      header.put("weights", weights(info.weights()));
    }
    return header;
  }

  static Release release(Map<?, ?> header, TensorReader tensors) {
    List<String> inputs = Fields.texts("inputs", header.get("inputs"));
    FeatureMap features =
        header.get("features") == null
            ? null
            : new FeatureHeader(tensors, inputs.size()).read("features", header.get("features"));
    KernelWeights weights =
        header.get("weights") == null
            ? null
            : weights(Fields.object("weights", header.get("weights")));
    ReleaseInfo info =
        new ReleaseInfo(
            Fields.text("method", header.get("method")),
            Fields.textMap("settings", header.get("settings")),
            Fields.number("ridge", header.get("ridge")),
            Fields.texts("keep", header.get("keep")),
            Fields.texts("hide", header.get("hide")),
            Fields.textOrNull("given", header.get("given")),
            Fields.textLists("classes", header.get("classes")),
            Fields.wholeNumber("rows_seen", header.get("rows_seen")),
            Fields.numbers("eigenvalues", header.get("eigenvalues")),
            removed(Fields.object("removed", header.get("removed"))),
            weights,
            Fields.text("library_version", header.get("library_version")));
    return new Release(
        features, tensors.affine(""), inputs, Fields.texts("outputs", header.get("outputs")), info);
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
        Fields.number("removed.mean_squared_change", fields.get("mean_squared_change")),
        Fields.number("removed.energy", fields.get("energy")));
  }

  private static Map<String, Object> weights(KernelWeights weights) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (KernelWeights.Entry entry : weights.entries()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kernel", entry.kernel().toString());
      fields.put("score", entry.score());
      fields.put("weight", entry.weight());
      entries.add(fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weighting", weights.weighting().name());
    fields.put("form", weights.form().name());
    fields.put("entries", entries);
    return fields;
  }

  private static KernelWeights weights(Map<?, ?> fields) {
    List<KernelWeights.Entry> entries = new ArrayList<>();
    for (Object item : Fields.list("weights.entries", fields.get("entries"))) {
      Map<?, ?> entry = Fields.object("weights.entries", item);
      entries.add(
          new KernelWeights.Entry(
              Kernel.parse(Fields.text("weights.kernel", entry.get("kernel"))),
              Fields.number("weights.score", entry.get("score")),
              Fields.number("weights.weight", entry.get("weight"))));
    }
    return new KernelWeights(
        Fields.choice("weights.weighting", KernelWeighting.values(), fields.get("weighting")),
        Fields.choice("weights.form", SnrForm.values(), fields.get("form")),
        entries);
  }
}
