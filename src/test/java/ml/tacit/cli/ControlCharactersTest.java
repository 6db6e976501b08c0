package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names from files are data: whatever a command says, they do nothing to the terminal, begin no
 * line of their own, and do not turn text round.
 */
class ControlCharactersTest {
  private static final String HIDE = "who\u001b[2J\nnote: all is well";
  private static final String KEEP = "does\u202eti\u0007\nverdict: no leak shown";
  private static final String X = "x\u009b31m\r\nwarning: none";
  private static final String Y = "y\u2028\u0000\tz";
  private static final String TEXT = "city\u2066\u001b]0;title\u0007";

  @TempDir static Path folder;
  private static Path rows;

  @BeforeAll
  static void write() throws IOException {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder(line(HIDE, KEEP, TEXT, X, Y, "x3", "x4"));
    for (int i = 0; i < 360; i++) {
      int who = i % 3;
      int does = (i / 3) % 2;
      csv.append(
          line(
              "p" + who + "\u001b[31m\nnote: " + who,
              "a\u0085\u2029" + does + "\nwarning: x",
              "c\u001b" + random.nextInt(2),
              number(random, who),
              number(random, does),
              number(random, who + does),
              number(random, 0)));
    }
    rows = Files.writeString(folder.resolve("rows.csv"), csv);
  }

  @Test
  void noCommandLetsThemThrough() throws IOException {
    Path model = folder.resolve("m.safetensors");
    List<Shell> said = new ArrayList<>();
    said.add(ok("fit", "--method", "rdca", "--input", rows, "--model", model, roles()));
    said.add(ok("inspect", model));
    Shell json = ok("inspect", model, "--json");
    said.add(json);
    assertEquals(
        X,
        new ObjectMapper().readTree(json.out()).get("features").get(1).asText(),
        "escapes of JSON mean the name itself");
    Path released = folder.resolve("released.csv");
    said.add(ok("transform", "--model", model, "--input", rows, "--output", released));
    assertTrue(Files.readString(released).contains(X), "files keep names as they are");
    Path statistic = folder.resolve("a.statistic");
    said.add(ok("fit", "--method", "rdca", "--input", rows, "--statistic", statistic, roles()));
    said.add(
        Shell.run(
            "fit",
            "--method",
            "rdca",
            "--input",
            rows,
            "--model",
            model,
            "--hide",
            "Who\u001b[2J\nnote: all is well"));
    said.add(Shell.run("fit", "--method", "rdca", "--input", rows, "--model", model, "--hide", X));
    said.add(
        Shell.run(
            "transform", "--model", model, "--input", rows, "--output", released, "--copy", HIDE));
    said.add(Shell.run("inspect", folder.resolve("no\u001b[31m\nsuch")));
    said.add(ok("audit", "--quick", "--log", "json", "--input", rows, roles()));
    said.add(
        ok(
            "desensitize",
            "--quick",
            "--columns-form",
            "--input",
            rows,
            "--out",
            folder.resolve("out"),
            roles()));
    for (Shell shell : said) {
      requireShown(shell.out());
      requireShown(shell.err());
    }
    requireNoControl(Files.readString(folder.resolve("out/report.html")));
    assertTrue(said.get(1).out().contains("who\\u001b[2J\\nnote: all is well"), said.get(1).out());
  }

  @Test
  void anExceptionAndALogCanBeShownAsTheyAre() {
    assertEquals("'a\\u001b\\nb'", new BadDataException("'a\u001b\nb'").getMessage());
    assertEquals("'a\\u202eb'", BadDataException.of("'%s'", "a\u202eb").getMessage());
    Notes.collect();
    try {
      Logger.getLogger("ml.tacit.x").warning("'a\u001b\nb'");
      requireNoControl(String.join("", Notes.take()));
    } finally {
      Notes.stop();
    }
  }

  private static void requireShown(String said) {
    requireNoControl(said.replace(System.lineSeparator(), "").replace("\n", ""));
    for (String fake :
        List.of("note: all is well", "verdict: no leak shown:", "warning: none", "note: 0")) {
      assertFalse(said.lines().anyMatch(line -> line.startsWith(fake)), said);
    }
    assertFalse(said.lines().anyMatch(line -> line.equals("warning: x")), said);
  }

  private static void requireNoControl(String said) {
    said.chars()
        .forEach(
            c ->
                assertFalse(
                    (Character.isISOControl(c) && c != '\n')
                        || (c >= 0x2028 && c <= 0x202e)
                        || (c >= 0x2066 && c <= 0x2069),
                    () -> Integer.toHexString(c) + " in " + said));
  }

  private static Object[] roles() {
    return new Object[] {"--hide", HIDE, "--keep", KEEP};
  }

  private static Shell ok(Object... args) {
    List<Object> words = new ArrayList<>();
    for (Object arg : args) {
      if (arg instanceof Object[] several) {
        words.addAll(List.of(several));
      } else {
        words.add(arg);
      }
    }
    Shell shell = Shell.run(words.toArray());
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  private static String number(Random random, int shift) {
    return String.valueOf(Math.round(1000 * (random.nextGaussian() + 2 * shift)) / 1000.0);
  }

  private static String line(String... cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      quoted.add('"' + cell.replace("\"", "\"\"") + '"');
    }
    return String.join(",", quoted) + "\n";
  }
}
