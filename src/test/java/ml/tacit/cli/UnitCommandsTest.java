package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCommandsTest {
  @TempDir private Path folder;

  private Path table;
  private Path people;

  @BeforeEach
  void tables() throws IOException {
    table = folder.resolve("table.csv");
    Files.writeString(table, rows(360, 1));
    people = folder.resolve("people.csv");
    Files.writeString(people, rows(480, 8));
  }

  /** Rows of so many in turn by one customer, of one sex and race; the columns tell both. */
  private static String rows(int n, int each) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("kunde,sex,race,income,a,b,c,d,e,f,g,h\n");
    int sex = 0;
    int race = 0;
    for (int i = 0; i < n; i++) {
      if (i % each == 0) {
        sex = random.nextInt(2);
        race = random.nextInt(5) / 2;
      }
      int income = random.nextInt(2);
      text.append(
          String.format(
              Locale.ROOT,
              "k%d,%s,r%d,%s,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f%n",
              i / each,
              sex == 0 ? "f" : "m",
              race,
              income == 0 ? "low" : "high",
              3 * sex + random.nextGaussian(),
              2 * race + random.nextGaussian(),
              2 * income + random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian()));
    }
    return text.toString();
  }

  private JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static String first(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
    return shell.out().lines().findFirst().orElseThrow();
  }

  @Test
  void aTableIsFoundToBeRowsAndEverythingSaysSo() throws IOException {
    Path out = folder.resolve("o");
    Shell shell =
        Shell.run(
            "desensitize",
            "--quick",
            "--columns-form",
            "--input",
            table,
            "--hide",
            "sex",
            "--keep",
            "income",
            "--drop",
            "kunde,race",
            "--out",
            out);
    assertEquals(
        "unit: row (found: the classes of 'sex' stand in random order); parts at random, stratified:"
            + " 40, 36, 24 %",
        first(shell));
    JsonNode audit = json(out.resolve("audit.json"));
    assertEquals("row", audit.get("unit").asText());
    assertTrue(audit.get("unitColumn").isNull());
    assertEquals("random", audit.get("split").asText());
    assertEquals(0, audit.get("gap").asInt());
    assertEquals(0, audit.get("together").size());
    assertEquals(0, audit.get("linkage").size());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("unit: row (found"), "the report says the unit");
    for (String said : new String[] {shell.out(), page}) {
      assertFalse(said.contains("of one person"), said);
      assertFalse(said.contains("linked though"), said);
      assertFalse(said.contains("at least 10 wanted"), said);
      assertFalse(said.contains("single people"), said);
    }
    assertEquals(361, Files.readAllLines(out.resolve("released.csv")).size(), "no row is left out");
  }

  @Test
  void aDroppedColumnOfPeopleIsFoundAndNotReleased() throws IOException {
    Path out = folder.resolve("o");
    Shell shell =
        Shell.run(
            "desensitize",
            "--quick",
            "--columns-form",
            "--input",
            people,
            "--hide",
            "sex",
            "--keep",
            "income",
            "--drop",
            "kunde,race",
            "--out",
            out);
    assertTrue(
        first(shell)
            .startsWith(
                "unit: 'kunde' (found: each of its 60 values has one class of 'sex'); whole units to"
                    + " one part, at random: 40"),
        shell.out());
    JsonNode audit = json(out.resolve("audit.json"));
    assertEquals("kunde", audit.get("unitColumn").asText());
    assertEquals("units", audit.get("split").asText());
    String header = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertFalse(header.contains("kunde") || header.contains("race"), header);
    assertTrue(audit.get("again").asText().contains("--drop kunde,race"));
  }

  @Test
  void aNamedUnitIsReadAsALabelDroppedOrNot() throws IOException {
    Path json = folder.resolve("a.json");
    for (String drop : new String[] {"race,income", "kunde,race,income"}) {
      Shell shell =
          Shell.run(
              "audit", "--quick", "--input", people, "--hide", "sex", "--unit", "kunde", "--parts",
              "70,30", "--drop", drop, "--json", json);
      assertEquals("unit: 'kunde'; whole units to one part, at random: 70, 30 %", first(shell));
      assertTrue(json(json).get("again").asText().contains("--unit kunde --parts 70,30"));
      assertEquals(0, json(json).get("notAttacked").size());
    }
    Shell time =
        Shell.run(
            "audit",
            "--quick",
            "--input",
            people,
            "--hide",
            "sex",
            "--unit",
            "kunde",
            "--split",
            "time",
            "--gap",
            "1",
            "--drop",
            "race,income",
            "--json",
            json);
    assertEquals("unit: 'kunde'; parts by time, 1 rows left out between: 60, 40 %", first(time));
    assertEquals(1, json(json).get("gap").asInt());
    assertTrue(time.out().contains("values of 'kunde' are on both sides"), time.out());
  }

  @Test
  void severalHiddenLabelsAreAuditedEachAndTogether() throws IOException {
    Path out = folder.resolve("o");
    // A class of one row with each of the other label: too small to be judged together.
    Files.writeString(
        table,
        Files.readString(table)
            + "k,x,r0,low,1,1,1,1,1,2,1,3\n".repeat(12)
            + "k,x,r1,low,1,2,1,3,1,1,1,1\n");
    Shell shell =
        Shell.run(
            "desensitize",
            "--quick",
            "--columns-form",
            "--input",
            table,
            "--hide",
            "sex,race",
            "--keep",
            "income",
            "--drop",
            "kunde",
            "--out",
            out);
    assertEquals(0, shell.status(), shell.err());
    assertEquals("sex", json(out.resolve("audit.json")).get("hide").asText());
    assertEquals("race", json(out.resolve("audit-race.json")).get("hide").asText());
    JsonNode joint = json(out.resolve("audit-sex_race.json"));
    assertEquals("sex,race", joint.get("hide").asText());
    assertTrue(Files.exists(out.resolve("report-sex_race.html")));
    assertEquals("f × r0", joint.get("hideClasses").get(0).asText());
    assertEquals("x × r1", joint.get("leftOut").get(0).get("name").asText());
    assertTrue(joint.get("reason").asText().contains("'x × r1'"), joint.get("reason").asText());
    joint.get("warnings").forEach(w -> assertFalse(w.get("kind").asText().equals("NotHidden")));
    String header = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertEquals("income,a,b,c,d,e,f,g,h", header);
    Path json = folder.resolve("b.json");
    shell =
        Shell.run(
            "audit",
            "--quick",
            "--input",
            table,
            "--hide",
            "sex,race",
            "--drop",
            "kunde,income",
            "--json",
            json);
    assertEquals(0, shell.status(), shell.err());
    assertEquals("sex,race", json(folder.resolve("b-sex_race.json")).get("hide").asText());
    assertTrue(json(json).get("again").asText().contains("--hide sex,race"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--unit nobody | 1 | no column 'nobody'",
        "--unit sex | 2 | --unit 'sex' is the label to hide",
        "--unit income | 2 | --unit 'income' is the label to keep",
        "--split never | 2 | --split: found 'never', 'time' or 'random' expected",
        "--gap -1 | 2 | --gap: found -1, at least 0 expected",
        "--unit row --split time | 2 | --split time and --unit row exclude each other",
        "--unit row --gap 3 | 2 | --gap 3 needs parts by time, not at random",
        "--gap 3 | 1 | say --split time",
        "--parts 50,40 | 2 | --parts '50,40': found a sum of 90, 100 expected",
        "--parts 50,40,10 | 2 | found '50,40,10', 2 numbers above 0 apart by commas expected",
        "--parts 100,0 | 2 | found '100,0', 2 numbers above 0",
        "--parts a,b | 2 | found 'a,b', 2 numbers above 0",
      })
  void badValuesGetOneLine(String options, int status, String message) {
    String all =
        "audit --input " + table + " --hide sex --keep income --drop kunde,race " + options;
    Shell shell = Shell.run((Object[]) all.split(" "));
    assertEquals(status, shell.status(), shell.err());
    assertTrue(shell.err().lines().findFirst().orElse("").contains(message), shell.err());
    assertEquals("", shell.out());
  }
}
