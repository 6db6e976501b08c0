package ml.tacit.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts in CSV files that a spreadsheet would run as a formula when it opens the file: those that
 * begin with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return, and are no
 * plain number. A label such as {@code =HYPERLINK(…)} is text to Tacit and code to a spreadsheet.
 *
 * <p>They are counted, and either written as they are or with an apostrophe before them, which
 * spreadsheets take for "this is text". Names of columns are texts, too. Not thread-safe.
 */
public final class Formulas {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]++(\\.[0-9]*+)?([eE][-+]?[0-9]{1,4})?");

  private final boolean guarded;
  private final Map<String, Long> texts = new LinkedHashMap<>();
  private long names;

  private Formulas(boolean guarded) {
    this.guarded = guarded;
  }

  /**
   * Formulas are only counted.
   *
   * @return a count of none
   */
  public static Formulas asTheyAre() {
    return new Formulas(false);
  }

  /**
   * Formulas get an apostrophe before them.
   *
   * @return a count of none
   */
  public static Formulas guarded() {
    return new Formulas(true);
  }

  /**
   * Whether a spreadsheet would run a text.
   *
   * @param text any text
   * @return whether
   */
  public static boolean isFormula(String text) {
    return !text.isEmpty()
        && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }

  /**
   * What was found, in one line for a user.
   *
   * @return the line; empty if there was none
   */
  public String note() {
    if (names == 0 && texts.isEmpty()) {
      return "";
    }
    StringBuilder found = new StringBuilder();
    texts.forEach(
        (column, count) ->
            found
                .append(found.length() == 0 ? "" : ", ")
                .append(count == 1 ? "1 text" : count + " texts")
                .append(" of '")
                .append(column)
                .append('\''));
    if (names > 0) {
      found
          .append(found.length() == 0 ? "" : " and ")
          .append(names == 1 ? "1 column name" : names + " column names");
    }
    return found
        + " that a spreadsheet would run as a formula (it begins with =, +, -, @ or a tab): "
        + (guarded
            ? "written with ' before it"
            : "written as it is; --guard-formulas puts ' before it");
  }

  /** The name of a column as it is to be written. */
  String name(String name) {
    if (!isFormula(name)) {
      return name;
    }
    names++;
    return guarded ? '\'' + name : name;
  }

  /** A text as it is to be written. */
  String text(String column, String text) {
    if (!isFormula(text)) {
      return text;
    }
    texts.merge(column, 1L, Long::sum);
    return guarded ? '\'' + text : text;
  }
}
