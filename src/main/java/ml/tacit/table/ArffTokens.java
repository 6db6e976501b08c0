package ml.tacit.table;

import java.util.function.Supplier;

/**
 * The words, values and marks of one line of ARFF; {@code %} begins a comment where a value may.
 */
final class ArffTokens {
  private final String line;
  private final Supplier<String> place;
  private int at;
  private boolean isMissing;

  ArffTokens(String line, Supplier<String> place) {
    this.line = line;
    this.place = place;
    skipBlanks();
  }

  boolean isAtEnd() {
    return at == line.length() || line.charAt(at) == '%';
  }

  boolean isAt(char mark) {
    return !isAtEnd() && line.charAt(at) == mark;
  }

  void skip(char mark) {
    if (!isAt(mark)) {
      throw bad("expected '" + mark + "'");
    }
    at++;
    skipBlanks();
  }

  void requireEnd() {
    if (!isAtEnd()) {
      throw bad("the end of the line was expected");
    }
  }

  /** A keyword or a type: up to the next blank. */
  String word() {
    int from = at;
    while (at < line.length() && line.charAt(at) > ' ') {
      at++;
    }
    String word = line.substring(from, at);
    skipBlanks();
    return word;
  }

  /** A name or a value, with or without quotes. */
  String value() {
    isMissing = false;
    if (isAt('\'') || isAt('"')) {
      return quoted();
    }
    int from = at;
    while (at < line.length() && " \t,{}%".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw bad("a value was expected");
    }
    String value = line.substring(from, at);
    isMissing = value.equals("?");
    skipBlanks();
    return value;
  }

  /** Whether the last value was a question mark without quotes. */
  boolean isMissing() {
    return isMissing;
  }

  private String quoted() {
    char quote = line.charAt(at++);
    StringBuilder value = new StringBuilder();
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        at++;
        skipBlanks();
        return value.toString();
      }
      if (c == '\\' && at + 1 < line.length()) {
        at++;
        c = escaped(line.charAt(at));
      }
      value.append(c);
    }
    throw bad("the quote " + quote + " is never closed");
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  private void skipBlanks() {
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
  }

  private BadDataException bad(String what) {
    return new BadDataException(
        place.get()
            + ", character "
            + (at + 1)
            + ": found "
            + (at < line.length() ? "'" + line.charAt(at) + "'" : "the end of the line")
            + "; "
            + what);
  }
}
