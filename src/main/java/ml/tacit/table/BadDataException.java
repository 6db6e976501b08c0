package ml.tacit.table;

import java.util.Locale;

/**
 * Input that cannot be used: a bad cell, a missing column, a label with one class, a model for
 * other columns.
 *
 * <p>The message is one line that names the file, row, column or argument and both values (what was
 * found, what was expected), so that a caller can show it as it is: control characters of names
 * from files are escaped in it ({@link Shown#text}).
 */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one line naming the place and both values
   */
  public BadDataException(String message) {
    super(Shown.text(message));
  }

  /**
   * Creates the exception from a format, with numbers that read the same in every locale.
   *
   * @param format one line naming the place and both values, as for {@link String#format}
   * @param values what the format names
   * @return the exception
   */
  public static BadDataException of(String format, Object... values) {
    return new BadDataException(String.format(Locale.ROOT, format, values));
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one line naming the place and both values
   * @param cause what led to it
   */
  public BadDataException(String message, Throwable cause) {
    super(Shown.text(message), cause);
  }
}
