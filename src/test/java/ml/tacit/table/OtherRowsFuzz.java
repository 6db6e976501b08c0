package ml.tacit.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/** JSON lines and ARFF, whichever the bytes are; each row read as texts and as numbers. */
public final class OtherRowsFuzz implements Fuzzed {

  @Override
  public Promise promise() {
    return Promise.TABLES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] behind =
        (" " + new String(data, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    try (RowCursor rows = MadeUpRows.cursor(behind, Dialect.TABLE)) {
      if (rows instanceof CsvRows) {
        return; // CsvFuzz reads these
      }
      int columns = 0;
      for (List<String> row : MadeUpRows.texts(rows)) {
        columns = columns == 0 ? row.size() : columns;
        if (row.size() != columns || row.stream().anyMatch(Objects::isNull)) {
          throw new AssertionError("a row of " + row + ", " + columns + " texts expected");
        }
      }
    }
    try (RowCursor rows = MadeUpRows.cursor(behind, Dialect.CSV)) {
      MadeUpRows.numbers(rows);
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        seed("{\"a\":1,\"b\":-2.5e3,\"c\":\"x\"}\n{\"b\":3,\"a\":0.1,\"c\":\"\\u00e9\"}\n"),
        seed("{\"a\":true,\"b\":NaN,\"c\":null}\n".replace("NaN", "7").replace("null", "\"n\"")),
        seed(
            "% made up\n@relation r\n@attribute a numeric\n@attribute 'b c' real\n"
                + "@attribute c {x,'y z',\"q\"}\n@data\n1,2.5,x\n-3,4e-2,'y z'\n{1 5}\n"),
        seed("@RELATION r\n@ATTRIBUTE a integer\n@ATTRIBUTE s string\n@DATA\n1,'it\\'s'\n2,t\n"));
  }

  private static byte[] seed(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
