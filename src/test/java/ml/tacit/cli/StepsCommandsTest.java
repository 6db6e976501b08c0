package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans on the command line: fit, inspect, transform, and keys that are kept apart. */
class StepsCommandsTest {
  private static final String PLAN = "decide logistic | collapse 0.1 | noise 0.3";

  @TempDir private Path folder;
  private Path rows;

  @BeforeEach
  void table() throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("who,do,a,b,c\n");
    for (int i = 0; i < 120; i++) {
      int who = i % 4;
      int what = i / 4 % 3;
      text.append("person").append(who).append(",act").append(what);
      for (int j = 0; j < 3; j++) {
        double x = random.nextGaussian() + (j == what ? 5 : 0) + 0.5 * who;
        text.append(String.format(Locale.ROOT, ",%.3f", x));
      }
      text.append('\n');
    }
    rows = folder.resolve("rows.csv");
    Files.writeString(rows, text);
  }

  private Shell fit(Path model, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("fit", "--input", rows, "--keep", "do", "--hide", "who", "--model", model));
    args.addAll(List.of(more));
    return Shell.run(args.toArray());
  }

  private static Shell ok(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  private String released(Path model, Object... more) throws IOException {
    Path output = folder.resolve("out.csv");
    List<Object> args =
        new ArrayList<>(
            List.of("transform", "--model", model, "--input", rows, "--output", output));
    args.addAll(List.of(more));
    ok(Shell.run(args.toArray()));
    return Files.readString(output);
  }

  @Test
  void aPlanIsFittedInspectedAndTransforms() throws IOException {
    Path model = folder.resolve("m");
    ok(fit(model, "--steps", PLAN));
    String text = ok(Shell.run("inspect", model)).out();
    assertTrue(text.contains("0 act0, 1 act1, 2 act2"), text);
    assertTrue(
        text.lines().anyMatch(line -> line.matches("step 1 +decision, 3 to 1 columns: .+")), text);
    assertTrue(text.contains("total variation"), text);
    assertFalse(text.contains("ridge"), text);
    JsonNode json = new ObjectMapper().readTree(ok(Shell.run("inspect", model, "--json")).out());
    assertEquals(PLAN, json.get("plan").asText());
    List<String> kinds = new ArrayList<>();
    json.get("steps").forEach(step -> kinds.add(step.get("step").asText()));
    assertEquals(
        List.of("decision", "chain", "collapse", "coins", "noise", "round"),
        kinds,
        json.toString());
    json.get("steps")
        .forEach(
            step -> {
              assertTrue(step.get("inputs").asInt() > 0 && step.get("outputs").asInt() > 0);
              assertFalse(step.get("guarantee").asText().isBlank());
            });
    String out = released(model);
    assertTrue(
        out.startsWith("do,predicted_do,component1,component2\n"), out.lines().findFirst().get());
    assertEquals(out, released(model), "the same rows, the same draws");
  }

  @Test
  void aFiniteReleaseIsNotRoundedAndDoesNotWarn() throws IOException {
    Path model = folder.resolve("m");
    String said = ok(fit(model, "--steps", "decide logistic | cells | response 2")).out();
    assertFalse(said.contains("warning"), said);
    assertTrue(said.contains("at most 3 different rows"), said);
    assertTrue(released(model).lines().skip(1).allMatch(line -> line.matches("act.,[012][.]0")));
  }

  @Test
  void aModelForReleaseHoldsNoKeyAndNoHiddenName() throws IOException {
    Path model = folder.resolve("public");
    Path key = folder.resolve("key");
    ok(fit(model, "--steps", PLAN, "--for-release", "--key", key));
    String bytes = Files.readString(model, StandardCharsets.ISO_8859_1);
    String secret = Files.readString(key).strip().split(" ")[1];
    assertFalse(bytes.contains(secret));
    assertFalse(bytes.contains("person1"));
    assertTrue(bytes.contains("act1"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));

    Path output = folder.resolve("refused.csv");
    Shell refused = Shell.run("transform", "--model", model, "--input", rows, "--output", output);
    assertEquals(1, refused.status());
    assertEquals(1, refused.err().strip().lines().count(), refused.err());
    assertTrue(refused.err().contains("--key F"), refused.err());
    assertFalse(Files.exists(output));

    assertEquals(released(model, "--key", key), released(model, "--key", key));
    Path other = folder.resolve("other");
    ok(fit(folder.resolve("another"), "--steps", PLAN, "--for-release", "--key", other));
    Shell wrong =
        Shell.run(
            "transform", "--model", model, "--input", rows, "--output", output, "--key", other);
    assertEquals(1, wrong.status());
    assertTrue(wrong.err().contains("not that of this model"), wrong.err());
    Shell none =
        Shell.run(
            "transform", "--model", model, "--input", rows, "--output", output, "--key", rows);
    assertEquals(1, none.status());
    assertTrue(none.err().contains("no key file"), none.err());
    assertTrue(ok(Shell.run("inspect", model)).out().contains("not in this file"));
  }

  @Test
  void columnsThatAreRoundedAtRandomHaveAKeyToo() throws IOException {
    // A flag and a fourth column: two hidden directions leave two.
    List<String> lines = Files.readAllLines(rows);
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, lines.get(i) + (i == 0 ? ",flag" : i % 3 == 0 ? ",1" : ",0"));
    }
    Files.write(rows, lines);
    Path model = folder.resolve("m");
    Path key = folder.resolve("key");
    Object[] fit = {
      "fit",
      "--method",
      "rdca",
      "--input",
      rows,
      "--hide",
      "do",
      "--drop",
      "who",
      "--model",
      model,
      "--for-release",
      "--key",
      key
    };
    ok(Shell.run(fit));
    assertEquals(
        1,
        Shell.run(
                "transform", "--model", model, "--input", rows, "--output", key.resolveSibling("o"))
            .status());
    assertEquals(released(model, "--key", key), released(model, "--key", key));
  }

  @Test
  void aSeedRepeatsARunAndANewKeyDoesNot() throws IOException {
    Path one = folder.resolve("1");
    Path two = folder.resolve("2");
    ok(fit(one, "--steps", PLAN, "--seed", "5"));
    ok(fit(two, "--steps", PLAN, "--seed", "5"));
    assertEquals(released(one), released(two));
    ok(fit(one, "--steps", PLAN));
    ok(fit(two, "--steps", PLAN));
    assertNotEquals(released(one), released(two));
  }

  @Test
  void whatDoesNotGoTogetherIsWrongUsage() {
    Path model = folder.resolve("m");
    requireUsage("--steps 'fly' is not known", fit(model, "--steps", "fly"), "'fly' is not known");
    requireUsage("both", fit(model, "--steps", PLAN, "--method", "rdca"), "--method exclude");
    requireUsage("ridge", fit(model, "--steps", PLAN, "--ridge", "1"), "--ridge exclude");
    requireUsage("seed", fit(model, "--method", "rdca", "--seed", "1"), "--seed is for --steps");
    requireUsage("key", fit(model, "--steps", PLAN, "--key", model), "--key");
    requireUsage("no key", fit(model, "--steps", PLAN, "--for-release"), "needs --key");
    requireUsage("empty", fit(model, "--steps", "decide |"), "empty part");
    requireUsage("option", fit(model, "--steps", "decide --fast"), "--fast");
    requireUsage("number", fit(model, "--steps", "collapse 2"), "from 0");
    assertFalse(Files.exists(model));
  }

  private static void requireUsage(String what, Shell shell, String message) {
    assertEquals(2, shell.status(), what + ": " + shell.err());
    assertTrue(shell.err().contains(message), shell.err());
  }

  @Test
  void aClassOfFewRowsIsWarnedOfAndNotGivenAway() throws IOException {
    String[] extra = {"person0,rare,1,2,3", "person1,rare,2,1,3", "person2,rare,2,2,2", ""};
    Files.writeString(rows, Files.readString(rows) + String.join("\n", extra));
    Path model = folder.resolve("m");
    String said = ok(fit(model, "--steps", "decide logistic | cells")).out();
    assertTrue(said.contains("warning: label 'do': class 'rare' has 3 rows"), said);
    Files.delete(model);
    Shell refused = fit(model, "--steps", "decide logistic | cells", "--for-release");
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("--for-release: label 'do': class 'rare'"), refused.err());
    assertFalse(Files.exists(model));
  }

  @Test
  void whatAPlanDoesNotFindIsOneLine() {
    Path model = folder.resolve("m");
    for (String plan :
        List.of(
            "collapse 0.1",
            "noise 1",
            "response 1",
            "extra nowhere",
            "cells",
            "residual 2",
            "decide logistic | cells --bins nowhere=2",
            "decide logistic | residual 9")) {
      Shell failed = fit(model, "--steps", plan);
      assertEquals(1, failed.status(), plan + ": " + failed.err());
      assertEquals(1, failed.err().strip().lines().count(), failed.err());
      assertFalse(Files.exists(model));
    }
  }
}
