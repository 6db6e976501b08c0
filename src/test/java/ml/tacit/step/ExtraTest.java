package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shortest plan, from its text to a file and back. */
class ExtraTest {
  private static final LabelledRows DATA =
      Simulator.standard().withPeople(3).withSeconds(20).generate();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");

  @TempDir private Path folder;

  @Test
  void namedColumnsGoThroughInTheOrderNamedAndAFileKeepsThem() throws IOException {
    List<String> names = List.of(DATA.features().get(4), DATA.features().get(1));
    String text = "extra " + PartText.quoted(names);
    Release release = Release.of(Steps.parse(text).fit(DATA, ROLES), Digits.FULL);
    assertEquals(names, release.outputs());
    assertArrayEquals(DATA.columns(names).data, release.transform(DATA.rows()).data);
    Path file = folder.resolve("m.safetensors");
    release.save(file);
    assertArrayEquals(DATA.columns(names).data, Release.load(file).transform(DATA.rows()).data);
    assertEquals(text, Steps.parse(text).toString());
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    BadDataException refused =
        assertThrows(BadDataException.class, () -> Steps.parse("extra nowhere").fit(DATA, ROLES));
    assertTrue(refused.getMessage().contains("'nowhere'"), refused.getMessage());
  }

  @Test
  void aNameOfAnyTextIsWrittenSoThatItIsReadAgain() {
    for (String name : List.of("a", "a b", "a,b", "a|b", "\"", "a\"b", "身長", "ä ö", "--x")) {
      Extra extra = new Extra(List.of(name, "b"));
      assertEquals(extra, Parts.parse(extra.toString()), extra.toString());
      assertEquals(
          extra + " | " + extra, Steps.parse(extra + " | " + extra).toString(), extra.toString());
    }
  }
}
