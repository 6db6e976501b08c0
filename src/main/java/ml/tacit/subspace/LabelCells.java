package ml.tacit.subspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * The combinations of label values that have rows, in order, coded once: texts are compared here
 * only. Immutable.
 */
final class LabelCells {
  private final List<String> labelNames;
  private final List<List<String>> keys;
  private final List<List<String>> classes;

  /** By label, then cell. */
  private final int[][] codes;

  private LabelCells(
      List<String> labelNames, List<List<String>> keys, List<List<String>> classes, int[][] codes) {
    this.labelNames = labelNames;
    this.keys = keys;
    this.classes = classes;
    this.codes = codes;
  }

  /** Sorts cells by their classes, the first label first, classes as {@link Labels} sorts them. */
  static LabelCells of(List<String> labelNames, Collection<List<String>> unordered) {
    List<List<String>> keys = new ArrayList<>(unordered);
    List<List<String>> classes = new ArrayList<>();
    int[][] codes = new int[labelNames.size()][];
    for (int l = 0; l < codes.length; l++) {
      int label = l;
      List<String> names =
          keys.stream().map(key -> key.get(label)).distinct().sorted(Labels.NAME_ORDER).toList();
      Map<String, Integer> codeOf = new HashMap<>();
      names.forEach(name -> codeOf.put(name, codeOf.size()));
      codes[l] = keys.stream().mapToInt(key -> codeOf.get(key.get(label))).toArray();
      classes.add(names);
    }
    int[] order =
        IntStream.range(0, keys.size())
            .boxed()
            .sorted((a, b) -> compare(codes, a, b))
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<String>> sorted = IntStream.of(order).mapToObj(keys::get).toList();
    for (int l = 0; l < codes.length; l++) {
      int[] unsorted = codes[l];
      codes[l] = IntStream.of(order).map(cell -> unsorted[cell]).toArray();
    }
    return new LabelCells(labelNames, sorted, classes, codes);
  }

  private static int compare(int[][] codes, int a, int b) {
    for (int[] label : codes) {
      if (label[a] != label[b]) {
        return Integer.compare(label[a], label[b]);
      }
    }
    return 0;
  }

  int size() {
    return keys.size();
  }

  /** A class name per label. */
  List<String> key(int cell) {
    return keys.get(cell);
  }

  List<List<String>> keys() {
    return keys;
  }

  List<String> labelNames() {
    return labelNames;
  }

  int position(String label) {
    int position = labelNames.indexOf(label);
    if (position < 0) {
      throw new BadDataException("no label '" + label + "'; there are " + labelNames);
    }
    return position;
  }

  List<String> classes(String label) {
    return classes.get(position(label));
  }

  /** For each cell the class of a label, as its position in {@link #classes}. */
  int[] codes(String label) {
    return codes[position(label)];
  }

  /**
   * For each cell the number of its pair of classes; pairs that have rows are numbered by the outer
   * class, then the inner.
   */
  int[] pairs(String outer, String inner) {
    int[] outerCodes = codes(outer);
    int[] innerCodes = codes(inner);
    long width = classes(inner).size();
    long[] pairs =
        IntStream.range(0, size()).mapToLong(c -> outerCodes[c] * width + innerCodes[c]).toArray();
    Map<Long, Integer> numbers = new HashMap<>();
    Arrays.stream(pairs).sorted().distinct().forEach(pair -> numbers.put(pair, numbers.size()));
    return Arrays.stream(pairs).mapToInt(numbers::get).toArray();
  }
}
