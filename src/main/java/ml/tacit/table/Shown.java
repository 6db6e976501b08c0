package ml.tacit.table;

import java.util.Locale;

/**
 * Text from files as messages show it: what would move the cursor of a terminal, begin a line, or
 * turn text round is written as an escape, so that a name cannot pass for something else.
 *
 * <p>Escaped are control characters (with line breaks and tabs), line and paragraph separators, the
 * marks that set the direction of text, byte order marks, and halves of a surrogate pair: {@code
 * \n}, {@code \r}, {@code \t}, all others as {@code \}{@code u001b}, which are also the escapes of
 * JSON and Java. All other text stays as it is. Stateless and thread-safe.
 */
public final class Shown {
  private Shown() {}

  /**
   * A text on one line.
   *
   * @param text any text, or null
   * @return the same, with escapes; null for null
   */
  public static String text(String text) {
    if (text == null || text.chars().noneMatch(c -> isHarmful((char) c))) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        shown.append(c).append(text.charAt(++i));
      } else if (isHarmful(c)) {
        shown.append(escape(c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /**
   * Lines, each as {@link #text} shows it.
   *
   * @param lines a text whose line breaks (LF, or CR LF) are meant
   * @return the same, with escapes of everything else
   */
  public static String lines(String lines) {
    String[] each = lines.split("\n", -1);
    for (int i = 0; i < each.length; i++) {
      boolean windows = i + 1 < each.length && each[i].endsWith("\r");
      each[i] = windows ? text(each[i].substring(0, each[i].length() - 1)) + '\r' : text(each[i]);
    }
    return String.join("\n", each);
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
    };
  }

  /** Also true of both halves of a pair, which are looked at together. */
  private static boolean isHarmful(char c) {
    if (c < 0x7f) {
      return c < ' ';
    }
    return c <= 0x9f
        || c == 0x061c // Arabic letter mark
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x2028 && c <= 0x202e) // separators of lines and paragraphs, embeddings, overrides
        || (c >= 0x2066 && c <= 0x2069) // isolates
        || c == 0xfeff
        || Character.isSurrogate(c);
  }
}
