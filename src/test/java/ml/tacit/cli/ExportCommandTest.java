package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tacit export}: files that run elsewhere, or one line that says why there is none. */
class ExportCommandTest {
  private static final LabelledRows DATA =
      Simulator.standard().withPeople(3).withSeconds(20).generate();

  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void fit() throws IOException {
    CsvWriter.writeAll(folder.resolve("rows.csv"), DATA);
    model = folder.resolve("m");
    fit("m", "--method", "pca", "--components", "3");
  }

  private static void fit(String name, Object... options) {
    Object[] common = {
      "fit",
      "--input",
      folder.resolve("rows.csv"),
      "--hide",
      "subject",
      "--keep",
      "activity",
      "--model",
      folder.resolve(name)
    };
    Object[] all = Arrays.copyOf(common, common.length + options.length);
    System.arraycopy(options, 0, all, common.length, options.length);
    Shell run = Shell.run(all);
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void anExportRunsElsewhere() throws Exception {
    Path file = folder.resolve("model.onnx");
    Shell run = Shell.run("export", model, "--onnx", file, "--double");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.out().endsWith("to 3, double precision; wrote " + file + System.lineSeparator()));
    double[] row = Arrays.copyOf(DATA.rows().data, DATA.features().size());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, DoubleBuffer.wrap(row), new long[] {1, row.length});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      double[] expected = Release.load(model).transform(row);
      double[][] found = (double[][]) result.get(0).getValue();
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], found[0][j], 1e-12 * Math.max(1, Math.abs(expected[j])));
      }
    }
  }

  @Test
  void singlePrecisionIsTheDefault() {
    Shell run = Shell.run("export", model, "--onnx", folder.resolve("single.onnx"));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("single precision"), run.out());
  }

  @Test
  void whatCannotBeSaidIsOneLineAndNoFile() {
    fit("noisy", "--steps", "decide logistic | collapse 0.1 | noise 1");
    Path file = folder.resolve("noisy.onnx");
    requireLine(
        1, "noisy: step 5 of 6, 'noise'", "export", folder.resolve("noisy"), "--onnx", file);
    assertFalse(Files.exists(file));
  }

  @Test
  void wrongUsageIsOneLine() {
    requireLine(2, "--onnx", "export", model);
    requireLine(1, "no such model file", "export", folder.resolve("no"), "--onnx", "x.onnx");
    requireLine(1, "name another file", "export", model, "--onnx", model);
  }

  private static void requireLine(int status, String expected, Object... args) {
    Shell run = Shell.run(args);
    assertEquals(status, run.status(), run.err());
    assertTrue(run.err().contains(expected), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
