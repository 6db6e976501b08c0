package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import ml.tacit.table.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a file to a bound, and what is said where there is none. */
class CertifyCommandTest {
  private static final int ROWS = 4000;

  @TempDir Path folder;
  private Path input;
  private Path json;

  @BeforeEach
  void write() throws IOException {
    input = folder.resolve("cells.csv");
    json = folder.resolve("certificate.json");
    write(input, ROWS, 4);
  }

  /** Four people, two activities; the cell is the activity in nine rows of ten. */
  private static void write(Path file, int rows, int people) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("number,person,activity,cell,level,one\n");
      for (int i = 0; i < rows; i++) {
        int activity = i / 500 % 2;
        int cell = random.nextInt(10) == 0 ? 1 - activity : activity;
        out.write(
            random.nextDouble() + ",p" + random.nextInt(people) + ",a" + activity + "," + cell);
        out.write("," + (random.nextBoolean() ? "0.5" : "high") + ",same\n");
      }
    }
  }

  private JsonNode result(Object... options) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("certify", "--input", input, "--hide", "person", "--json", json));
    words.addAll(List.of(options));
    Shell shell = Shell.run(words.toArray());
    assertEquals(0, shell.status(), shell.err());
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void theFiguresAreInOrder() throws IOException {
    JsonNode root = result("--cells", "cell", "--given", "activity");
    double prior = root.get("prior").asDouble();
    assertTrue(0.25 < prior && prior < 0.3, root.toString());
    assertTrue(prior <= root.get("plugIn").asDouble());
    assertTrue(root.get("plugIn").asDouble() < root.get("certified").asDouble());
    assertTrue(root.get("certified").asDouble() < 0.33, root.toString());
    assertTrue(prior <= root.get("floor").asDouble());
    assertEquals(0.95, root.get("confidence").asDouble());
    assertTrue(root.get("blockLength").isInt() && root.get("blocks").asInt() > 100);
    assertEquals(ROWS, root.get("rows").asInt() + root.get("lookedAt").asInt());
    assertEquals(5, root.get("together").get(1).get("rows").asInt());
    for (JsonNode one : root.get("together")) {
      assertTrue(one.get("prior").asDouble() <= one.get("plugIn").asDouble());
      assertTrue(one.get("plugIn").asDouble() <= one.get("certified").asDouble());
    }
    assertEquals("run", root.get("sensitivity").get(4).get("block").asText());
    assertTrue(root.get("assumptions").get(0).asText().contains("first third"));
    assertTrue(root.get("coverage").asText().contains("cannot be known"));
    assertFalse(root.get("method").asText().isBlank());
  }

  @Test
  void columnsAreCrossedAndOptionsHeld() throws IOException {
    JsonNode root =
        result("--cells", "cell,level", "--block", 2, "--rows-together", "1,3", "--balanced");
    assertEquals(2, root.get("blockLength").asInt());
    assertEquals(ROWS, root.get("rows").asInt());
    assertEquals(2, root.get("together").size());
    assertEquals(0.25, root.get("prior").asDouble(), 1e-12);
    assertTrue(root.get("given").isNull());
  }

  @Test
  void theTextSaysWhatItAssumes() {
    String out =
        Shell.run("certify", "--input", input, "--hide", "person", "--cells", "cell").out();
    for (String word :
        List.of(
            "certified", "counted", "chance", "first third", "same habits", "cannot be known")) {
      assertTrue(out.contains(word), out);
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("--cells cell --hide nobody", 1, "nobody"),
        Arguments.of("--cells nothing --hide person", 1, "nothing"),
        Arguments.of("--cells cell --hide one", 1, "'one' has one class, 'same'"),
        Arguments.of("--cells number --hide person", 1, "no finite alphabet"),
        Arguments.of("--cells person --hide person", 2, "both --cells and --hide"),
        Arguments.of("--cells cell --hide person --given person", 2, "both --hide and --given"),
        Arguments.of("--cells cell --hide person --block 0", 2, "found 0"),
        Arguments.of("--cells cell --hide person --rows-together 1,x", 2, "found 'x'"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatCannotBeBoundIsSaidInOneLine(String options, int status, String said) {
    List<Object> words = new ArrayList<>(List.of("certify", "--input", input, "--json", json));
    words.addAll(List.of(options.split(" ")));
    Shell shell = Shell.run(words.toArray());
    assertEquals(status, shell.status(), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(shell.err().contains(said), shell.err());
    assertTrue(Files.notExists(json));
  }

  @Test
  void fewRowsAreTooFew() throws IOException {
    write(input, 12, 2);
    String err =
        Shell.run("certify", "--input", input, "--hide", "person", "--cells", "cell").err();
    assertTrue(err.contains("found 12 rows, expected at least 20"), err);
  }

  @Test
  void rowsThatWereFittedOnAreLeftOut() throws IOException {
    manifest(input, "[]", "fit", 1000, "none", 10, "attack", 1990, "test", 1000);
    JsonNode root = result("--cells", "cell", "--block", 1);
    assertEquals(3000, root.get("rows").asInt());
    assertTrue(root.get("coverage").asText().contains("1000 of 4000 rows were used to fit the"));
    manifest(input, "[\"attack\"]", "fit", 1000, "none", 10, "attack", 1990, "test", 1000);
    root = result("--cells", "cell", "--block", 1);
    assertEquals(1010, root.get("rows").asInt());
    assertTrue(root.get("coverage").asText().contains("to fit or to choose the release"));
  }

  @Test
  void aManifestOfOtherRowsSaysNothing() throws IOException {
    manifest(input, "[]", "fit", ROWS);
    Files.writeString(input, Files.readString(input) + "0.5,p1,a1,1,high,same\n");
    JsonNode root = result("--cells", "cell", "--block", 1);
    assertEquals(ROWS + 1, root.get("rows").asInt());
    assertTrue(root.get("coverage").asText().contains("is of another file"));
  }

  @Test
  void aManifestThatCountsWronglyIsNamed() throws IOException {
    for (Object[] parts : new Object[][] {{"fit", ROWS - 1}, {"fit", ROWS + 1}, {"odd", ROWS}}) {
      manifest(input, "[]", parts);
      Shell shell = Shell.run("certify", "--input", input, "--hide", "person", "--cells", "cell");
      assertEquals(1, shell.status());
      assertTrue(shell.err().contains("manifest.json"), shell.err());
    }
  }

  @Test
  void allRowsFittedOnLeaveNothingToCertify() throws IOException {
    manifest(input, "[]", "fit", ROWS);
    String err =
        Shell.run("certify", "--input", input, "--hide", "person", "--cells", "cell").err();
    assertTrue(err.contains("found 0 rows of 4000 that were not used"), err);
  }

  @Test
  void aReleaseChosenAmongAKnownNumberIsBoundForAllOfThem() throws IOException {
    Object[] parts = {"fit", 1000, "none", 10, "attack", 1990, "test", 1000};
    manifest(input, "[]", parts);
    JsonNode one = result("--cells", "cell", "--block", 1);
    manifest(input, "[\"attack\"], \"chosenAmong\": 24", parts);
    JsonNode chosen = result("--cells", "cell", "--block", 1);
    assertEquals(3000, chosen.get("rows").asInt());
    assertEquals(24, chosen.get("candidates").asInt());
    assertEquals(1 - 0.05 / 24, chosen.get("confidenceOfEach").asDouble(), 1e-12);
    assertEquals(0.95, chosen.get("confidence").asDouble());
    assertTrue(chosen.get("certified").asDouble() > one.get("certified").asDouble());
    assertTrue(chosen.get("coverage").asText().contains("chosen among 24 candidates"));
    String out =
        Shell.run("certify", "--input", input, "--hide", "person", "--cells", "cell").out();
    assertTrue(out.contains("95 % confidence, for all 24 candidates at once"), out);
    manifest(input, "[\"attack\"], \"chosenAmong\": 1", parts);
    assertEquals(1010, result("--cells", "cell", "--block", 1).get("rows").asInt());
  }

  private void manifest(Path of, String chosenOn, Object... parts) throws IOException {
    StringBuilder text = new StringBuilder("{\"released\": {\"sha256\": \"");
    text.append(Digests.sha256(Files.readAllBytes(of)));
    text.append("\"}, \"chosenOn\": ").append(chosenOn).append(", \"parts\": [");
    for (int i = 0; i < parts.length; i += 2) {
      text.append(i == 0 ? "" : ",").append("{\"part\": \"").append(parts[i]);
      text.append("\", \"rows\": ").append(parts[i + 1]).append('}');
    }
    Files.writeString(folder.resolve("manifest.json"), text.append("]}"));
  }

  @Test
  void cellsOfAReleaseMeetLabelsOfTheRawRows() throws IOException {
    Path raw = folder.resolve("raw.csv");
    write(raw, ROWS, 4);
    Path released = Files.createDirectory(folder.resolve("release")).resolve("released.csv");
    StringBuilder text = new StringBuilder("predicted\n");
    List<String> lines = Files.readAllLines(raw);
    lines.subList(1, lines.size()).forEach(line -> text.append(line.split(",")[3]).append('\n'));
    Files.writeString(released, text);
    JsonNode alone = result("--cells", "cell", "--given", "activity");
    JsonNode apart = result("--cells", "predicted", "--released", released, "--given", "activity");
    for (String figure : List.of("certified", "plugIn", "prior", "floor")) {
      assertEquals(alone.get(figure), apart.get(figure), figure);
    }
    write(input, ROWS - 1, 4);
    Shell shell =
        Shell.run(
            "certify",
            "--input",
            input,
            "--released",
            released,
            "--hide",
            "person",
            "--cells",
            "predicted");
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("found 4000 rows, expected 3999"), shell.err());
  }
}
