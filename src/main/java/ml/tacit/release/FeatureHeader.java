package ml.tacit.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.AffineFeatures;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.kernel.NystromMap;
import ml.tacit.kernel.RandomFourierMap;
import ml.tacit.kernel.SideBySideMap;
import ml.tacit.kernel.TensorSketch;
import ml.tacit.kernel.TensorSketchMap;
import ml.tacit.table.BadDataException;

/**
 * A feature map to and from a model file: a tree in the header, whose leaves name their tensors.
 * Landmarks that several kernels share stand in the file once.
 */
final class FeatureHeader {
  private final TensorReader tensors;
  private final int inputs;
  private final Map<String, LandmarkMap> shared = new HashMap<>();

  /** For reading a model of so many inputs. */
  FeatureHeader(TensorReader tensors, int inputs) {
    this.tensors = tensors;
    this.inputs = inputs;
  }

  static Map<String, Object> of(FeatureMap map, String name, TensorWriter tensors) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (map instanceof ChainMap chain) {
      fields.put("kind", "chain");
      fields.put("steps", list(chain.steps(), name, tensors));
    } else if (map instanceof SideBySideMap sideBySide) {
      fields.put("kind", "side_by_side");
      fields.put("parts", list(sideBySide.parts(), name, tensors));
    } else if (map instanceof AffineFeatures affine) {
      fields.put("kind", "affine");
      fields.put("tensors", name + ".");
      tensors.affine(name + ".", affine.map());
    } else if (map instanceof LandmarkMap landmarks) {
      fields.put("kind", "landmarks");
      put(landmarks, name, tensors, fields);
    } else if (map instanceof NystromMap nystrom) {
      fields.put("kind", "nystrom");
      put(nystrom.landmarks(), name, tensors, fields);
      fields.put("rows_per_landmark", Arrays.stream(nystrom.rowsPerLandmark()).boxed().toList());
      fields.put("whitening", tensors.matrix(name + ".whitening", nystrom.whitening()));
    } else if (map instanceof RandomFourierMap fourier) {
      fields.put("kind", "random_fourier");
      fields.put("kernel", fourier.kernel().toString());
      fields.put("frequencies", tensors.matrix(name + ".frequencies", fourier.frequencies()));
    } else if (map instanceof TensorSketchMap sketch) {
      fields.put("kind", "tensor_sketch");
      fields.put("kernel", sketch.settings().kernel().toString());
      fields.put("features", sketch.settings().features());
      fields.put("seed", Long.toString(sketch.settings().seed())); // JSON numbers hold 53 bits
    }
    return fields;
  }

  private static List<Map<String, Object>> list(
      List<FeatureMap> maps, String name, TensorWriter tensors) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      list.add(of(maps.get(i), name + "." + i, tensors));
    }
    return list;
  }

  private static void put(
      LandmarkMap map, String name, TensorWriter tensors, Map<String, Object> fields) {
    fields.put("kernel", map.kernel().toString());
    fields.put("training_rows", map.warning().isPresent());
    fields.put("landmarks", tensors.matrix(name + ".landmarks", map.landmarks()));
  }

  FeatureMap read(String name, Object value) {
    Map<?, ?> fields = Fields.object(name, value);
    String kind = Fields.text(name + ".kind", fields.get("kind"));
    return switch (kind) {
      case "chain" -> new ChainMap(readList(name + ".steps", fields.get("steps")));
      case "side_by_side" -> new SideBySideMap(readList(name + ".parts", fields.get("parts")));
      case "affine" ->
          new AffineFeatures(tensors.affine(Fields.text(name + ".tensors", fields.get("tensors"))));
      case "landmarks" -> landmarks(name, fields);
      case "nystrom" -> nystrom(name, fields);
      case "random_fourier" ->
          RandomFourierMap.of(
              kernel(name, fields),
              tensors.matrix(Fields.text(name + ".frequencies", fields.get("frequencies"))));
      case "tensor_sketch" -> tensorSketch(name, fields);
      default ->
          throw new BadDataException(
              name + ".kind is '" + kind + "', which this version does not know");
    };
  }

  private List<FeatureMap> readList(String name, Object value) {
    List<FeatureMap> maps = new ArrayList<>();
    for (Object item : Fields.list(name, value)) {
      maps.add(read(name + "." + maps.size(), item));
    }
    return maps;
  }

  private LandmarkMap landmarks(String name, Map<?, ?> fields) {
    Kernel kernel = kernel(name, fields);
    boolean rows = Fields.truth(name + ".training_rows", fields.get("training_rows"));
    String tensor = Fields.text(name + ".landmarks", fields.get("landmarks"));
    LandmarkMap other = shared.get(tensor + rows);
    LandmarkMap map =
        other == null ? LandmarkMap.of(kernel, tensors.matrix(tensor), rows) : other.with(kernel);
    shared.put(tensor + rows, map);
    return map;
  }

  private NystromMap nystrom(String name, Map<?, ?> fields) {
    LandmarkMap landmarks = landmarks(name, fields);
    int[] counts =
        Fields.list(name + ".rows_per_landmark", fields.get("rows_per_landmark")).stream()
            .mapToInt(item -> Fields.count(name + ".rows_per_landmark", item))
            .toArray();
    String whitening = Fields.text(name + ".whitening", fields.get("whitening"));
    return NystromMap.of(landmarks, tensors.matrix(whitening), counts);
  }

  /** Drawn again from its settings, after a look at what they ask for. */
  private TensorSketchMap tensorSketch(String name, Map<?, ?> fields) {
    int features = Fields.count(name + ".features", fields.get("features"));
    if (features > tensors.numbers()) {
      throw new BadDataException(
          "%s.features is %d, the file has %d numbers"
              .formatted(name, features, tensors.numbers()));
    }
    long seed = seed(name + ".seed", fields.get("seed"));
    return new TensorSketch(kernel(name, fields), features, seed).draw(inputs);
  }

  private static long seed(String name, Object value) {
    String text = Fields.text(name, value);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadDataException(name + " is '" + text + "', a whole number is expected", e);
    }
  }

  private static Kernel kernel(String name, Map<?, ?> fields) {
    return Kernel.parse(Fields.text(name + ".kernel", fields.get("kernel")));
  }
}
