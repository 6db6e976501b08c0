package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets one line and a status, and no output file is made or changed. */
class BadInputTest {
  private static final String HEADER = "person,activity,x1,x2,x3\n";

  @TempDir Path folder;
  private Path input;
  private Path output;

  @BeforeEach
  void files() throws IOException {
    input = folder.resolve("rows.csv");
    output = folder.resolve("out");
    Files.writeString(input, good(new Random(1), 60));
  }

  private static String good(Random random, int rows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < rows; i++) {
      text.append("p").append(i % 3).append(i % 2 == 0 ? ",walk" : ",sit");
      for (int j = 0; j < 3; j++) {
        text.append(',').append(random.nextGaussian() + (i % 3 == j ? 1 : 0));
      }
      text.append('\n');
    }
    return text.toString();
  }

  static Stream<Arguments> badFiles() {
    String rows = good(new Random(2), 12);
    return Stream.of(
        bad("NaN", rows + "p1,walk,1,NaN,3\n", List.of("row 13", "'x2'", "NaN"), ""),
        bad(
            "infinity",
            rows + "p1,walk,1,2,-Infinity\n",
            List.of("row 13", "'x3'", "Infinity"),
            ""),
        bad("text", rows + "p1,walk,one,2,3\n", List.of("row 13", "'x1'", "one"), ""),
        bad("empty label", rows + ",walk,1,2,3\n", List.of("row 13", "'person'"), ""),
        bad("no label", rows + "NA,walk,1,2,3\n", List.of("row 13", "'person'"), ""),
        bad("short row", rows + "p1,walk,1,2\n", List.of("row 13", "4", "5"), ""),
        bad("long row", rows + "p1,walk,1,2,3,4\n", List.of("row 13", "6", "5"), ""),
        bad("missing label", rows.replace("person", "who"), List.of("person"), ""),
        bad("class with one row", rows + "p9,walk,1,2,3\n", List.of("person", "p9", "1 row"), ""),
        bad("one class", rows.replaceAll("p[012],", "p1,"), List.of("person", "p1", "1 class"), ""),
        bad("label twice", rows.replace("x3", "person"), List.of("person", "twice"), ""),
        bad("empty file", "", List.of("rows.csv"), ""),
        bad("header only", HEADER, List.of("rows.csv"), ""),
        bad(
            "constant column without ridge",
            rows.replaceAll("(?m)^(p\\d.*),[^,]*$", "$1,7"),
            List.of("x3", "constant"),
            "--ridge 0"),
        bad(
            "constant column to standardise",
            rows.replaceAll("(?m)^(p\\d.*),[^,]*$", "$1,7"),
            List.of("x3", "constant"),
            "--standardize"),
        bad("more directions than features", wide(), List.of("columns"), "--features x1"),
        bad(
            "more features than rows without ridge",
            few(),
            List.of("ridge", "features", "rows"),
            "--ridge 0"));
  }

  private static Arguments bad(String name, String text, List<String> mentions, String options) {
    return Arguments.of(name, text, mentions, options);
  }

  private static String wide() {
    return good(new Random(3), 40);
  }

  private static String few() {
    return "person,activity,x1,x2,x3,x4,x5\n"
        + "a,walk,1,2,3,1,4\na,sit,1.5,2.5,4,0,3\nb,walk,3,1,2,5,1\nb,sit,0,1,2,2,2\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void badRows(String name, String text, List<String> mentions, String options) throws IOException {
    Files.writeString(input, text);
    String[] more = options.isEmpty() ? new String[0] : options.split(" ");
    Object[] fit = {
      "fit", "--method", "rdca", "--input", input, "--model", output, "--hide", "person"
    };
    Object[] args = Stream.concat(Arrays.stream(fit), Arrays.stream(more)).toArray();
    if (!options.contains("--features")) {
      args = Stream.concat(Arrays.stream(args), Stream.of("--drop", "activity")).toArray();
    }
    fails(1, mentions, args);
  }

  @Test
  void moreFeaturesThanRowsAreFineWithARidge() throws IOException {
    Files.writeString(input, few());
    Shell shell = fit("--ridge", "1");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(Files.exists(output));
  }

  @Test
  void aConstantColumnIsNamedAndHarmlessWithARidge() throws IOException {
    String wider = good(new Random(2), 12).replace("x3", "x3,x4");
    Files.writeString(input, wider.replaceAll("(?m)^(p\\d.*)$", "$1,7"));
    Shell shell = fit("--ridge", "1");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("constant columns, which carry nothing: x4"), shell.out());
  }

  @Test
  void aTruncatedOrAlteredModelIsRefused() throws IOException {
    assertEquals(0, fit().status());
    byte[] model = Files.readAllBytes(output);
    Path broken = folder.resolve("broken.safetensors");
    Path released = folder.resolve("released.csv");
    Files.writeString(released, "as it was");
    byte[] altered = model.clone();
    altered[model.length - 3] ^= 1;
    for (byte[] bytes : List.of(Arrays.copyOf(model, model.length - 8), altered, new byte[3])) {
      Files.write(broken, bytes);
      Shell shell =
          Shell.run("transform", "--model", broken, "--input", input, "--output", released);
      oneLine(shell, 1, List.of("broken.safetensors"));
      assertEquals("as it was", Files.readString(released));
      oneLine(Shell.run("inspect", broken), 1, List.of("broken.safetensors"));
    }
  }

  @Test
  void aModelForOtherColumnsIsNamedAndTheOutputStays() throws IOException {
    assertEquals(0, fit().status());
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "x1,x2,y3\n1,2,3\n");
    Path released = folder.resolve("released.csv");
    Files.writeString(released, "as it was");
    Shell shell = Shell.run("transform", "--model", output, "--input", other, "--output", released);
    oneLine(shell, 1, List.of("other.csv", "x3"));
    assertEquals("as it was", Files.readString(released));
  }

  @Test
  void aBadRowLateInTheStreamLeavesNoOutput() throws IOException {
    assertEquals(0, fit().status());
    Path late = folder.resolve("late.csv");
    Files.writeString(late, good(new Random(5), 60_000) + "p1,walk,1,2,NaN\n");
    Path released = folder.resolve("released.csv");
    Shell shell = Shell.run("transform", "--model", output, "--input", late, "--output", released);
    oneLine(shell, 1, List.of("late.csv", "row 60001", "x3", "NaN"));
    assertTrue(Files.notExists(released));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "no temporary file is left");
    }
  }

  @Test
  void auditAndDesensitizeRefuseBadRowsToo() throws IOException {
    Files.writeString(input, good(new Random(2), 60) + "p1,walk,1,NaN,3\n");
    Path json = folder.resolve("audit.json");
    Shell audit =
        Shell.run(
            "audit", "--input", input, "--keep", "activity", "--hide", "person", "--json", json);
    oneLine(audit, 1, List.of("rows.csv", "row 61", "x2"));
    assertTrue(Files.notExists(json));
    fails(
        1,
        List.of("rows.csv", "row 61", "x2"),
        "desensitize",
        "--input",
        input,
        "--hide",
        "person",
        "--keep",
        "activity",
        "--out",
        output);
  }

  @Test
  void anInputAsItsOwnOutputIsRefused() throws IOException {
    assertEquals(0, fit().status());
    byte[] before = Files.readAllBytes(input);
    Shell shell = Shell.run("transform", "--model", output, "--input", input, "--output", input);
    oneLine(shell, 1, List.of("rows.csv"));
    assertArrayEquals(before, Files.readAllBytes(input));
  }

  @Test
  void targetsAreCheckedBeforeTheWorkAndNothingIsWritten() throws IOException {
    Path json = folder.resolve("audit.json");
    Path nowhere = folder.resolve("none/report.html");
    Object[] audit = {
      "audit",
      "--input",
      input,
      "--keep",
      "activity",
      "--hide",
      "person",
      "--json",
      json,
      "--html",
      nowhere
    };
    oneLine(Shell.run(audit), 1, List.of("report.html", "does not exist"));
    assertTrue(Files.notExists(json));
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(out.resolve("model.safetensors"));
    Object[] desensitize = {
      "desensitize", "--input", input, "--hide", "person", "--keep", "activity", "--out", out
    };
    oneLine(Shell.run(desensitize), 1, List.of("model.safetensors", "directory"));
    assertTrue(Files.notExists(out.resolve("released.csv")));
    desensitize[desensitize.length - 1] = input;
    oneLine(Shell.run(desensitize), 2, List.of("rows.csv", "folder"));
  }

  @Test
  void tooFewRowsToSplitAreNamedWithTheirFile() throws IOException {
    Files.writeString(input, good(new Random(2), 12));
    fails(
        1,
        List.of("rows.csv"),
        "desensitize",
        "--input",
        input,
        "--hide",
        "person",
        "--keep",
        "activity",
        "--out",
        output);
  }

  @Test
  void coincidingClassMeansLeaveNothingToKeep() throws IOException {
    Files.writeString(input, HEADER + "a,w,1,2,3\na,s,3,2,1\nb,w,3,2,1\nb,s,1,2,3\n");
    fails(
        1,
        List.of("rows.csv", "coincide"),
        "fit",
        "--method",
        "dca",
        "--input",
        input,
        "--model",
        output,
        "--keep",
        "person",
        "--drop",
        "activity");
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("no command", new String[] {}),
        Arguments.of("unknown command", new String[] {"frobnicate"}),
        Arguments.of("unknown option", new String[] {"inspect", "--frob", "m"}),
        Arguments.of("missing option", new String[] {"transform", "--model", "m"}),
        Arguments.of(
            "unknown method",
            new String[] {"fit", "--method", "lda", "--input", "a", "--model", "b"}),
        Arguments.of(
            "rdca without hide",
            new String[] {"fit", "--method", "rdca", "--input", "a", "--model", "b"}),
        Arguments.of(
            "dca without keep",
            new String[] {"fit", "--method", "dca", "--input", "a", "--model", "b", "--hide", "p"}),
        Arguments.of(
            "two ridges",
            new String[] {
              "fit",
              "--method",
              "rdca",
              "--input",
              "a",
              "--model",
              "b",
              "--hide",
              "p",
              "--ridge",
              "1",
              "--ridge-relative",
              "1"
            }),
        Arguments.of(
            "negative ridge",
            new String[] {
              "fit",
              "--method",
              "rdca",
              "--input",
              "a",
              "--model",
              "b",
              "--hide",
              "p",
              "--ridge",
              "-1"
            }),
        Arguments.of(
            "no number",
            new String[] {
              "fit",
              "--method",
              "rdca",
              "--input",
              "a",
              "--model",
              "b",
              "--hide",
              "p",
              "--ridge",
              "much"
            }),
        Arguments.of(
            "keep and hide the same",
            new String[] {
              "fit",
              "--method",
              "duca",
              "--input",
              "a",
              "--model",
              "b",
              "--hide",
              "p",
              "--keep",
              "p"
            }),
        Arguments.of("hide without input", new String[] {"desensitize", "--hide", "p"}),
        Arguments.of("unknown experiment", new String[] {"reproduce", "mnist"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUsages")
  void wrongUsageIsStatusTwoAndPointsToHelp(String name, String[] args) {
    Shell shell = Shell.run((Object[]) args);
    oneLine(shell, 2, List.of("--help"));
  }

  @Test
  void missingFilesAreNamed() {
    oneLine(Shell.run("inspect", folder.resolve("none")), 1, List.of("none"));
    oneLine(
        Shell.run(
            "transform", "--model", folder.resolve("none"), "--input", input, "--output", output),
        1,
        List.of("none"));
    fails(
        1,
        List.of("none.csv"),
        "fit",
        "--method",
        "pca",
        "--input",
        folder.resolve("none.csv"),
        "--model",
        output);
  }

  private Shell fit(String... more) {
    Object[] fit = {
      "fit",
      "--method",
      "rdca",
      "--input",
      input,
      "--model",
      output,
      "--hide",
      "person",
      "--drop",
      "activity"
    };
    return Shell.run(Stream.concat(Arrays.stream(fit), Arrays.stream(more)).toArray());
  }

  private void fails(int status, List<String> mentions, Object... args) {
    oneLine(Shell.run(args), status, mentions);
    assertTrue(Files.notExists(output), "no output was made");
  }

  private static void oneLine(Shell shell, int status, List<String> mentions) {
    assertEquals(status, shell.status(), shell.err());
    assertEquals("", shell.out());
    assertEquals(1, shell.err().lines().count(), shell.err());
    for (String mention : mentions) {
      assertTrue(shell.err().contains(mention), () -> mention + " in: " + shell.err());
    }
  }
}
