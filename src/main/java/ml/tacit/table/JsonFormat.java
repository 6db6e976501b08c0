package ml.tacit.table;

import java.io.IOException;

/** JSON lines: one object a row, its keys the columns. */
final class JsonFormat implements RowFormat {
  @Override
  public boolean matches(byte[] first) {
    int at = first.length > 2 && first[0] == (byte) 0xEF ? 3 : 0;
    at = skipBlanks(first, at);
    if (at == first.length || first[at] != '{') {
      return false;
    }
    at = skipBlanks(first, at + 1);
    return at == first.length || first[at] == '"' || first[at] == '}';
  }

  @Override
  public RowCursor open(RowBytes file, Dialect dialect) throws IOException {
    OptionalLibrary.JSON.require(file.where());
    return new JsonRows(file, dialect);
  }

  private static int skipBlanks(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
      at++;
    }
    return at;
  }
}
