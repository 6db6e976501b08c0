package ml.tacit.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Just enough JSON for the header of a model file: strict reading, so that loading a model needs no
 * library beyond the core.
 *
 * <p>Objects are maps in order, arrays lists, numbers doubles, the rest String, Boolean or null.
 */
public final class Json {
  /** Deeper nesting than any header has; stops a crafted file from exhausting the stack. */
  private static final int MAX_DEPTH = 16;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Thrown for text that is not JSON; the message says what and where. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message);
    }
  }

  static Object parse(String text) throws SyntaxException {
    Json json = new Json(text);
    Object value = json.value(0);
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.error("end of text");
    }
    return value;
  }

  /**
   * Writes a value.
   *
   * @param value a map, a list, a number, a text, a Boolean, or null
   * @return its JSON, on one line
   */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private Object value(int depth) throws SyntaxException {
    if (depth > MAX_DEPTH) {
      throw error("at most " + MAX_DEPTH + " levels");
    }
    skipSpace();
    char c = at < text.length() ? text.charAt(at) : '\0';
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws SyntaxException {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    if (accept('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = string();
      expect(':');
      if (members.containsKey(name)) {
        throw new SyntaxException("'" + name + "' occurs twice");
      }
      members.put(name, value(depth + 1));
    } while (accept(','));
    expect('}');
    return members;
  }

  private List<Object> array(int depth) throws SyntaxException {
    List<Object> items = new ArrayList<>();
    at++;
    if (accept(']')) {
      return items;
    }
    do {
      items.add(value(depth + 1));
    } while (accept(','));
    expect(']');
    return items;
  }

  private String string() throws SyntaxException {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw error("a string");
    }
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      } else if (c == '\\') {
        at++;
        out.append(escape());
      } else if (c < ' ') {
        throw error("no control character in a string");
      } else {
        out.append(c);
      }
    }
    throw error("the end of a string");
  }

  private char escape() throws SyntaxException {
    char c = at < text.length() ? text.charAt(at) : '\0';
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        if (at + 4 < text.length() && text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
          at += 4;
          return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
        }
        throw error("four hexadecimal digits");
      default:
        throw error("an escape");
    }
  }

  private Object word(String word, Boolean value) throws SyntaxException {
    if (!text.startsWith(word, at)) {
      throw error("a value");
    }
    at += word.length();
    return value;
  }

  private Double number() throws SyntaxException {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(from, at);
    if (!NUMBER.matcher(number).matches()) {
      at = from;
      throw error("a value");
    }
    Double value = Double.valueOf(number);
    if (value.isInfinite()) {
      throw new SyntaxException("character " + from + ": a number is too large for a double");
    }
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean accept(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws SyntaxException {
    if (!accept(c)) {
      throw error("'" + c + "'");
    }
  }

  private SyntaxException error(String expected) {
    return new SyntaxException("character " + at + ": " + expected + " is expected");
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(separator);
        writeString(member.getKey().toString(), out);
        out.append(':');
        write(member.getValue(), out);
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      writeString(string, out);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      out.append("null");
    } else {
      out.append(value);
    }
  }

  private static void writeString(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        // Escaped surrogates survive even where they are not paired.
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
