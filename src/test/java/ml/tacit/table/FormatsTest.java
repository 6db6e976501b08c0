package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats beside CSV: what they give, and the one line where a file is not as expected. */
class FormatsTest {
  private static final String CSV = "who,a,b\nx,1,2.5\ny,-3e-7,4\n";

  @TempDir Path folder;

  private LabelledRows read(byte[] bytes, String... missing) throws IOException {
    Path file = folder.resolve("rows");
    Files.write(file, bytes);
    Dialect dialect = Dialect.CSV.withMissing(Set.of(missing));
    return RowInput.of(List.of(file.toString()), dialect).readAll(ColumnRoles.labels("who"));
  }

  private LabelledRows read(String text, String... missing) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), missing);
  }

  private void assertSame(LabelledRows rows) {
    assertEquals(List.of("a", "b"), rows.features());
    assertArrayEquals(new double[] {1, 2.5, -3e-7, 4}, rows.rows().data);
    assertEquals("y", rows.label("who").name(1));
  }

  private void assertRefused(byte[] bytes, String message) {
    BadDataException e = assertThrows(BadDataException.class, () -> read(bytes));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("rows").toString()), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private void assertRefused(String text, String message) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  @Test
  void zstdOfSeveralFramesIsKnownByItsFirstBytes() throws IOException {
    byte[] csv = CSV.getBytes(StandardCharsets.UTF_8);
    byte[] first = Zstd.compress(Arrays.copyOf(csv, 9));
    byte[] second = Zstd.compress(Arrays.copyOfRange(csv, 9, csv.length));
    byte[] skipped = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7};
    assertSame(read(Zstd.compress(csv)));
    assertSame(read(joined(first, skipped, second)));
    assertSame(read(joined(skipped, first, second)));
  }

  @Test
  void zstdThatIsCutOffAlteredOrFollowedByOtherBytesIsRefused() throws IOException {
    byte[] packed = Zstd.compress(CSV.repeat(100).getBytes(StandardCharsets.UTF_8));
    for (int n = 4; n < packed.length; n++) {
      assertRefused(Arrays.copyOf(packed, n), "the zstd data");
    }
    assertRefused(joined(packed, "more".getBytes(StandardCharsets.UTF_8)), "the zstd data is dam");
  }

  @Test
  void jsonLinesHaveTheirKeysInAnyOrder() throws IOException {
    String lines =
        "{\"who\":\"x\",\"a\":1,\"b\":2.5}\n\n{\"b\": 4e0, \"who\":\"y\", \"a\":-0.0000003}";
    assertSame(read(lines));
    assertSame(read("\uFEFF" + lines + "\n"));
  }

  @Test
  void aJsonNumberIsTheNearestDouble() throws IOException {
    String digits = "0.1000000000000000055511151231257827021181583404541015626";
    double[] found = read("{\"who\":1,\"a\":" + digits + ",\"b\":9007199254740993}").rows().data;
    assertArrayEquals(new double[] {Double.parseDouble(digits), 9007199254740992.0}, found);
    double zero = read("{\"who\":1,\"a\":-0,\"b\":true}").rows().data[0];
    assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(zero));
  }

  @Test
  void aMissingKeyIsAMissingValueAsNullIs() throws IOException {
    String lines =
        "{\"who\":\"x\",\"a\":null,\"b\":2}\n{\"who\":\"y\",\"b\":\"?\"}\n{\"a\":NaN,\"b\":3}";
    LabelledRows rows = read(lines, "?");
    assertArrayEquals(
        new double[] {Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN, 3}, rows.rows().data);
    assertEquals("", rows.label("who").name(2));
    assertRefused(lines, "row 1 (line 1), column 'a': the value is missing");
  }

  static Stream<Arguments> badJson() {
    String first = "{\"who\":\"x\",\"a\":1,\"b\":2}\n";
    return Stream.of(
        Arguments.of(first + "{\"who\":\"y\",\"c\":1}", "row 2 (line 2): key 'c' is none of the 3"),
        Arguments.of(
            first + "{\"who\":\"y\",\"a\":[1],\"b\":1}", "row 2 (line 2), column 'a': is nested"),
        Arguments.of("{\"who\":\"y\",\"a\":{\"b\":1}}", "row 1 (line 1), column 'a': is nested"),
        Arguments.of(first + "{\"who\":\"y\",\"a\":1,\"a\":1}", "'a': the key occurs twice"),
        Arguments.of(
            first + "{\"who\":\"y\",\"a\":1e999,\"b\":1}", "'1e999' is not a finite number"),
        Arguments.of(first + "{\"who\":\"y\",\"a\":\"z\",\"b\":1}", "'z' is not a finite number"),
        Arguments.of(first + "{\"who\":\" \",\"a\":1,\"b\":1}", "is blank, a label was expected"),
        Arguments.of(first + "{\"who\":\"y\",\"a\":1,", "row 2 (line 2): the text ends within"),
        Arguments.of(first + "{\"who\" \"y\"}", "row 2 (line 2): is not JSON"),
        Arguments.of(first + "7", "row 2 (line 2): found 7, an object"),
        Arguments.of("[" + first + "]", "is one JSON array"));
  }

  @ParameterizedTest
  @MethodSource("badJson")
  void badJsonIsOneLine(String text, String message) {
    assertRefused(text, message);
  }

  @Test
  void arffIsReadInAnyCaseWithQuotesAndComments() throws IOException {
    String text =
        """
        % a table
        @RELATION 'two people'
        @Attribute WHO {x, 'y', "z z"}  % who it was
        @attribute "who" {x,y}
        @ATTRIBUTE 'a b' REAL
        @attribute b Integer

        @DATA
        'z z',x, 1 ,2 % the first
        % and
        x,'y',-3e-7,"4"
        """;
    Path file = Files.writeString(folder.resolve("t"), text);
    ColumnRoles roles = ColumnRoles.labels("who").withDrop(List.of("WHO"));
    LabelledRows rows = RowInput.of(file).readAll(roles);
    assertEquals(List.of("a b", "b"), rows.features());
    assertArrayEquals(new double[] {1, 2, -3e-7, 4}, rows.rows().data);
    assertEquals("y", rows.label("who").name(1));
  }

  private static final String ARFF =
      "@relation r\n@attribute who {x,y}\n@attribute a numeric\n@attribute b numeric\n@data\n";

  @Test
  void aSparseRowOfArffLeavesOutZeros() throws IOException {
    LabelledRows rows = read(ARFF + "{}\n{0 y, 2 5}\n{ 1 ? }\n", "?");
    assertArrayEquals(new double[] {0, 0, 0, 5, Double.NaN, 0}, rows.rows().data);
    assertEquals("x", rows.label("who").name(0));
    assertEquals("y", rows.label("who").name(1));
  }

  static Stream<Arguments> badArff() {
    return Stream.of(
        Arguments.of(ARFF + "x,1,?\n", "row 1 (line 6), column 'b': the value is missing"),
        Arguments.of(ARFF + "x,1\n", "row 1 (line 6): found 2 fields, expected 3"),
        Arguments.of(ARFF + "x,1,2\nw,1,2\n", "row 2 (line 7), column 'who': 'w' is none of"),
        Arguments.of(ARFF + "x,1,q\n", "column 'b': 'q' is not a finite number"),
        Arguments.of(ARFF + "x,1,2,{3}\n", "has a weight"),
        Arguments.of(ARFF + "{3 1}\n", "'3' is no column number, 0 to 2"),
        Arguments.of(ARFF + "{1 1, 1 2}\n", "column 'a': has two values"),
        Arguments.of(
            ARFF + "'x,1,2\n", "line 6, character 7: found the end of the line; the quote"),
        Arguments.of(ARFF + "x 1,2\n", "line 6, character 3: found '1'; expected ','"),
        Arguments.of(ARFF, "no row"),
        Arguments.of("@relation r\n@attribute a numeric\n", "has no line @data"),
        Arguments.of("@relation r\n@data\n1", "line 2: no @attribute before @data"),
        Arguments.of("@relation r\n@attribute a what\n", "line 2: attribute 'a' has type 'what'"),
        Arguments.of(
            ARFF.replace("b numeric", "b date yyyy") + "x,1,2020\n",
            "column 'b' is a date, which is no number; leave it out (--drop 'b')"));
  }

  @ParameterizedTest
  @MethodSource("badArff")
  void badArffIsOneLine(String text, String message) {
    assertRefused(text, message);
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        Arguments.of("PK\u0003\u0004....[Content_Types].xml", "is an XLSX (Excel) file; save"),
        Arguments.of("PK\u0003\u0004....rows.csv", "is a zip file"),
        Arguments.of("ARROW1\0\0....", "is an Arrow (Feather) file; write it as Parquet"),
        Arguments.of("BZh91AY&SY\u0001", "is packed with bzip2; unpack it first"),
        Arguments.of("ORC\u0001...", "is an ORC file"),
        Arguments.of("<!DOCTYPE html>", "is a web page or XML"),
        Arguments.of("%PDF-1.7", "is a PDF file"));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void anotherFormatIsSaidByName(String text, String message) {
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), message);
  }

  @Test
  void aCsvHeaderThatBeginsLikeAnotherFormatIsStillCsv() throws IOException {
    assertEquals(List.of("ORCHID"), read("ORCHID,who\n1,x\n").features());
    assertEquals(List.of("{a}"), read("{a},who\n1,x\n").features());
    assertEquals(List.of("PARENTS"), read("PARENTS,who\n1,x\n").features());
  }
}
