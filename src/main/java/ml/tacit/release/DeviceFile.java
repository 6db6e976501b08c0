package ml.tacit.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorReader;
import ml.tacit.format.TensorWriter;
import ml.tacit.step.Memory;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.NamedInput;
import org.ejml.data.DMatrixRMaj;

/**
 * What devices remember, as a {@link TensorFile}: the digest of the model it belongs to; per device
 * how many rows of each decision are held; the rows, oldest first, as a vector per device and step.
 *
 * <p>A device stands in it by a digest of its name and the model, never by its name: who has the
 * file but not the model cannot try names.
 */
final class DeviceFile {
  /** The name of a device that is alone. */
  static final String ONE = "device";

  private static final String VERSION = "1";
  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-device", "devices");

  private DeviceFile() {}

  /** What a device is called here: a digest of its name under that of the model. */
  static String name(String model, String device) {
    return Digests.sha256((model + " " + device).getBytes(StandardCharsets.UTF_8));
  }

  static void write(Release release, Map<String, Device> devices, Path file) throws IOException {
    TensorWriter tensors = new TensorWriter();
    Map<String, Object> held = new LinkedHashMap<>();
    devices.forEach((name, device) -> held.put(name, held(device, name, tensors)));
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("model", modelOf(release));
    description.put("held", held);
    byte[] bytes = TensorFile.bytes(KIND, VERSION, description, tensors);
    AtomicFile.writePrivate(file, out -> out.write(bytes));
  }

  /** How many rows of each decision are held, by step; the rows go to the tensors. */
  private static List<List<Integer>> held(Device device, String name, TensorWriter tensors) {
    List<List<Integer>> held = new ArrayList<>();
    for (Memory memory : device.memories()) {
      List<Integer> counts = new ArrayList<>();
      List<DMatrixRMaj> rows = new ArrayList<>();
      for (int code = 0; code < memory.codes(); code++) {
        rows.add(memory.rows(code));
        counts.add(rows.get(code).numRows);
      }
      tensors.vector(
          tensor(name, held.size()),
          rows.stream().flatMapToDouble(some -> Arrays.stream(some.data)).toArray());
      held.add(counts);
    }
    return held;
  }

  static Map<String, Device> read(Release release, Path file) throws IOException {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new BadDataException(file + ": no such file of a device");
    }
    try (InputStream in = NamedInput.open(file)) {
      TensorFile.Content content = TensorFile.parse(KIND, TensorFile.readAll(in), VERSION);
      String model = Fields.text("model", content.description().get("model"));
      String expected = modelOf(release);
      if (!model.equals(expected)) {
        throw BadDataException.of(
            "it belongs to another model: digest %.12s…, that of this one is %.12s…",
            model, expected);
      }
      Map<String, Device> devices = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry :
          Fields.object("held", content.description().get("held")).entrySet()) {
        String name = entry.getKey().toString();
        devices.put(name, device(release, name, entry.getValue(), content.tensors()));
      }
      return devices;
    } catch (BadDataException | IllegalArgumentException e) {
      throw new BadDataException(file + ": not a usable file of a device: " + e.getMessage(), e);
    }
  }

  private static Device device(Release release, String name, Object value, TensorReader tensors) {
    Device device = Device.fresh(release);
    List<?> steps = Fields.list("held." + name, value);
    if (steps.size() != device.memories().size()) {
      throw BadDataException.of(
          "held.%s: %s steps, the model has %s with a memory",
          name, steps.size(), device.memories().size());
    }
    for (int s = 0; s < steps.size(); s++) {
      fill(device.memories().get(s), tensor(name, s), steps.get(s), tensors);
    }
    return device;
  }

  private static void fill(Memory memory, String tensor, Object value, TensorReader tensors) {
    long[] held = Fields.wholeNumbers("held of " + tensor, value, memory.codes());
    double[] numbers = tensors.vector(tensor);
    long all = 0;
    for (long count : held) {
      if (count < 0 || count > memory.last()) {
        throw BadDataException.of(
            "held of %s: %s rows, from 0 to %s are expected", tensor, count, memory.last());
      }
      all += count * memory.channels();
    }
    if (all != numbers.length) {
      throw BadDataException.of(
          "tensor %s: %s numbers, %s are expected", tensor, numbers.length, all);
    }
    int from = 0;
    for (int code = 0; code < held.length; code++) {
      int rows = (int) held[code];
      double[] some = Arrays.copyOfRange(numbers, from, from + rows * memory.channels());
      memory.add(code, DMatrixRMaj.wrap(rows, memory.channels(), some));
      from += some.length;
    }
  }

  private static String tensor(String name, int step) {
    return name + "." + step;
  }

  /** Twice digested: what names are digested with stands nowhere. */
  private static String modelOf(Release release) {
    return Digests.sha256(digest(release).getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a model file of this release. */
  static String digest(Release release) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      release.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return Digests.sha256(out.toByteArray());
  }
}
