package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import ml.tacit.audit.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunOptionsTest {
  @TempDir Path folder;
  private Path rows;
  private Path model;

  @BeforeEach
  void writeRows() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("p,k,a,b,c\n");
    for (int i = 0; i < 240; i++) {
      int p = i % 2;
      text.append("p" + p + ",k" + i / 2 % 2 + "," + (4 * p + random.nextGaussian()) + ",");
      text.append(random.nextGaussian() + "," + random.nextGaussian() + "\n");
    }
    rows = Files.writeString(folder.resolve("rows.csv"), text);
    model = folder.resolve("m.safetensors");
  }

  private Shell fit(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("fit", "--method", "rdca", "--ridge", "1", "--input", rows, "--hide", "p"));
    words.addAll(List.of("--keep", "k", "--model", model));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  private static List<JsonNode> events(Shell run) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : run.err().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void quietSaysErrorsOnly() {
    Shell run = fit("--quiet");
    assertEquals(new Shell(0, "", ""), run);
    assertTrue(Files.exists(model));
    Shell failed =
        Shell.run("transform", "--quiet", "--model", model, "--input", "none.csv", "--output", "-");
    assertEquals(1, failed.status());
    assertEquals(1, failed.err().lines().count(), failed.err());
    assertTrue(Shell.run("inspect", "--quiet", model).out().contains("rdca"), "the answer stays");
  }

  @Test
  void jsonTellsStartAndEndWithCounts() throws IOException {
    Shell run = fit("--log", "json");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("wrote "), run.out());
    List<JsonNode> events = events(run);
    assertEquals("start", events.get(0).get("event").asText());
    JsonNode done = events.get(events.size() - 1);
    assertEquals("done", done.get("event").asText());
    assertEquals("fit", done.get("command").asText());
    assertEquals(240, done.get("rows").asInt());
    assertEquals(0, done.get("status").asInt());
    assertTrue(done.get("seconds").asDouble() >= 0);
    assertTrue(
        events.stream().anyMatch(event -> event.get("event").asText().equals("warning")),
        "the note on what the model gives away");
  }

  @Test
  void jsonTellsFailuresAndWrongUsage() throws IOException {
    Shell failed = fit("--log", "json", "--drop", "nosuch");
    assertEquals(1, failed.status());
    JsonNode last = events(failed).get(1);
    assertEquals("failed", last.get("event").asText());
    assertTrue(last.get("message").asText().contains("nosuch"), failed.err());
    Shell wrong = Shell.run("fit", "--log=json", "--nosuch");
    assertEquals(2, wrong.status());
    assertEquals("failed", events(wrong).get(0).get("event").asText());
    assertEquals(2, events(wrong).get(0).get("status").asInt());
  }

  /** Rows on the standard output: words and JSON never mix there or on the error stream. */
  @Test
  void besideRowsOnTheStandardOutputTheErrorStreamIsJsonOnly() throws IOException {
    fit();
    Path out = folder.resolve("out.csv");
    StringWriter err = new StringWriter();
    CommandLine line =
        Tacit.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(err, true));
    CommandLine command = line.getSubcommands().get("transform");
    RunLog log = RunLog.begin(command, false, true);
    PrintWriter aside = log.aside(command.getOut(), command.getErr());
    aside.println("12 rows");
    aside.println("warning: full digits");
    log.done(0);
    assertEquals(3, err.toString().lines().count(), err.toString());
    for (String event : err.toString().lines().toList()) {
      assertTrue(new ObjectMapper().readTree(event).isObject(), event);
    }
    assertEquals(
        0,
        Shell.run("transform", "--model", model, "--input", rows, "--output", out, "--quiet")
            .status());
  }

  @Test
  void longWorkIsHeardOf() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine line =
        Tacit.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(err, true));
    RunLog log = RunLog.begin(line.getSubcommands().get("fit"), false, false);
    try (Progress progress = new Progress("fit", 5_000_000, true, 20)) {
      progress.to(2_000_000);
      long end = System.nanoTime() + 20_000_000_000L;
      while (!err.toString().contains("2 of 5 MB") && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    }
    log.done(0);
    assertTrue(err.toString().contains("tacit fit: fit: 2 of 5 MB, 0 s"), err.toString());
  }

  @Test
  void shortWorkIsNot() {
    assertEquals("", fit().err());
  }

  @Test
  void aVerdictFailsAsAsked() {
    FailOnOptions options = new FailOnOptions();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    assertEquals(0, options.status(List.of(Verdict.LEAK_SHOWN)));
    line.parseArgs("--fail-on", "leak");
    assertEquals(3, options.status(List.of(Verdict.NO_LEAK_FOUND, Verdict.LEAK_SHOWN)));
    assertEquals(0, options.status(List.of(Verdict.TOO_WEAK)));
    line.parseArgs("--fail-on", "weak");
    assertEquals(3, options.status(List.of(Verdict.LEAK_SHOWN)));
    assertEquals(3, options.status(List.of(Verdict.TOO_WEAK)));
    assertEquals(0, options.status(List.of(Verdict.NO_LEAK_FOUND)));
  }

  /** Raw rows name the person: the status is 3 and the report is there. */
  @Test
  void auditOfRawRowsEndsWithThree() {
    Path json = folder.resolve("a.json");
    Shell run =
        Shell.run(
            "audit",
            "--quick",
            "--input",
            rows,
            "--hide",
            "p",
            "--keep",
            "k",
            "--json",
            json,
            "--fail-on",
            "weak");
    assertEquals(3, run.status(), run.out() + run.err());
    assertTrue(Files.exists(json));
  }

  @Test
  void everyCommandHasThemInTheSameWords() {
    Set<String> all =
        Tacit.commandLine(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
            .getSubcommands()
            .keySet();
    for (String option : List.of("--quiet", "--log")) {
      assertEquals(1, descriptions(option, all).size(), descriptions(option, all).toString());
    }
  }

  /** How rows are read is said once, wherever they are read. */
  @Test
  void optionsOfReadingHaveTheSameWords() {
    Set<String> readers = Set.of("fit", "desensitize", "audit");
    for (String option :
        List.of(
            "--delimiter",
            "--decimal",
            "--no-header",
            "--columns",
            "--missing",
            "--categorical",
            "--impute",
            "--features",
            "--drop")) {
      assertEquals(1, descriptions(option, readers).size(), option);
    }
  }

  private static Set<String> descriptions(String option, Set<String> commands) {
    Set<String> texts = new TreeSet<>();
    for (String name : commands) {
      CommandLine command =
          Tacit.commandLine(
                  new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
              .getSubcommands()
              .get(name);
      CommandLine.Model.OptionSpec spec = command.getCommandSpec().findOption(option);
      assertTrue(spec != null, name + " " + option);
      texts.add(spec.paramLabel() + ": " + String.join(" ", spec.description()));
    }
    return texts;
  }
}
