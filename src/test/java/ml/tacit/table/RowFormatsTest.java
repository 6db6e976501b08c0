package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every format that is written and read, whatever it is. */
class RowFormatsTest {
  private static final List<String> HEADER = List.of("größe", "名前", "x, y", "said \"so\"");
  private static final List<String> NUMBERS = List.of("x, y", "größe");
  private static final ColumnRoles ROLES = new ColumnRoles(List.of(), NUMBERS, List.of());
  private static final int ROWS = 257;

  @TempDir Path folder;

  /** What the names of files end with: a line for each format. */
  static Stream<String> formats() {
    return Stream.of("csv", "csv.gz", "csv.zst", "jsonl", "jsonl.zst", "parquet");
  }

  /** Those whose header stands in the file without a row: JSON lines name columns in their rows. */
  static Stream<String> formatsWithHeader() {
    return formats().filter(ending -> !ending.startsWith("jsonl"));
  }

  private static RowBlock block(int rows) {
    Random random = new Random(7);
    double[] special = {0, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 1 / 3.0, 1e15, 0.1 + 0.2};
    double[] numbers = new double[rows * NUMBERS.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i < special.length ? special[i] : random.nextGaussian();
    }
    String[] words = {"walk", "走る", "a,b", "\"", "two\nlines", "", "1.0", "ё"};
    Map<String, String[]> texts = new LinkedHashMap<>();
    for (String name : List.of("名前", "said \"so\"")) {
      String[] cells = new String[rows];
      Arrays.setAll(cells, i -> words[random.nextInt(words.length)]);
      texts.put(name, cells);
    }
    return new RowBlock(0, DMatrixRMaj.wrap(rows, NUMBERS.size(), numbers), texts);
  }

  private Path written(String ending, RowBlock... blocks) throws IOException {
    Path file = folder.resolve("rows." + ending);
    try (RowSink sink = RowOutput.create(file, HEADER, NUMBERS)) {
      for (RowBlock block : blocks) {
        sink.write(block, block.rows());
      }
      sink.commit();
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsReadToTheSameBits(String ending) throws IOException {
    RowBlock block = block(ROWS);
    Path file = written(ending, block);
    try (RowReader rows = RowInput.of(file).open(ROLES)) {
      assertEquals(HEADER, rows.header());
      assertEquals(NUMBERS, rows.features());
      assertEquals(List.of("名前", "said \"so\""), rows.texts());
      RowBlock read = rows.next(2 * ROWS);
      assertArrayEquals(block.rows().data, read.rows().data);
      for (String name : rows.texts()) {
        assertArrayEquals(block.text(name), read.text(name));
      }
      assertNull(rows.next(1));
      assertTrue(rows.bytesRead() > 0 && rows.bytesRead() <= Files.size(file));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void blocksOfAnySizeHaveTheSameRows(String ending) throws IOException {
    Path file = written(ending, block(ROWS));
    double[] all = RowInput.of(file).readAll(ROLES).rows().data;
    for (int most : new int[] {1, 7, ROWS - 1, ROWS}) {
      int n = 0;
      try (RowReader rows = RowInput.of(file).open(ROLES)) {
        for (RowBlock b = rows.next(most); b != null; b = rows.next(most)) {
          assertEquals(n, b.firstRow());
          assertEquals(Math.min(most, ROWS - n), b.size());
          assertArrayEquals(Arrays.copyOfRange(all, 2 * n, 2 * (n + b.size())), b.rows().data);
          n += b.size();
        }
      }
      assertEquals(ROWS, n);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rowsAreTheSameInHoweverManyFilesTheyStand(String ending) throws IOException {
    Path one = written(ending, block(ROWS), block(ROWS));
    Path half = Files.move(one, folder.resolve("both"));
    LabelledRows whole = RowInput.of(half).readAll(ROLES);
    Path first = Files.copy(written(ending, block(ROWS)), folder.resolve("part-1." + ending));
    Files.copy(first, folder.resolve("part-2." + ending));
    String pattern = folder.resolve("part-*").toString();
    LabelledRows parts = RowInput.of(List.of(pattern), Dialect.CSV).readAll(ROLES);
    assertArrayEquals(whole.rows().data, parts.rows().data);
    assertEquals(whole.label("名前").classes(), parts.label("名前").classes());
  }

  @ParameterizedTest
  @MethodSource("formatsWithHeader")
  void aTableWithoutRowsKeepsItsHeader(String ending) throws IOException {
    RowInput input = RowInput.of(written(ending));
    assertEquals(HEADER, input.header());
    try (RowReader rows = input.openAnyNumber(header -> ROLES)) {
      assertEquals(NUMBERS, rows.features());
      assertNull(rows.next(10));
    }
    BadDataException e = assertThrows(BadDataException.class, () -> input.readAll(ROLES));
    assertTrue(e.getMessage().contains("no row"), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatCannotBeReadAgainIsNotWritten(String ending) throws IOException {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      RowBlock block = block(3);
      block.rows().data[2] = bad;
      BadDataException e = assertThrows(BadDataException.class, () -> written(ending, block));
      assertTrue(e.getMessage().contains("row 2, column 'x, y'"), e.getMessage());
    }
    DMatrixRMaj narrow = new DMatrixRMaj(3, 1);
    Path file = folder.resolve("rows." + ending);
    try (RowSink sink = RowOutput.create(file, HEADER, NUMBERS)) {
      assertThrows(BadDataException.class, () -> sink.write(block(3), narrow));
    }
    assertFalse(Files.exists(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void namesMustStandOnce(String ending) {
    Path file = folder.resolve("rows." + ending);
    for (List<String> header : List.of(List.of("a", "a"), List.of("a", " "), List.of("b"))) {
      assertThrows(
          BadDataException.class, () -> RowOutput.create(file, header, List.of("a")).close());
    }
    assertFalse(Files.exists(file));
  }
}
