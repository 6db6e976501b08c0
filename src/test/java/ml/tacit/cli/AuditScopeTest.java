package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit of a released file says of columns that it does not attack. */
class AuditScopeTest {
  private static final int PEOPLE = 4;

  /** Enough for an audit to say that nothing leaks. */
  private static final int MANY = 2000;

  @TempDir Path folder;
  private Path raw;
  private Path json;
  private int rows = 480;

  /** One row of a table: who, which activity, and how far it is in its run. */
  private interface Cells {
    String of(int person, int row);
  }

  @BeforeEach
  void rawRows() throws IOException {
    raw = table("raw.csv", "person,activity", (p, i) -> "p" + p + ",a" + i % 2, 2.0);
    json = folder.resolve("audit.json");
  }

  private void many() throws IOException {
    rows = MANY;
    rawRows();
  }

  private Path table(String name, String labels, Cells cells, double signal) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder(labels + ",x1,x2,x3,x4\n");
    for (int i = 0; i < rows; i++) {
      int person = i / (rows / PEOPLE);
      text.append(cells.of(person, i));
      for (int j = 0; j < 4; j++) {
        double value = random.nextGaussian() + (person == j ? signal : 0) + i % 2;
        text.append(',').append(String.format(Locale.ROOT, "%.3f", value));
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }

  private JsonNode audit(Path released, String... more) throws IOException {
    List<Object> words =
        new ArrayList<>(
            List.of("audit", "--quick", "--input", raw, "--keep", "activity", "--hide", "person"));
    words.addAll(
        List.of("--released", released, "--json", json, "--html", folder.resolve("r.html")));
    words.addAll(Arrays.asList(more));
    Shell shell = Shell.run(words.toArray());
    assertEquals(0, shell.status(), shell.err());
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertTrue(shell.out().contains(root.get("reason").asText()), shell.out());
    return root;
  }

  private static void leak(String column, JsonNode audit) {
    assertEquals("leak shown", audit.get("verdict").asText());
    assertTrue(audit.get("reason").asText().contains("column '" + column + "'"), column);
    assertEquals("LabelInClear", audit.get("warnings").get(0).get("kind").asText());
  }

  /** Control: the same rows without a column more are found to leak nothing. */
  @Test
  void theRowsThemselvesLeakNothing() throws IOException {
    many();
    JsonNode audit = audit(table("g.csv", "activity", (p, i) -> "a" + i % 2, 0));
    assertEquals("no leak found", audit.get("verdict").asText(), audit.get("reason").asText());
    assertEquals(0, audit.get("notAttacked").size());
  }

  @Test
  void theHiddenLabelInClearIsALeakUnderAnySpelling() throws IOException {
    for (String name : List.of("person", "Person", "person ")) {
      leak(
          name.strip(),
          audit(table("g.csv", name + ",activity", (p, i) -> "p" + p + ",a" + i % 2, 0)));
    }
  }

  @Test
  void theHiddenLabelUnderAnotherNameIsALeak() throws IOException {
    String[] names = {"Ann", "Bob", "Eve", "Joe"};
    leak("who", audit(table("g.csv", "who,activity", (p, i) -> names[p] + ",a" + i % 2, 0)));
    leak("code", audit(table("g.csv", "code,activity", (p, i) -> 7 - p + ",a" + i % 2, 0)));
    Path sessions =
        table("g.csv", "session,activity", (p, i) -> "s" + p + i / 20 % 3 + ",a" + i % 2, 0);
    leak("session", audit(sessions));
    leak("session", audit(sessions, "--drop", "session"));
  }

  @Test
  void aColumnOfTextsIsNamedAndNeverFoundToLeakNothing() throws IOException {
    many();
    Path days = table("g.csv", "day,activity", (p, i) -> "d" + i % 7 + ",a" + i % 2, 0);
    JsonNode audit = audit(days, "--drop", "day");
    assertEquals("audit too weak", audit.get("verdict").asText());
    assertTrue(audit.get("reason").asText().endsWith("column 'day' was not attacked"));
    assertEquals("day", audit.get("notAttacked").get(0).asText());
    String page = Files.readString(folder.resolve("r.html"));
    assertTrue(page.contains("was not attacked</li>"));
  }

  /** A text that is no copy of the hidden label, but goes with it, is found by attackers. */
  @Test
  void aColumnOfTextsIsAttackedAsTheCategoryItIs() throws IOException {
    many();
    Cells telling = (p, i) -> (i * 7 % 10 < 8 ? "d" + p : "d" + i % 5) + ",a" + i % 2;
    JsonNode audit = audit(table("g.csv", "day,activity", telling, 0));
    assertEquals("leak shown", audit.get("verdict").asText(), audit.get("reason").asText());
    assertEquals(0, audit.get("notAttacked").size());
    Cells silent = (p, i) -> "d" + i % 7 + ",a" + i % 2;
    audit = audit(table("g.csv", "day,activity", silent, 0));
    assertEquals("no leak found", audit.get("verdict").asText(), audit.get("reason").asText());
  }

  @Test
  void textsThatNameRowsAreNotAttackedAndSaid() throws IOException {
    JsonNode audit = audit(table("g.csv", "id,activity", (p, i) -> "r" + i + ",a" + i % 2, 0));
    assertEquals("id", audit.get("notAttacked").get(0).asText());
  }

  @Test
  void aLabelThatFollowsFromTheOtherIsSaidBeforeAnyWork() throws IOException {
    Path tasks = table("tasks.csv", "person,task", (p, i) -> "p" + p + ",t" + p / 2, 2);
    Shell shell =
        Shell.run("audit", "--quick", "--input", tasks, "--keep", "task", "--hide", "person");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().startsWith("unit: block (found"), shell.out());
    String second = shell.out().lines().toList().get(1);
    assertTrue(second.startsWith("warning: each class of 'person'"), shell.out());
  }

