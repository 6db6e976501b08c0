package ml.tacit.table;

/**
 * Recently seen cell texts of one column, so that a label that occurs a million times is one
 * string.
 *
 * <p>Direct-mapped and of fixed size: a column of all different texts costs no more memory than its
 * rows do.
 */
final class TextCache {
  private static final int SLOTS = 1 << 8;

  private final String[] slots = new String[SLOTS];

  String of(char[] text, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String seen = slots[slot];
    if (seen != null && same(seen, text, offset, length)) {
      return seen;
    }
    String fresh = new String(text, offset, length);
    slots[slot] = fresh;
    return fresh;
  }

  private static boolean same(String seen, char[] text, int offset, int length) {
    if (seen.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (seen.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
