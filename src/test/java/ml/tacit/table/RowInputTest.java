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
}
