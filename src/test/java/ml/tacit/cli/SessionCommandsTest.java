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
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --session}: parts by recording, in both commands, and what is certified then. */
class SessionCommandsTest {
  @TempDir private Path folder;

  private Path input;

  /** Five people, two activities of two days each; 'once' has one value for each activity. */
  @BeforeEach
  void rows() throws IOException {
    input = folder.resolve("rows.csv");
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("person,activity,day,once,a,b,c\n");
    for (int i = 0; i < 5 * 4 * 60; i++) {
      int person = i / 240;
      int day = i / 60 % 2;
      int activity = i / 120 % 2;
      text.append(
          String.format(
              Locale.ROOT,
              "p%d,%s,d%d,o%d,%.4f,%.4f,%.4f%n",
              person,
              activity == 0 ? "sit" : "walk",
              day,
              activity,
              person + random.nextGaussian(),
              4 * activity + random.nextGaussian(),
              random.nextGaussian()));
    }
    Files.writeString(input, text);
  }

  private Shell run(String command, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(command, "--input", input, "--hide", "person", "--keep", "activity"));
    words.addAll(List.of("--session", "day", "--quick"));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  @Test
  void aReleaseIsJudgedAndCertifiedOnADayThatNobodyLearnedFrom() throws IOException {
    Path out = folder.resolve("o");
    Shell shell = run("desensitize", "--drop", "once", "--steps", "decide", "--out", out);
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().startsWith("unit: block of a 'day'"), shell.out());
    assertTrue(shell.out().contains("one 'day' of each class to keep judged"), shell.out());
    assertTrue(shell.out().contains("not released: day"), shell.out());
    assertTrue(
        shell.out().matches("(?s).*can exceed [0-9.]+ % of the judged 'day' .*"), shell.out());
    JsonNode audit = new ObjectMapper().readTree(out.resolve("audit.json").toFile());
    assertEquals("sessions", audit.get("split").asText());
    assertEquals("day", audit.get("session").asText());
    assertEquals(600, audit.get("testRows").asInt());
    JsonNode certificate = audit.get("certificate");
    assertEquals(600, certificate.get("rows").asInt() + certificate.get("lookedAt").asInt());
    String released = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertFalse(released.contains("day"), released);
    assertTrue(audit.get("again").asText().contains("--session day"), "" + audit.get("again"));

    Path json = folder.resolve("certificate.json");
    Shell certify =
        Shell.run(
            "certify",
            "--input",
            input,
            "--released",
            out.resolve("released.csv"),
            "--cells",
            "predicted_activity",
            "--hide",
            "person",
            "--given",
            "activity",
            "--json",
            json);
    assertEquals(0, certify.status(), certify.err());
    assertTrue(certify.out().contains("of other sessions ('day')"), certify.out());
    JsonNode again = new ObjectMapper().readTree(json.toFile());
    assertEquals(certificate.get("certified"), again.get("certified"));
  }

  @Test
  void anAuditLearnsFromTheOtherDay() throws IOException {
    Path json = folder.resolve("audit.json");
    Shell shell = run("audit", "--drop", "once,day", "--json", json);
    assertEquals(0, shell.status(), shell.err());
    JsonNode audit = new ObjectMapper().readTree(json.toFile());
    assertEquals(600, audit.get("trainRows").asInt());
    assertEquals(600, audit.get("testRows").asInt());
    assertEquals("day", audit.get("session").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--session person | 2 | is the label to hide",
        "--session activity | 2 | is the label to keep",
        "--session day --unit day | 2 | are both 'day'",
        "--session day --unit row | 2 | --unit row exclude each other",
        "--session day --split time | 2 | --session and --split exclude",
        "--session day --parts 40,30,30 | 2 | --session and --parts exclude",
        "--session nothing --drop day,once | 1 | 'nothing'",
        "--session once --drop day | 1 | no class has two sessions"
      })
  void whatCannotBeDividedIsSaidInOneLine(String options, int status, String said) {
    List<Object> words =
        new ArrayList<>(
            List.of("desensitize", "--input", input, "--hide", "person", "--keep", "activity"));
    words.addAll(List.of("--quick", "--out", folder.resolve("bad")));
    words.addAll(List.of(options.split(" ")));
    Shell shell = Shell.run(words.toArray());
    assertEquals(status, shell.status(), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(shell.err().contains(said), shell.err());
    assertTrue(Files.notExists(folder.resolve("bad")));
  }
}
