package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is there and cannot be read (a broken disk): the system says "Input/output error",
 * and the line names the file. Linux has such a file: the memory of this process, from address 0
 * on.
 */
class UnreadableFilesTest {
  private static final Path BROKEN = Path.of("/proc/self/mem");

  @TempDir static Path folder;
  private static Path rows;
  private static Path model;

  @BeforeAll
  static void fit() throws IOException {
    assumeTrue(Files.isReadable(BROKEN), "no file that cannot be read on this system");
    StringBuilder csv = new StringBuilder("who,does,x,y,z\n");
    for (int i = 0; i < 60; i++) {
      csv.append("p" + i % 3 + ",a" + i % 2);
      for (int j = 1; j <= 3; j++) {
        csv.append(',').append((i * i * j * 7919 % 100_003) / 1000.0);
      }
      csv.append('\n');
    }
    rows = Files.writeString(folder.resolve("rows.csv"), csv);
    model = folder.resolve("m.safetensors");
    Shell fit =
        Shell.run(
            "fit",
            "--method",
            "rdca",
            "--input",
            rows,
            "--hide",
            "who",
            "--keep",
            "does",
            "--model",
            model);
    assertEquals(0, fit.status(), fit.err());
  }

  @Test
  void everyCommandNamesIt() {
    Path out = folder.resolve("out.csv");
    for (List<?> line :
        List.of(
            List.of("fit", "--method", "rdca", "--input", BROKEN, "--hide", "who", "--model", out),
            List.of("transform", "--model", BROKEN, "--input", rows, "--output", out),
            List.of("transform", "--model", model, "--input", BROKEN, "--output", out),
            List.of(
                "transform", "--model", model, "--key", BROKEN, "--input", rows, "--output", out),
            List.of("inspect", BROKEN),
            List.of("merge", BROKEN, BROKEN, "--statistic", out),
            List.of("reproduce", "page", BROKEN, "--output", out),
            List.of("audit", "--input", rows, "--hide", "who", "--released", BROKEN),
            List.of(
                "desensitize",
                "--input",
                rows,
                "--hide",
                "who",
                "--keep",
                "does",
                "--policies",
                BROKEN,
                "--out",
                folder.resolve("o")),
            List.of("certify", "--input", BROKEN, "--hide", "who", "--cells", "x"),
            List.of("export", BROKEN, "--onnx", out))) {
      Shell shell = Shell.run(line.toArray());
      assertEquals(1, shell.status(), line + shell.err());
      assertTrue(shell.err().matches("tacit [a-z ]+: /proc/self/mem: .*\\R"), line + shell.err());
    }
  }
}
