package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.ExactForm;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Resolution;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.Grid;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one trainer: every way to make features, in memory and from a file. */
class KernelizedTest {
  private static final Roles ROLES = Roles.keep("activity").withHide("person");
  private static final Ridge SHARE = Ridge.relative(0.05);

  @TempDir Path folder;

  static Stream<Kernelized> trainers() {
    Kernelized rbf = Kernelized.of("rbf", Ruca.ridge(SHARE));
    return Stream.of(
        rbf.withLandmarks(30),
        rbf.withRandomFeatures(40),
        rbf.exact(),
        Kernelized.of("polynomial:degree=2", Rdca.ridge(SHARE)).withRandomFeatures(64),
        Kernelized.of("laplacian", Rdca.ridge(SHARE)).withLandmarks(20).withSeed(7));
  }

  /** More rows than a block has, so that blocks must not matter. */
  @ParameterizedTest
  @MethodSource("trainers")
  void aFileGivesTheSameBitsAsRowsInMemory(Kernelized trainer) throws IOException {
    LabelledRows data = ExactKernelTest.data(1, 2500);
    Path csv = folder.resolve("rows.csv");
    CsvWriter.writeAll(csv, data);
    ColumnRoles columns = ColumnRoles.labels("activity", "person");
    KernelModel memory = trainer.fit(data, ROLES);
    List<Long> read = new ArrayList<>();
    KernelModel file = trainer.fit(() -> CsvReader.open(csv, columns), ROLES, read::add);
    assertEquals(data.features(), memory.inputs());
    assertEquals(data.features(), file.inputs());
    assertEquals(memory.ridge(), file.ridge());
    assertEquals(memory.removed(), file.removed());
    assertArrayEquals(
        memory.transform(data.rows()).data, file.transform(data.rows()).data, "the same bits");
    assertFalse(read.isEmpty());
  }

  /** Columns in other units and with other offsets: what is released stays. */
  @ParameterizedTest
  @MethodSource("trainers")
  void unitsChangeNothing(Kernelized trainer) {
    LabelledRows data = ExactKernelTest.data(2, 400);
    LabelledRows moved = data.withRows(data.features(), inOtherUnits(data.rows()));
    DMatrixRMaj expected = trainer.fit(data, ROLES).transform(data.rows());
    DMatrixRMaj found = trainer.fit(moved, ROLES).transform(moved.rows());
    assertTrue(difference(expected, found) < 1e-6, "differs by " + difference(expected, found));

    Kernelized asTheyAre = trainer.withStandardization(false);
    double other =
        difference(
            asTheyAre.fit(data, ROLES).transform(data.rows()),
            asTheyAre.fit(moved, ROLES).transform(moved.rows()));
    assertTrue(other > 1e-2, "the control, a kernel sees units: " + other);
  }

  private static DMatrixRMaj inOtherUnits(DMatrixRMaj rows) {
    DMatrixRMaj moved = rows.copy();
    double[] unit = {1e-3, 1e3, 1, 0x1p20, 1e-9, 50};
    for (int i = 0; i < moved.data.length; i++) {
      moved.data[i] = unit[i % 6] * (moved.data[i] + (i % 6));
    }
    return moved;
  }

  /** Share of the squares by which inner products of rows differ: signs of columns do not count. */
  private static double difference(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj first = Dense.multiply(a, Dense.transpose(a));
    DMatrixRMaj second = Dense.multiply(b, Dense.transpose(b));
    double difference = 0;
    double size = 0;
    for (int i = 0; i < first.data.length; i++) {
      difference += Math.pow(first.data[i] - second.data[i], 2);
      size += first.data[i] * first.data[i];
    }
    return Math.sqrt(difference / size);
  }

