package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose rows desensitize releases, and what it says before it works. */
class DesensitizeScopeTest {
  @TempDir Path folder;
  private Path input;
  private Path out;
  private Random random;

  @BeforeEach
  void files() {
    input = folder.resolve("rows.csv");
    out = folder.resolve("out");
    random = new Random(7);
  }

  /** What stands before the numbers of a row. */
  private interface Cells {
    String of(int person, int row);
  }

  private String table(String labels, int people, int columns, Cells cells) {
    StringBuilder text = new StringBuilder(labels);
    for (int j = 0; j < columns; j++) {
      text.append(",x").append(j);
    }
    text.append('\n');
    for (int i = 0; i < 60 * people; i++) {
      text.append(row(cells.of(i / 60, i), i / 60, columns));
    }
    return text.toString();
  }

  private String row(String labels, int person, int columns) {
    StringBuilder text = new StringBuilder(labels);
    for (int j = 0; j < columns; j++) {
      double value = random.nextGaussian() + (person % columns == j ? 2 : 0);
      text.append(',').append(String.format(Locale.ROOT, "%.3f", value));
    }
    return text.append('\n').toString();
  }

  private Shell desensitize(String... more) {
    List<Object> words =
        new ArrayList<>(List.of("desensitize", "--quick", "--input", input, "--out", out));
    words.addAll(Arrays.asList(more));
    if (words.contains("--keep") && !words.contains("--given") && !words.contains("--budget")) {
      words.add("--columns-form"); // whose rows leave does not depend on what is done to them
    }
    return Shell.run(words.toArray());
  }

  private JsonNode audit() throws IOException {
    return new ObjectMapper().readTree(out.resolve("audit.json").toFile());
  }

  private void stops(Shell shell, String... parts) {
    assertEquals(1, shell.status(), shell.out());
    assertEquals(1, shell.err().lines().count(), shell.err());
    for (String part : parts) {
      assertTrue(shell.err().contains(part), shell.err());
    }
    assertFalse(Files.exists(out), "nothing is written");
  }

