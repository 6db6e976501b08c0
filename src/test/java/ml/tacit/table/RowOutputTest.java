package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written in a format is read back to the same bits; a file appears whole or not at all.
 */
class RowOutputTest {
  private static final List<String> HEADER = List.of("who", "a.b", "ünï", "\"q\" x");
  private static final List<String> NUMBERS = List.of("\"q\" x", "a.b");

  @TempDir Path folder;

  private static RowBlock block(int n, long seed) {
    Random random = new Random(seed);
    double[] numbers = random.doubles(2L * n, -1e6, 1e6).toArray();
    numbers[0] = -0.0;
    numbers[1] = Double.MIN_VALUE;
    String[] who = new String[n];
    String[] other = new String[n];
    for (int i = 0; i < n; i++) {
      who[i] = "person " + random.nextInt(400);
      other[i] = random.nextInt(4) == 0 ? "" : "tést,\"" + i;
    }
    return new RowBlock(0, DMatrixRMaj.wrap(n, 2, numbers), Map.of("who", who, "ünï", other));
  }

  private Path written(String name, RowBlock... blocks) throws IOException {
    Path file = folder.resolve(name);
    try (RowSink sink = RowOutput.create(file, HEADER, NUMBERS)) {
      for (RowBlock block : blocks) {
        sink.write(block, block.rows());
      }
      assertFalse(Files.exists(file), "before the commit");
      sink.commit();
    }
    return file;
  }

  private static ColumnRoles roles() {
    return ColumnRoles.labels("who").withFeatures(NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.csv",
        "r.csv.gz",
        "r.csv.zst",
        "r.jsonl",
        "r.ndjson.gz",
        "r.JSONL.zst",
        "r.parquet"
      })
  void whatIsWrittenIsReadBack(String name) throws IOException {
    RowBlock block = block(3000, 1);
    Path file = written(name, block);
    try (RowReader rows = RowInput.of(file).open(roles())) {
      assertEquals(HEADER, rows.header());
      RowBlock read = rows.next(5000);
      assertArrayEquals(bits(block.rows().data), bits(read.rows().data));
      assertArrayEquals(block.text("who"), read.text("who"));
      assertArrayEquals(block.text("ünï"), read.text("ünï"));
      assertEquals(null, rows.next(1));
      assertEquals(Files.size(file), rows.bytesRead());
    }
    assertEquals(1, Files.list(folder).count());
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.csv.zst", "r.jsonl", "r.parquet"})
  void whatIsGivenUpLeavesNothing(String name) throws IOException {
    Path file = folder.resolve(name);
    RowBlock block = block(3000, 1);
    try (RowSink sink = RowOutput.create(file, HEADER, NUMBERS)) {
      sink.write(block, block.rows());
      DMatrixRMaj bad = block.rows().copy();
      bad.data[3] = Double.NaN;
      BadDataException e =
          assertThrows(BadDataException.class, () -> sink.write(block, bad), "not finite");
      assertTrue(e.getMessage().contains("r" + name.substring(1)), e.getMessage());
      assertTrue(e.getMessage().contains("row 3002, column 'a.b'"), e.getMessage());
    }
    assertEquals(0, Files.list(folder).count());
  }

  @Test
  void aNameOfAFormatThatIsNotWrittenIsRefused() {
    for (String name : List.of("r.xlsx", "r.arrow", "r.json", "r.parquet.gz")) {
      Path file = folder.resolve(name);
      BadDataException e =
          assertThrows(BadDataException.class, () -> RowOutput.create(file, HEADER, NUMBERS));
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    }
  }

  @Test
  void noRowsAreAHeaderInParquetAndCsv() throws IOException {
    for (String name : List.of("r.csv.zst", "r.parquet")) {
      assertEquals(HEADER, RowInput.of(written(name)).header());
    }
  }

  @Test
  void parquetThatIsCutOffOrAlteredIsOneLineAndNotOtherRows() throws IOException {
    RowBlock block = block(300, 2);
    Path file = written("r.parquet", block);
    byte[] whole = Files.readAllBytes(file);
    Map<String, Integer> said = new HashMap<>();
    Random random = new Random(3);
    for (int k = 0; k < 400; k++) {
      byte[] altered =
          k < 100 ? Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4)) : whole.clone();
      if (k >= 100) {
        altered[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, altered);
      try {
        LabelledRows rows = RowInput.of(file).readAll(roles());
        assertTrue(k >= 100 && rows.size() <= 300, "a part was taken for the whole");
        said.merge("read", 1, Integer::sum);
      } catch (BadDataException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        said.merge("refused", 1, Integer::sum);
      }
    }
    assertTrue(said.get("refused") > 250, said.toString());
  }

  @Test
  void rowsOfParquetComeInBlocksAcrossGroups() throws IOException {
    RowBlock[] blocks =
        Stream.iterate(0, k -> k + 1)
            .limit(12)
            .map(k -> block(100_000, k))
            .toArray(RowBlock[]::new);
    Path file = written("r.parquet", blocks);
    long rows = 0;
    try (RowReader reader = RowInput.of(file).open(roles())) {
      for (RowBlock b = reader.next(100_000); b != null; b = reader.next(100_000)) {
        assertEquals(100_000, b.size());
        RowBlock expected = blocks[(int) (rows / 100_000)];
        assertArrayEquals(expected.rows().data, b.rows().data);
        assertArrayEquals(expected.text("who"), b.text("who"));
        rows += b.size();
      }
    }
    assertEquals(1_200_000, rows);
    assertTrue(groups(file) > 1, "more than one row group");
  }

  private static int groups(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRowGroups().size();
    }
  }
}
