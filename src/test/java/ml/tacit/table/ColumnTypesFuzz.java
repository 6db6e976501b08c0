package ml.tacit.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import org.ejml.data.DMatrixRMaj;

/**
 * What columns hold, and the encoding that is fitted to them: the codes of rows in memory are those
 * of the same rows as texts, and every code can be encoded.
 */
public final class ColumnTypesFuzz implements Fuzzed {

  @Override
  public Promise promise() {
    return Promise.TABLES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Dialect given = MadeUpRows.dialect(data);
    Dialect dialect = given.decimal() == ',' ? Dialect.TABLE : given; // codes are of points only
    List<List<String>> cells;
    ColumnTypes types;
    try (RowCursor rows = MadeUpRows.cursor(data, dialect)) {
      cells = MadeUpRows.texts(rows);
    }
    List<String> header = cells.get(0);
    ColumnRoles none = new ColumnRoles(List.of(), List.of(), List.of());
    ColumnTypes.Search search =
        new ColumnTypes.Search("in", header, none, Set.of(), dialect.decimal());
    for (int i = 1; i < cells.size(); i++) {
      for (int j = 0; j < header.size(); j++) {
        search.add(j, cells.get(i).get(j), i - 1);
      }
    }
    types = search.found();
    LabelledRows raw;
    try (RowCursor rows = MadeUpRows.cursor(data, dialect)) {
      raw = new BlockReader("in", rows, types.roles(), false).rest();
    }
    Encoding encoding = Encoding.fit(raw, types.inputs(), new EncodingRules(2, 1), null);
    DMatrixRMaj codes = encoding.codes(raw);
    encoding.encode(codes);
    requireSame(encoding, codes, cells);
  }

  private static void requireSame(Encoding encoding, DMatrixRMaj codes, List<List<String>> cells) {
    List<String> header = cells.get(0);
    for (int i = 0; i < codes.numRows; i++) {
      Map<String, String> row = new HashMap<>();
      for (int j = 0; j < header.size(); j++) {
        row.put(header.get(j), cells.get(i + 1).get(j));
      }
      double[] ofTexts = encoding.codes(row);
      for (int j = 0; j < ofTexts.length; j++) {
        if (Double.compare(ofTexts[j], codes.get(i, j)) != 0) {
          throw new AssertionError(
              "row " + i + " of " + row + ": " + ofTexts[j] + " and " + codes.get(i, j));
        }
      }
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        MadeUpRows.seed(0, "a,b,c\n1,x,0.5\n2,y,0.25\n3,x,1\n4,y,2\n"),
        MadeUpRows.seed(0x82, "a,b,c\n1,x,\n,y,NA\n3,?,1\n4,y,2\n"),
        MadeUpRows.seed(0x82, "n,s\n1,3+\n2,1\n2,1\n2,1\n2,0\n2,0\n2,3+\n2,3+\n2,0\n"),
        MadeUpRows.seed(
            0, "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}\n{\"a\":3,\"b\":\"x\"}\n"));
  }
}
