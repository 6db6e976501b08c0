package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextColumnsTest {
  @TempDir Path folder;

  private List<String> texts(String csv) throws IOException {
    return TextColumns.of(RowInput.of(Files.writeString(folder.resolve("t.csv"), csv)));
  }

  @Test
  void aColumnOfTextsIsFoundAndAStrayTextMakesNone() throws IOException {
    String csv = ",x,who,y,z\n1,2,ann,3,\n2,oops,bob,-1e3,\n3,0.5,7,NaN,\n4,1,,2,1\n";
    assertEquals(List.of("who"), texts(csv)); // z has gaps
    assertEquals(List.of("", "x", "who", "y", "z"), CsvReader.headerOf(folder.resolve("t.csv")));
  }

  @Test
  void aHeaderAloneHasNoTextsAndABrokenRowIsNamed() throws IOException {
    assertEquals(List.of(), texts("a,b\n"));
    String message =
        assertThrows(BadDataException.class, () -> texts("a,b\n1,2\n1\n")).getMessage();
    assertEquals(true, message.contains("row 2"), message);
    assertThrows(
        BadDataException.class, () -> TextColumns.of(RowInput.of(folder.resolve("none.csv"))));
  }
}
