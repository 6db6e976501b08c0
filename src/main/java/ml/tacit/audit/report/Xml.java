package ml.tacit.audit.report;

import java.util.Locale;
import ml.tacit.table.Shown;

/** Text for XHTML: escaped, numbers with a dot whatever the locale. */
final class Xml {
  private Xml() {}

  /**
   * Safe between tags and in quoted attributes; control characters are shown as messages show them,
   * other characters XML cannot hold become '?'.
   */
  static String text(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    Shown.text(raw)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : '?');
              }
            });
    return out.toString();
  }

  /** A share as a percentage with one digit. */
  static String percent(double share) {
    return format("%.1f %%", 100 * share);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