  private void withFewRows() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(table("person,activity", 5, 6, (p, i) -> "p" + p + ",a" + i % 2).lines().toList());
    lines.add(40, row("few,a0", 3, 6).strip());
    lines.add(90, row("few,a1", 3, 6).strip());
    lines.add(row("one,a1", 1, 6).strip());
    Files.writeString(input, String.join("\n", lines) + "\n");
  }

  @Test
  void rowsOfPeopleWhoCannotBeAttackedAreWithheld() throws IOException {
    withFewRows();
    Shell shell = desensitize("--hide", "person", "--keep", "activity");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("withheld: 3 rows of 2 classes of 'person'"), shell.out());
    List<String> released = Files.readAllLines(out.resolve("released.csv"));
    assertEquals(1 + 300, released.size());
    List<String> activities = new ArrayList<>();
    for (String line : Files.readAllLines(input)) {
      if (!line.startsWith("few") && !line.startsWith("one")) {
        activities.add(line.split(",")[1]);
      }
    }
    assertEquals(activities, released.stream().map(line -> line.split(",")[0]).toList());
    JsonNode audit = audit();
    assertEquals(3, audit.get("withheld").get("rows").asInt());
    assertEquals(2, audit.get("withheld").get("classes").asInt());
    assertEquals(0, audit.get("leftOut").size());
    assertTrue(audit.get("reason").asText().contains("3 rows of 2 classes are withheld"));
    for (String file : List.of("audit.json", "report.html")) {
      String text = Files.readString(out.resolve(file));
      assertTrue(text.contains("3 rows of 2 classes of"), file);
      assertFalse(text.contains("few'"), file);
    }
  }

  @Test
  void theyAreReleasedAndNamedWhenAsked() throws IOException {
    withFewRows();
    Shell shell = desensitize("--hide", "person", "--keep", "activity", "--keep-small-classes");
    assertEquals(0, shell.status(), shell.err());
    assertEquals(1 + 303, Files.readAllLines(out.resolve("released.csv")).size());
    JsonNode audit = audit();
    assertEquals(0, audit.get("withheld").get("rows").asInt());
    assertEquals(2, audit.get("leftOut").size());
    assertEquals("few", audit.get("leftOut").get(0).get("name").asText());
    assertEquals(2, audit.get("leftOut").get(0).get("rows").asInt());
    assertTrue(audit.get("reason").asText().contains("'few', 'one'"));
    assertTrue(audit.get("again").asText().contains("--keep-small-classes"));
    Shell certified =
        Shell.run(
            "certify",
            "--input",
            input,
            "--released",
            out.resolve("released.csv"),
            "--hide",
            "person",
            "--cells",
            "activity");
    assertEquals(0, certified.status(), certified.err());
    assertTrue(certified.out().contains("of 303 rows were used to fit the"), certified.out());
  }

  @Test
  void hidingWithinClassesOfOnePersonEachIsRefused() throws IOException {
    Files.writeString(input, table("person,task", 4, 6, (p, i) -> "p" + p + ",t" + p));
    stops(desensitize("--hide", "person", "--keep", "task", "--given", "task"), "'task'");
    stops(desensitize("--hide", "person", "--keep", "task"), "'task'", "'person'");
    stops(
        Shell.run(
            "fit",
            "--method",
            "rdca",
            "--input",
            input,
            "--hide",
            "person",
            "--given",
            "task",
            "--model",
            folder.resolve("m")),
        "'task'",
        "'person'",
        "nothing to hide");
    assertFalse(Files.exists(folder.resolve("m")));
  }

  @Test
  void oneLabelThatFollowsFromTheOtherIsSaidBeforeAnyWork() throws IOException {
    Files.writeString(input, table("person,task", 4, 6, (p, i) -> "p" + p + ",t" + p / 2));
    Shell shell = desensitize("--hide", "person", "--keep", "task");
    assertEquals(0, shell.status(), shell.err());
    String said = "warning: each class of 'person' has one class of 'task'";
    assertTrue(shell.out().startsWith("unit: block (found"), shell.out());
    assertTrue(shell.out().lines().toList().get(1).startsWith(said), shell.out());
    assertEquals("DependentLabels", audit().findPath("warnings").get(0).get("kind").asText());
    Files.writeString(input, table("person,task", 4, 6, (p, i) -> "p" + p + ",t" + p + i % 2));
    shell = desensitize("--hide", "person", "--keep", "task");
    assertEquals(0, shell.status(), shell.err());
    String second = shell.out().lines().toList().get(1);
    assertTrue(second.startsWith("warning: each class of 'task'"), shell.out());
    assertEquals("leak shown", audit().get("verdict").asText(), "it is released in clear");
    assertTrue(audit().get("reason").asText().startsWith("column 'task' of the release tells"));
  }

  @Test
  void aFeatureThatIsTheHiddenLabelStopsTheRun() throws IOException {
    Files.writeString(input, table("person,code", 4, 6, (p, i) -> "p" + p + "," + (9 - p)));
    stops(desensitize("--hide", "person"), "column 'code'", "'person'");
    stops(desensitize("--hide", "person", "--features", "x0,x1,code,x3,x4"), "column 'code'");
    Files.writeString(input, table("person,PERSON", 4, 6, (p, i) -> "p" + p + "," + i));
    stops(desensitize("--hide", "person"), "column 'PERSON'", "'person'");
  }

  @Test
  void whereErasingIsImpossibleTheSearchGoesOn() throws IOException {
    Files.writeString(
        input, table("user,activity,flat", 5, 3, (p, i) -> "u" + p + ",a" + i % 2 + ",1"));
    stops(desensitize("--hide", "user", "--keep", "activity"), "duca", "ruca");
    Path policies = folder.resolve("policies.txt");
    Files.writeString(policies, "method rdca\nmethod dca --components 1\ndecide logistic\n");
    Shell shell =
        desensitize(
            "--hide",
            "user",
            "--keep",
            "activity",
            "--policies",
            policies.toString(),
            "--budget",
            "3");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("not compared: method rdca: "), shell.out());
    assertTrue(audit().get("release").get("not compared").asText().startsWith("method rdca: "));
    assertEquals(2, audit().get("policy").get("points").size());
  }

  /** Everybody has the same rows: nothing tells them apart, so nothing would be taken away. */
  @Test
  void aReleaseEqualToItsInputIsNone() throws IOException {
    String[] lines = table("person", 1, 6, (p, i) -> "p").split("\n");
    StringBuilder text = new StringBuilder(lines[0] + "\n");
    for (int p = 0; p < 4; p++) {
      for (int i = 1; i <= 54; i++) { // 20, 18 and 12 rows for the three parts, 4 between them
        text.append(lines[i].replace("p,", "p" + p + ",")).append('\n');
      }
    }
    Files.writeString(input, text);
    stops(desensitize("--hide", "person"), "equal to its input");
  }

  @Test
  void severalHiddenLabelsAreEachInEveryPart() throws IOException {
    Files.writeString(
        input,
        table("person,sex,activity", 4, 8, (p, i) -> "p" + p + ",s" + p / 2 + ",a" + i % 60 / 30));
    Shell shell = desensitize("--hide", "person,activity", "--drop", "sex");
    assertEquals(0, shell.status(), shell.err());
    JsonNode second = new ObjectMapper().readTree(out.resolve("audit-activity.json").toFile());
    assertEquals(2, second.get("hideClasses").size(), "one activity after the other");
    assertEquals(0, second.get("leftOut").size());
    assertTrue(shell.out().endsWith("released ones\n"), shell.out());
  }

  @Test
  void theLastLineSaysWhatTheModelFileGivesAway() throws IOException {
    Files.writeString(input, table("person,activity", 3, 4, (p, i) -> "p" + p + ",a" + i % 2));
    Shell shell = desensitize("--hide", "person", "--keep", "activity");
    assertEquals(0, shell.status(), shell.err());
    String last = shell.out().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(last.startsWith("note: the model file holds"), last);
    assertTrue(audit().get("provenance").get("rows").asText().startsWith("rows.csv, sha256 "));
  }
}
