package ml.tacit.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;

/**
 * What the safetensors format demands of a header, whatever the file is for: metadata of texts
 * only, and tensors of known types whose bytes are as many as their shapes say and follow one
 * another without a gap or an overlap up to the last byte of the file.
 */
final class TensorLayout {
  private static final String METADATA = "__metadata__";
  private static final int MOST_DIMENSIONS = 8;

  /** Bytes of a number of each type of the format. */
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8));

  private TensorLayout() {}

  private record Place(String name, long begin, long end) {}

  /**
   * Checks a header.
   *
   * @param bytes how many there are behind the header
   * @throws BadDataException if the format forbids it
   */
  static void require(Map<?, ?> header, long bytes) {
    List<Place> places = new ArrayList<>();
    for (Map.Entry<?, ?> entry : header.entrySet()) {
      String name = entry.getKey().toString();
      if (name.equals(METADATA)) {
        Fields.textMap(METADATA, entry.getValue());
      } else {
        places.add(place(name, Fields.object("tensor " + name, entry.getValue())));
      }
    }
    places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
    long end = 0;
    for (Place place : places) {
      if (place.end() > bytes) {
        throw BadDataException.of(
            "tensor %s: bytes %d to %d declared, the file has %d",
            place.name(), place.begin(), place.end(), bytes);
      }
      if (place.begin() != end) {
        throw BadDataException.of(
            "tensor %s: begins at byte %d, expected %d (%s)",
            place.name(), place.begin(), end, place.begin() < end ? "an overlap" : "a gap");
      }
      end = place.end();
    }
    if (end != bytes) {
      throw BadDataException.of("tensors of %d bytes declared, the file has %d", end, bytes);
    }
  }

  /** Where the bytes of a tensor begin and end. */
  static long[] offsets(String name, Map<?, ?> tensor) {
    long[] range = Fields.wholeNumbers("data_offsets of " + name, tensor.get("data_offsets"), 2);
    if (range[0] > range[1]) {
      throw BadDataException.of("tensor %s: bytes %d to %d declared", name, range[0], range[1]);
    }
    return range;
  }

  private static Place place(String name, Map<?, ?> tensor) {
    String type = Fields.text("dtype of " + name, tensor.get("dtype"));
    Integer size = TYPES.get(type);
    if (size == null) {
      throw BadDataException.of("dtype of %s is '%s', the format has no such type", name, type);
    }
    long[] range = offsets(name, tensor);
    int dimensions = Fields.list("shape of " + name, tensor.get("shape")).size();
    if (dimensions > MOST_DIMENSIONS) {
      throw BadDataException.of(
          "shape of %s has %d dimensions, expected at most %d", name, dimensions, MOST_DIMENSIONS);
    }
    long[] shape = Fields.wholeNumbers("shape of " + name, tensor.get("shape"), dimensions);
    if (bytes(shape, size, range[1] - range[0]) != range[1] - range[0]) {
      throw BadDataException.of(
          "tensor %s: shape %s for %d bytes", name, Arrays.toString(shape), range[1] - range[0]);
    }
    return new Place(name, range[0], range[1]);
  }

  /** How many a shape takes, or -1 if more than {@code most}: products of sizes overflow. */
  private static long bytes(long[] shape, int size, long most) {
    if (Arrays.stream(shape).anyMatch(n -> n == 0)) {
      return 0;
    }
    long bytes = size;
    for (long n : shape) {
      if (n > most / bytes) {
        return -1;
      }
      bytes *= n;
    }
    return bytes;
  }
}
