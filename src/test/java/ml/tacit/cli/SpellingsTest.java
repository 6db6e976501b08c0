package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpellingsTest {
  @TempDir Path folder;

  @Test
  void whatReadsTheSameIsPlainlyTheSame() {
    for (List<String> same :
        List.of(
            List.of("walk", "walk ", " walk", "walk\u00a0", "\twalk"),
            List.of("walk", "Walk", "WALK "),
            List.of("straße", "Straße", "STRASSE"),
            List.of("go up", "go  up", "go\u2003up"),
            List.of("1", "1.0", "01", "1.", "1e0", "+1", " 1"),
            List.of("0", "-0", "0.0"))) {
      assertEquals(1, same.stream().map(Spellings::plain).distinct().count(), same.toString());
    }
    List<String> different = List.of("walk", "walks", "walk1", "1", "10", "1a", "1-0", "");
    assertEquals(different.size(), different.stream().map(Spellings::plain).distinct().count());
  }

  @Test
  void commandsNoteThemAndGoOn() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("person,activity,x1,x2,x3,x4\n");
    String[] people = {"1", "2", "1.0"};
    for (int i = 0; i < 240; i++) {
      text.append(people[i % 3]).append(i / 3 % 2 == 0 ? ",walk" : ",Walk ");
      for (int j = 0; j < 4; j++) {
        text.append(',').append(random.nextGaussian() + (i % 3 == j ? 1 : 0));
      }
      text.append('\n');
    }
    Path input = Files.writeString(folder.resolve("in.csv"), text);
    List<String> expected = List.of(note("activity", "Walk ", "walk"), note("person", "1", "1.0"));
    assertEquals(
        expected,
        notes(
            "fit",
            "--method",
            "rdca",
            "--keep",
            "activity",
            "--hide",
            "person",
            "--input",
            input,
            "--model",
            folder.resolve("m")));
    assertEquals(
        expected,
        notes("audit", "--quick", "--keep", "activity", "--hide", "person", "--input", input));
    assertEquals(
        expected,
        notes(
            "desensitize",
            "--quick",
            "--columns-form",
            "--keep",
            "activity",
            "--hide",
            "person",
            "--input",
            input,
            "--out",
            folder.resolve("out")));
  }

  private static String note(String label, String a, String b) {
    return String.format(
        Locale.ROOT,
        "note: column '%s': classes '%s' and '%s' differ only in blanks, letter case or the spelling of a number; they count as two",
        label,
        a,
        b);
  }

  private static List<String> notes(Object... args) {
    Notes.collect();
    try {
      Shell shell = Shell.run(args);
      assertEquals(0, shell.status(), shell.err());
      return shell.err().lines().filter(line -> line.contains("classes")).sorted().toList();
    } finally {
      Notes.stop();
    }
  }
}
