package ml.tacit.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the cells of one row go, for formats that know a number from a text: into the caller's
 * arrays, with the checks and the messages that all of them share.
 *
 * <p>A number in a text column becomes its shortest decimal, true and false become 1 and 0 in a
 * numeric one. A missing value is NaN or an empty text where the dialect knows words for one, and
 * refused elsewhere. A word for one that is a number, as -9, stands for that number, too.
 */
final class RowCells {
  private static final int SHOWN = 40;

  private final String where;
  private final List<String> header;
  private final Set<String> missingWords;

  /** Those of the words that are numbers. */
  private final double[] missingNumbers;

  private int[] slots;
  private boolean[] isLabel;
  private boolean[] isAsWritten;

  private double[] numbers;
  private int offset;
  private String[][] texts;
  private int row;
  private long rowsDone;
  private long line;

  RowCells(String where, List<String> header, Dialect dialect) {
    this.where = where;
    this.header = header;
    this.missingWords = dialect.missing();
    this.missingNumbers =
        missingWords.stream()
            .mapToDouble(word -> Decimals.parse(word, dialect.decimal()))
            .filter(Double::isFinite)
            .toArray();
  }

  void layout(ColumnLayout layout) {
    slots = new int[header.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = layout.slot(i);
    }
    isLabel = new boolean[layout.texts().size()];
    isAsWritten = new boolean[isLabel.length];
    for (int t = 0; t < isLabel.length; t++) {
      isLabel[t] = layout.isLabel(t);
      isAsWritten[t] = layout.isAsWritten(t);
    }
  }

  boolean isNumeric(int column) {
    return slots[column] >= 0;
  }

  boolean isIgnored(int column) {
    return slots[column] == ColumnLayout.IGNORED;
  }

  /** Begins a row; {@code newLine} is the line it stands in, 0 where there are no lines. */
  void begin(double[] newNumbers, int newOffset, String[][] newTexts, int newRow, long newLine) {
    numbers = newNumbers;
    offset = newOffset;
    texts = newTexts;
    row = newRow;
    line = newLine;
  }

  void end() {
    rowsDone++;
  }

  long rowsDone() {
    return rowsDone;
  }

  void number(int column, double value) {
    int slot = slots[column];
    if (slot >= 0) {
      if (!Double.isFinite(value) && !(Double.isNaN(value) && takesMissing())) {
        throw bad(column, "'" + value + "' is not a finite number");
      }
      numbers[offset + slot] = orMissing(value);
    } else if (slot != ColumnLayout.IGNORED) {
      if (Double.isNaN(value)) {
        missing(column);
      } else {
        putText(slot, isMissing(value) ? "" : Decimals.format(value));
      }
    }
  }

  void whole(int column, long value) {
    int slot = slots[column];
    if (slot >= 0) {
      numbers[offset + slot] = orMissing(value);
    } else if (slot != ColumnLayout.IGNORED) {
      putText(slot, isMissing(value) ? "" : Long.toString(value));
    }
  }

  void flag(int column, boolean value) {
    int slot = slots[column];
    if (slot >= 0) {
      numbers[offset + slot] = value ? 1 : 0;
    } else if (slot != ColumnLayout.IGNORED) {
      putText(slot, value ? "true" : "false");
    }
  }

  /** A text; in a numeric column it has to be a number, or a word for a missing one. */
  void text(int column, String value) {
    int slot = slots[column];
    if (slot >= 0) {
      double number = Decimals.parse(value.toCharArray(), 0, value.length());
      if (!Double.isFinite(number) && !missingWords.contains(value.strip())) {
        throw bad(column, "'" + shown(value) + "' is not a finite number");
      }
      numbers[offset + slot] = Double.isFinite(number) ? orMissing(number) : Double.NaN;
    } else if (slot != ColumnLayout.IGNORED) {
      if (isLabel[-1 - slot] && value.isBlank()) {
        throw bad(column, "'" + shown(value) + "' is blank, a label was expected");
      }
      boolean isMissing = !isAsWritten[-1 - slot] && missingWords.contains(value.strip());
      putText(slot, isMissing ? "" : value);
    }
  }

  void missing(int column) {
    int slot = slots[column];
    if (slot == ColumnLayout.IGNORED) {
      return;
    }
    if (!takesMissing() && !(slot < 0 && isAsWritten[-1 - slot])) {
      throw bad(
          column,
          "the value is missing, "
              + (slot >= 0 ? "a finite number" : "a text")
              + " was expected (--missing '' takes missing values)");
    }
    if (slot >= 0) {
      numbers[offset + slot] = Double.NaN;
    } else {
      putText(slot, "");
    }
  }

  /** What is wrong with a cell of the row begun. */
  BadDataException bad(int column, String what) {
    return bad("column '" + header.get(column) + "': " + what, ", ");
  }

  /** What is wrong with the row begun. */
  BadDataException bad(String what) {
    return bad(what, ": ");
  }

  private BadDataException bad(String what, String separator) {
    String place =
        line > 0
            ? String.format(Locale.ROOT, "row %d (line %d)", rowsDone + 1, line)
            : "row " + (rowsDone + 1);
    return new BadDataException(where + ": " + place + separator + what);
  }

  static String shown(String value) {
    String cell = value.substring(0, Math.min(value.length(), SHOWN));
    return cell.replaceAll("\\p{Cntrl}", "?") + (value.length() > SHOWN ? "..." : "");
  }

  private double orMissing(double value) {
    return isMissing(value) ? Double.NaN : value;
  }

  private boolean isMissing(double value) {
    for (double missing : missingNumbers) {
      if (value == missing) {
        return true;
      }
    }
    return false;
  }

  private boolean takesMissing() {
    return !missingWords.isEmpty();
  }

  private void putText(int slot, String value) {
    texts[-1 - slot][row] = value;
  }
}
