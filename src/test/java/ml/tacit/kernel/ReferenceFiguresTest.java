package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import ml.tacit.Shared;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel figure of the LAPACK reference, to 1e-8 relative. */
class ReferenceFiguresTest {
  private static final double RELATIVE = 1e-8;

  private static JsonNode expected;
  private static DMatrixRMaj rows;
  private static Labels activity;

  @BeforeAll
  static void load() throws IOException {
    expected =
        new ObjectMapper()
            .readTree(Shared.require("reference/expected.json").toFile())
            .get("kernel");
    List<String> lines = everyFifth(Shared.require("datasets/uci-har/train/X_train.txt.gz"));
    rows = new DMatrixRMaj(lines.size(), 561);
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\\s+");
      assertEquals(561, cells.length);
      for (int j = 0; j < cells.length; j++) {
        rows.set(i, j, Double.parseDouble(cells[j]));
      }
    }
    activity =
        Labels.of(
            everyFifth(Shared.require("datasets/uci-har/train/y_train.txt.gz"))
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rbf", "laplacian", "polynomial"})
  void harActivity(String name) {
    JsonNode figures = find(name);
    double gamma = figures.get("gamma").asDouble();
    Kernel kernel =
        switch (name) {
          case "rbf" -> Kernel.rbf(gamma);
          case "laplacian" -> Kernel.laplacian(gamma);
          default ->
              Kernel.polynomial(
                  figures.get("degree").asInt(), gamma, figures.get("coef0").asDouble());
        };
    assertEquals(figures.get("n").asInt(), rows.numRows);
    close(figures.get("centred_trace"), CentredGram.of(kernel, rows).trace(), "trace");

    KernelModel model =
        Kernelized.of(kernel, Dca.ridge(figures.get("ridge").asDouble()))
            .withStandardization(false)
            .exact()
            .fit(new Sample(rows, activity).data(), Roles.keep("class"));
    double[] values = model.eigenvalues();
    JsonNode wanted = figures.get("discriminant_eigenvalues");
    assertEquals(wanted.size(), values.length);
    double snr = 0;
    for (int k = 0; k < values.length; k++) {
      close(wanted.get(k), values[k], "eigenvalue " + k);
      snr += values[k] / (1 - values[k]);
    }
    close(figures.get("snr_sum"), snr, "snr");
  }

  private static JsonNode find(String kernel) {
    for (JsonNode figures : expected) {
      if (figures.get("kernel").asText().equals(kernel)) {
        return figures;
      }
    }
    throw new AssertionError("no case " + kernel);
  }

  private static void close(JsonNode wanted, double found, String what) {
    assertEquals(wanted.asDouble(), found, RELATIVE * Math.abs(wanted.asDouble()), what);
  }

  /** Rows 0, 5, 10, …, as the reference has them. */
  private static List<String> everyFifth(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      List<String> lines = reader.lines().map(String::trim).toList();
      return IntStream.range(0, lines.size()).filter(i -> i % 5 == 0).mapToObj(lines::get).toList();
    }
  }
}
