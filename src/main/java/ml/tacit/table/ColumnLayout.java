package ml.tacit.table;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Column roles applied to a header: which position of a row goes where. Not to be changed. */
final class ColumnLayout {
  /** Slot of a column that goes nowhere. */
  static final int IGNORED = Integer.MIN_VALUE;

  private static final System.Logger LOG = System.getLogger(ColumnLayout.class.getName());

  private final List<String> features;
  private final List<String> texts;
  private final int[] slots;
  private final Set<String> labels;
  private final Set<String> asWritten;

  private ColumnLayout(
      List<String> features,
      List<String> texts,
      int[] slots,
      Collection<String> labels,
      Collection<String> asWritten) {
    this.features = List.copyOf(features);
    this.texts = List.copyOf(texts);
    this.slots = slots;
    this.labels = Set.copyOf(labels);
    this.asWritten = Set.copyOf(asWritten);
  }

  /**
   * Throws if the header is no header or lacks a column; {@code where} opens the message. Columns
   * without a name are ignored where the features are listed or the empty name is dropped.
   */
  static ColumnLayout of(String where, List<String> header, ColumnRoles roles) {
    boolean listed = roles.listed();
    if (!listed && roles.drop().stream().noneMatch(String::isBlank)) {
      ColumnNames.requireNamed(where, header);
    }
    List<String> named = ColumnNames.named(header);
    ColumnNames.requireDistinct(where, named);
    requirePresent(where, header, roles.labels());
    requirePresent(where, header, roles.features());
    requirePresent(where, header, roles.drop());

    Set<String> labels = new HashSet<>(roles.labels());
    Set<String> drop = new HashSet<>(roles.drop());
    List<String> features = new ArrayList<>(roles.features());
    Map<String, Integer> featureAt = positions(features);
    List<String> texts = new ArrayList<>();
    int[] slots = new int[header.size()];
    for (int i = 0; i < slots.length; i++) {
      String name = header.get(i);
      if (drop.contains(name) || name.isBlank()) {
        slots[i] = IGNORED;
      } else if (featureAt.containsKey(name)) {
        slots[i] = featureAt.get(name);
      } else if (labels.contains(name) || listed) {
        texts.add(name);
        slots[i] = -texts.size();
      } else {
        slots[i] = features.size();
        features.add(name);
      }
    }
    boolean asked = listed || !roles.labels().isEmpty() || !roles.drop().isEmpty();
    if (!asked && header.size() > 1 && ColumnNames.areNumbers(header)) {
      LOG.log(
          Level.WARNING,
          "{0}: all names in the header are numbers ({1}, ...): is the header missing? --no-header says so",
          Shown.text(where),
          Shown.text(header.get(0)));
    }
    if (features.isEmpty() && !listed) {
      throw BadDataException.of(
          "%s: none of the %d columns is left as a feature", where, header.size());
    }
    return new ColumnLayout(features, texts, slots, labels, roles.asWritten());
  }

  /** Every column as text, blank or not. */
  static ColumnLayout texts(List<String> header) {
    return texts(header, i -> true);
  }

  /** The same of some columns; each keeps its place among the texts. */
  static ColumnLayout texts(List<String> header, IntPredicate isRead) {
    int[] slots = new int[header.size()];
    Arrays.setAll(slots, i -> isRead.test(i) ? -1 - i : IGNORED);
    return new ColumnLayout(List.of(), header, slots, List.of(), List.of());
  }

  /** Only these columns, as labels; every other one is ignored, with or without a name. */
  static ColumnLayout labels(String where, List<String> header, List<String> names) {
    ColumnNames.requireDistinct("columns", names);
    ColumnNames.requireDistinct(where, ColumnNames.named(header));
    requirePresent(where, header, names);
    List<String> texts = new ArrayList<>();
    int[] slots = new int[header.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = IGNORED;
      if (names.contains(header.get(i))) {
        texts.add(header.get(i));
        slots[i] = -texts.size();
      }
    }
    return new ColumnLayout(List.of(), texts, slots, texts, List.of());
  }

  /** The same for a file whose header has the same names in another order. */
  ColumnLayout in(List<String> other, List<String> header) {
    Map<String, Integer> places = positions(header);
    int[] moved = other.stream().mapToInt(name -> slots[places.get(name)]).toArray();
    return new ColumnLayout(features, texts, moved, labels, asWritten);
  }

  /** Position by name. */
  static Map<String, Integer> positions(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    for (String name : names) {
      positions.put(name, positions.size());
    }
    return positions;
  }

  List<String> features() {
    return features;
  }

  List<String> texts() {
    return texts;
  }

  /** Feature position if not negative, {@code -1 - text position} if negative, or IGNORED. */
  int slot(int column) {
    return slots[column];
  }

  /** Whether a text column is a label, whose cells must not be blank. */
  boolean isLabel(int text) {
    return labels.contains(texts.get(text));
  }

  /** Whether its cells stay as they are in the file, none taken for a missing value. */
  boolean isAsWritten(int text) {
    return asWritten.contains(texts.get(text));
  }

  private static void requirePresent(String where, List<String> header, List<String> wanted) {
    Set<String> present = new HashSet<>(header);
    for (String name : wanted) {
      if (!present.contains(name)) {
        throw ColumnNames.missing(where, name, header);
      }
    }
  }
}
