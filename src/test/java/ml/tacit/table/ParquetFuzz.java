package ml.tacit.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/** Parquet: the library throws anything at a damaged file, a reader here one line. */
public final class ParquetFuzz implements Fuzzed {
  /** Far more rows than the bytes of a case can hold, unless they are repeats of one. */
  private static final int MOST_ROWS = 1 << 14;

  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.TABLES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] marked = data.clone();
    byte[] mark = "PAR1".getBytes(StandardCharsets.US_ASCII);
    if (marked.length >= 12) { // else most mutants end at once
      System.arraycopy(mark, 0, marked, 0, 4);
      System.arraycopy(mark, 0, marked, marked.length - 4, 4);
    }
    Path file = scratch.file(marked);
    try (RowCursor rows = RowFormats.open(file, Dialect.TABLE, null)) {
      if (!(rows instanceof ParquetRows)) {
        return;
      }
      List<String> header = rows.header();
      rows.layout(ColumnLayout.texts(header));
      String[][] cells = new String[header.size()][1];
      int n = 0;
      while (n < MOST_ROWS && rows.next(new double[0], 0, cells, 0)) {
        n++;
      }
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    Path csv = scratch.folder().resolve("rows.csv");
    Path out = scratch.folder().resolve("rows.parquet");
    List<byte[]> seeds = new ArrayList<>();
    for (String text : List.of("a,b,c\n1,2.5,x\n2,0.1,y\n3,4,x\n", "a,c\n1,x\n")) {
      Files.writeString(csv, text);
      try (RowReader rows = RowInput.of(csv).open(ColumnRoles.labels("c"));
          RowSink sink = RowOutput.create(out, rows.header(), rows.features())) {
        RowBlock block = rows.next(10);
        sink.write(block, block.rows());
        sink.commit();
      }
      seeds.add(Files.readAllBytes(out));
    }
    return seeds;
  }
}
