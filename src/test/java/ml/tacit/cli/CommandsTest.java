package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.Shared;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Rdca;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, from file to file, on simulated motion data. */
class CommandsTest {
  private static LabelledRows rows;

  @TempDir static Path folder;
  private static Path csv;

  @BeforeAll
  static void simulate() throws IOException {
    rows = Simulator.standard().withPeople(5).withSeconds(30).generate();
    csv = folder.resolve("rows.csv.gz");
    CsvWriter.writeAll(csv, rows);
  }

  @Test
  void fitTransformAndInspectAgreeWithTheLibrary() throws IOException {
    Path model = folder.resolve("m.safetensors");
    Path released = folder.resolve("released.csv");
    ok(
        "fit",
        "--method",
        "rdca",
        "--input",
        csv,
        "--model",
        model,
        "--hide",
        "subject",
        "--keep",
        "activity",
        "--ridge",
        "1",
        "--digits",
        "full");
    Shell transform = ok("transform", "--model", model, "--input", csv, "--output", released);
    assertTrue(transform.out().matches("(?s).*rows/s.*MB/s.*"), transform.out());
    DMatrixRMaj expected =
        Rdca.ridge(1).fit(rows.rows(), rows.label("subject")).transform(rows.rows());
    LabelledRows written = CsvReader.readAll(released, ColumnRoles.labels("activity"));
    assertEquals(rows.features(), written.features());
    assertArrayEquals(expected.data, written.rows().data, 1e-9);

    JsonNode info = json(ok("inspect", model, "--json").out());
    assertEquals("rdca", info.get("method").asText());
    assertEquals(1.0, info.get("ridge").asDouble());
    assertEquals(rows.features().size(), info.get("inputs").asInt());
    assertEquals(rows.features().size(), info.get("outputs").asInt());
    assertEquals(rows.features().size(), info.get("features").size());
    assertEquals(4, info.get("discriminantEigenvalues").size());
    double sum = 0;
    for (JsonNode value : info.get("discriminantEigenvalues")) {
      sum += value.asDouble();
    }
    assertEquals(sum, info.get("discriminantInformation").asDouble(), 1e-12);
    assertEquals(5, info.get("classes").get("subject").size());
    assertEquals(rows.size(), info.get("rowsSeen").asInt());
    assertEquals(4, info.get("removedRank").asInt());
    assertTrue(ok("inspect", model).out().contains("hide                   subject"));
  }

