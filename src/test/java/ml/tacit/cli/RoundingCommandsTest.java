package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say and do about the digits of released numbers. */
class RoundingCommandsTest {
  @TempDir Path folder;

  /** Rows of a table: a flag and a count beside columns of three decimals. */
  private Path table(int n) throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("sex,income,a,b,c,d,flag,count\n");
    for (int i = 0; i < n; i++) {
      int sex = random.nextInt(2);
      int income = random.nextInt(2);
      text.append(sex == 0 ? "m," : "f,").append(income == 0 ? "low" : "high");
      for (int j = 0; j < 4; j++) {
        double x = random.nextGaussian() + (j == 0 ? sex : 0) + (j == 1 ? 2 * income : 0);
        text.append(String.format(Locale.ROOT, ",%.3f", x));
      }
      text.append(random.nextDouble() < 0.2 + 0.2 * sex ? ",1," : ",0,");
      text.append(random.nextInt(4) + sex).append('\n');
    }
    Path file = folder.resolve("table.csv");
    Files.writeString(file, text);
    return file;
  }

  private static Shell ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  private Shell fit(Path table, Path model, String... more) {
    Object[] args = {
      "fit",
      "--method",
      "rdca",
      "--input",
      table,
      "--hide",
      "sex",
      "--keep",
      "income",
      "--model",
      model
    };
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Shell.run(all);
  }

  @Test
  void fitRoundsAndTransformAndInspectSaySo() throws IOException {
    Path table = table(400);
    Path model = folder.resolve("m.st");
    Path out = folder.resolve("out.csv");
    Shell fitted = fit(table, model);
    assertTrue(
        fitted
            .out()
            .matches("(?s).*rounded: to multiples of 0.00[12] to 1, 2 columns at random; about.*"),
        fitted.out());
    assertTrue(fitted.out().contains("private side"), fitted.out());
    Shell transformed = ok("transform", "--model", model, "--input", table, "--output", out);
    assertFalse(transformed.out().contains("warning"), transformed.out());
    String row = Files.readAllLines(out).get(1);
    assertTrue(row.length() < 50, row);
    JsonNode info = new ObjectMapper().readTree(ok("inspect", model, "--json").out());
    assertTrue(info.get("rounded").asBoolean());
    assertEquals(
        List.of("flag", "count"),
        new ObjectMapper().convertValue(info.get("randomColumns"), List.class));
    assertEquals(1, info.get("gridWidths").get("flag").asDouble());
    assertTrue(info.get("candidates").asDouble() > 1);
    assertTrue(ok("inspect", model).out().contains("round, 6 to 6 columns"));
  }

  @Test
  void fullPrecisionIsAskedForAndWarnedOf() throws IOException {
    Path table = table(400);
    Path model = folder.resolve("m.st");
    Path out = folder.resolve("out.csv");
    Shell fitted = fit(table, model, "--digits", "full");
    assertTrue(fitted.out().contains("warning: released numbers keep all their digits"));
    Shell transformed = ok("transform", "--model", model, "--input", table, "--output", out);
    assertTrue(transformed.out().contains("warning: released numbers keep all their digits"));
    assertTrue(Files.readAllLines(out).get(1).length() > 80);
    JsonNode info = new ObjectMapper().readTree(ok("inspect", model, "--json").out());
    assertFalse(info.get("rounded").asBoolean());
    assertEquals("full", info.get("settings").get("digits").asText());
    Shell wrong = fit(table, model, "--digits", "0");
    assertEquals(2, wrong.status());
    assertTrue(wrong.err().contains("digits: '0', a number from 1 to 15 or 'full' is needed"));
  }

  private Shell desensitize(Path table, String... more) {
    Object[] args = {
      "desensitize", "--quick", "--input", table, "--hide", "sex", "--out", folder.resolve("out")
    };
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return ok(all);
  }

  private String header() throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve("released.csv")).get(0);
  }

  /** Each of few values would show the raw one: components leave, unless columns are asked for. */
  @Test
  void aTableWithFlagsIsReleasedAsComponents() throws IOException {
    Path table = table(600);
    Shell said = desensitize(table, "--keep", "income", "--given", "income");
    assertEquals("income,duca1", header());
    assertTrue(said.out().contains("columns 'flag', 'count' have few values"), said.out());
    assertTrue(said.out().contains("--columns-form"), said.out());
    assertTrue(said.out().contains("private side"), said.out());
    said = desensitize(table, "--keep", "income", "--columns-form");
    assertEquals("income,a,b,c,d,flag,count", header());
    assertTrue(said.out().contains("warning: 2 columns of few values rounded at random"));
    for (String row : Files.readAllLines(folder.resolve("out").resolve("released.csv"))) {
      assertTrue(row.startsWith("income") || row.matches(".*,-?\\d\\.0,-?\\d\\.0"), row);
    }
    String json = Files.readString(folder.resolve("out").resolve("audit.json"));
    assertTrue(json.contains("rows with the digits of the raw ones fit a released row"));
  }

  @Test
  void withoutALabelToKeepTheColumnsAreDrawnWithAWarning() throws IOException {
    Shell said = desensitize(table(600), "--drop", "income");
    assertEquals("a,b,c,d,flag,count", header());
    assertTrue(said.out().contains("warning: 2 columns of few values rounded at random"));
  }

  @Test
  void aSearchedReleaseShowsNoRawFlags() throws IOException {
    desensitize(table(600), "--keep", "income");
    assertFalse(header().contains("flag"), header());
  }
}
