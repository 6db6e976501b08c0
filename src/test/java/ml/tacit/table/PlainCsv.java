package ml.tacit.table;

import java.util.ArrayList;
import java.util.List;

/**
 * CSV as RFC 4180 (doi:10.17487/RFC4180) has it, character by character: another reader than the
 * library's, and a far simpler one. Where the RFC leaves open what a text means, as with a quote
 * inside a field that is not quoted, it has no answer.
 */
final class PlainCsv {
  private PlainCsv() {}

  /** The records, or null if the RFC does not say. Blank lines are no records. */
  static List<List<String>> read(String text, char delimiter) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean wasQuoted = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        if (field.length() > 0 || wasQuoted) {
          return null;
        }
        int end = quoted(text, i + 1, field);
        if (end < 0) {
          return null;
        }
        wasQuoted = true;
        i = end;
      } else if (c == delimiter || c == '\n' || c == '\r') {
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        boolean isBlank = c != delimiter && record.isEmpty() && field.length() == 0 && !wasQuoted;
        if (!isBlank) {
          record.add(field.toString());
        }
        field.setLength(0);
        wasQuoted = false;
        if (c != delimiter && !isBlank) {
          records.add(record);
          record = new ArrayList<>();
        }
        i++;
      } else if (wasQuoted) {
        return null;
      } else {
        field.append(c);
        i++;
      }
    }
    if (!record.isEmpty() || field.length() > 0 || wasQuoted) {
      record.add(field.toString());
      records.add(record);
    }
    return records;
  }

  /** What stands up to the closing quote; the place after it, or -1 if there is none. */
  private static int quoted(String text, int from, StringBuilder field) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) != '"') {
        field.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else {
        return i + 1;
      }
    }
    return -1;
  }
}
