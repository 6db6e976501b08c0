package ml.tacit.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What was seen of one column, cell by cell; blank cells say nothing. */
final class ColumnLook {
  /** Numbers of more different values than this are no categories: they are not counted. */
  private static final int COUNTED = 50;

  private final String name;
  private final char decimal;

  /** How often each value occurs; null once it is sure that they are numbers. */
  private Map<String, Integer> counts = new LinkedHashMap<>();

  /** Whether there were more than are counted. */
  private boolean many;

  /** Of whole numbers all values, as long as no two are equal; else null. */
  private Set<Double> different = new HashSet<>();

  private int values;
  private int numbers;

  /** Numbers with the other decimal mark. */
  private int otherwise;

  private String stray;
  private int strayRow;

  ColumnLook(String name, char decimal) {
    this.name = name;
    this.decimal = decimal;
  }

  /** Takes in the cell of a row, from 0. */
  void add(String cell, int row) {
    String value = cell.strip();
    if (value.isEmpty()) {
      return;
    }
    values++;
    double number = Decimals.parse(value, decimal);
    if (Double.isFinite(number)) {
      numbers++;
      if (different != null && (number != Math.rint(number) || !different.add(number))) {
        different = null;
      }
    } else {
      otherwise += Double.isFinite(Decimals.parse(value, otherMark())) ? 1 : 0;
      if (stray == null) {
        stray = value;
        strayRow = row;
      }
    }
    if (counts == null && !Double.isFinite(number)) {
      counts = new HashMap<>();
    }
    if (counts != null) {
      counts.merge(value, 1, Integer::sum);
      if (numbers == values && counts.size() > COUNTED) {
        counts = null;
        many = true;
      }
    }
  }

  String name() {
    return name;
  }

  /** How many cells are not blank. */
  int values() {
    return values;
  }

  /** How many of them are numbers. */
  int numbers() {
    return numbers;
  }

  /** What stands before the decimals elsewhere. */
  char otherMark() {
    return decimal == ',' ? '.' : ',';
  }

  /** Whether all are numbers, but for the decimal mark of most. */
  boolean isOtherwiseDecimal() {
    return 2 * otherwise > values && numbers + otherwise == values;
  }

  /** The first that is no number. */
  String stray() {
    return stray;
  }

  /** Its row, from 0. */
  int strayRow() {
    return strayRow;
  }

  /** How many different values there are; at least, where all or most are numbers. */
  int distinct() {
    return Math.max(many ? COUNTED + 1 : 0, counts == null ? 0 : counts.size());
  }

  /** How many of them occur in at least so many rows. */
  int filled(int rows) {
    return counts == null
        ? 0
        : (int) counts.values().stream().filter(count -> count >= rows).count();
  }

  /** How often each occurs; empty where they are numbers of many values. */
  Map<String, Integer> counts() {
    return counts == null ? Map.of() : counts;
  }

  /** Whether all are whole numbers and no two are equal. */
  boolean isCounting() {
    return different != null && values > 0 && numbers == values;
  }
}