  /** Whatever its unit: 0.3 and the number next to it, or 1e20 and the number next to that. */
  @ParameterizedTest
  @MethodSource("trainers")
  void aColumnThatIsConstantButForRoundingHasNoPart(Kernelized trainer) {
    LabelledRows data = ExactKernelTest.data(2, 400);
    LabelledRows without = withLast(data, i -> 5);
    DMatrixRMaj expected = trainer.fit(without, ROLES).transform(without.rows());
    for (double flat : new double[] {0.3, 1e20, -1e-20}) {
      LabelledRows with = withLast(data, i -> i * 7 % 3 == 0 ? flat : Math.nextUp(flat));
      assertArrayEquals(
          expected.data, trainer.fit(with, ROLES).transform(with.rows()).data, 1e-12, flat + "");
    }
    LabelledRows tiny = withLast(data, i -> 1e9 + i * 7 % 3 * 1e-3);
    double moved = difference(expected, trainer.fit(tiny, ROLES).transform(tiny.rows()));
    assertTrue(moved > 1e-2, "the control, a small deviation far from 0: " + moved);
  }

  /** α·trace(K̄)/N, however the features are made: of an RBF at most α, since k(x, x) = 1. */
  @Test
  void aRelativeRidgeIsTheShareOfTheTraceForAllFeatures() {
    LabelledRows data = ExactKernelTest.data(3, 600);
    Kernel kernel = Kernel.rbf(0.05);
    DMatrixRMaj seen = Scaling.of(data.rows()).apply(data.rows());
    double expected = 0.05 * CentredGram.of(kernel, seen).trace() / 600;
    Kernelized trainer = Kernelized.of(kernel, Ruca.ridge(SHARE));
    KernelModel exact = trainer.exact().fit(data, ROLES);
    assertEquals(expected, exact.ridge(), 1e-12 * expected);
    assertEquals(0.05, exact.ridgeRelative());
    Kernelized landmarks = Kernelized.of(kernel, Dca.ridge(SHARE)).withLandmarks(120);
    KernelModel ofMeans =
        landmarks.fit(data, Roles.keep("activity")); // a hidden label would mix them
    assertEquals(expected, ofMeans.ridge(), 0.02 * expected);
    // The number of features does not matter, that of rows does not either.
    for (int count : new int[] {200, 2000}) {
      KernelModel random = trainer.withRandomFeatures(count).fit(data, ROLES);
      assertEquals(expected, random.ridge(), 0.1 * expected, count + " features");
    }
    LabelledRows twice = data.select(IntStream.range(0, 1200).map(i -> i / 2).toArray());
    assertEquals(expected, trainer.exact().fit(twice, ROLES).ridge(), 1e-9 * expected);
    double absolute = Kernelized.of(kernel, Ruca.ridge(0.3)).fit(data, ROLES).ridge();
    assertEquals(0.3, absolute, 1e-12);
  }

  static Stream<Kernelized> hiding() {
    return Stream.of(
        Kernelized.of("rbf", Rdca.ridge(SHARE)).withLandmarks(10),
        Kernelized.of("rbf", Rdca.ridge(SHARE)).withRandomFeatures(20),
        Kernelized.of("rbf", Ruca.ridge(SHARE)).exact());
  }

  @ParameterizedTest
  @MethodSource("hiding")
  void aColumnThatIsTheHiddenLabelStopsTheFit(Kernelized trainer) {
    LabelledRows data = ExactKernelTest.data(4, 2400);
    Labels person = data.label("person");
    double[] badge = {17, -3, 17.5, 1e6};
    LabelledRows copied = withLast(data, i -> badge[person.code(i)]);
    message("column 'badge' has one value for each of the 4 classes of 'person'", trainer, copied);
    // Not in the first block only: the one row that says otherwise is the last.
    trainer.fit(withLast(data, i -> i == 2399 ? 0 : badge[person.code(i)]), ROLES);
    trainer.fit(withLast(data, i -> person.code(i) / 2), ROLES);
  }

