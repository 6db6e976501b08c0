package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import ml.tacit.Shared;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every linear, joint and conditional figure of the LAPACK reference, to 1e-8 relative. */
class ReferenceFiguresTest {
  private static final double RELATIVE = 1e-8;

  /** Entries that LAPACK itself has only to rounding (class-mean spread after erasure). */
  private static final double ROUNDING = 1e-10;

  private static JsonNode expected;
  private static DMatrixRMaj har;
  private static Labels activity;
  private static Labels subject;

  @BeforeAll
  static void load() throws IOException {
    expected = new ObjectMapper().readTree(Shared.require("reference/expected.json").toFile());
    har = rows(Shared.require("datasets/uci-har/train/X_train.txt.gz"), 561);
    activity = labels(Shared.require("datasets/uci-har/train/y_train.txt.gz"));
    subject = labels(Shared.require("datasets/uci-har/train/subject_train.txt.gz"));
  }

  @Test
  void harActivity() {
    linear("HAR train, activity", har, activity);
  }

  @Test
  void harSubject() {
    linear("HAR train, subject", har, subject);
  }

  @Test
  void semeionDigit() throws IOException {
    DMatrixRMaj all = rows(Shared.require("datasets/semeion/semeion.data.gz"), 266);
    DMatrixRMaj pixels = Fitting.firstColumns(all, 256);
    int[] digits = new int[all.numRows];
    for (int i = 0; i < digits.length; i++) {
      while (all.get(i, 256 + digits[i]) == 0) {
        digits[i]++;
      }
    }
    linear("Semeion, digit", pixels, Labels.of(digits));
  }

  @Test
  void jointObjectives() {
    JsonNode joint = find("joint", "HAR train, keep activity, hide subject");
    double rho = joint.get("ridge").asDouble();
    JsonNode duca = joint.get("duca");
    double[] values =
        Duca.ridge(rho)
            .withWeights(duca.get("alpha").asDouble(), duca.get("beta").asDouble())
            .fit(har, activity, subject)
            .eigenvalues();
    // The reference lists zeros (1e-12) of the full pencil, which the thin one leaves out.
    int positive = 0;
    while (duca.get("top8").get(positive).asDouble() > ROUNDING) {
      assertEquals(duca.get("top8").get(positive).asDouble(), values[positive], RELATIVE);
      positive++;
    }
    assertTrue(positive > 0 && values[positive] < 0, "as many positive eigenvalues");
    close(duca.get("bottom5"), tail(values, 5), 0);

    JsonNode ruca = joint.get("ruca");
    close(
        ruca.get("top5"),
        Ruca.ridge(rho)
            .withPrice(ruca.get("price").asDouble())
            .fit(har, activity, subject)
            .eigenvalues(),
        0);
    close(
        joint.get("mdr").get("top5"), Mdr.ridge(rho).fit(har, activity, subject).eigenvalues(), 0);
  }

  @Test
  void conditionalErasure() {
    JsonNode conditional = find("conditional", "HAR train, hide subject given activity");
    SubspaceModel model =
        Rdca.ridge(conditional.get("ridge").asDouble()).fitGiven(har, subject, activity);
    assertEquals(conditional.get("rank").asInt(), model.removed().rank());
    assertTrue(model.removed().residualSpread() < ROUNDING, "cell means coincide");
    close(conditional.get("mean_squared_change"), model.removed().meanSquaredChange());
    erasedRows(conditional, model, har);
  }

  private static void linear(String name, DMatrixRMaj rows, Labels labels) {
    JsonNode figures = find("linear", name);
    double rho = figures.get("ridge").asDouble();
    assertEquals(figures.get("n").asInt(), rows.numRows);
    assertEquals(figures.get("d").asInt(), rows.numCols);
    assertEquals(figures.get("classes").asInt(), labels.classes().size());

    ScatterSnapshot snapshot = Scatter.of(rows, labels);
    DMatrixRMaj total = snapshot.total();
    close(figures.get("trace_total_scatter"), CommonOps_DDRM.trace(total));
    close(figures.get("total_scatter_eigenvalues_top5"), SymmetricEigen.of(total).values(), 0);

    SubspaceModel dca = Dca.ridge(rho).fit(rows, labels);
    close(figures.get("discriminant_eigenvalues"), dca.eigenvalues(), 0);
    assertEquals(labels.classes().size() - 1, dca.eigenvalues().length);
    close(figures.get("discriminant_information"), dca.discriminantInformation());
    double[] fisher = dca.eigenvalues();
    for (int i = 0; i < fisher.length; i++) {
      fisher[i] = fisher[i] / (1 - fisher[i]);
    }
    close(figures.get("fisher_eigenvalues"), fisher, 0);

    SubspaceModel rdca = Rdca.ridge(rho).fit(rows, labels);
    DMatrixRMaj p = rdca.map().matrix();
    double[] signal = new double[8];
    for (int i = 0; i < 8; i++) {
      signal[i] = 1 - p.get(i, i);
    }
    close(figures.get("signal_projector_diag_first8"), signal, 0);
    erasedRows(figures, rdca, rows);
    close(figures.get("mean_squared_change"), rdca.removed().meanSquaredChange());
    close(figures.get("raw_class_mean_spread_max"), Sample.spread(rows, labels));
    assertTrue(rdca.removed().residualSpread() < ROUNDING, "class means coincide");
  }

  private static void erasedRows(JsonNode figures, SubspaceModel model, DMatrixRMaj rows) {
    JsonNode expectedRows = figures.get("erased_rows_first");
    for (int i = 0; i < expectedRows.size(); i++) {
      double[] row = Arrays.copyOfRange(rows.data, i * rows.numCols, (i + 1) * rows.numCols);
      close(expectedRows.get(i), model.transform(row), 1e-13);
    }
  }

  private static JsonNode find(String family, String name) {
    for (JsonNode figures : expected.get(family)) {
      if (figures.get("case").asText().equals(name)) {
        return figures;
      }
    }
    throw new AssertionError("no case " + name);
  }

  private static void close(JsonNode wanted, double found) {
    assertEquals(wanted.asDouble(), found, RELATIVE * Math.abs(wanted.asDouble()));
  }

  private static void close(JsonNode wanted, double[] found, double absolute) {
    assertTrue(wanted.size() > 0);
    for (int i = 0; i < wanted.size(); i++) {
      double value = wanted.get(i).asDouble();
      assertEquals(value, found[i], RELATIVE * Math.abs(value) + absolute, "entry " + i);
    }
  }

  private static double[] tail(double[] values, int n) {
    return Arrays.copyOfRange(values, values.length - n, values.length);
  }

  private static DMatrixRMaj rows(Path file, int columns) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(
            Arrays.stream(line.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray());
      }
    }
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), columns);
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(columns, rows.get(i).length);
      System.arraycopy(rows.get(i), 0, matrix.data, i * columns, columns);
    }
    return matrix;
  }

  private static Labels labels(Path file) throws IOException {
    try (BufferedReader reader = open(file)) {
      return Labels.of(reader.lines().map(String::trim).toArray(String[]::new));
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII));
  }
}
