package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.Shared;
import ml.tacit.release.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small tables that users of neighbouring tools reported as not read, and what is right. */
class ReportedCasesTest {
  @TempDir Path folder;

  private Shell fit(Path input, String... words) {
    List<Object> all =
        new ArrayList<>(List.of("fit", "--input", input, "--model", folder.resolve("m")));
    if (!List.of(words).contains("--method")) {
      all.addAll(List.of("--method", "rdca"));
    }
    all.addAll(List.of(words));
    return Shell.run(all.toArray());
  }

  private Release fitted(Path input, String... words) throws IOException {
    Shell shell = fit(input, words);
    assertEquals(0, shell.status(), shell.err());
    return Release.load(folder.resolve("m"));
  }

  private List<String> transformed(Path input, String... words) throws IOException {
    Path output = folder.resolve("released.csv");
    List<Object> all =
        new ArrayList<>(
            List.of(
                "transform", "--model", folder.resolve("m"), "--input", input, "--output", output));
    all.addAll(List.of(words));
    Shell shell = Shell.run(all.toArray());
    assertEquals(0, shell.status(), shell.err());
    return Files.readAllLines(output);
  }

  /** a09: an index without a name, as data frames write it. */
  @Test
  void aColumnWithoutANameIsIgnoredOrDropped() throws IOException {
    Path input = Shared.require("cases/a09-nameless-index.csv");
    List<String> features = List.of("x1", "x2", "x3");
    Release listed = fitted(input, "--hide", "person", "--features", "x1,x2,x3");
    assertEquals(features, listed.inputs());
    List<String> rows = transformed(input);
    assertEquals("x1,x2,x3", rows.get(0));
    assertEquals(Files.readAllLines(input).size(), rows.size());
    Release dropped = fitted(input, "--hide", "person", "--drop", "\"\",activity");
    assertEquals(features, dropped.inputs());
    assertEquals(rows, transformed(input));
  }

  /** a19: a comma in a name, which is quoted in lists. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"x,1\",x2,x3|x,1 x2 x3",
        "\"x,1\"|x,1",
        "\"x,1\",x2|x,1 x2",
      })
  void aNameWithACommaIsOneName(String list, String names) throws IOException {
    Path input = Shared.require("cases/a19-comma-in-a-name.csv");
    List<String> wanted = List.of(names.split(" "));
    Shell shell = fit(input, "--hide", "\"name, first\"", "--features", list);
    if (wanted.size() < 3) { // fewer columns than directions: all names were found all the same
      assertTrue(shell.err().contains("classes take up"), shell.err());
      shell = fit(input, "--method", "dca", "--keep", "activity", "--features", list);
    }
    assertEquals(0, shell.status(), shell.err());
    assertEquals(wanted, Release.load(folder.resolve("m")).inputs());
  }

  /**
   * a21: decimal commas, after semicolons or in quotes: one line names the cause and the remedy.
   */
  @Test
  void decimalCommasAreNamedAndReadOnDemand() throws IOException {
    Path quoted = Shared.require("cases/a21-quoted-decimal-commas.csv");
    Path semicolons = Shared.require("cases/a21-semicolons.csv");
    String[] roles = {"--hide", "person", "--drop", "activity"};
    Shell refused = fit(quoted, roles);
    assertEquals(1, refused.status());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains("--decimal ,"), refused.err());
    refused = fit(semicolons, roles);
    assertEquals(1, refused.status());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains("--delimiter"), refused.err());
    fitted(quoted, "--hide", "person", "--drop", "activity", "--decimal", ",");
    List<String> rows = transformed(quoted, "--decimal", ",");
    fitted(
        semicolons, "--hide", "person", "--drop", "activity", "--decimal", ",", "--delimiter", ";");
    assertEquals(rows, transformed(semicolons, "--decimal", ",", "--delimiter", ";"));
  }
}
