package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encode and erase is what one-hot columns and the least-squares eraser in closed form give, x' = x
 * − Σ^½ U Uᵀ Σ^−½ (x − μ) with U the left singular vectors of Σ^−½ Σ_xz (Belrose et al.,
 * arXiv:2306.03819): computed here by EJML, and by NumPy.
 */
class OneHotLeaceTest {
  private static final List<String> INPUTS = List.of("age", "work", "hours", "land");
  private static final double CLOSE = 1e-8;
  private static final int ROWS = 700;

  @TempDir private Path folder;

  @Test
  void encodeAndEraseIsOneHotAndTheClosedFormOfTheEraser() {
    for (int seed = 0; seed < 3; seed++) {
      LabelledRows raw = table(seed);
      assertClose(leace(oneHot(raw), raw.label("sex")), erased(raw));
    }
  }

  @Test
  void encodeAndEraseIsWhatNumPyMakesOfTheTable() throws Exception {
    requireNumPy();
    LabelledRows raw = table(7);
    Files.write(folder.resolve("table.csv"), csv(raw), StandardCharsets.UTF_8);
    String script =
        Files.readString(Path.of("src/test/resources/ml/tacit/subspace/one_hot_leace.py"));
    Process process = python(folder, script);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), said);
    double[][] found =
        Files.readAllLines(folder.resolve("erased.csv")).stream()
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    assertClose(new DMatrixRMaj(found), erased(raw));
  }

  /** By this library, before rounding. */
  private static DMatrixRMaj erased(LabelledRows raw) {
    Encoding encoding = Encoding.fit(raw, INPUTS, new EncodingRules(1, 1), null);
    LabelledRows encoded = encoding.encode(raw);
    return Rdca.ridge(0).fit(encoded, Roles.hide("sex")).transform(encoded.rows());
  }

  /** The 0/1 columns, written out for this table. */
  private static DMatrixRMaj oneHot(LabelledRows raw) {
    double sum = 0;
    int present = 0;
    for (int i = 0; i < ROWS; i++) {
      double age = raw.rows().get(i, 0);
      sum += Double.isNaN(age) ? 0 : age;
      present += Double.isNaN(age) ? 0 : 1;
    }
    double fill = Math.floor(sum / present + 0.5);
    DMatrixRMaj x = new DMatrixRMaj(ROWS, 8);
    for (int i = 0; i < ROWS; i++) {
      double age = raw.rows().get(i, 0);
      String work = raw.label("work").name(i);
      String land = raw.label("land").name(i);
      double[] row = {
        Double.isNaN(age) ? fill : age,
        Double.isNaN(age) ? 1 : 0,
        work.equals("a") ? 1 : 0,
        work.equals("b") ? 1 : 0,
        work.isEmpty() ? 1 : 0,
        raw.rows().get(i, 1),
        land.equals("京都") ? 1 : 0,
        land.isEmpty() ? 1 : 0
      };
      System.arraycopy(row, 0, x.data, 8 * i, 8);
    }
    return x;
  }

  private static DMatrixRMaj leace(DMatrixRMaj x, Labels labels) {
    int d = x.numCols;
    DMatrixRMaj z = new DMatrixRMaj(ROWS, labels.classes().size());
    for (int i = 0; i < ROWS; i++) {
      z.set(i, labels.code(i), 1);
    }
    DMatrixRMaj xc = centred(x);
    DMatrixRMaj sigma = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multTransA(1.0 / ROWS, xc, xc, sigma);
    DMatrixRMaj cross = new DMatrixRMaj(d, z.numCols);
    CommonOps_DDRM.multTransA(1.0 / ROWS, xc, centred(z), cross);
    DMatrixRMaj whitened = new DMatrixRMaj(d, z.numCols);
    CommonOps_DDRM.mult(power(sigma, -0.5), cross, whitened);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(d, z.numCols, true, false, true);
    assertTrue(svd.decompose(whitened));
    DMatrixRMaj u = svd.getU(null, false);
    double[] values = svd.getSingularValues();
    double largest = Arrays.stream(values).max().orElse(0);
    DMatrixRMaj onto = new DMatrixRMaj(d, d);
    for (int k = 0; k < values.length; k++) {
      if (values[k] > 1e-10 * largest) {
        DMatrixRMaj direction = CommonOps_DDRM.extractColumn(u, k, null);
        CommonOps_DDRM.multAddTransB(direction, direction, onto);
      }
    }
    DMatrixRMaj half = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(power(sigma, 0.5), onto, half);
    DMatrixRMaj taken = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(half, power(sigma, -0.5), taken);
    DMatrixRMaj erased = x.copy();
    CommonOps_DDRM.multAddTransB(-1, xc, taken, erased);
    return erased;
  }

  private static DMatrixRMaj centred(DMatrixRMaj x) {
    DMatrixRMaj sums = CommonOps_DDRM.sumCols(x, null);
    DMatrixRMaj centred = x.copy();
    for (int at = 0; at < centred.data.length; at++) {
      centred.data[at] -= sums.data[at % x.numCols] / x.numRows;
    }
    return centred;
  }

  private static DMatrixRMaj power(DMatrixRMaj symmetric, double exponent) {
    int d = symmetric.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    assertTrue(eigen.decompose(symmetric.copy()));
    DMatrixRMaj power = new DMatrixRMaj(d, d);
    for (int k = 0; k < d; k++) {
      double value = Math.pow(eigen.getEigenvalue(k).getReal(), exponent);
      DMatrixRMaj vector = eigen.getEigenVector(k);
      CommonOps_DDRM.multAddTransB(value, vector, vector, power);
    }
    return power;
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj found) {
    assertEquals(expected.numCols, found.numCols);
    for (int at = 0; at < expected.data.length; at++) {
      assertEquals(expected.data[at], found.data[at], CLOSE, "cell " + at);
    }
  }

  private static LabelledRows table(long seed) {
    Random random = new Random(seed);
    DMatrixRMaj numbers = new DMatrixRMaj(ROWS, 2);
    String[] work = new String[ROWS];
    String[] land = new String[ROWS];
    String[] sex = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int class3 = random.nextInt(3);
      sex[i] = List.of("f", "m", "x").get(class3);
      boolean gap = random.nextInt(7) == 0;
      numbers.set(i, 0, gap ? Double.NaN : 20 + random.nextInt(40) + 4 * class3);
      numbers.set(i, 1, class3 + random.nextGaussian());
      int draw = random.nextInt(10);
      work[i] = draw < 5 + class3 ? "c" : draw < 7 + class3 ? "a" : draw < 9 ? "b" : "";
      land[i] = random.nextInt(5) == 0 ? "" : random.nextInt(3) == 0 ? "京都" : "Ελλάδα";
    }
    work[0] = "";
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("work", Labels.of(work));
    labels.put("land", Labels.of(land));
    labels.put("sex", Labels.of(sex));
    return new LabelledRows(List.of("age", "hours"), numbers, labels);
  }

  private static List<String> csv(LabelledRows raw) {
    List<String> lines = new ArrayList<>(List.of("age,hours,work,land,sex"));
    for (int i = 0; i < raw.size(); i++) {
      double age = raw.rows().get(i, 0);
      lines.add(
          String.join(
              ",",
              Double.isNaN(age) ? "" : Double.toString(age),
              Double.toString(raw.rows().get(i, 1)),
              raw.label("work").name(i),
              raw.label("land").name(i),
              raw.label("sex").name(i)));
    }
    return lines;
  }

  private void requireNumPy() throws Exception {
    boolean there;
    try {
      there = python(folder, "import numpy").exitValue() == 0;
    } catch (IOException e) {
      there = false; // there is no such program
    }
    assumeTrue(there, "python3 with numpy is needed to compare with it");
  }

  private static Process python(Path folder, String code) throws Exception {
    Process process =
        new ProcessBuilder("python3", "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().write(code.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    return process;
  }
}
