package ml.tacit.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.kernel.SnrForm;

/** The weights of a multi-kernel: what they are and where they come from. */
record WeightsSection(KernelWeights weights) implements Section {
  static final String NAME = "weights";

  @Override
  public String name() {
    return NAME;
  }

  /** The steps hold the weights already. */
  @Override
  public boolean isRequired() {
    return false;
  }

  @Override
  public Map<String, Object> fields() {
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

  static WeightsSection read(Map<?, ?> fields) {
    List<KernelWeights.Entry> entries = new ArrayList<>();
    for (Object item : Fields.list("weights.entries", fields.get("entries"))) {
      Map<?, ?> entry = Fields.object("weights.entries", item);
      entries.add(
          new KernelWeights.Entry(
              Kernel.parse(Fields.text("weights.kernel", entry.get("kernel"))),
              Fields.number("weights.score", entry.get("score")),
              Fields.number("weights.weight", entry.get("weight"))));
    }
    return new WeightsSection(
        new KernelWeights(
            Fields.choice("weights.weighting", KernelWeighting.values(), fields.get("weighting")),
            Fields.choice("weights.form", SnrForm.values(), fields.get("form")),
            entries));
  }
}
