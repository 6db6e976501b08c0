package ml.tacit.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.io.NumberOutput;

/** Numbers from text and back: the nearest double in, the shortest text that reads back out. */
final class Decimals {
  private Decimals() {}

  /**
   * The double nearest to a decimal text, or NaN if the text is anything else.
   *
   * <p>Stricter than Java's own grammar, which the parser follows: hexadecimal numbers and a type
   * suffix ({@code 1f}) are typing errors in a table, and control characters are no blanks. Blanks
   * and tabs around the number are accepted.
   */
  static double parse(char[] text, int offset, int length) {
    int start = offset;
    int end = offset + length;
    while (end > start && isBlank(text[end - 1])) {
      end--;
    }
    while (start < end && isBlank(text[start])) {
      start++;
    }
    if (start == end || text[start] < ' ' || !isDigitOrPoint(text[end - 1])) {
      return Double.NaN;
    }
    try {
      double value = JavaDoubleParser.parseDouble(text, start, end - start);
      return isHexadecimal(text, start, end) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The same of a whole text, with {@code '.'} or {@code ','} before the fraction. */
  static double parse(String text, char decimal) {
    boolean comma = decimal == ',';
    if (comma && text.indexOf('.') >= 0) {
      return Double.NaN;
    }
    char[] cell = (comma ? text.replace(',', '.') : text).toCharArray();
    return parse(cell, 0, cell.length);
  }

  /** Shortest text that parses to the same bits (Schubfach); the same on every Java version. */
  static String format(double value) {
    return NumberOutput.toString(value, true);
  }

  private static boolean isDigitOrPoint(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isHexadecimal(char[] text, int from, int end) {
    int start = text[from] == '-' || text[from] == '+' ? from + 1 : from;
    return start + 1 < end && (text[start + 1] | 0x20) == 'x';
  }
}
