package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's python3-sklearn, to compare with; tests that need it skip where it is absent. */
public final class ScikitLearn {
  private final String python;

  private ScikitLearn(String python) {
    this.python = python;
  }

  /** Another Python may come first on the path, without the packages of the system's. */
  public static ScikitLearn require() throws Exception {
    String found = null;
    for (String command : List.of("python3", "/usr/bin/python3")) {
      if (found == null && isThere(command)) {
        found = command;
      }
    }
    assumeTrue(found != null, "python3 with scikit-learn is needed to compare with it");
    return new ScikitLearn(found);
  }

  private static boolean isThere(String command) throws Exception {
    try {
      return run(command, Path.of("."), "import sklearn").exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  /** The lines that code prints which finds {@code train.csv} and {@code test.csv} in a folder. */
  public List<String> run(Path folder, double[][] train, double[][] test, String code)
      throws Exception {
    write(folder.resolve("train.csv"), train);
    write(folder.resolve("test.csv"), test);
    Process process = run(python, folder, code);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), printed);
    return printed.lines().toList();
  }

  private static void write(Path file, double[][] rows) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      for (double[] row : rows) {
        out.println(
            String.join(",", Arrays.stream(row).mapToObj(Double::toString).toArray(String[]::new)));
      }
    }
  }

  private static Process run(String command, Path folder, String code) throws Exception {
    Process process =
        new ProcessBuilder(command, "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().write(code.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    return process;
  }
}
