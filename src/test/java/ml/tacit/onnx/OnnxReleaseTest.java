package ml.tacit.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.step.Steps;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases give in ONNX Runtime the numbers that they give here; what cannot be said is refused.
 */
class OnnxReleaseTest {
  private static final double IN_FLOATS = 1e-6;
  private static final double IN_DOUBLES = 1e-12;
  private static final double CELLS_A_STEP_OFF = 1e-3;

  private static final Roles ROLES = Roles.keep("activity").withHide("subject");
  private static final LabelledRows DATA =
      Simulator.standard().withPeople(4).withSeconds(30).generate();

  /** Rows far from zero in some columns, with numbers that single precision has. */
  private static final LabelledRows FAR = far(DATA);

  private static LabelledRows far(LabelledRows data) {
    DMatrixRMaj rows = data.rows().copy();
    for (int at = 0; at < rows.data.length; at++) {
      rows.data[at] += at % rows.numCols % 3 == 0 ? 1000 : 0;
    }
    return new LabelledRows(data.features(), OnnxRun.single(rows), data.labels());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rdca-v1",
        "dca-v1",
        "nystrom-v2",
        "fourier-v2",
        "sketch-v2",
        "multi-v2",
        "exact-v2"
      })
  void golden(String name) throws Exception {
    Release release =
        Release.load(Path.of("src/test/resources/ml/tacit/release/" + name + ".safetensors"));
    requireSame(release, OnnxRun.single(OnnxRun.normal(500, 3, 3)), IN_FLOATS, IN_DOUBLES);
  }

  static List<Trainer> linear() {
    return List.of(
        Rdca.ridge(1),
        Dca.ridge(1),
        Mdr.ridge(1),
        Ruca.ridge(1),
        Duca.ridge(1),
        Pca.components(5),
        new RandomProjection(4, 1));
  }

  @ParameterizedTest
  @MethodSource("linear")
  void linearMethods(Trainer trainer) throws Exception {
    requireSameRelease(trainer.fit(FAR, ROLES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear",
        "polynomial:degree=2,gamma=0.1,coef0=1",
        "rbf",
        "laplacian",
        "sigmoid:gamma=0.01,coef0=0"
      })
  void kernelMethods(String kernel) throws Exception {
    Kernelized trainer = Kernelized.of(kernel, Dca.ridge(Kernelized.RIDGE));
    requireSameRelease(trainer.withLandmarks(20).fit(FAR, ROLES));
  }

  @Test
  void kernelMethodsOtherwise() throws Exception {
    Kernelized rbf = Kernelized.of("rbf", Rdca.ridge(Kernelized.RIDGE));
    requireSameRelease(Kernelized.of("rbf", Dca.ridge(1)).exact().fit(FAR, ROLES));
    requireSameRelease(rbf.withRandomFeatures(64).fit(FAR, ROLES));
    requireSameRelease(
        Kernelized.of("polynomial", Dca.ridge(1)).withRandomFeatures(64).fit(FAR, ROLES));
    requireSameRelease(
        MultiKernel.of(List.of("rbf", "laplacian", "polynomial")).fit(FAR, Roles.keep("activity")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decide",
        "decide kernel | collapse 0.2",
        "decide multikernel",
        "decide boosted",
        "decide logistic | residual 3",
        "extra tBodyAcc-std()-X | decide logistic | cells --bins tBodyAcc-std()-X=3",
        "extra tBodyAcc-std()-X,tBodyAcc-min()-X | cells --kmeans 6",
        "extra tBodyAcc-min()-X,tBodyAcc-std()-X",
        "fairtree 5"
      })
  void plans(String plan) throws Exception {
    requireSameRelease(Steps.parse(plan).fit(FAR, ROLES));
  }

  /** Before rounding to the tolerances, and then all but few cells the same. */
  private static void requireSameRelease(Model model) throws Exception {
    requireSame(Release.of(model, Digits.FULL), FAR.rows(), IN_FLOATS, IN_DOUBLES);
    Release rounded = Release.of(model);
    if (rounded.drawnColumns().isEmpty()) {
      requireFewStepsOff(rounded, FAR.rows());
    }
  }

  private static void requireSame(
      Release release, DMatrixRMaj rows, double inFloats, double inDoubles) throws Exception {
    DMatrixRMaj expected = release.transform(rows);
    try (OnnxRun floats = OnnxRun.inFloats(release);
        OnnxRun doubles = OnnxRun.inDoubles(release)) {
      double single = OnnxRun.difference(floats.run(rows), expected);
      double twice = OnnxRun.difference(doubles.run(rows), expected);
      assertTrue(single <= inFloats, "in floats: " + single);
      assertTrue(twice <= inDoubles, "in doubles: " + twice);
    }
  }

  private static void requireFewStepsOff(Release release, DMatrixRMaj rows) throws Exception {
    DMatrixRMaj expected = release.transform(rows);
    try (OnnxRun floats = OnnxRun.inFloats(release);
        OnnxRun doubles = OnnxRun.inDoubles(release)) {
      DMatrixRMaj found = doubles.run(rows);
      assertArrayEquals(OnnxRun.single(found).data, floats.run(rows).data); // the same in between
      double[] widths = new double[expected.numCols];
      release
          .rounding()
          .ifPresent(step -> Arrays.setAll(widths, j -> step.columns().get(j).tolerance() * 2));
      int off = 0;
      for (int at = 0; at < found.data.length; at++) {
        double difference = Math.abs(found.data[at] - expected.data[at]);
        double most = 1.001 * widths[at % widths.length];
        assertTrue(difference <= most, difference + " where a step is " + most);
        off += difference > 0 ? 1 : 0;
      }
      assertTrue(off <= CELLS_A_STEP_OFF * found.data.length, off + " cells");
    }
  }

  @Test
  void tiesOfAGridGoTheSameWay() throws Exception {
    LabelledRows data = onHalves();
    Release release = Release.of(Pca.components(1).fit(data, Roles.hide("group")));
    assertTrue(release.rounding().isPresent());
    double width = release.rounding().get().columns().get(0).tolerance();
    AffineMap toHalves = AffineMap.scaling(new double[] {width}, new double[1]);
    Release halves = Release.of(new StepsAsModel(toHalves, release.rounding().get()));
    DMatrixRMaj ties = new DMatrixRMaj(401, 1);
    Arrays.setAll(ties.data, i -> i - 200);
    try (OnnxRun doubles = OnnxRun.inDoubles(halves)) {
      assertArrayEquals(halves.transform(ties).data, doubles.run(ties).data, 0); // 0 is -0
    }
  }

  private static LabelledRows onHalves() {
    DMatrixRMaj rows = OnnxRun.normal(200, 2, 5);
    int[] group = IntStream.range(0, 200).map(i -> i % 2).toArray();
    return new LabelledRows(List.of("x", "y"), rows, Map.of("group", Labels.of(group)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decide logistic | collapse 0.2 | noise 0.3 # 'noise' it draws under a secret key",
        "decide logistic | response 1 # 'response' it draws under a secret key",
        "game 4 --leak 0.3 --score logistic # 'draw' it draws under a secret key",
        "extra tBodyAcc-std()-X | decide logistic | rank 5 # 'rank' it compares a row with earlier",
        "extra tBodyAcc-std()-X | decide logistic | relative 5 # 'relative' it compares a row"
      })
  void whatOnnxCannotSayIsRefusedByName(String line) {
    String[] parts = line.split(" # ");
    Release release = Release.of(Steps.parse(parts[0]).fit(DATA, ROLES), Digits.FULL);
    BadDataException refused =
        assertThrows(BadDataException.class, () -> OnnxRun.bytes(OnnxExport.of(release)));
    String[] expected = parts[1].split(" ", 2);
    assertTrue(refused.getMessage().contains(expected[0]), refused.getMessage());
    assertTrue(refused.getMessage().contains(expected[1]), refused.getMessage());
    assertTrue(refused.getMessage().matches("step \\d of \\d, '.*"), refused.getMessage());
  }

  @Test
  void columnsRoundedAtRandomAreRefusedByName() {
    DMatrixRMaj rows = new DMatrixRMaj(300, 8);
    DMatrixRMaj normal = OnnxRun.normal(300, 8, 6);
    Arrays.setAll(rows.data, at -> Math.rint(normal.data[at]));
    int[] group = IntStream.range(0, 300).map(i -> rows.data[8 * i] > 0 ? 1 : 0).toArray();
    List<String> names = IntStream.range(0, 8).mapToObj(j -> "x" + j).toList();
    LabelledRows data = new LabelledRows(names, rows, Map.of("group", Labels.of(group)));
    Release release = Release.of(Rdca.ridge(1).fit(data, Roles.hide("group")));
    assertFalse(release.drawnColumns().isEmpty());
    for (Release each : List.of(release, release.withoutKey())) {
      BadDataException refused =
          assertThrows(BadDataException.class, () -> OnnxRun.bytes(OnnxExport.of(each)));
      assertTrue(refused.getMessage().contains("'round'"), refused.getMessage());
      assertTrue(refused.getMessage().contains("at random"), refused.getMessage());
    }
  }

  @Test
  void aStepOfAnotherIsRefusedByItsClass() {
    Release release =
        Release.of(new StepsAsModel(AffineMap.scaling(new double[1], new double[1]), new Halved()));
    BadDataException refused =
        assertThrows(BadDataException.class, () -> OnnxRun.bytes(OnnxExport.of(release)));
    assertTrue(refused.getMessage().startsWith("step 2 of 2, 'Halved'"), refused.getMessage());
  }

  private record Halved() implements ml.tacit.subspace.Step {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public DMatrixRMaj apply(DMatrixRMaj rows) {
      return rows.copy();
    }
  }

  @Test
  void theFileNamesColumnsAndNobody() throws Exception {
    Release release = Release.of(Steps.parse("decide logistic").fit(FAR, ROLES));
    byte[] bytes = OnnxRun.bytes(OnnxExport.of(release));
    assertArrayEquals(bytes, OnnxRun.bytes(OnnxExport.of(release)));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("predicted_activity"));
    assertFalse(text.contains("subject"));
    DATA.label("subject").classes().forEach(person -> assertFalse(text.contains("\"" + person)));
    try (OnnxRun run = OnnxRun.inFloats(release)) {
      assertEquals(List.of(OnnxExport.INPUT), List.copyOf(run.session().getInputNames()));
      assertEquals(List.of(OnnxExport.OUTPUT), List.copyOf(run.session().getOutputNames()));
      Map<String, String> facts = run.session().getMetadata().getCustomMetadata();
      assertEquals("steps", facts.get("tacit.method"));
      assertEquals("[\"predicted_activity\"]", facts.get("tacit.outputs"));
      assertTrue(facts.get("tacit.inputs").startsWith("[\"" + DATA.features().get(0) + "\","));
      assertTrue(facts.get("tacit.levels").contains(DATA.label("activity").classes().get(0)));
      assertTrue(facts.containsKey("tacit.version") && facts.containsKey("tacit.privacy"));
      assertEquals("tacit", run.session().getMetadata().getProducerName());
    }
  }

  @Test
  void rowsOfAnotherWidthAreRefusedByTheRuntime() throws Exception {
    Release release = Release.of(Pca.components(2).fit(FAR, ROLES));
    try (OnnxRun run = OnnxRun.inDoubles(release)) {
      assertThrows(OrtException.class, () -> run.run(new DMatrixRMaj(1, 3)));
    }
  }
}
