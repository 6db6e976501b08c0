package ml.tacit.sensing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * Rows of finite numbers from plain text: values apart by blanks, tabs or commas, one row a line.
 *
 * <p>Every row must have the same number of values, each finite; blank lines are passed over. The
 * published sets hold millions of short decimals, so these are read without making a string of
 * each: up to 2^53 times a power of ten up to 10^22 takes one correctly rounded operation (Clinger
 * 1990, doi:10.1145/93542.93557), hence the same double as {@link Double#parseDouble}, which reads
 * the rest. Not thread-safe.
 */
final class NumberReader implements Closeable {
  private static final int MAX_TOKEN = 64;
  private static final long MAX_EXACT = 1L << 53;
  private static final double[] POWERS_OF_TEN = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = power;
      power *= 10;
    }
  }

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] token = new byte[MAX_TOKEN];
  private int position;
  private int limit;
  private long line = 1;

  /**
   * Starts reading.
   *
   * @param in the text; closed by {@link #close}
   * @param name how messages name it
   */
  NumberReader(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** The next line as text, say a header; empty at the end. */
  String readLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c;
    while ((c = read()) >= 0 && c != '\n') {
      if (text.length() == TextLines.LONGEST) {
        throw BadDataException.of(
            "%s: line %d is longer than %d characters", name, line, TextLines.LONGEST);
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    line++;
    return text.toString();
  }

  /**
   * Reads the next row.
   *
   * @param values filled from {@code offset} on
   * @param columns how many values a row must have
   * @return whether there was a row
   * @throws BadDataException if the row has another number of values or one that is not finite
   */
  boolean next(double[] values, int offset, int columns) throws IOException {
    int found = 0;
    int length = 0;
    while (true) {
      int c = read();
      if (c > ' ' && c != ',') {
        if (length == MAX_TOKEN) {
          throw new BadDataException(where(found) + ": longer than " + MAX_TOKEN + " characters");
        }
        token[length++] = (byte) c;
        continue;
      }
      if (length > 0) {
        if (found < columns) {
          values[offset + found] = parse(length, found);
        }
        found++;
        length = 0;
      }
      if (c == '\n' || c < 0) {
        if (found == columns) {
          line++;
          return true;
        }
        if (found > 0) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d has %d values, expected %d",
                  name,
                  line,
                  found,
                  columns));
        }
        if (c < 0) {
          return false;
        }
        line++;
      }
    }
  }

  /** The line that the last row stood on, from 1. */
  long line() {
    return line - 1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private double parse(int length, int column) {
    long mantissa = 0;
    int exponent = 0;
    int digits = 0;
    boolean afterPoint = false;
    int i = 0;
    boolean negative = token[0] == '-';
    if (negative || token[0] == '+') {
      i++;
    }
    for (; i < length; i++) {
      int digit = token[i] - '0';
      if (digit >= 0 && digit <= 9) {
        if (mantissa < MAX_EXACT / 10) {
          mantissa = 10 * mantissa + digit;
        } else {
          return parseSlowly(length, column);
        }
        digits++;
        exponent -= afterPoint ? 1 : 0;
      } else if (token[i] == '.' && !afterPoint) {
        afterPoint = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return parseSlowly(length, column);
    }
    if (i < length) {
      if (token[i] != 'e' && token[i] != 'E') {
        return parseSlowly(length, column);
      }
      i++;
      boolean negativeExponent = i < length && token[i] == '-';
      if (i < length && (token[i] == '-' || token[i] == '+')) {
        i++;
      }
      int stated = 0;
      int first = i;
      for (; i < length; i++) {
        int digit = token[i] - '0';
        if (digit < 0 || digit > 9 || stated > 999) {
          return parseSlowly(length, column);
        }
        stated = 10 * stated + digit;
      }
      if (i == first) {
        return parseSlowly(length, column);
      }
      exponent += negativeExponent ? -stated : stated;
    }
    if (Math.abs(exponent) >= POWERS_OF_TEN.length) {
      return parseSlowly(length, column);
    }
    double magnitude =
        exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
    return negative ? -magnitude : magnitude;
  }

  private double parseSlowly(int length, int column) {
    String text = new String(token, 0, length, StandardCharsets.ISO_8859_1);
    double value = Double.NaN;
    // parseDouble would also take 1f, 0x1p3 and the like, which no data set means.
    if (text.matches("[-+0-9.eE]+")) {
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
    }
    if (!Double.isFinite(value)) {
      throw new BadDataException(where(column) + ": '" + text + "', expected a finite number");
    }
    return value;
  }

  private String where(int column) {
    return String.format(Locale.ROOT, "%s: line %d, value %d", name, line, column + 1);
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = in.read(buffer, 0, buffer.length);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }
}
