package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import ml.tacit.audit.report.AuditJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A private number from the command line. */
class NumberCommandsTest {
  private static final int ROWS = 600;

  @TempDir private Path folder;

  private Path table;

  @BeforeEach
  void table() throws IOException {
    table = folder.resolve("table.csv");
    write(table, "age,sex,income,ten,word,a,b,c", line -> line);
  }

  private interface Change {
    String of(String line);
  }

  /** Column a tells the age, b the income, c the sex. */
  private static void write(Path file, String header, Change change) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < ROWS; i++) {
      int age = 20 + random.nextInt(60);
      int sex = random.nextInt(2);
      int income = random.nextInt(2);
      text.append(
              change.of(
                  String.format(
                      Locale.ROOT,
                      "%d,%s,%s,10,w%d,%.4f,%.4f,%.4f",
                      age,
                      sex == 0 ? "f" : "m",
                      income == 0 ? "low" : "high",
                      i % 3,
                      age / 15.0 + random.nextGaussian(),
                      2 * income + random.nextGaussian(),
                      sex + random.nextGaussian())))
          .append('\n');
    }
    Files.writeString(file, text);
  }

  private static JsonNode json(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AuditJson.schema())
            .validate(root));
    return root;
  }

  private Shell audit(Object... more) {
    List<Object> words = new ArrayList<>(List.of("audit", "--quick", "--input", table));
    words.addAll(Arrays.asList(more));
    return Shell.run(words.toArray());
  }

  @Test
  void aNumberAloneIsAttackedAndItsLeakIsInEveryOutput() throws IOException {
    Path json = folder.resolve("a.json");
    Path html = folder.resolve("a.html");
    Shell shell =
        audit(
            "--hide-numeric",
            "age",
            "--keep",
            "income",
            "--drop",
            "sex,ten,word",
            "--json",
            json,
            "--html",
            html);
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().startsWith("unit: row (found"), shell.out());
    assertTrue(shell.out().contains("verdict on 'age': leak shown (ridge regression"), shell.out());
    JsonNode number = json(json).get("numbers").get(0);
    assertEquals("age", number.get("column").asText());
    assertEquals("leak shown", number.get("verdict").asText());
    assertFalse(number.get("released").asBoolean());
    assertEquals(2, number.get("findings").size());
    assertTrue(number.get("findings").get(0).get("low").asDouble() > 0.3);
    assertTrue(json(json).get("again").asText().contains("--hide-numeric age"));
    String page = Files.readString(html);
    assertTrue(page.contains("Who estimates age") && page.contains("leak shown"), page);
  }

  @Test
  void besideALabelItIsAttackedBeforeAndAfterAndTheLabelKeepsItsVerdict() throws IOException {
    Path released = folder.resolve("released.csv");
    write(
        released,
        "b,c",
        line -> line.substring(line.lastIndexOf(',', line.lastIndexOf(',') - 1) + 1));
    Path plain = folder.resolve("plain.json");
    Path json = folder.resolve("a.json");
    Path html = folder.resolve("a.html");
    Object[] words = {
      "--hide", "sex", "--released", released, "--json", plain, "--drop", "age,income,ten,word"
    };
    Shell shell = audit(words);
    assertEquals(0, shell.status(), shell.err());
    shell =
        audit(
            "--hide",
            "sex",
            "--hide-numeric",
            "age",
            "--released",
            released,
            "--json",
            json,
            "--html",
            html,
            "--drop",
            "income,ten,word");
    assertEquals(0, shell.status(), shell.err());
    assertEquals(json(plain).get("verdict"), json(json).get("verdict"));
    assertEquals(json(plain).get("after"), json(json).get("after"));
    JsonNode number = json(json).get("numbers").get(0);
    assertEquals("no leak found", number.get("verdict").asText(), number.toString());
    assertTrue(number.get("released").asBoolean());
    assertEquals("before", number.get("findings").get(0).get("stage").asText());
    assertTrue(number.get("findings").get(0).get("leak").asBoolean());
    assertEquals(4, number.get("findings").size());
    assertTrue(Files.readString(html).contains("Who estimates age"));
    assertTrue(shell.out().contains("verdict on 'age': no leak found"), shell.out());
  }

  @Test
  void aNumberThatIsReleasedItselfIsFound() throws IOException {
    Path released = folder.resolve("released.csv");
    write(released, "age,b", line -> line.split(",")[0] + "," + line.split(",")[6]);
    Path json = folder.resolve("a.json");
    Shell shell =
        audit(
            "--hide-numeric",
            "age",
            "--released",
            released,
            "--json",
            json,
            "--drop",
            "sex,income,ten,word");
    assertEquals(0, shell.status(), shell.err());
    JsonNode after = json(json).get("numbers").get(0).get("findings").get(2);
    assertEquals("after", after.get("stage").asText());
    assertTrue(after.get("rSquared").asDouble() > 0.99, after.toString());
  }

  @Test
  void severalNumbersHaveAVerdictEach() throws IOException {
    Path json = folder.resolve("a.json");
    Shell shell = audit("--hide-numeric", "age,a", "--json", json, "--drop", "sex,income,ten,word");
    assertEquals(0, shell.status(), shell.err());
    assertEquals(2, json(json).get("numbers").size());
    assertTrue(shell.out().contains("verdict on 'age'"), shell.out());
    assertTrue(shell.out().contains("verdict on 'a': no leak found"), shell.out());
  }

  @Test
  void aLabelOfManyNumbersIsPointedToIt() throws IOException {
    List<String> lines = Files.readAllLines(table);
    Files.write(table, lines.subList(0, 60));
    String pointed = "audit --hide-numeric 'age' attacks it as a number";
    Shell shell = audit("--hide", "age", "--drop", "sex,income,ten,word");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains(pointed), shell.out());
    Path out = folder.resolve("o");
    shell =
        Shell.run(
            "desensitize",
            "--input",
            table,
            "--hide",
            "age",
            "--drop",
            "sex,income,ten,word",
            "--out",
            out);
    assertEquals(1, shell.status());
    assertTrue(shell.err().lines().findFirst().orElse("").contains(pointed), shell.err());
  }

  private Shell desensitize(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("desensitize", "--quick", "--input", table, "--out", out));
    words.addAll(Arrays.asList(more));
    return Shell.run(words.toArray());
  }

  @Test
  void aNumberIsErasedAndNotReleased() throws IOException {
    Path out = folder.resolve("o");
    // With a label and without, into the same folder: only the last run is in it.
    for (String hide : new String[] {"sex", null}) {
      Object[] words =
          hide == null
              ? new Object[] {"--hide-numeric", "age", "--keep", "income", "--drop", "sex,ten,word"}
              : new Object[] {
                "--hide-numeric", "age", "--keep", "income", "--hide", hide, "--drop", "ten,word"
              };
      Shell shell = desensitize(out, words);
      assertEquals(0, shell.status(), shell.err());
      assertEquals("income,a,b,c", Files.readAllLines(out.resolve("released.csv")).get(0));
      assertTrue(Files.readString(out.resolve("report.html")).contains("Who estimates age"));
      assertTrue(shell.out().contains("verdict on 'age': "), shell.out());
      JsonNode audit = json(out.resolve("audit.json"));
      assertEquals(hide != null, audit.has("hide"));
      assertTrue(audit.get("again").asText().contains("--hide-numeric age"));
      JsonNode findings = audit.get("numbers").get(0).get("findings");
      assertTrue(findings.get(0).get("leak").asBoolean(), "ridge on raw rows");
      for (int after = 2; after < 4; after++) {
        assertEquals("after", findings.get(after).get("stage").asText());
        assertFalse(findings.get(after).get("leak").asBoolean(), findings.toString());
      }
      Path more = folder.resolve("more.csv");
      shell =
          Shell.run(
              "transform",
              "--model",
              out.resolve("model.safetensors"),
              "--input",
              table,
              "--output",
              more);
      assertEquals(0, shell.status(), shell.err());
      String header = Files.readAllLines(more).get(0);
      assertFalse(List.of(header.split(",")).contains("age"), header);
    }
  }

  @Test
  void columnsOfFewValuesBesideANumberAreRefusedOrRoundedAtRandom() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    lines.set(0, lines.get(0) + ",flag");
    for (int i = 1; i < lines.size(); i++) {
      lines.set(i, lines.get(i) + "," + i % 7 / 4);
    }
    Files.write(table, lines);
    Path out = folder.resolve("o");
    Object[] words = {"--hide-numeric", "age", "--keep", "income", "--drop", "sex,ten,word"};
    Shell shell = desensitize(out, words);
    assertEquals(1, shell.status());
    assertTrue(
        shell.err().contains("column 'flag' has few values, each would show the raw one, and")
            && shell.err().contains("--columns-form"),
        shell.err());
    assertFalse(Files.exists(out));
    List<Object> form = new ArrayList<>(Arrays.asList(words));
    form.add("--columns-form");
    assertEquals(0, desensitize(out, form.toArray()).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hide-numeric nobody | 1 | no column 'nobody'",
        "--hide-numeric word | 1 | row 1, column 'word': 'w0' found, a finite number expected",
        "--hide-numeric ten | 1 | column 'ten': one value (10) in all rows",
        "--hide-numeric age --keep age | 2 | 'age' cannot be both --hide-numeric and --keep",
        "--hide-numeric age --keep income --want cells | 2 | --want and --hide-numeric exclude each other",
        "--hide-numeric age --given income | 2 | --given and --hide-numeric exclude each other",
        "--keep income | 2 | --input needs --hide",
      })
  void desensitizeRefusesInOneLine(String options, int status, String message) {
    Path out = folder.resolve("o");
    Shell shell = desensitize(out, (Object[]) (options + " --features a,b,c").split(" "));
    assertEquals(status, shell.status(), shell.err());
    assertTrue(shell.err().lines().findFirst().orElse("").contains(message), shell.err());
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hide-numeric nobody | 1 | no column 'nobody'",
        "--hide-numeric word | 1 | table.csv: row 1, column 'word': 'w0' found, a finite number expected",
        "--hide-numeric ten | 1 | table.csv: column 'ten': one value (10) in all rows",
        "--hide-numeric age --keep age | 2 | 'age' cannot be both --hide-numeric and --keep",
        "--hide-numeric age --hide age | 2 | 'age' cannot be both --hide-numeric and --hide",
        "--hide-numeric age --unit age | 2 | --unit 'age' is the label to hide",
        "--hide-numeric age --split time | 1 | --hide-numeric 'age' needs rows or a column for a unit",
        "--keep income | 2 | Missing required option: '--hide=LIST' or '--hide-numeric=LIST'",
      })
  void badValuesGetOneLine(String options, int status, String message) {
    Shell shell = audit((Object[]) (options + " --features b,c").split(" "));
    assertEquals(status, shell.status(), shell.err());
    assertTrue(shell.err().lines().findFirst().orElse("").contains(message), shell.err());
    assertEquals("", shell.out());
  }
}
