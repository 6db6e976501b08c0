package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code desensitize} as it is by default: a release is searched for, then audited once. */
class DesensitizeSearchTest {
  private static final int PEOPLE = 5;

  @TempDir Path folder;

  private Path rows;
  private Path out;
  private Path policies;

  @BeforeEach
  void files() throws IOException {
    rows = folder.resolve("rows.csv");
    out = folder.resolve("out");
    policies = folder.resolve("policies.txt");
    Files.write(rows, people("who", "what", "w", "a", 240));
    Files.writeString(
        policies,
        "# the last two give nothing away but what is kept\n"
            + "extra x,y,z\n\n"
            + "decide logistic   # cells\n"
            + "decide logistic | collapse 0.1 | noise 0.3\n");
  }

  /** People with levels of their own, who do three things in runs, as recordings are. */
  private static List<String> people(
      String hide, String keep, String person, String activity, int rowsOfEach) {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of(hide + "," + keep + ",x,y,z,u,v"));
    for (int who = 0; who < PEOPLE; who++) {
      for (int i = 0; i < rowsOfEach; i++) {
        int what = i / 20 % 3;
        lines.add(
            String.format(
                Locale.ROOT,
                "%s%d,%s%d,%.3f,%.3f,%.3f,%.3f,%.3f",
                person,
                who,
                activity,
                what,
                random.nextGaussian() + 3 * who,
                random.nextGaussian() + 5 * what,
                random.nextGaussian() - 5 * what + 0.5 * who,
                random.nextGaussian() + (who == 1 ? 1 : 0),
                random.nextGaussian() + (who == 2 ? 1 : 0)));
      }
    }
    return lines;
  }

  private Shell desensitize(Object... more) {
    return hiding("who", "what", more);
  }

  private Shell hiding(String hide, String keep, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("desensitize", "--quick", "--input", rows, "--hide", hide, "--keep", keep));
    words.addAll(List.of("--out", out));
    words.addAll(Arrays.asList(more));
    return Shell.run(words.toArray());
  }

  private static Shell ok(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  private JsonNode audit() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(out.resolve("audit.json")));
  }

  private List<String> released() throws IOException {
    return Files.readAllLines(out.resolve("released.csv"));
  }

  @Test
  void whatIsReleasedByDefaultIsNotBrokenByItsOwnAudit() throws IOException {
    Shell shell = ok(desensitize());
    assertTrue(AuditFile.best(audit().get("before")) > 0.6, "positive control");
    assertNotEquals("leak shown", audit().get("verdict").asText(), shell.out());
    assertTrue(AuditFile.best(audit().get("utility").get("after")) > 0.95, shell.out());
    assertEquals(Files.readAllLines(rows).size(), released().size());
    for (int i = 1; i < released().size(); i++) {
      String activity = Files.readAllLines(rows).get(i).split(",")[1];
      assertEquals(activity, released().get(i).split(",")[0], "row " + i);
    }
    JsonNode policy = audit().get("policy");
    assertTrue(policy.get("met").asBoolean());
    assertTrue(policy.get("compared").asInt() >= policy.get("points").size());
    assertTrue(policy.get("points").size() > 5);
  }

  @Test
  void thePickIsGivenAsAPlanAndItsReleaseIsMadeAgainByTransform() throws IOException {
    Shell shell = ok(desensitize("--policies", policies));
    String pick = audit().get("policy").get("pick").asText();
    assertTrue(pick.startsWith("decide logistic"), pick);
    assertTrue(shell.out().contains("--steps '" + pick + "'"), shell.out());
    Path again = folder.resolve("again.csv");
    ok(
        Shell.run(
            "transform",
            "--model",
            out.resolve("model.safetensors"),
            "--input",
            rows,
            "--output",
            again));
    assertEquals(-1, Files.mismatch(out.resolve("released.csv"), again));
    String command = audit().get("again").asText();
    assertTrue(command.contains("--policies policies.txt"), command);
    ok(desensitize("--steps", pick));
    assertFalse(audit().has("policy"), "nothing was chosen");
  }

  /** A control: the one that leaves everything as it is has more utility, and is not picked. */
  @Test
  void allThatWereComparedAreShownWithThePick() throws IOException {
    ok(desensitize("--policies", policies));
    JsonNode points = audit().get("policy").get("points");
    assertEquals(3, points.size(), audit().get("policy").toPrettyString());
    assertEquals("extra x,y,z", points.get(0).get("name").asText());
    assertTrue(points.get(0).get("privacy").asDouble() > 0.6);
    assertTrue(points.get(1).get("privacy").asDouble() < 0.4);
    String report = Files.readString(out.resolve("report.html"));
    for (String said : List.of("Releases compared", "extra x,y,z", "No attacker can exceed")) {
      assertTrue(report.contains(said), said);
    }
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readAllBytes(out.resolve("manifest.json")));
    assertEquals(3, manifest.get("chosenAmong").asInt());
    assertEquals(3, audit().get("certificate").get("candidates").asInt());
  }

  @Test
  void bothNumbersAreSaidTwiceAndInTheReport() throws IOException {
    Shell shell = ok(desensitize("--policies", policies, "--budget", "5"));
    List<String> lines =
        shell.out().lines().filter(line -> line.startsWith("two numbers: ")).toList();
    assertEquals(2, lines.size(), shell.out());
    assertEquals(lines.get(0), lines.get(1));
    double best = 100 * AuditFile.best(audit().get("after"));
    double certified = 100 * audit().get("certificate").get("certified").asDouble();
    assertTrue(best <= certified);
    for (double number : new double[] {best, certified}) {
      String text = String.format(Locale.ROOT, "%.1f %%", number);
      assertTrue(lines.get(0).contains(text), text + " in " + lines.get(0));
      assertTrue(Files.readString(out.resolve("report.html")).contains(text), text);
    }
  }

  @Test
  void targetsDecideWhichIsPicked() throws IOException {
    ok(desensitize("--policies", policies, "--target-privacy", "1"));
    JsonNode policy = audit().get("policy");
    double most = 0;
    for (JsonNode point : policy.get("points")) {
      most = Math.max(most, point.get("utility").asDouble());
    }
    for (JsonNode point : policy.get("points")) {
      if (point.get("name").equals(policy.get("pick"))) {
        assertEquals(most, point.get("utility").asDouble(), 1e-12, "everything may leak");
      }
    }
    assertTrue(policy.get("met").asBoolean());
    Shell shell = ok(desensitize("--policies", policies, "--target-utility", "1"));
    if (!audit().get("policy").get("met").asBoolean()) {
      assertTrue(shell.out().contains("none meets the target"), shell.out());
    }
    assertTrue(audit().get("again").asText().contains("--target-utility 1"));
    ok(desensitize("--policies", policies, "--target-privacy", "0.01"));
    assertFalse(audit().get("policy").get("met").asBoolean(), "below the majority");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cells | decide",
        "components | ",
      })
  void onlyWhatIsWantedIsTried(String want, String begins) throws IOException {
    ok(desensitize("--want", want, "--budget", "4"));
    JsonNode policy = audit().get("policy");
    assertEquals(want, policy.get("want").get(0).asText());
    for (JsonNode point : policy.get("points")) {
      assertEquals(want, point.get("want").asText(), point.toString());
    }
    assertTrue(policy.get("points").size() <= 4);
    assertTrue(audit().get("again").asText().contains("--want " + want + " --budget 4"));
  }

  @Test
  void ownHistoryIsReleasedInTheOrderOfTheFile() throws IOException {
    Files.writeString(policies, "decide logistic | extra x | rank 20\n");
    ok(desensitize("--policies", policies, "--device", "who"));
    assertEquals(Files.readAllLines(rows).size(), released().size());
    Path again = folder.resolve("again.csv");
    ok(
        Shell.run(
            "transform",
            "--model",
            out.resolve("model.safetensors"),
            "--input",
            rows,
            "--output",
            again,
            "--device",
            "who"));
    assertEquals(-1, Files.mismatch(out.resolve("released.csv"), again));
    assertTrue(audit().get("again").asText().contains("--device who"));
  }

  @Test
  void theSameSeedGivesTheSameFiguresUnderAnotherKey() throws IOException {
    Files.writeString(policies, "decide logistic | collapse 0.1 | noise 0.3\n");
    ok(desensitize("--policies", policies));
    JsonNode first = audit().get("policy");
    List<String> rowsOfFirst = released();
    ok(desensitize("--policies", policies));
    assertEquals(first, audit().get("policy"));
    assertNotEquals(rowsOfFirst, released(), "the key is drawn anew");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target-utility 0.9 --target-privacy 0.1 | --target-utility and --target-privacy exclude each other",
        "--target-utility 95 | --target-utility 95.0: a share from 0 to 1 is needed",
        "--target-privacy -1 | --target-privacy -1.0: a share from 0 to 1 is needed",
        "--target-privacy NaN | --target-privacy NaN: a share from 0 to 1 is needed",
        "--budget 0 | --budget 0: at least 1 is needed",
        "--want codes | found 'codes', expected of components, cells, columns",
        "--want cells --policies F | --want and --policies exclude each other",
        "--want cells --steps decide | --want and --steps exclude each other",
        "--columns-form --steps decide | --steps and --columns-form exclude each other",
        "--columns-form --want cells | --want and --columns-form exclude each other",
        "--columns-form --budget 3 | --budget and --columns-form exclude each other",
        "--columns-form --device who | --device and --columns-form exclude each other",
        "--given what --target-utility 0.9 | --target-utility and --given exclude each other",
        "--given what --policies F | --policies and --given exclude each other",
        "--sweep | Unknown option: '--sweep'",
      })
  void wrongUsageIsSaidInOneLineBeforeAnyWork(String options, String message) {
    Shell shell = desensitize((Object[]) options.split(" "));
    assertEquals(2, shell.status(), shell.err());
    assertTrue(shell.err().lines().findFirst().orElse("").contains(message), shell.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void withoutALabelToKeepNothingIsSearchedFor() {
    Object[] words = {
      "desensitize", "--quick", "--input", rows, "--hide", "who", "--drop", "what", "--out", out
    };
    Shell shell = ok(Shell.run(words));
    assertTrue(shell.out().contains("no --keep: nothing says what the rows are for"), shell.out());
    Object[] more = Arrays.copyOf(words, words.length + 2);
    more[words.length] = "--want";
    more[words.length + 1] = "cells";
    shell = Shell.run(more);
    assertEquals(2, shell.status());
    assertTrue(shell.err().contains("--want needs --keep"), shell.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decide;# all;decode | line 3: policy 'decode'",
        "method none | line 1: policy 'method none'",
        "# nothing | found no release to compare",
      })
  void aFileOfPoliciesThatIsNoneIsRefusedByLine(String lines, String message) throws IOException {
    Files.write(policies, List.of(lines.split(";")));
    Shell shell = desensitize("--policies", policies);
    assertEquals(1, shell.status(), shell.err());
    String said = shell.err().lines().findFirst().orElse("");
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(said.contains("policies.txt: ") && said.contains(message), said);
    assertFalse(said.contains("rows.csv"), said);
    assertFalse(Files.exists(out));
    Files.write(policies, new byte[] {(byte) 0xE9, '\n'});
    said = desensitize("--policies", policies).err();
    assertTrue(said.contains("policies.txt: is not UTF-8 text"), said);
  }

  @Test
  void theColumnsFormSaysWhatItLeaves() throws IOException {
    Shell shell = ok(desensitize("--columns-form"));
    assertEquals("what,x,y,z,u,v", released().get(0));
    assertTrue(shell.out().contains("--columns-form was asked for"), shell.out());
    assertFalse(audit().has("policy"));
    assertTrue(audit().get("again").asText().contains("--columns-form"));
  }

  @Test
  void namesMayBeInAnyScript() throws IOException {
    Files.write(
        rows, people("người", "hoạt động", "Ольга", "走路,速い ".strip().replace(",", "、"), 240));
    Shell shell = ok(hiding("người", "hoạt động", "--policies", policies));
    assertTrue(shell.out().contains("'người'"), shell.out());
    assertTrue(released().get(0).startsWith("hoạt động,"), released().get(0));
  }

  @Test
  void severalHiddenLabelsAreSearchedAsOne() throws IOException {
    List<String> lines = Files.readAllLines(rows);
    Files.write(
        rows,
        IntStream.range(0, lines.size())
            .mapToObj(
                i ->
                    (i == 0 ? "sex" : lines.get(i).startsWith("w1") ? "f" : "m")
                        + ","
                        + lines.get(i))
            .toList());
    ok(hiding("who,sex", "what", "--policies", policies));
    assertTrue(audit().get("policy").get("pick").asText().startsWith("decide"));
    assertTrue(Files.exists(out.resolve("audit-sex.json")));
    assertFalse(released().get(0).contains("sex"), released().get(0));
  }

  /** Categories as flags, one class in ten rows, a label that depends on both. */
  private static List<String> table(int n) {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>(List.of("sex,income,age,hours,a,b,c,d"));
    for (int i = 0; i < n; i++) {
      int sex = random.nextDouble() < 0.35 ? 1 : 0;
      double age = 38 + 12 * random.nextGaussian();
      int category = random.nextInt(100) < 60 - 30 * sex ? 0 : 1 + random.nextInt(3);
      double score = (age - 38) / 12 + (category == 0 ? 1 : 0) + random.nextGaussian();
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%.0f,%.0f,%d,%d,%d,%d",
              sex == 1 ? "f" : "m",
              score > 1.6 ? "high" : "low",
              age,
              40 - 4.0 * sex + 8 * random.nextGaussian(),
              category == 0 ? 1 : 0,
              category == 1 ? 1 : 0,
              category == 2 ? 1 : 0,
              category == 3 ? 1 : 0));
    }
    return lines;
  }

  @Test
  void aTableOfCategoriesAndUnequalClassesIsReleasedWithoutShowingRawFlags() throws IOException {
    Files.write(rows, table(4000));
    Shell shell = ok(hiding("sex", "income"));
    assertNotEquals("leak shown", audit().get("verdict").asText(), shell.out());
    List<String> header = List.of(released().get(0).split(","));
    assertFalse(header.contains("sex"), released().get(0));
    assertTrue(shell.out().contains("AUC"), shell.out());
  }

  @Test
  void fewRowsAndRareClassesAreNoReasonToFail() throws IOException {
    List<String> few = table(40);
    Files.write(rows, few);
    Shell shell = hiding("sex", "income", "--unit", "row", "--budget", "6");
    assertTrue(shell.status() == 0 || shell.err().lines().count() == 1, shell.err());
    List<String> rare = new ArrayList<>(people("who", "what", "w", "a", 240));
    rare.add("w0,rare,1,2,3,0,0");
    rare.add("once,a0,1,2,3,0,0");
    Files.write(rows, rare);
    shell = ok(desensitize("--policies", policies));
    assertTrue(shell.out().contains("withheld: 1 rows of 1 classes of 'who'"), shell.out());
    assertEquals(rare.size() - 1, released().size());
    ObjectNode scope = (ObjectNode) audit().get("withheld");
    assertEquals(1, scope.get("rows").asInt());
  }
}
