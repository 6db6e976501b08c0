package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowInputTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("part-1.csv"), "who,a,b\nx,1,2\ny,3,4\n");
    Files.writeString(folder.resolve("part-2.csv"), "b,who,a\n6,x,5\n");
    Files.writeString(folder.resolve("part-3.csv"), "who,a,b\n");
    Files.writeString(folder.resolve("_SUCCESS"), "");
    Files.writeString(folder.resolve(".hidden"), "");
  }

  private LabelledRows read(String... what) throws IOException {
    return RowInput.of(List.of(what), Dialect.CSV).readAll(ColumnRoles.labels("who"));
  }

  @Test
  void aFolderOrAPatternIsReadByNameAndColumnsAreFoundByTheirs() throws IOException {
    for (String what : List.of(folder.toString(), folder.resolve("part-*.csv").toString())) {
      LabelledRows rows = read(what);
      assertEquals(List.of("a", "b"), rows.features());
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, rows.rows().data);
      assertEquals("x", rows.label("who").name(2));
    }
  }

  @Test
  void blocksAreFullAcrossFiles() throws IOException {
    RowInput input = RowInput.of(List.of(folder.toString()), Dialect.CSV);
    try (RowReader rows = input.open(ColumnRoles.labels("who"))) {
      assertEquals(3, rows.next(10).size());
      assertEquals(input.size(), rows.bytesRead());
    }
  }

  @Test
  void otherColumnsInALaterFileAreRefusedWithBothNames() throws IOException {
    Files.writeString(folder.resolve("part-2.csv"), "b,who,c\n6,x,5\n");
    BadDataException e = assertThrows(BadDataException.class, () -> read(folder.toString()));
    assertTrue(e.getMessage().contains("part-2.csv: has no column 'a'"), e.getMessage());
    assertTrue(e.getMessage().contains("part-1.csv"), e.getMessage());
  }

  @Test
  void whatMatchesNothingIsRefused() {
    String pattern = folder.resolve("nothing-*.csv").toString();
    BadDataException e = assertThrows(BadDataException.class, () -> read(pattern));
    assertTrue(e.getMessage().startsWith(pattern + ": no file is there"), e.getMessage());
  }

  @Test
  void aMissingNumberIsNanAndAMissingTextEmpty() throws IOException {
    Path file = folder.resolve("gaps.csv");
    Files.writeString(file, "a,b,who\n ?,2,x\n1,NA,?\n");
    RowInput input =
        RowInput.of(List.of(file.toString()), Dialect.CSV.withMissing(Set.of("?", "NA")));
    ColumnRoles roles = new ColumnRoles(List.of(), List.of("a", "b"), List.of());
    LabelledRows rows = input.readAll(roles);
    assertArrayEquals(new double[] {Double.NaN, 2, 1, Double.NaN}, rows.rows().data);
    assertEquals("", rows.label("who").name(1));
    assertThrows(
        BadDataException.class, () -> RowInput.of(file).readAll(roles), "nothing allows it");
  }

  private LabelledRows read(String text, Dialect dialect, String label) throws IOException {
    Path file = Files.writeString(folder.resolve("text.csv"), text);
    return RowInput.of(List.of(file.toString()), dialect).readAll(ColumnRoles.labels(label));
  }

  @Test
  void aFileWithoutAHeaderTakesTheNamesGiven() throws IOException {
    Dialect dialect = new Dialect(',', '.', false, List.of("a", "who", "b"), Set.of());
    LabelledRows rows = read("1,x,2\n3,y,4\n", dialect, "who");
    assertEquals(List.of("a", "b"), rows.features());
    assertArrayEquals(new double[] {1, 2, 3, 4}, rows.rows().data);
    Dialect nameless = new Dialect(',', '.', false, List.of(), Set.of());
    BadDataException e =
        assertThrows(BadDataException.class, () -> read("1,x,2\n", nameless, "who"));
    assertTrue(e.getMessage().contains("--columns gives them"), e.getMessage());
    BadDataException fields =
        assertThrows(BadDataException.class, () -> read("1,x\n", dialect, "who"));
    assertTrue(
        fields.getMessage().endsWith("row 1 (line 1): found 2 fields, expected 3"),
        fields.getMessage());
  }

  @Test
  void namesGivenReplaceThoseOfTheHeaderOneForOne() throws IOException {
    Dialect two = new Dialect(',', '.', true, List.of("who", "a"), Set.of());
    assertEquals(List.of("a"), read("x,y\np,1\nq,2\n", two, "who").features());
    BadDataException e =
        assertThrows(BadDataException.class, () -> read("x,y,z\np,1,2\n", two, "who"));
    assertTrue(e.getMessage().endsWith("2 names are given for its columns, its header has 3"));
  }

  @Test
  void semicolonsAndDecimalCommas() throws IOException {
    Dialect dialect = new Dialect(';', ',', true, List.of(), Set.of());
    LabelledRows rows = read("who;a;b\nx;1,5;\"-0,25\"\n", dialect, "who");
    assertArrayEquals(new double[] {1.5, -0.25}, rows.rows().data);
    BadDataException e =
        assertThrows(BadDataException.class, () -> read("who;a\nx;1.5\n", dialect, "who"));
    assertTrue(e.getMessage().contains("'1.5' is not a finite number"), e.getMessage());
  }

  @Test
  void aBlankAfterEachDelimiterIsNoPartOfACell() throws IOException {
    Dialect dialect = new Dialect(',', '.', false, List.of("a", "who", "b"), Set.of("?"));
    LabelledRows rows = read("1, x, 2\n3, y z, ?\n", dialect, "who");
    assertEquals(List.of("x", "y z"), rows.label("who").classes());
    assertArrayEquals(new double[] {1, 2, 3, Double.NaN}, rows.rows().data);
    LabelledRows some = read("1, x,2\n3,x,2\n", dialect, "who");
    assertEquals(List.of(" x", "x"), some.label("who").classes(), "not after each delimiter");
  }

  @Test
  void aNameThatComesAgainIsNumbered() throws IOException {
    LabelledRows rows = read("a,who,a,a 2,a\n1,x,2,3,4\n", Dialect.CSV, "who");
    assertEquals(List.of("a", "a 3", "a 2", "a 4"), rows.features());
    assertThrows(BadDataException.class, () -> read("a,who,who\n1,x,y\n", Dialect.CSV, "who"));
  }
}
