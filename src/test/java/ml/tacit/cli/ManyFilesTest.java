package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that stand in several files, in the dialects that people have. */
class ManyFilesTest {
  private static final String HEADER = "person,activity,x1,x2,x3\n";

  @TempDir Path folder;
  private Path parts;
  private Path whole;
  private Path model;

  @BeforeEach
  void files() throws IOException {
    parts = Files.createDirectory(folder.resolve("parts"));
    Random random = new Random(3);
    StringBuilder all = new StringBuilder(HEADER);
    for (int part = 1; part <= 3; part++) {
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        rows.append("p").append(i % 3).append(i % 2 == 0 ? ",walk" : ",sit");
        for (int j = 0; j < 3; j++) {
          rows.append(',').append(random.nextGaussian() + (i % 3 == j ? 1 : 0));
        }
        rows.append('\n');
      }
      all.append(rows);
      Files.writeString(parts.resolve("part-" + part + ".csv"), HEADER + rows);
    }
    Files.writeString(parts.resolve("part-2a.csv"), HEADER);
    whole = Files.writeString(folder.resolve("whole.csv"), all);
    model = folder.resolve("m.st");
    ok(
        "fit",
        "--method",
        "rdca",
        "--keep",
        "activity",
        "--hide",
        "person",
        "--input",
        whole,
        "--model",
        model);
  }

  private static Shell ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  private static Shell refused(String message, Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(1, shell.status(), shell.out());
    assertTrue(shell.err().contains(message), shell.err());
    return shell;
  }

  private String transformed(Object... input) throws IOException {
    Path output = folder.resolve("out.csv");
    List<Object> args = new ArrayList<>(List.of("transform", "--model", model));
    args.addAll(List.of(input));
    args.addAll(List.of("--output", output));
    ok(args.toArray());
    return Files.readString(output);
  }

  @Test
  void filesPatternsAndFoldersGiveTheRowsOfOneFile() throws IOException {
    String expected = transformed("--input", whole);
    Path one = parts.resolve("part-1.csv");
    Path two = parts.resolve("part-2.csv");
    Path three = parts.resolve("part-3.csv");
    assertEquals(expected, transformed("--input", parts));
    assertEquals(expected, transformed("--input", parts.resolve("part-*.csv")));
    assertEquals(expected, transformed("--input", one, "--input", two, "--input", three));
    assertEquals(expected, transformed("--input", one, two, three), "as a shell expands a pattern");
  }

  @Test
  void aFolderKeepsTheNamesOfFiles() throws IOException {
    String expected = transformed("--input", whole);
    Path out = folder.resolve("released");
    Shell shell = ok("transform", "--model", model, "--input", parts, "--output", out);
    assertTrue(shell.out().contains("300 rows"), shell.out());
    assertTrue(shell.out().contains("wrote 4 files to " + out), shell.out());
    String header = expected.substring(0, expected.indexOf('\n') + 1);
    StringBuilder joined = new StringBuilder(header);
    for (String name : List.of("part-1.csv", "part-2.csv", "part-2a.csv", "part-3.csv")) {
      String text = Files.readString(out.resolve(name));
      assertTrue(text.startsWith(header), text);
      joined.append(text.substring(header.length()));
    }
    assertEquals(expected, joined.toString());
    assertEquals(header, Files.readString(out.resolve("part-2a.csv")), "a table without rows");
  }

  @Test
  void aTableWithoutRowsIsTransformedButNotFitted() throws IOException {
    Path none = parts.resolve("part-2a.csv");
    assertEquals(1, transformed("--input", none).lines().count());
    refused(
        "has a header but no row",
        "fit",
        "--method",
        "rdca",
        "--hide",
        "person",
        "--drop",
        "activity",
        "--input",
        none,
        "--model",
        folder.resolve("no.st"));
  }

  @Test
  void twoFilesOfOneNameAreNotMixedUp() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(parts.resolve("part-1.csv"), other.resolve("part-1.csv"));
    Path out = folder.resolve("released");
    refused(
        "both would be written to " + out.resolve("part-1.csv"),
        "transform",
        "--model",
        model,
        "--input",
        parts,
        "--input",
        other,
        "--output",
        out);
    assertFalse(Files.exists(out));
    refused(
        "is the file of --input",
        "transform",
        "--model",
        model,
        "--input",
        parts,
        "--output",
        parts);
  }

  @Test
  void aFailureNamesItsFileAndLeavesWholeOnesOnly() throws IOException {
    Path bad = parts.resolve("part-2.csv");
    Files.writeString(bad, Files.readString(bad) + "p1,walk,1,2,none\n");
    Path out = folder.resolve("released");
    refused(
        bad + ": row 101 (line 102)",
        "transform",
        "--model",
        model,
        "--input",
        parts,
        "--output",
        out);
    assertTrue(Files.exists(out.resolve("part-1.csv")));
    assertFalse(Files.exists(out.resolve("part-2.csv")));
  }

  @Test
  void dialectsGiveTheSameRows() throws IOException {
    String expected = transformed("--input", whole);
    String text = Files.readString(whole);
    Path semicolons = folder.resolve("semicolons.csv");
    Files.writeString(semicolons, text.replace(',', ';').replace('.', ','));
    assertEquals(
        expected, transformed("--input", semicolons, "--delimiter", ";", "--decimal", ","));
    Path tabs = Files.writeString(folder.resolve("tabs.tsv"), text.replace(',', '\t'));
    assertEquals(expected, transformed("--input", tabs, "--delimiter", "tab"));
    Path bare = Files.writeString(folder.resolve("bare.csv"), text.substring(HEADER.length()));
    assertEquals(
        expected, transformed("--input", bare, "--no-header", "--columns", HEADER.strip()));
  }

  @Test
  void aModelWithoutAnEncodingTakesNoMissingValue() throws IOException {
    Path gap = Files.writeString(folder.resolve("gap.csv"), HEADER + "p1,walk,1,?,3\n");
    refused(
        "row 1 (line 2), column 'x2': '?' is not a finite number",
        "transform",
        "--model",
        model,
        "--input",
        gap,
        "--output",
        folder.resolve("no.csv"));
  }

  private byte[] fitted(Object... input) throws IOException {
    Path again = folder.resolve("again.st");
    List<Object> args = new ArrayList<>(List.of("fit", "--method", "rdca", "--keep", "activity"));
    args.addAll(List.of("--hide", "person", "--model", again));
    args.addAll(List.of(input));
    ok(args.toArray());
    return Files.readAllBytes(again);
  }

  @Test
  void aFitToFilesPatternsAndDialectsIsThatToOneFile() throws IOException {
    byte[] expected = Files.readAllBytes(model);
    assertArrayEquals(expected, fitted("--input", parts));
    assertArrayEquals(expected, fitted("--input", parts.resolve("part-[123].csv")));
    String text = Files.readString(whole);
    Path bare = folder.resolve("bare.csv");
    Files.writeString(bare, text.substring(HEADER.length()).replace(',', ';').replace('.', ','));
    assertArrayEquals(
        expected,
        fitted(
            "--input",
            bare,
            "--delimiter",
            ";",
            "--decimal",
            ",",
            "--no-header",
            "--columns",
            HEADER.strip()));
  }

  @Test
  void aGapAmongNumbersIsFilledAndALabelMustBeThere() throws IOException {
    Path gaps = folder.resolve("gaps.csv");
    Files.writeString(gaps, Files.readString(whole) + "p1,walk,1,?,3\n");
    byte[] expected = Files.readAllBytes(model);
    assertArrayEquals(expected, fitted("--input", gaps, "--impute", "drop"));
    fitted("--input", gaps);
    Files.writeString(gaps, Files.readString(whole) + "?,walk,1,2,3\n");
    refused(
        "gaps.csv: row 301, column 'person': no value, a label was expected",
        "fit",
        "--method",
        "rdca",
        "--keep",
        "activity",
        "--hide",
        "person",
        "--input",
        gaps,
        "--model",
        folder.resolve("no.st"));
  }
}
