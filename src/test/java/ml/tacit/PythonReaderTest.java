package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python of docs/model-file.md reads a model and gives the numbers that Tacit gives. */
class PythonReaderTest {
  private static final double[] ROW = {0.5, -1.25, 2};

  @TempDir Path folder;

  @BeforeAll
  static void pythonIsThere() throws Exception {
    Python.assumeNumPy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdca-v1", "dca-v1", "exact-v2", "fourier-v2", "multi-v2", "nystrom-v2"})
  void everyKindOfStepIsReadAsDescribed(String golden) throws Exception {
    assertSame(
        Release.load(Path.of("src/test/resources/ml/tacit/release/" + golden + ".safetensors")),
        ROW);
  }

  @Test
  void aModelWithACentreIsReadAsDescribed() throws Exception {
    LabelledRows data = Simulator.standard().withPeople(3).withSeconds(20).generate();
    Release release = Release.of(Rdca.ridge(1).fit(data, Roles.hide("subject")));
    double[] row = Arrays.copyOf(data.rows().data, data.features().size());
    assertSame(release, row);
  }

  @Test
  void columnsThatAreRoundedAtRandomAreReadAsDescribed() throws Exception {
    Random random = new Random(5);
    DMatrixRMaj rows = new DMatrixRMaj(200, 12);
    int[] group = new int[200];
    for (int at = 0; at < rows.data.length; at++) {
      group[at / 12] = at / 12 % 2;
      double x = random.nextGaussian() + group[at / 12];
      rows.data[at] = at % 12 == 0 ? x : at % 12 == 1 ? 0.05 * Math.rint(x) + 0.02 : Math.rint(x);
    }
    List<String> names = IntStream.range(0, 12).mapToObj(j -> "x" + j).toList();
    LabelledRows data = new LabelledRows(names, rows, Map.of("group", Labels.of(group)));
    Release release = Release.of(Rdca.ridge(1).fit(data, Roles.hide("group")));
    assertEquals(11, release.drawnColumns().size());
    for (int i = 0; i < 5; i++) {
      assertSame(release, Arrays.copyOfRange(rows.data, 12 * i, 12 * (i + 1)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decide kernel | collapse 0.2 | noise 0.3",
        "decide boosted",
        "decide logistic | collapse 0 | noise 2 --shape person | response 1",
        "extra tBodyAcc-std()-X | decide logistic | cells --bins tBodyAcc-std()-X=3 | response 0.7",
        "decide logistic | residual 3 | noise 0.8 --clip 0.5",
        "extra tBodyAcc-min()-X,tBodyAcc-std()-X"
      })
  void plansAreReadAsDescribedDrawsAndAll(String plan) throws Exception {
    LabelledRows data = Simulator.standard().withPeople(4).withSeconds(40).generate();
    Release release =
        Release.of(
            Steps.parse(plan).fit(data, Roles.keep("activity").withHide("subject")), Digits.FULL);
    int d = data.features().size();
    for (int i = 0; i < 3; i++) {
      assertSame(release, Arrays.copyOfRange(data.rows().data, 7 * i * d, (7 * i + 1) * d));
    }
  }

  private void assertSame(Release release, double[] row) throws Exception {
    release.save(folder.resolve("model.safetensors"));
    String numbers = Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(","));
    String shown = Pages.only(Path.of("docs/model-file.md"), "python");
    String zeros = "np.zeros((2, len(model[\"inputs\"])))";
    assertTrue(shown.contains(zeros));
    String code =
        shown.replace(zeros, "np.array([[" + numbers + "]] * 2)")
            + "for number in y[1]: print(float(number).hex())\n";
    double[] found = Python.run(folder, code).lines().mapToDouble(Double::parseDouble).toArray();
    double[] expected = release.transform(row);
    assertEquals(expected.length, found.length);
    for (int j = 0; j < found.length; j++) {
      assertEquals(expected[j], found[j], 1e-11 * Math.max(1, Math.abs(expected[j])));
    }
  }
}
