package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ml.tacit.table.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipes and the standard streams as inputs and outputs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipesTest {
  @TempDir Path folder;
  private Path input;
  private Path model;

  @BeforeEach
  void files() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("person,activity,x1,x2,x3\n");
    for (int i = 0; i < 300; i++) {
      text.append("p").append(i % 3).append(i % 2 == 0 ? ",walk" : ",sit");
      for (int j = 0; j < 3; j++) {
        text.append(',').append(random.nextGaussian() + (i % 3 == j ? 1 : 0));
      }
      text.append('\n');
    }
    input = Files.writeString(folder.resolve("in.csv"), text);
    model = folder.resolve("m.st");
    ok(fit("rdca", input, model));
  }

  private static Shell fit(String method, Object from, Path to) {
    return Shell.run(
        "fit",
        "--method",
        method,
        "--keep",
        "activity",
        "--hide",
        "person",
        "--input",
        from,
        "--model",
        to);
  }

  @Test
  void onePassIsEnoughForFitAndTransform() throws Exception {
    Path again = folder.resolve("again.st");
    Path pipe = pipe("in");
    feed(pipe);
    ok(fit("rdca", pipe, again));
    assertEquals(
        Digests.sha256(Files.readAllBytes(model)), Digests.sha256(Files.readAllBytes(again)));
    Path expected = folder.resolve("expected.csv");
    Path found = folder.resolve("found.csv");
    ok(Shell.run("transform", "--model", model, "--input", input, "--output", expected));
    feed(pipe);
    ok(Shell.run("transform", "--model", model, "--input", pipe, "--output", found));
    assertEquals(Files.readString(expected), Files.readString(found));
  }

  @Test
  void aModelMayComeThroughAPipe() throws Exception {
    Path pipe = pipe("model");
    feed(pipe, model);
    ok(Shell.run("inspect", pipe));
  }

  @Test
  void whatNeedsTwoPassesSaysSo() throws Exception {
    Path pipe = pipe("in");
    Shell shell =
        Shell.run(
            "fit",
            "--method",
            "kdca",
            "--kernel",
            "rbf",
            "--keep",
            "activity",
            "--drop",
            "person",
            "--input",
            pipe,
            "--model",
            folder.resolve("k.st"));
    assertEquals(1, shell.status());
    assertEquals(
        "tacit fit: "
            + pipe
            + ": a pipe cannot be read twice, as a fit with a --kernel does; save it to a file first\n",
        shell.err());
  }

  /** After the audit nothing is left to hash: the report states what was read. */
  @Test
  void aReportStatesTheHashOfWhatWasRead() throws Exception {
    Path pipe = pipe("in");
    Path json = folder.resolve("audit.json");
    feed(pipe);
    ok(
        Shell.run(
            "audit",
            "--quick",
            "--keep",
            "activity",
            "--hide",
            "person",
            "--input",
            pipe,
            "--json",
            json));
    String text = new ObjectMapper().readTree(json.toFile()).toString();
    assertTrue(text.contains(Digests.sha256(Files.readAllBytes(input))), text);
  }

  @Test
  void aPipeAsOutputGetsTheRows() throws Exception {
    Path expected = folder.resolve("expected.csv");
    ok(Shell.run("transform", "--model", model, "--input", input, "--output", expected));
    Path pipe = pipe("out");
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> readAll(pipe));
    ok(Shell.run("transform", "--model", model, "--input", input, "--output", pipe));
    assertEquals(Files.readString(expected), read.get(10, TimeUnit.SECONDS));
    assertFalse(Files.isRegularFile(pipe));
  }

  /** Through a link of our own, so that nothing of the machine could be replaced. */
  @Test
  void standardInputToStandardOutput() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: no /proc here");
    Path expected = folder.resolve("expected.csv");
    ok(Shell.run("transform", "--model", model, "--input", input, "--output", expected));
    Path link = Files.createSymbolicLink(folder.resolve("stdout"), Path.of("/proc/self/fd/1"));
    Process process =
        tacit("transform", "--model", model, "--input", "-", "--output", link)
            .redirectInput(input.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), err);
    assertEquals(Files.readString(expected), out);
    assertTrue(err.contains("rows/s"), err);
    assertTrue(Files.isSymbolicLink(link));
    // A file on the standard output goes on where it was: nothing before it is lost.
    Path file = Files.writeString(folder.resolve("appended.csv"), "first\n");
    Process appending =
        tacit("transform", "--model", model, "--input", input, "--output", link)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
            .start();
    assertEquals(0, appending.waitFor());
    assertEquals("first\n" + Files.readString(expected), Files.readString(file));
  }

  @Test
  void aDashIsAStandardStream() {
    assertEquals(Path.of("/dev/stdin"), Inputs.of(Path.of("-")));
    assertEquals(Path.of("/dev/stdout"), Outputs.of(Path.of("-")));
    assertEquals(input, Inputs.of(input));
    assertEquals(input, Outputs.of(input));
  }

  @Test
  void aReaderThatHasGoneIsNoMessage() throws Exception {
    for (Object[] args : new Object[][] {{"--help"}, {"inspect", model}}) {
      Path answers = folder.resolve("err");
      List<String> words = new ArrayList<>();
      for (String word : tacit(args).command()) {
        words.add("'" + word.replace("'", "'\\''") + "'");
      }
      String script =
          "(sleep 1; "
              + String.join(" ", words)
              + " 2>"
              + answers
              + "; echo $? >"
              + folder
              + "/status) | true";
      assertEquals(0, new ProcessBuilder("sh", "-c", script).start().waitFor());
      assertEquals("141", Files.readString(folder.resolve("status")).strip());
      assertEquals("", Files.readString(answers));
    }
  }

  @Test
  void aClosedStandardOutputIsStatusOne() throws Exception {
    for (Object[] args :
        new Object[][] {{"--help"}, {"--version"}, {"inspect", model}, {"datasets", "list"}}) {
      List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >&-", "sh"));
      words.addAll(tacit(args).command());
      Process process = new ProcessBuilder(words).start();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(1, process.waitFor(), err);
      assertTrue(err.startsWith("tacit: cannot write to the standard output: "), err);
      assertEquals(1, err.lines().count(), err);
    }
  }

  /** As on a full disk, which no test should make. */
  @Test
  void anOutputThatTakesNothingIsStatusOne() throws Exception {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    PrintWriter printer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    printer.println("lost");
    StringWriter err = new StringWriter();
    assertEquals(1, out.status(new PrintWriter(err, true)));
    assertEquals(
        "tacit: cannot write to the standard output: No space left on device\n", err.toString());
  }

  private static ProcessBuilder tacit(Object... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "ml.tacit.cli.Tacit"));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return new ProcessBuilder(command);
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "skipped: no named pipes here");
    return pipe;
  }

  private void feed(Path pipe) {
    feed(pipe, input);
  }

  private static void feed(Path pipe, Path file) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Files.write(pipe, Files.readAllBytes(file), StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static String readAll(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ok(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
  }
}
