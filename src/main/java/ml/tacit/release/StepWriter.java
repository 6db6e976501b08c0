package ml.tacit.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.TensorWriter;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/** Where a step writes itself: fields of its own, and tensors under its own name. */
final class StepWriter {
  private final String name;
  private final TensorWriter tensors;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private StepWriter(String name, TensorWriter tensors) {
    this.name = name;
    this.tensors = tensors;
  }

  /** The fields of a step whose tensors are called {@code name.…}. */
  static Map<String, Object> write(Step step, String name, TensorWriter tensors) {
    return write(StepFormats.of(step), step, name, tensors);
  }

  static <S extends Step> Map<String, Object> write(
      StepFormat<S> format, Step step, String name, TensorWriter tensors) {
    StepWriter out = new StepWriter(name, tensors);
    out.put("kind", format.kind());
    format.write(format.type().cast(step), out);
    return out.fields;
  }

  void put(String key, Object value) {
    fields.put(key, value);
  }

  /** A matrix, shared with other steps that have the same numbers; the field names the tensor. */
  void matrix(String key, DMatrixRMaj values) {
    put(key, tensors.matrix(name + "." + key, values));
  }

  /** Whole numbers. */
  void counts(String key, int[] values) {
    put(key, Arrays.stream(values).boxed().toList());
  }

  /** A step inside this one. */
  void step(String key, Step inner) {
    put(key, write(inner, name + "." + key, tensors));
  }

  /** Steps inside this one. */
  void steps(String key, List<? extends Step> inner) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Step step : inner) {
      list.add(write(step, name + "." + list.size(), tensors));
    }
    put(key, list);
  }

  String name() {
    return name;
  }

  TensorWriter tensors() {
    return tensors;
  }
}
