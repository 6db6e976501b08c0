package ml.tacit.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ml.tacit.format.Fields;
import ml.tacit.format.TensorReader;
import ml.tacit.kernel.Kernel;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** What a step reads itself from: its fields, and the tensors of the file. */
final class StepReader {
  private final String name;
  private final Map<?, ?> fields;
  private final int inputs;
  private final TensorReader tensors;
  private final Map<String, Object> shared;

  StepReader(
      String name, Map<?, ?> fields, int inputs, TensorReader tensors, Map<String, Object> shared) {
    this.name = name;
    this.fields = fields;
    this.inputs = inputs;
    this.tensors = tensors;
    this.shared = shared;
  }

  /**
   * The steps of a file, each taking in what the one before gives.
   *
   * @param values their fields
   * @param inputs how many columns the first takes in
   */
  static List<Step> read(String name, Object values, int inputs, TensorReader tensors) {
    return new StepReader(name, Map.of(), inputs, tensors, new HashMap<>()).list(name, values);
  }

  /** One step of a file. */
  static Step readOne(String name, Object value, int inputs, TensorReader tensors) {
    return new StepReader(name, Map.of(), inputs, tensors, new HashMap<>())
        .step(name, value, inputs);
  }

  private List<Step> list(String path, Object values) {
    List<Step> steps = new ArrayList<>();
    int columns = inputs;
    for (Object value : Fields.list(path, values)) {
      Step step = step(path + "." + steps.size(), value, columns);
      steps.add(step);
      columns = step.outputs();
    }
    return steps;
  }

  private Step step(String path, Object value, int columns) {
    Map<?, ?> own = Fields.object(path, value);
    StepFormat<?> format = StepFormats.ofKind(path, Fields.text(path + ".kind", own.get("kind")));
    return format.read(new StepReader(path, own, columns, tensors, shared));
  }

  /** The step's own path in the file, for messages. */
  String name(String key) {
    return name + "." + key;
  }

  /** How many columns this step takes in, if it reads only its fields. */
  int inputs() {
    return inputs;
  }

  TensorReader tensors() {
    return tensors;
  }

  Object field(String key) {
    return fields.get(key);
  }

  String text(String key) {
    return Fields.text(name(key), field(key));
  }

  double number(String key) {
    return Fields.number(name(key), field(key));
  }

  int count(String key) {
    return Fields.count(name(key), field(key));
  }

  boolean truth(String key) {
    return Fields.truth(name(key), field(key));
  }

  Kernel kernel() {
    return Kernel.parse(text("kernel"));
  }

  DMatrixRMaj matrix(String key) {
    return tensors.matrix(text(key));
  }

  /** One step inside this one, that takes in some number of columns. */
  Step step(String key, int columns) {
    return step(name(key), field(key), columns);
  }

  /** Whole numbers from 0, as many as there are. */
  int[] counts(String key) {
    return Fields.list(name(key), field(key)).stream()
        .mapToInt(item -> Fields.count(name(key), item))
        .toArray();
  }

  /** Secret bytes, or none where the file does not hold them. */
  byte[] key(String key) {
    if (field(key) == null) {
      return new byte[0];
    }
    try {
      return HexFormat.of().parseHex(text(key));
    } catch (IllegalArgumentException e) {
      throw new BadDataException(name(key) + " is no hexadecimal text", e);
    }
  }

  /** Steps one after the other. */
  List<Step> chain(String key) {
    return list(name(key), field(key));
  }

  /** Steps that all take in what this one does. */
  List<Step> parts(String key) {
    List<Step> parts = new ArrayList<>();
    for (Object value : Fields.list(name(key), field(key))) {
      parts.add(step(name(key) + "." + parts.size(), value, inputs));
    }
    return parts;
  }

  /** What several steps of a file share, made once. */
  <T> T shared(String key, Class<T> type, Supplier<T> make) {
    String typed = type.getName() + " " + key;
    Object known = shared.get(typed);
    if (known == null) {
      known = make.get();
      shared.put(typed, known);
    }
    return type.cast(known);
  }
}
