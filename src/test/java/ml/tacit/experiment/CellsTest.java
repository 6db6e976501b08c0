package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellsTest {
  @TempDir Path folder;

  /** Cut at every byte, also inside a character: what is whole stays, and the run goes on. */
  @Test
  void aCutFileLosesItsLastLineAtMost() throws IOException {
    Path file = folder.resolve("run");
    Cells cells = Cells.open(file, "key");
    cells.putNotes("first", List.of("größe"));
    int whole = (int) Files.size(file);
    cells.putNotes("second", List.of("tätigkeit"));
    byte[] bytes = Files.readAllBytes(file);
    for (int kept = whole; kept < bytes.length - 1; kept++) {
      Files.write(file, Arrays.copyOf(bytes, kept));
      Cells again = Cells.open(file, "key");
      assertEquals(List.of("größe"), again.notes("first"));
      assertNull(again.notes("second"), "cut at " + kept);
      again.putNotes("second", List.of("tätigkeit"));
      assertEquals(List.of("tätigkeit"), Cells.open(file, "key").notes("second"));
    }
  }

  @Test
  void aLineOfSomethingElseIsPassedOver() throws IOException {
    Path file = folder.resolve("run");
    Cells.open(file, "key").putNotes("first", List.of("a"));
    String text = Files.readString(file, StandardCharsets.UTF_8);
    for (String line :
        new String[] {"{\"notes\":[\"b\"]}", "null", "[]", "7", "{\"cell\":\"x\"}"}) {
      Files.writeString(file, text + line + "\n");
      assertEquals(List.of("a"), Cells.open(file, "key").notes("first"), line);
    }
  }

  /** One bit anywhere in a line: the figure is absent, not another. */
  @Test
  void anAlteredLineIsAbsent() throws IOException {
    Path file = folder.resolve("run");
    Cells.open(file, "key")
        .put("a", List.of(new Figure("privacy", "who", "", "forest", 0.25, 0, 1, 0.5, 0.5)));
    byte[] whole = Files.readAllBytes(file);
    int line = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    assertEquals(0.25, Cells.open(file, "key").figures("a").get(0).accuracy());
    for (int at = line; at < whole.length - 1; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      Files.write(file, altered);
      assertNull(Cells.open(file, "key").figures("a"), "byte " + at);
    }
    Files.writeString(
        file,
        "{\"run\":\"key\"}\n"
            + "{\"cell\":\"a\",\"figures\":[{\"role\":\"privacy\",\"accuracy\":0.9}]}\n");
    assertNull(Cells.open(file, "key").figures("a"), "by hand");
  }
}
