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
   * suffix ({@code 1f}) are typing errors in a table. Blanks around the number are accepted.
   */
  static double parse(char[] text, int offset, int length) {
    int end = offset + length;
    while (end > offset && text[end - 1] <= ' ') {
      end--;
    }
    if (end == offset || !isDigitOrPoint(text[end - 1])) {
      return Double.NaN;
    }
    try {
      double value = JavaDoubleParser.parseDouble(text, offset, end - offset);
      return isHexadecimal(text, offset, end) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Shortest text that parses to the same bits (Schubfach); the same on every Java version. */
  static String format(double value) {
    return NumberOutput.toString(value, true);
  }

  private static boolean isDigitOrPoint(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static boolean isHexadecimal(char[] text, int offset, int end) {
    int start = offset;
    while (text[start] <= ' ') {
      start++;
    }
    if (text[start] == '-' || text[start] == '+') {
      start++;
    }
    return start + 1 < end && (text[start + 1] | 0x20) == 'x';
  }
}
