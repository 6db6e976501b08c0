package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** {@code desensitize --new-people}. */
class NewPeopleCommandTest {
  @TempDir private Path folder;

  private Path input;

  @BeforeEach
  void rows() throws IOException {
    input = folder.resolve("rows.csv");
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("person,sex,activity,a,b,c\n");
    for (int i = 0; i < 8 * 2 * 40; i++) {
      int person = i / 80;
      int activity = i / 40 % 2;
      text.append(
          String.format(
              Locale.ROOT,
              "p%d,%s,%s,%.4f,%.4f,%.4f%n",
              person,
              person % 2 == 0 ? "f" : "m",
              activity == 0 ? "sit" : "walk",
              person + random.nextGaussian(),
              4 * activity + random.nextGaussian(),
              random.nextGaussian()));
    }
    Files.writeString(input, text);
  }

  private Shell run(Object... more) {
    List<Object> words = new ArrayList<>(List.of("desensitize", "--input", input, "--quick"));
    words.addAll(List.of("--keep", "activity", "--steps", "decide"));
    words.addAll(List.of("--out", folder.resolve("o")));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  @Test
  void theFirstHiddenLabelIsThePeopleAndAnotherATrait() throws IOException {
    Shell shell = run("--hide", "person,sex", "--new-people", 0.5);
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("8 of 'person', new once each, in 2 groups"), "" + shell.out());
    JsonNode audit =
        new ObjectMapper().readTree(folder.resolve("o").resolve("audit.json").toFile());
    JsonNode people = audit.get("newPeople");
    assertEquals("person", people.get("person").asText());
    assertEquals("after", people.get("linkage").get(1).get("stage").asText());
    assertTrue(people.get("linkage").get(1).get("auc").asDouble() < 0.58);
    assertTrue(people.get("scores").toString().contains("\"sex\""));
    assertTrue(audit.get("again").asText().contains("--new-people 0.5"));
    String page = Files.readString(folder.resolve("o").resolve("report.html"));
    assertTrue(page.contains("People whom it was not fitted to"));
  }

  @Test
  void aUnitNamesThePeople() throws IOException {
    Shell shell = run("--hide", "sex", "--unit", "person", "--new-people", 0.5);
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("'sex' after: "), shell.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hide person --drop sex --new-people 0 | 2 | a share above 0 and at most 0.5",
        "--hide person --drop sex --new-people 0.7 | 2 | a share above 0 and at most 0.5",
        "--hide person --drop sex --new-people 0.1 | 1 | found 8 in 'person', expected at least 20",
        "--hide sex --drop person --unit row --new-people 0.3 | 1 | needs a column of people"
      })
  void whatCannotBeMeasuredIsSaidInOneLine(String options, int status, String said) {
    Shell shell = run((Object[]) options.split(" "));
    assertEquals(status, shell.status(), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(shell.err().contains(said), shell.err());
    assertTrue(Files.notExists(folder.resolve("o").resolve("released.csv")));
  }
}