  @Test
  void aStrayTextAmongNumbersIsStillAnError() throws IOException {
    Path released = table("g.csv", "activity", (p, i) -> "a" + i % 2, 0);
    Files.writeString(released, Files.readString(released).replaceFirst(",[^,]*\na1", ",oops\na1"));
    Shell shell =
        Shell.run(
            "audit",
            "--input",
            raw,
            "--keep",
            "activity",
            "--hide",
            "person",
            "--released",
            released);
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("'oops'") && shell.err().contains("'x4'"), shell.err());
  }

  @Test
  void aDroppedColumnThatNeitherFileHasIsAnError() throws IOException {
    Path released = table("g.csv", "activity", (p, i) -> "a" + i % 2, 0);
    Shell shell =
        Shell.run(
            "audit",
            "--input",
            raw,
            "--hide",
            "person",
            "--keep",
            "activity",
            "--drop",
            "nope",
            "--released",
            released);
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("no column 'nope'"), shell.err());
  }

  @Test
  void withoutALabelToKeepAndWithPeopleLeftOut() throws IOException {
    Files.writeString(raw, "few,a0,1,2,3,4\nfew,a1,1,2,3,9\n", StandardOpenOption.APPEND);
    Shell shell =
        Shell.run(
            "audit",
            "--quick",
            "--input",
            raw,
            "--hide",
            "person",
            "--drop",
            "activity",
            "--json",
            json);
    assertEquals(0, shell.status(), shell.err());
    JsonNode audit = new ObjectMapper().readTree(json.toFile());
    assertTrue(audit.get("keep").isNull());
    assertEquals("few", audit.get("leftOut").get(0).get("name").asText());
    assertEquals(2, audit.get("leftOut").get(0).get("rows").asInt());
    assertTrue(audit.get("reason").asText().contains("'few'"), audit.get("reason").asText());
    assertFalse(shell.out().contains("withheld"), shell.out());
  }
}
