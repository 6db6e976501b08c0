package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import ml.tacit.table.Formulas;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Labels and names that a spreadsheet would run go out as they are and are said, or are guarded.
 */
class GuardFormulasTest {
  private static final String NOTE =
      "note: 270 texts of '=does', 90 texts of 'code' and 2 column names that a spreadsheet would run";

  @TempDir static Path folder;
  private static Path rows;
  private static Path model;

  @BeforeAll
  static void fit() throws IOException {
    Random random = new Random(3);
    List<String> does = List.of("=1+1", "@x", "-a", "walks");
    List<String> codes = List.of("-1", "+49 171", "7", "-2.5e3");
    StringBuilder csv = new StringBuilder("who,=does,code,-x,y,z\n");
    for (int i = 0; i < 360; i++) {
      csv.append("p" + i % 3 + "," + does.get(i % 4) + "," + codes.get(i % 4));
      for (int j = 0; j < 3; j++) {
        csv.append(',').append(Math.round(1e3 * (random.nextGaussian() + i % 3 + i % 4)) / 1e3);
      }
      csv.append('\n');
    }
    rows = Files.writeString(folder.resolve("rows.csv"), csv);
    model = folder.resolve("m.safetensors");
    ok(
        "fit",
        "--method",
        "rdca",
        "--input",
        rows,
        "--hide",
        "who",
        "--keep",
        "=does",
        "--drop",
        "code",
        "--model",
        model);
  }

  @Test
  void withoutTheOptionTheyGoOutAsTheyAreAndThatIsSaidOnce() throws IOException {
    Path out = Files.createDirectory(folder.resolve("both"));
    Path more = Files.copy(rows, folder.resolve("more.csv"));
    Shell shell =
        ok(
            "transform",
            "--model",
            model,
            "--input",
            rows,
            "--output",
            folder.resolve("plain.csv"),
            "--copy",
            "code");
    assertTrue(shell.out().contains(NOTE), shell.out());
    assertTrue(shell.out().contains("--guard-formulas puts ' before it"), shell.out());
    List<String> lines = Files.readAllLines(folder.resolve("plain.csv"));
    assertEquals("=does,code,-x,y,z", lines.get(0));
    assertTrue(lines.get(1).startsWith("=1+1,-1,"), lines.get(1));
    Shell two = ok("transform", "--model", model, "--input", rows, more, "--output", out);
    assertEquals(
        1, two.out().lines().filter(line -> line.contains("spreadsheet")).count(), two.out());
    assertTrue(two.out().contains("540 texts of '=does'"), two.out());
  }

  @Test
  void withItTheyHaveAnApostropheAndNumbersHaveNot() throws IOException {
    Path guarded = folder.resolve("guarded.csv");
    Shell shell =
        ok(
            "transform",
            "--model",
            model,
            "--input",
            rows,
            "--output",
            guarded,
            "--copy",
            "code",
            "--guard-formulas");
    assertTrue(shell.out().contains(NOTE), shell.out());
    assertTrue(shell.out().contains("written with ' before it"), shell.out());
    List<String> lines = Files.readAllLines(guarded);
    assertEquals("'=does,code,'-x,y,z", lines.get(0));
    assertTrue(lines.get(1).startsWith("'=1+1,-1,"), lines.get(1));
    assertTrue(lines.get(2).startsWith("'@x,'+49 171,"), lines.get(2));
    assertTrue(lines.get(4).startsWith("walks,-2.5e3,"), lines.get(4));
  }

  @Test
  void desensitizeHasIt() throws IOException {
    Path out = folder.resolve("out");
    Shell shell =
        ok(
            "desensitize",
            "--quick",
            "--columns-form",
            "--guard-formulas",
            "--input",
            rows,
            "--hide",
            "who",
            "--keep",
            "=does",
            "--drop",
            "code",
            "--out",
            out);
    assertTrue(
        shell.out().contains("note: 270 texts of '=does' and 2 column names that a spreadsheet"),
        shell.out());
    List<String> lines = Files.readAllLines(out.resolve("released.csv"));
    assertEquals("'=does,'-x,y,z", lines.get(0));
    assertEquals(270, lines.stream().skip(1).filter(line -> line.startsWith("'")).count());
    assertTrue(Files.readString(out.resolve("report.html")).contains("--guard-formulas"));
  }

  @Test
  void whatIsAFormula() {
    for (String text :
        List.of(
            "=",
            "=1",
            "+a",
            "-",
            "-1-2",
            "@SUM(A1)",
            "\tx",
            "\r=1",
            "1".repeat(0) + "--1",
            "-1,5")) {
      assertTrue(Formulas.isFormula(text), text);
    }
    for (String text :
        List.of("", "a=b", " =1", "1+1", "-1", "+5", "-2.50", "-1e-3", "+2.", "'=1")) {
      assertFalse(Formulas.isFormula(text), text);
    }
  }

  private static Shell ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }
}
