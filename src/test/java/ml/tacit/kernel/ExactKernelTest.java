package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dual forms are the linear methods in the feature space, and the joint ones do hide. */
class ExactKernelTest {
  private static final Roles ROLES = Roles.keep("activity").withHide("person");
  private static final int D = 6;

  static Stream<Trainer> trainers() {
    return Stream.of(
        Dca.ridge(0.5),
        Duca.ridge(0.5),
        Duca.ridge(0.5).withWeights(1, 0.3).withComponents(2),
        Mdr.ridge(0.5),
        Ruca.ridge(0.5).withPrice(3),
        Ruca.ridge(200));
  }

  /** Rows whose activity and person both move the means. */
  static LabelledRows data(long seed, int n) {
    Sample sample = Sample.of(seed, n, D, 3);
    int[] person = IntStream.range(0, n).map(i -> i / 3 % 4).toArray();
    DMatrixRMaj rows = sample.rows().copy();
    for (int i = 0; i < n; i++) {
      rows.add(i, person[i], 1.5);
      rows.add(i, 5, person[i] * 0.5);
    }
    return new LabelledRows(
        IntStream.range(0, D).mapToObj(j -> "x" + j).toList(),
        rows,
        Map.of("activity", sample.labels(), "person", Labels.of(person)));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theLinearKernelIsTheLinearMethod(Trainer trainer) {
    LabelledRows data = data(1, 240);
    SubspaceModel linear = fitted(trainer, data.rows(), data);
    KernelModel kernel = exact(Kernel.linear(), trainer).fit(data, ROLES);
    agree(linear, kernel);
    assertEquals(linear.ridge(), kernel.ridge());
    DMatrixRMaj fresh = data(2, 40).rows();
    sameUpToSigns(linear.transform(fresh), kernel.transform(fresh));
  }

  /** With every row as a landmark the features are exact: the linear method on them is too. */
  @ParameterizedTest
  @MethodSource("trainers")
  void anyKernelIsTheLinearMethodOnItsFeatures(Trainer trainer) {
    LabelledRows data = data(3, 90);
    Kernel kernel = Kernel.laplacian(0.1);
    FeatureMap map = Nystrom.of(kernel).withLandmarks(90).keepingRows().fit(data.rows());
    SubspaceModel linear = fitted(trainer, map.apply(data.rows()), data);
    KernelModel exact = exact(kernel, trainer).fit(data, ROLES);
    agree(linear, exact);
    sameUpToSigns(linear.transform(map.apply(data.rows())), exact.transform(data.rows()));
    assertEquals(List.of(new RowsKept(90, D)), exact.warnings());
  }

  @Test
  void aHigherPriceHidesMore() {
    LabelledRows data = data(4, 300);
    double before = Double.POSITIVE_INFINITY;
    for (double price : new double[] {0, 10, 1000}) {
      double spread =
          exact(Kernel.rbf(0.05), Ruca.ridge(0.1).withPrice(price))
              .fit(data, ROLES)
              .removed()
              .residualSpread();
      assertTrue(spread < before / 1.5, price + ": " + spread + " after " + before);
      before = spread;
    }
  }

  @Test
  void badInputIsNamed() {
    LabelledRows data = data(5, 30);
    Kernel rbf = Kernel.rbf(0.1);
    message("'rdca' has no exact kernel form", () -> exact(rbf, Rdca.ridge(1)));
    message("'pca' has no exact", () -> exact(rbf, Pca.components(1)));
    message(
        "no conditional form",
        () -> exact(rbf, Dca.ridge(1)).fit(data, ROLES.withGiven("activity")));
    message("hide: no label", () -> exact(rbf, Mdr.ridge(1)).fit(data, Roles.keep("activity")));
    message("keep: 0 labels", () -> exact(rbf, Dca.ridge(1)).fit(data, Roles.NONE));
    message("ridge: 0", () -> exact(rbf, Mdr.ridge(0)).fit(data, ROLES));
    message(
        "components: 3 asked for, dca has 2",
        () -> exact(rbf, Dca.ridge(1).withComponents(3)).fit(data, ROLES));
    message("no label column 'who'", () -> exact(rbf, Dca.ridge(1)).fit(data, Roles.keep("who")));
    LabelledRows same = data.withRows(data.features(), new DMatrixRMaj(30, D));
    message("coincide", () -> exact(rbf, Dca.ridge(1)).fit(same, ROLES));
  }

  private static Kernelized exact(Kernel kernel, Trainer trainer) {
    return Kernelized.of(kernel, trainer).withStandardization(false).exact();
  }

  private static SubspaceModel fitted(Trainer trainer, DMatrixRMaj rows, LabelledRows data) {
    return trainer.fit(
        new Scatter(rows.numCols, "activity", "person")
            .accept(rows, data.label("activity"), data.label("person"))
            .snapshot(),
        ROLES);
  }

  private static void agree(SubspaceModel linear, KernelModel kernel) {
    assertEquals(linear.method(), kernel.method());
    assertArrayEquals(linear.eigenvalues(), kernel.eigenvalues(), 1e-8);
    assertEquals(linear.roles(), kernel.roles());
    assertEquals(linear.classes(), kernel.classes());
    assertEquals(linear.rowsSeen(), kernel.rowsSeen());
    assertEquals(
        linear.removed().residualSpread(), kernel.removed().residualSpread(), 1e-7, "spread");
    assertTrue(kernel.removed().rawSpread() > 0.5, "the leak existed");
    assertEquals(linear.removed().energy(), kernel.removed().energy(), 1e-7, "energy");
    assertEquals(
        linear.removed().meanSquaredChange(),
        kernel.removed().meanSquaredChange(),
        1e-7 * linear.removed().meanSquaredChange());
  }

  private static void sameUpToSigns(DMatrixRMaj expected, DMatrixRMaj found) {
    assertEquals(expected.numCols, found.numCols);
    double scale = Sample.largest(expected);
    for (int k = 0; k < expected.numCols; k++) {
      double sign = Math.signum(expected.get(0, k) * found.get(0, k));
      for (int i = 0; i < expected.numRows; i++) {
        assertEquals(expected.get(i, k), sign * found.get(i, k), 1e-7 * scale);
      }
    }
  }

  private static void message(String part, org.junit.jupiter.api.function.Executable action) {
    BadDataException e = assertThrows(BadDataException.class, action);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
