package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  private static final ColumnRoles WHO = ColumnRoles.labels("who");

  private static final ColumnRoles NO_LABEL = ColumnRoles.labels(new String[0]);

  @TempDir Path dir;

  @Test
  void readsLabelsAndEveryOtherColumnAsFeature() throws IOException {
    LabelledRows rows = CsvReader.readAll(file("who,x1,x2\nann,1,2\nbob,-3.5,4e-2\n"), WHO);
    assertEquals(List.of("x1", "x2"), rows.features());
    assertArrayEquals(new double[] {1, 2, -3.5, 0.04}, rows.rows().data);
    assertEquals(List.of("ann", "bob"), rows.label("who").classes());
  }

  @Test
  void listedFeaturesComeInTheirOrderAndTheRestAsText() throws IOException {
    ColumnRoles roles = WHO.withFeatures(List.of("x2", "x1")).withDrop(List.of("secret"));
    Path file = file("time,x1,who,secret,x2\n12:00,1,ann,?,2\n,3,bob,?,4\n");
    try (CsvReader reader = CsvReader.open(file, roles)) {
      assertEquals(List.of("time", "x1", "who", "secret", "x2"), reader.header());
      assertEquals(List.of("x2", "x1"), reader.features());
      assertEquals(List.of("time", "who"), reader.texts());
      RowBlock block = reader.next(10);
      assertArrayEquals(new double[] {2, 1, 4, 3}, block.rows().data);
      assertArrayEquals(new String[] {"12:00", ""}, block.text("time"));
      assertEquals("bob", block.labels("who").name(1));
      assertThrows(BadDataException.class, () -> block.text("secret"));
      assertNull(reader.next(10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "who,x\nann,1\nbob,2\n",
        "who,x\nann,1\nbob,2",
        "who,x\r\nann,1\r\nbob,2\r\n",
        "who,x\rann,1\rbob,2\r",
        "\uFEFFwho,x\nann,1\nbob,2\n",
        "who,x\nann,1\nbob,2\n\n\r\n\n",
        "\n\nwho,x\n\nann,1\n\nbob,2",
        "who,x\r\r\nann,1\r\r\nbob,2\r\r\n",
        "\"who\",\"x\"\n\"ann\",\"1\"\n\"bob\",\"2\"",
        "who,x\nann, 1 \nbob,+2.\n"
      })
  void acceptsWhatProgramsWrite(String text) throws IOException {
    for (Path file : List.of(file(text), packed(text))) {
      LabelledRows rows = CsvReader.readAll(file, WHO);
      assertEquals(List.of("x"), rows.features());
      assertArrayEquals(new double[] {1, 2}, rows.rows().data);
      assertEquals("bob", rows.label("who").name(1));
    }
  }

  @Test
  void textsComeAsTheyAre() throws IOException {
    String cell = " Ünï, \"quoted\"\r\nsecond line \uD83D\uDE00";
    Path file = file("who,x\n\"" + cell.replace("\"", "\"\"") + "\",1\nplain \"inside\",2\n");
    try (CsvReader reader = CsvReader.open(file, WHO)) {
      assertArrayEquals(new String[] {cell, "plain \"inside\""}, reader.next(2).text("who"));
    }
  }

  @Test
  void charactersAcrossBufferEdgesSurvive() throws IOException {
    // Three- and four-byte characters at every offset to the 64 KiB buffers.
    StringBuilder text = new StringBuilder("who,x\n");
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 6000; i++) {
      String name = "a".repeat(i % 7) + "€\uD83D\uDE00" + "é".repeat(i % 5) + i;
      text.append(name).append(',').append(i).append('\n');
      expected.append(name).append('\n');
    }
    LabelledRows rows = CsvReader.readAll(file(text.toString()), WHO);
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      found.append(rows.label("who").name(i)).append('\n');
      assertEquals(i, rows.rows().get(i, 0));
    }
    assertEquals(expected.toString(), found.toString());
  }

  @Test
  void repeatedLabelsAreOneString() throws IOException {
    try (CsvReader reader = CsvReader.open(file("who,x\nann,1\nbob,2\nann,3\n"), WHO)) {
      String[] who = reader.next(9).text("who");
      assertSame(who[0], who[2]);
    }
  }

  @Test
  void bytesReadEndsAtTheFileSize() throws IOException {
    Path file = packed("who,x\n" + "ann,1.25\n".repeat(50_000));
    try (CsvReader reader = CsvReader.open(file, WHO)) {
      while (reader.next(1000) != null) {
        assertTrue(reader.bytesRead() <= Files.size(file));
      }
      assertEquals(Files.size(file), reader.bytesRead());
    }
  }

  @Test
  void badCellsNameRowLineColumnAndText() throws IOException {
    for (String cell :
        List.of("NaN", "inf", "Infinity", "1e999", "", " ", "abc", "1f", "2d", "0x1p3", ".")) {
      assertMessage(
          "row 3 (line 5), column 'x2': '" + cell + "' is not a finite number",
          "who,x1,x2\na,1,2\n\nb,3,4\nc,5," + cell + "\nd,6,7\n");
    }
  }

  @Test
  void longAndUglyCellsStayOnOneLine() throws IOException {
    String cell = "line\nbreak" + "x".repeat(100);
    assertMessage(
        "row 1 (line 2), column 'x': 'line?break" + "x".repeat(30) + "...' is not a finite number",
        "who,x\na,\"" + cell + "\"\n");
  }

  @Test
  void lineIsWhereTheRowBeginsDespiteLineBreaksInCells() throws IOException {
    assertMessage(
        "row 2 (line 4), column 'x': 'no' is not a finite number",
        "who,x\n\"two\nlines\",1\nb,no\n");
  }

  @Test
  void blankLabel() throws IOException {
    assertMessage(
        "row 2 (line 3), column 'who': ' ' is blank, a label was expected", "who,x\na,1\n ,2\n");
  }

  @Test
  void raggedRows() throws IOException {
    assertMessage("row 2 (line 3): found 2 fields, expected 3", "who,x,y\na,1,2\nb,3\n");
    assertMessage("row 1 (line 2): found 4 fields, expected 3", "who,x,y\na,1,2,\n");
    // The count explains the shifted cells, so it is what is reported.
    assertMessage("row 1 (line 2): found 4 fields, expected 3", "who,x,y\na,b,1,2\n");
  }

  @Test
  void blankLineInAOneColumnFileMayBeAMissingValue() throws IOException {
    Path file = file("x\n1\n\n2\n");
    BadDataException e =
        assertThrows(BadDataException.class, () -> CsvReader.readAll(file, NO_LABEL));
    assertEquals(
        file + ": row 2 (line 4): the line before, 3, is blank; is a value missing?",
        e.getMessage());
    assertEquals(2, CsvReader.readAll(file("x\n1\n2\n\n\n"), NO_LABEL).size());
  }

  @Test
  void missingColumnsSuggestTheClosest() throws IOException {
    assertMessage("no column 'who'; did you mean 'Who'? (found 2 columns: Who, x)", "Who,x\na,1\n");
    assertMessage(
        "no column 'who' (found 10 columns: subject, b, c, d, e, f, g, h, ...)",
        "subject,b,c,d,e,f,g,h,i,j\n");
    assertMessage(
        "no column 'who' (found 1 columns: subject;x1;x2)"
            + "; are its columns separated otherwise? --delimiter says so",
        "subject;x1;x2\na;1;2\n");
  }

  @Test
  void headerProblems() throws IOException {
    assertMessage(
        "column name 'who' occurs twice (again at column 3), and nothing says which is meant",
        "who,x,who\na,1,2\n");
    assertMessage(
        "column 1 of 3 in the header has no name (a row number? leave it out: --drop \"\")",
        ",who,x\n0,a,1\n");
    assertMessage(
        "no column 'who' (found 3 columns: 1.5, 2, -3e4); all names are numbers: is the header missing? --no-header says so",
        "1.5,2,-3e4\n1,2,3\n");
    assertMessage("none of the 1 columns is left as a feature", "who\na\n");
    assertMessage("is empty, a header line was expected", "");
    assertMessage("is empty, a header line was expected", "\n\n");
    assertMessage("has a header but no row, at least one was expected", "who,x\n");
    assertMessage("has a header but no row, at least one was expected", "who,x");
  }

  @Test
  void columnsWithoutANameAreIgnoredWhereThatIsAsked() throws IOException {
    Path file = file(",who,x, ,y\n7,a,1,z,2\n8,b,3,z,4\n");
    LabelledRows listed = CsvReader.readAll(file, WHO.withFeatures(List.of("y", "x")));
    assertArrayEquals(new double[] {2, 1, 4, 3}, listed.rows().data);
    assertEquals(List.of("who"), List.copyOf(listed.labels().keySet()));
    LabelledRows dropped = CsvReader.readAll(file, WHO.withDrop(List.of("")));
    assertEquals(List.of("x", "y"), dropped.features());
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> CsvReader.readAll(file("who,x\na,1\n"), WHO.withDrop(List.of(""))));
    assertTrue(e.getMessage().contains("no column ''"), e.getMessage());
  }

  @Test
  void decimalCommasAreNamed() throws IOException {
    String hint = "; is the comma a decimal one? --decimal , says so";
    assertMessage(
        "row 1 (line 2), column 'x': '-0,8019' is not a finite number" + hint,
        "who,x\na,\"-0,8019\"\n");
    assertMessage(
        "row 1 (line 2), column 'x': '1.234,5' is not a finite number" + hint,
        "who,x\na,\"1.234,5\"\n");
    assertMessage("row 1 (line 2), column 'x': 'a,b' is not a finite number", "who,x\na,\"a,b\"\n");
  }

  @Test
  void unterminatedQuotes() throws IOException {
    assertMessage(
        "row 2 (line 3), column 'who': the quote is never closed", "who,x\na,1\n\"b,2\nc,3\n");
    assertMessage("row 1 (line 2), column 'x': the quote is never closed", "who,x\na,\"1");
    assertMessage("row 1 (line 2), column 'x': the quote is never closed", "who,x\na,\"1\"\"");
    assertMessage("header (line 1), column 2: the quote is never closed", "who,\"x\na,1\n");
    assertMessage(
        "row 1 (line 2): Unexpected character after closing quote: 'b' (0x62)",
        "who,x\n\"a\"b,1\n");
    // Far from the end of the file: found without reading the rest into memory.
    assertMessage(
        "row 1 (line 2): a cell has more than 1048576 characters (a quote left open?)",
        "who,x\n\"a,1\n" + "b,2\n".repeat(600_000));
  }

  @Test
  void quotesClosedAtTheVeryEndAreFine() throws IOException {
    for (String end : List.of("", "\n", "\r\n", "\r")) {
      LabelledRows rows = CsvReader.readAll(file("x,who\n1,\"a\"\"\nb\n\"" + end), WHO);
      assertEquals("a\"\nb\n", rows.label("who").name(0));
    }
  }

  /** It is a valid character, if no assigned one: text in texts, and no part of a number. */
  @Test
  void theLastCodePointIsTextLikeAnyOther() throws IOException {
    String last = "\uFFFF";
    for (String who :
        List.of(last, "a" + last, last + "a", "\"" + last + "\"", "\"a," + last + "\"")) {
      for (Path file :
          List.of(
              file("who,x\nb,1\n" + who + ",2\nc,3\n"), packed("x,who\n1,b\n2," + who + "\n3,c"))) {
        LabelledRows rows = CsvReader.readAll(file, WHO);
        assertEquals(3, rows.size());
        assertEquals(who.replace("\"", ""), rows.label("who").name(1));
        assertArrayEquals(new double[] {1, 2, 3}, rows.rows().data);
        Path copy = dir.resolve("copy.csv");
        CsvWriter.writeAll(copy, rows);
        assertEquals(
            rows.label("who").classes(), CsvReader.readAll(copy, WHO).label("who").classes());
      }
    }
    assertEquals(List.of(last), CsvReader.readAll(file(last + ",who\n1,a\n"), WHO).features());
    assertEquals(2, CsvReader.readAll(file("who,x\na,1\n" + last + ",2"), WHO).size());
    for (String number : List.of("1.5" + last, last, "\"1" + last + "\"", last + "1")) {
      assertMessage(
          "row 1 (line 2), column 'x': '" + number.replace("\"", "") + "' is not a finite number",
          "who,x\na," + number + "\nb,2\n");
    }
    assertMessage("row 1 (line 2), column 'x': the quote is never closed", "who,x\na,\"1" + last);
  }

  @Test
  void controlCharactersAreNoBlanks() throws IOException {
    assertEquals(1, CsvReader.readAll(file("who,x\na, \t1 \n"), WHO).rows().get(0, 0));
    for (char control : new char[] {0, 1, 8, 0x1B, 0x1F}) {
      for (String number : List.of(control + "1", "1" + control, " " + control + "1")) {
        String message =
            assertThrows(
                    BadDataException.class,
                    () -> CsvReader.readAll(file("who,x\na," + number + "\n"), WHO))
                .getMessage();
        assertTrue(message.endsWith("is not a finite number"), message);
      }
    }
  }

  @Test
  void zipFilesAndUtf16AreNamed() throws IOException {
    Path zip = dir.resolve("t.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("t.csv"));
      out.write("who,x\na,1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(
        zip + ": is a zip file, CSV text was expected (plain, gzip or zstd); unpack it first",
        assertThrows(BadDataException.class, () -> CsvReader.readAll(zip, WHO)).getMessage());
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path wide = Files.write(dir.resolve("wide.csv"), "who,x\na,1\n".getBytes(charset));
      assertEquals(
          wide + ": found NUL bytes (UTF-16?), expected UTF-8 text",
          assertThrows(BadDataException.class, () -> CsvReader.readAll(wide, WHO)).getMessage());
    }
  }

  /** The hash is of the rows that came, whatever stands under the name by now. */
  @Test
  void theHashIsOfTheBytesRead() throws IOException {
    Path file = file("who,x\na,1\n");
    Path other = Files.writeString(dir.resolve("other"), "who,x\nb,2\n");
    String expected = Digests.sha256(Files.readAllBytes(file));
    CsvReader.DigestedRows read = CsvReader.readDigested(file, WHO);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(expected, read.sha256());
    assertEquals("a", read.rows().label("who").name(0));
    Path packed = packed("who,x\n" + "a,1\n".repeat(50_000));
    assertEquals(
        Digests.sha256(Files.readAllBytes(packed)), CsvReader.readDigested(packed, WHO).sha256());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeIsReadInOnePass() throws Exception {
    Path pipe = dir.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "skipped: no named pipes here");
    byte[] text = ("who,x\n" + "a,1\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, text, StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    CsvReader.DigestedRows read = CsvReader.readDigested(pipe, WHO);
    writer.join();
    assertEquals(100_000, read.rows().size());
    assertEquals(Digests.sha256(text), read.sha256());
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Path latin = dir.resolve("latin.csv");
    Files.write(latin, "who,x\nJosé,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        latin + ": row 1 (line 2): byte 0xE9 at offset 9 is not UTF-8 text; save the file as UTF-8",
        assertThrows(BadDataException.class, () -> CsvReader.readAll(latin, WHO)).getMessage());
    StringBuilder rows = new StringBuilder("who,x\n");
    for (int i = 0; i < 50_000; i++) {
      rows.append("ann,").append(i).append('\n');
    }
    for (String line : List.of("José,1\n", "é,1\n")) {
      Path late = dir.resolve("late.csv");
      Files.write(late, (rows + line).getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(
          late
              + ": row 50001 (line 50002): byte 0xE9 at offset "
              + (rows.length() + line.indexOf('é'))
              + " is not UTF-8 text; save the file as UTF-8",
          assertThrows(BadDataException.class, () -> CsvReader.readAll(late, WHO)).getMessage());
    }
    Path cut = dir.resolve("cut.csv");
    Files.write(cut, new byte[] {'w', 'h', 'o', '\n', (byte) 0xE2, (byte) 0x82});
    assertThrows(BadDataException.class, () -> CsvReader.readAll(cut, WHO));
    Path wide = dir.resolve("wide.csv");
    Files.write(wide, "\uFEFFwho,x\nann,1\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(
        wide + ": found UTF-16 text, expected UTF-8",
        assertThrows(BadDataException.class, () -> CsvReader.readAll(wide, WHO)).getMessage());
  }

  @Test
  void cutAndDamagedGzip() throws IOException {
    StringBuilder text = new StringBuilder("who,x\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("a,").append(Math.sin(i)).append('\n');
    }
    byte[] whole = Files.readAllBytes(packed(text.toString()));
    for (int kept : new int[] {3, 100, whole.length / 2, whole.length - 1}) {
      Path cut = Files.write(dir.resolve("cut.gz"), Arrays.copyOf(whole, kept));
      String message =
          assertThrows(BadDataException.class, () -> CsvReader.readAll(cut, WHO)).getMessage();
      assertTrue(message.startsWith(cut + ": the gzip data ends early"), message);
    }
    whole[whole.length - 6] ^= 1; // in the checksum
    Path damaged = Files.write(dir.resolve("damaged.gz"), whole);
    String message =
        assertThrows(BadDataException.class, () -> CsvReader.readAll(damaged, WHO)).getMessage();
    assertTrue(message.startsWith(damaged + ": the gzip data is damaged"), message);
  }

  @Test
  void noFile() {
    Path none = dir.resolve("none.csv");
    assertEquals(
        none + ": no such file",
        assertThrows(BadDataException.class, () -> CsvReader.open(none, WHO)).getMessage());
    assertEquals(
        dir + ": is a directory, a file was expected",
        assertThrows(BadDataException.class, () -> CsvReader.open(dir, WHO)).getMessage());
  }

  @Test
  void maxRowsMustBePositive() throws IOException {
    try (CsvReader reader = CsvReader.open(file("who,x\na,1\n"), WHO)) {
      assertThrows(BadDataException.class, () -> reader.next(0));
      assertNotNull(reader.next(Integer.MAX_VALUE));
    }
  }

  private void assertMessage(String expected, String text) throws IOException {
    for (Path file : List.of(file(text), packed(text))) {
      BadDataException e =
          assertThrows(BadDataException.class, () -> CsvReader.readAll(file, WHO), expected);
      String found = e.getMessage();
      assertTrue(found.startsWith(file.toString()), found);
      assertEquals(expected, found.substring(file.toString().length() + 2));
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("F.csv"), text);
  }

  private Path packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(dir.resolve("packed.csv"), bytes.toByteArray());
  }
}