  @Test
  void aFeatureNameWithACommaGoesInQuotes() throws IOException {
    Path csv = folder.resolve("comma.csv");
    Path model = folder.resolve("comma.safetensors");
    Files.writeString(csv, "who,\"x,1\",x2,x3\na,1,2,9\na,2,1,9\nb,4,3,9\nb,5,5,9\n");
    ok(
        "fit",
        "--method",
        "rdca",
        "--input",
        csv,
        "--model",
        model,
        "--hide",
        "who",
        "--features",
        "\"x,1\",x2");
    JsonNode info = json(ok("inspect", model, "--json").out());
    assertEquals("x,1", info.get("features").get(0).asText());
    assertEquals(2, info.get("inputs").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dca", "rdca", "duca", "mdr", "ruca", "pca"})
  void everyMethodGoesFromFileToFile(String method) throws IOException {
    Path model = folder.resolve(method + ".safetensors");
    Path released = folder.resolve(method + ".csv");
    ok(
        "fit",
        "--method",
        method,
        "--input",
        csv,
        "--model",
        model,
        "--keep",
        "activity",
        "--hide",
        "subject",
        "--components",
        "3",
        "--standardize");
    ok("transform", "--model", model, "--input", csv, "--output", released);
    LabelledRows written = CsvReader.readAll(released, ColumnRoles.labels("activity"));
    assertEquals(List.of(method + "1", method + "2", method + "3"), written.features());
    assertEquals(rows.size(), written.size());
  }

  @Test
  void desensitizeLeavesARelaseAndItsAudit() throws IOException {
    Path out = folder.resolve("a/new/folder");
    Shell shell =
        ok(
            "desensitize",
            "--input",
            csv,
            "--hide",
            "subject",
            "--keep",
            "activity",
            "--given",
            "activity",
            "--out",
            out);
    assertTrue(shell.out().contains("verdict:"), shell.out());
    JsonNode audit = json(Files.readString(out.resolve("audit.json")));
    for (String field : List.of("verdict", "bound", "majority", "chance", "adversaries")) {
      assertTrue(audit.has(field), field);
    }
    for (JsonNode adversary : audit.get("adversaries")) {
      for (String field : List.of("name", "accuracy", "low", "high", "advantage")) {
        assertTrue(adversary.has(field), field);
      }
    }
    String header = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertFalse(header.contains("subject"), "the hidden label is not released");
    assertTrue(header.startsWith("activity,"), header);
    assertTrue(Files.readString(out.resolve("report.html")).contains("class=\"bars\""));
    Path again = folder.resolve("again.csv");
    ok("transform", "--model", out.resolve("model.safetensors"), "--input", csv, "--output", again);
    assertEquals(-1, Files.mismatch(out.resolve("released.csv"), again), "byte for byte");
  }

  @Test
  void desensitizeHidesSeveralLabelsWithoutOneToKeep() throws IOException {
    Path out = folder.resolve("both");
    ok("desensitize", "--input", csv, "--hide", "subject,activity", "--out", out);
    assertTrue(json(Files.readString(out.resolve("audit.json"))).get("keep").isNull());
    assertEquals(
        "activity",
        json(Files.readString(out.resolve("audit-activity.json"))).get("hide").asText());
    String header = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertFalse(header.contains("subject") || header.contains("activity"), header);
  }

  @Test
  void desensitizeReleasesNoColumnThatWasNotAttacked() throws IOException {
    Path out = folder.resolve("some");
    String features = String.join(",", rows.features().subList(0, 20));
    Shell shell =
        ok(
            "desensitize",
            "--input",
            csv,
            "--hide",
            "subject",
            "--keep",
            "activity",
            "--columns-form",
            "--features",
            features,
            "--out",
            out);
    String header = Files.readAllLines(out.resolve("released.csv")).get(0);
    assertEquals("activity," + features, header);
    assertTrue(shell.out().contains("not released: " + rows.features().get(20)), shell.out());
  }

  @Test
  void aLabelNamedTwiceCountsOnceAndConstantColumnsCarryNothing() throws IOException {
    Path once = folder.resolve("once.safetensors");
    Path twice = folder.resolve("twice.safetensors");
    Object[] fit = {
      "fit",
      "--method",
      "duca",
      "--input",
      csv,
      "--keep",
      "activity",
      "--hide",
      "subject",
      "--model",
      once
    };
    ok(fit);
    fit[8] = "subject,subject";
    fit[10] = twice;
    ok(fit);
    assertEquals(-1, Files.mismatch(once, twice));
    Path flat = folder.resolve("flat.csv");
    Files.writeString(flat, "x,y\n1,2\n1,2\n1,2\n");
    ok("fit", "--method", "pca", "--input", flat, "--model", once);
    ok("inspect", once);
  }

  @Test
  void auditTakesAReleasedFile() throws IOException {
    Path model = folder.resolve("audited.safetensors");
    Path released = folder.resolve("audited.csv");
    Path json = folder.resolve("audited.json");
    Path html = folder.resolve("audited.html");
    ok(
        "fit",
        "--method",
        "rdca",
        "--input",
        csv,
        "--model",
        model,
        "--hide",
        "subject",
        "--given",
        "activity");
    ok("transform", "--model", model, "--input", csv, "--output", released);
    Shell shell =
        ok(
            "audit",
            "--input",
            csv,
            "--released",
            released,
            "--keep",
            "activity",
            "--hide",
            "subject",
            "--json",
            json,
            "--html",
            html);
    assertTrue(shell.out().contains("before") && shell.out().contains("after"), shell.out());
    JsonNode audit = json(Files.readString(json));
    assertEquals("logistic", audit.get("adversaries").get(0).get("name").asText());
    double before = audit.get("before").get(0).get("accuracy").asDouble();
    double after = audit.get("after").get(0).get("accuracy").asDouble();
    assertTrue(after < before, before + " before, " + after + " after");
    assertTrue(Files.size(html) > 1000);
  }

  @Test
  void datasetsAreListedAndExported() throws IOException {
    assertTrue(ok("datasets", "list").out().contains("simulator"));
    Path export = folder.resolve("simulator.csv");
    ok("datasets", "export", "simulator", "--output", export);
    LabelledRows read = CsvReader.readAll(export, ColumnRoles.labels("subject", "activity"));
    assertArrayEquals(
        Simulator.standard().generate().rows().data, read.rows().data, "full precision");
  }

  @Test
  void anExperimentIsRunAndMadeIntoAPage() throws IOException {
    Shared.require("datasets/semeion");
    Path results = folder.resolve("semeion.json");
    Shell run = ok("reproduce", "semeion", "--quick", "--json", results);
    assertTrue(run.out().contains("protocol strict: three parts at random"), run.out());
    JsonNode first = json(Files.readString(results)).get("results").get(0);
    assertEquals("paper", first.get("protocol").asText());
    assertFalse(Files.exists(folder.resolve("semeion.json.unfinished")));
    Path page = folder.resolve("experiments.md");
    ok("reproduce", "page", results, "--output", page);
    assertTrue(Files.readString(page).contains("## semeion"));
  }

  @Test
  void aFrontierReadsItsFileBeforeItLoadsDataAndGoesOnBesideItsFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("f.json"), "{\"experiment\": \"har\"}");
    Files.createDirectories(folder.resolve("f.json.unfinished/har-1"));
    Shell shell = Shell.run("reproduce", "frontier", "--data", "simulator", "--json", file);
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains(file + ": "), shell.err());
    assertFalse(shell.err().contains("directory"), shell.err());
    assertEquals(2, Shell.run("reproduce", "frontier").status());
    assertEquals(2, Shell.run("reproduce", "frontier", "--json", file, "--data", "no").status());
    assertEquals(2, Shell.run("reproduce", "semeion", "--seeds", "2").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "desensitize",
        "fit",
        "transform",
        "inspect",
        "audit",
        "reproduce",
        "datasets"
      })
  void everyCommandHasHelp(String command) {
    Shell shell = command.isEmpty() ? ok("--help") : ok(command, "--help");
    assertTrue(shell.out().startsWith("Usage: tacit"), shell.out());
  }

  private static Shell ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
    assertEquals("", shell.err());
    return shell;
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