  @Test
  void aMultiKernelRefusesTheHiddenLabelToo() {
    LabelledRows data = ExactKernelTest.data(4, 200);
    LabelledRows copied = withLast(data, i -> data.label("person").code(i));
    for (MultiKernel trainer :
        List.of(MultiKernel.of(List.of("rbf")).exact(), MultiKernel.of(List.of("rbf")))) {
      BadDataException e = assertThrows(BadDataException.class, () -> trainer.fit(copied, ROLES));
      assertTrue(e.getMessage().contains("column 'badge'"), e.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("hiding")
  void aMarkerOfAMissingValueIsNamedByRowAndColumn(Kernelized trainer) {
    LabelledRows data = ExactKernelTest.data(5, 2400);
    for (double value : new double[] {Double.MAX_VALUE, -1e200, Double.NaN}) {
      LabelledRows bad = withLast(data, i -> i == 2200 ? value : i);
      message("row 2201 (from 1), column 'badge': " + value, trainer, bad);
    }
  }

  private static LabelledRows withLast(LabelledRows data, IntToDoubleFunction last) {
    int d = data.features().size();
    DMatrixRMaj rows = new DMatrixRMaj(data.size(), d + 1);
    for (int i = 0; i < data.size(); i++) {
      System.arraycopy(data.rows().data, i * d, rows.data, i * (d + 1), d);
      rows.set(i, d, last.applyAsDouble(i));
    }
    List<String> names = new ArrayList<>(data.features());
    names.add("badge");
    return data.withRows(names, rows);
  }

  /** DCA under another name, as somebody else would write it. */
  private record OwnMethod(boolean hasExactForm) implements Trainer {
    @Override
    public String method() {
      return "own";
    }

    @Override
    public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
      return Dca.ridge(0.5).fit(rows, roles);
    }

    @Override
    public Ridge ridge() {
      return Ridge.absolute(0.5);
    }

    @Override
    public Optional<ExactForm> exactForm() {
      return hasExactForm ? Dca.ridge(0.5).exactForm() : Optional.empty();
    }
  }

  @Test
  void aMethodOfOnesOwnWorksWithEveryKindOfFeature() {
    LabelledRows data = ExactKernelTest.data(6, 300);
    Kernelized own = Kernelized.of("rbf", new OwnMethod(true));
    Kernelized dca = Kernelized.of("rbf", Dca.ridge(0.5));
    same(dca.withLandmarks(20), own.withLandmarks(20), data);
    same(dca.withRandomFeatures(20), own.withRandomFeatures(20), data);
    same(dca.exact(), own.exact(), data);
    assertEquals("own", own.fit(data, ROLES).method());
    assertEquals("kown", own.withMethod("kown").fit(data, ROLES).method());
    BadDataException e =
        assertThrows(
            BadDataException.class, () -> Kernelized.of("rbf", new OwnMethod(false)).exact());
    assertTrue(e.getMessage().contains("'own' has no exact kernel form"), e.getMessage());
  }

  private static void same(Kernelized expected, Kernelized found, LabelledRows data) {
    assertArrayEquals(
        expected.fit(data, ROLES).transform(data.rows()).data,
        found.fit(data, ROLES).transform(data.rows()).data);
  }

  @Test
  void leaveOneOutScoresAreThereWhereAskedFor() {
    LabelledRows data = ExactKernelTest.data(7, 120);
    Kernelized exact = Kernelized.of("rbf", Dca.ridge(0.5)).exact();
    assertTrue(exact.fit(data, ROLES).leaveOneOutScores().isEmpty());
    KernelModel model = exact.withLeaveOneOut().fit(data, Roles.keep("activity"));
    DMatrixRMaj seen = Scaling.of(data.rows()).apply(data.rows());
    DMatrixRMaj expected =
        KernelDca.of(Kernel.rbfMedian(seen))
            .withRidge(0.5)
            .withLeaveOneOut(true)
            .fit(seen, data.label("activity"))
            .model()
            .leaveOneOutScores()
            .orElseThrow();
    assertArrayEquals(expected.data, model.leaveOneOutScores().orElseThrow().data, 1e-12);
    message("only an exact fit", Kernelized.of("rbf", Dca.ridge(1)).withLeaveOneOut(), data);
    message("leave-one-out", Kernelized.of("rbf", Mdr.ridge(1)).exact().withLeaveOneOut(), data);
  }

  @Test
  void theSeedIsTheOnlyChance() {
    LabelledRows data = ExactKernelTest.data(8, 300);
    Kernelized trainer = Kernelized.of("rbf", Rdca.ridge(SHARE)).withRandomFeatures(20);
    double[] once = trainer.fit(data, ROLES).transform(data.rows()).data;
    assertArrayEquals(once, trainer.fit(data, ROLES).transform(data.rows()).data);
    assertFalse(
        Arrays.equals(once, trainer.withSeed(2).fit(data, ROLES).transform(data.rows()).data));
  }

  @Test
  void badSettingsAreNamed() {
    LabelledRows data = ExactKernelTest.data(9, 100);
    Kernelized rbf = Kernelized.of("rbf", Rdca.ridge(1));
    assertThrows(IllegalArgumentException.class, () -> rbf.withLandmarks(0));
    assertThrows(IllegalArgumentException.class, () -> rbf.withRandomFeatures(0));
    message("landmarks: 30, 100 rows give at most 20", rbf.withLandmarks(30), data);
    message("random features: 7, an even", rbf.withRandomFeatures(7), data);
    message(
        "kernel 'linear' has no random features",
        Kernelized.of(Kernel.linear(), Rdca.ridge(1)).withRandomFeatures(8),
        data);
    BadDataException e =
        assertThrows(BadDataException.class, () -> Kernelized.of("cosine", Rdca.ridge(1)));
    assertTrue(e.getMessage().contains("unknown kernel 'cosine'"), e.getMessage());
    LabelledRows none =
        new LabelledRows(
            List.of("x"),
            new DMatrixRMaj(0, 1),
            Map.of("activity", Labels.of(new int[0]), "person", Labels.of(new int[0])));
    message("rows: none", rbf, none);
  }

  private static void message(String part, Kernelized trainer, LabelledRows data) {
    BadDataException e = assertThrows(BadDataException.class, () -> trainer.fit(data, ROLES));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  /**
   * Grids and deviations are those of the columns as they came, whatever comes before the kernel.
   */
  @ParameterizedTest
  @MethodSource("trainers")
  void theResolutionIsThatOfTheColumnsAndOfTheOutputs(Kernelized trainer) {
    LabelledRows data = wholeNumbers();
    for (Kernelized each : List.of(trainer, trainer.withStandardization(false))) {
      requireResolution(each.withMethod("named").fit(data, ROLES), data);
    }
  }

  @Test
  void theResolutionOfAMultiKernelIsThatOfItsColumnsAndOutputs() {
    LabelledRows data = wholeNumbers();
    for (MultiKernel trainer :
        List.of(
            MultiKernel.of(List.of("rbf", "linear")).withLandmarks(20),
            MultiKernel.of(List.of("rbf")).exact())) {
      requireResolution(trainer.fit(data, ROLES), data);
    }
  }

  private static void requireResolution(KernelModel model, LabelledRows data) {
    Resolution resolution = model.resolution();
    assertArrayEquals(
        Standardization.fit(data.rows()).deviation(), resolution.inputDeviations(), 1e-9);
    assertEquals(Optional.of(new Grid(0, 1, 1)), resolution.inputGrids().get(0));
    assertEquals(Optional.of(new Grid(0, 1, 0)), resolution.inputGrids().get(1));
    assertEquals(Optional.empty(), resolution.inputGrids().get(2));
    double[] outputs = Standardization.fit(model.transform(data.rows())).deviation();
    double[] found = resolution.outputDeviations();
    assertEquals(outputs.length, found.length);
    for (int k = 0; k < outputs.length; k++) {
      assertEquals(outputs[k], found[k], 1e-6 * outputs[k], "output " + k);
    }
    assertEquals(found.length, model.withRoles(ROLES).resolution().outputDeviations().length);
  }

  /** Tenths, whole numbers and continuous ones, in more than one block. */
  private static LabelledRows wholeNumbers() {
    LabelledRows data = ExactKernelTest.data(1, 2500);
    DMatrixRMaj rows = data.rows().copy();
    for (int i = 0; i < rows.numRows; i++) {
      rows.set(i, 0, Math.rint(10 * rows.get(i, 0)) / 10);
      rows.set(i, 1, Math.rint(20 * rows.get(i, 1)));
    }
    return data.withRows(data.features(), rows);
  }
}
