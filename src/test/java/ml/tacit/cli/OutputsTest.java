package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No command writes over what it reads, nor one output over another. */
class OutputsTest {
  @TempDir Path folder;
  private Path input;
  private Path model;

  @BeforeEach
  void files() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("person,activity,x1,x2,x3\n");
    for (int i = 0; i < 60; i++) {
      text.append("p").append(i % 3).append(i % 2 == 0 ? ",walk" : ",sit");
      for (int j = 0; j < 3; j++) {
        text.append(',').append(random.nextGaussian() + (i % 3 == j ? 1 : 0));
      }
      text.append('\n');
    }
    input = Files.writeString(folder.resolve("in.csv"), text);
    model = folder.resolve("m.st");
    assertEquals(0, fit(model).status());
  }

  private Shell fit(Path to) {
    return run("fit --method rdca --hide person --drop activity", "--input", input, "--model", to);
  }

  @TestFactory
  Stream<DynamicTest> anOutputThatIsAnInput() throws IOException {
    Path soft = Files.createSymbolicLink(folder.resolve("soft"), Path.of("in.csv"));
    Path hard = Files.createLink(folder.resolve("hard"), input);
    Path softModel = Files.createSymbolicLink(folder.resolve("soft-model"), model);
    Path there = Files.createSymbolicLink(folder.resolve("there"), folder).resolve("in.csv");
    List<DynamicTest> tests = new ArrayList<>();
    for (Path alias : List.of(input, soft, hard, there)) {
      tests.add(
          refused(
              "fit --method rdca --hide person --drop activity",
              List.of("--input", "--model"),
              "--input",
              input,
              "--model",
              alias));
      tests.add(
          refused(
              "transform",
              List.of("--input", "--output"),
              "--input",
              input,
              "--model",
              model,
              "--output",
              alias));
      for (String report : List.of("--json", "--html")) {
        tests.add(
            refused(
                "audit --quick --keep activity --hide person",
                List.of("--input", report),
                "--input",
                input,
                report,
                alias));
        tests.add(
            refused(
                "audit --quick --keep activity --hide person",
                List.of("--released", report),
                "--input",
                folder.resolve("another.csv"),
                "--released",
                input,
                report,
                alias));
      }
    }
    for (Path alias : List.of(model, softModel)) {
      tests.add(
          refused(
              "transform",
              List.of("--model", "--output"),
              "--input",
              input,
              "--model",
              model,
              "--output",
              alias));
    }
    Path results = Files.writeString(folder.resolve("results.json"), "{}");
    tests.add(refused("reproduce page", List.of("--output"), results, "--output", results));
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> oneFileForTwoOutputs() throws IOException {
    Path soft = Files.createSymbolicLink(folder.resolve("report"), Path.of("a.json"));
    return Stream.of(folder.resolve("a.json"), soft, folder.resolve("./a.json"))
        .map(
            second ->
                refused(
                    "audit --quick --keep activity --hide person",
                    List.of("--json", "--html"),
                    "--input",
                    input,
                    "--json",
                    folder.resolve("a.json"),
                    "--html",
                    second));
  }

  @TestFactory
  Stream<DynamicTest> desensitizeOverItsInput() throws IOException {
    Path out = Files.createDirectory(folder.resolve("rel"));
    List<DynamicTest> tests = new ArrayList<>();
    for (String name :
        List.of(
            "released.csv",
            "model.safetensors",
            "report.html",
            "audit.json",
            "report-activity.html",
            "audit-activity.json",
            "manifest.json")) {
      Path inside = Files.copy(input, out.resolve(name));
      tests.add(
          refused(
              "desensitize --quick --hide person,activity",
              List.of("--input", "--out"),
              "--input",
              inside,
              "--out",
              out));
    }
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), out);
    tests.add(
        refused(
            "desensitize --quick --hide person",
            List.of("--input", "--out"),
            "--input",
            out.resolve("released.csv"),
            "--out",
            linked));
    return tests.stream();
  }

  @Test
  void aFolderThatIsReadStandsForItsFiles() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path member = Files.writeString(data.resolve("semeion.data"), "1");
    Outputs over = new Outputs().reads("the data set", data).writes("--output", member);
    BadDataException e = assertThrows(BadDataException.class, () -> over.check(null));
    assertEquals(
        member + ": --output is a file of the data set (" + data + "), name another file",
        e.getMessage());
    new Outputs().reads("the data set", data).writes("--output", data.resolve("new")).check(null);
  }

  @Test
  void theFolderOfAnInputIsFineForOtherNames() {
    Shell shell = fit(folder.resolve("another.st"));
    assertEquals(0, shell.status(), shell.err());
    assertTrue(Files.exists(folder.resolve("another.st")));
  }

  @Test
  void aFolderThatCannotBeMadeIsFoundBeforeTheWork() {
    Shell shell =
        run(
            "desensitize --quick --hide person --keep activity",
            "--input",
            input,
            "--out",
            input.resolve("rel"));
    assertEquals(1, shell.status(), shell.err());
    assertTrue(shell.err().contains("a folder is needed"), shell.err());
  }

  @Test
  void modelsAreForTheirOwnerAlone() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(model)));
  }

  private DynamicTest refused(String command, List<String> mentions, Object... files) {
    return DynamicTest.dynamicTest(
        command + " " + Arrays.toString(files),
        () -> {
          Map<String, byte[]> before = contents();
          Shell shell = run(command, files);
          assertEquals(1, shell.status(), shell.err());
          assertEquals(1, shell.err().lines().count(), shell.err());
          assertEquals("", shell.out());
          for (String mention : mentions) {
            assertTrue(shell.err().contains(mention), shell.err());
          }
          Map<String, byte[]> after = contents();
          assertEquals(before.keySet(), after.keySet());
          before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
        });
  }

  private Shell run(String command, Object... files) {
    return Shell.run(
        Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(files)).toArray());
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
