package ml.tacit.fuzz;

import java.io.IOException;
import ml.tacit.table.BadDataException;

/** What a reader may answer to bytes that it does not take. */
final class Refusal {
  private static final int LONGEST = 4000;

  private Refusal() {}

  /**
   * Lets a reader read.
   *
   * @return the words with which it refused the bytes, or null: it took them
   * @throws Throwable whatever is no refusal: a fault
   */
  static String of(Fuzzed reader, byte[] data) throws Throwable {
    try {
      reader.read(data);
      return null;
    } catch (BadDataException | IOException e) {
      return words(e);
    } catch (IllegalArgumentException e) {
      if (e.getClass() != IllegalArgumentException.class) {
        throw e; // a number that was not looked at, an argument of a format, say
      }
      return words(e);
    }
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      throw new AssertionError("refused without a word", e);
    }
    if (message.length() > LONGEST) {
      throw new AssertionError("refused in " + message.length() + " characters", e);
    }
    if (message.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("refused in more than one line, or with a control character", e);
    }
    return message;
  }
}
