package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way out of a table that has the hidden label four times: as 'person', spelled 'Person', as
 * a copy 'who' in other words, as a number 'code'. No output holds any of them, or the run stops in
 * one line that names it.
 */
class WaysOutTest {
  private static final int N = 390;
  private static final List<String> X = List.of("x0", "x1", "x2", "x3", "x4");
  private static final Set<String> HIDDEN = Set.of("person", "Person", "who", "code");

  @TempDir Path folder;
  private Path table;
  private Path model;
  private Path output;

  @BeforeEach
  void files() throws IOException {
    table = folder.resolve("rows.csv");
    CsvWriter.writeAll(table, rows(true));
    model = folder.resolve("m.safetensors");
    output = folder.resolve("out.csv");
  }

  /** The rows; the number is a feature like any other where it is not left out. */
  private static LabelledRows rows(boolean withCode) {
    Random random = new Random(2);
    int d = X.size() + (withCode ? 1 : 0);
    DMatrixRMaj rows = new DMatrixRMaj(N, d);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < X.size(); j++) {
        rows.set(i, j, random.nextGaussian() + (person(i) == j ? 2 : 0) + i % 2);
      }
      if (withCode) {
        rows.set(i, d - 1, 1 + person(i));
      }
    }
    List<String> features = new ArrayList<>(X);
    if (withCode) {
      features.add("code");
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", labels("p0 p1 p2"));
    labels.put("Person", labels("p0 p1 p2"));
    labels.put("who", labels("Ann Bob Joe"));
    labels.put(
        "activity",
        Labels.of(IntStream.range(0, N).mapToObj(i -> "a" + i % 2).toArray(String[]::new)));
    return new LabelledRows(features, rows, labels);
  }

  private static int person(int row) {
    return row / (N / 3);
  }

  private static Labels labels(String names) {
    String[] of = names.split(" ");
    return Labels.of(IntStream.range(0, N).mapToObj(i -> of[person(i)]).toArray(String[]::new));
  }

  private static List<Model> models(LabelledRows rows) {
    Roles roles = Roles.keep("activity").withHide("person");
    return List.of(
        Rdca.ridge(1).fit(rows, roles),
        Rdca.ridge(1).withNoiseComponents().fit(rows, roles.withGiven("activity")),
        Dca.ridge(1).fit(rows, roles),
        Kernelized.of(Kernel.linear(), Dca.ridge(1)).withLandmarks(20).fit(rows, roles));
  }

  private static void clean(Iterable<String> columns) {
    for (String column : columns) {
      assertFalse(HIDDEN.contains(column), column);
    }
  }

  private void cleanFile(Path file) throws IOException {
    clean(Arrays.asList(Files.readAllLines(file).get(0).split(",")));
    String text = Files.readString(file);
    for (String name : List.of("p0", "Ann", "Joe")) {
      assertFalse(text.contains(name), name);
    }
  }

  private static void stops(Shell shell, String column) {
    assertEquals(1, shell.status(), shell.out());
    assertEquals(1, shell.err().lines().filter(line -> !line.startsWith("note:")).count());
    assertTrue(shell.err().contains("'" + column + "'"), shell.err());
  }

  /** What leaves out the column that a run stopped at meets the next, until none is left. */
  private void stopsAtEachCopy(String line, Object... files) {
    Set<String> copies = new TreeSet<>(HIDDEN);
    copies.remove("person");
    List<String> dropped = new ArrayList<>();
    while (!copies.isEmpty()) {
      String drop = dropped.isEmpty() ? "" : " --drop " + String.join(",", dropped);
      Shell shell = run(line + drop, files);
      String named =
          copies.stream()
              .filter(copy -> shell.err().contains("'" + copy + "'"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(dropped + ": " + shell.err()));
      stops(shell, named);
      copies.remove(named);
      dropped.add(named);
    }
  }

  private Shell run(String line, Object... more) {
    List<Object> words = new ArrayList<>(Arrays.asList(line.split(" ")));
    words.addAll(Arrays.asList(more));
    return Shell.run(words.toArray());
  }

  private static void ok(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
  }

  @Test
  void theLibraryInMemoryAndFromFileToFile() throws IOException {
    LabelledRows plain = rows(false);
    for (Model fitted : models(plain)) {
      Release release = Release.of(fitted);
      assertEquals(Set.of("activity"), release.transform(rows(true)).labels().keySet());
      clean(release.transform(rows(true)).features());
      clean(release.transformCsv(table, output).copied());
      cleanFile(output);
      for (String hidden : List.of("person", "Person", "Person ")) {
        assertThrows(
            BadDataException.class,
            () -> release.transformCsv(table, output, CopyColumns.of(hidden), bytes -> {}));
      }
    }
    String message = assertThrows(BadDataException.class, () -> models(rows(true))).getMessage();
    assertTrue(message.contains("'code'") && message.contains("'person'"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rdca",
        "rdca --given activity",
        "rdca --form components",
        "dca",
        "duca",
        "ruca",
        "mdr",
        "pca --components 2",
        "kdca --landmarks 20",
        "rdca --kernel rbf --landmarks 20",
        "kdca --rows",
        "multikernel --kernel linear --kernel rbf --landmarks 20",
        "dca --standardize"
      })
  void fitAndTransform(String method) throws IOException {
    String fit = "fit --keep activity --hide person --method " + method;
    Object[] files = {"--input", table, "--model", model};
    stops(run(fit + " --features x0,x1,x2,x3,x4,code", files), "code");
    stopsAtEachCopy(fit, files);
    assertFalse(Files.exists(model));
    ok(run(fit + " --features x0,x1,x2,x3,x4", files));
    ok(run("transform --model", model, "--input", table, "--output", output));
    cleanFile(output);
    for (String hidden : List.of("person", "Person")) {
      Path more = folder.resolve("more.csv");
      stops(
          run("transform --model", model, "--input", table, "--output", more, "--copy", hidden),
          hidden);
      assertFalse(Files.exists(more));
    }
  }

  @Test
  void plansStopAtEachCopy() {
    stopsAtEachCopy(
        "fit --keep activity --hide person --steps decide", "--input", table, "--model", model);
    assertFalse(Files.exists(model));
  }

  @Test
  void keepingTheHiddenLabelUnderAnotherNameStopsEveryFit() {
    for (String method :
        List.of("rdca", "dca", "duca", "ruca", "rdca --kernel rbf --landmarks 20")) {
      Shell shell =
          run(
              "fit --features x0,x1,x2 --keep who --hide person --method " + method,
              "--input",
              table,
              "--model",
              model);
      assertEquals(1, shell.status(), shell.out());
      assertTrue(shell.err().contains("'who'"), shell.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --keep activity", " --keep activity --columns-form"})
  void desensitize(String more) throws IOException {
    String line = "desensitize --quick --hide person" + more;
    Object[] files = {"--input", table, "--out", folder.resolve("out")};
    stops(run(line + " --features x0,x1,x2,x3,x4,code", files), "code");
    stopsAtEachCopy(line, files);
    assertFalse(Files.exists(folder.resolve("out")));
    ok(run(line + " --features x0,x1,x2,x3,x4", files));
    cleanFile(folder.resolve("out/released.csv"));
  }

  @Test
  void desensitizeKeepsNoCopy() {
    Shell shell =
        run(
            "desensitize --quick --hide person --keep who --features x0,x1,x2 --input",
            table,
            "--out",
            folder.resolve("out"));
    assertEquals(1, shell.status(), shell.out());
    assertTrue(shell.err().contains("'who'"), shell.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** Nothing stops a file that was made elsewhere; its audit names each of its columns. */
  @Test
  void auditOfAReleasedFile() throws IOException {
    Path json = folder.resolve("audit.json");
    Shell shell =
        run(
            "audit --quick --hide person --keep activity --features x0,x1,x2,x3,x4 --input",
            table,
            "--released",
            table,
            "--json",
            json);
    ok(shell);
    JsonNode audit = new ObjectMapper().readTree(json.toFile());
    assertEquals("leak shown", audit.get("verdict").asText());
    for (String column : HIDDEN) {
      assertTrue(audit.get("reason").asText().contains("column '" + column + "'"), column);
    }
  }
}
