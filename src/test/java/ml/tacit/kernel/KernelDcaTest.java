package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelDcaTest {

  static Stream<Kernel> kernels() {
    return Stream.of(
        Kernel.linear(), Kernel.polynomial(2, 0.2, 1), Kernel.rbf(0.05), Kernel.laplacian(0.1));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void centredGramHasNoConstantPart(Kernel kernel) {
    DMatrixRMaj centred = CentredGram.of(kernel, Sample.of(1, 200, 6, 3).rows()).matrix();
    double scale = Sample.largest(centred);
    DMatrixRMaj ones = new DMatrixRMaj(200, 1);
    Arrays.fill(ones.data, 1);
    assertTrue(Sample.largest(Dense.multiply(centred, ones)) < 1e-12 * 200 * scale);
    assertTrue(
        Sample.largest(Dense.multiply(kernel.gram(Sample.of(1, 200, 6, 3).rows()), ones)) > 1);
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(centred.get(i, j), centred.get(j, i), 0);
      }
    }
  }

  @Test
  void linearKernelIsLinearDca() {
    Sample sample = Sample.of(2, 300, 8, 4);
    DMatrixRMaj fresh = Sample.of(3, 50, 8, 4).rows();
    for (double rho : new double[] {0.1, 10, 1000}) {
      KernelComponents kernel =
          KernelDca.of(Kernel.linear()).withRidge(rho).fit(sample.rows(), sample.labels());
      SubspaceModel linear = Dca.ridge(rho).fit(sample.rows(), sample.labels());
      assertEquals(3, kernel.model().eigenvalues().length);
      assertArrayEquals(linear.eigenvalues(), kernel.model().eigenvalues(), 1e-11);
      assertEquals(
          linear.discriminantInformation(), kernel.model().discriminantInformation(), 1e-11);
      DMatrixRMaj expected = linear.transform(fresh);
      DMatrixRMaj found = kernel.model().transform(fresh);
      double scale = Sample.largest(expected);
      for (int k = 0; k < 3; k++) {
        double sign = Math.signum(expected.get(0, k) * found.get(0, k));
        for (int i = 0; i < fresh.numRows; i++) {
          assertEquals(expected.get(i, k), sign * found.get(i, k), 1e-9 * scale);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void trainingRowsAreTransformedToTheTrainingScores(Kernel kernel) {
    Sample sample = Sample.of(4, 150, 6, 3);
    KernelComponents model =
        KernelDca.of(kernel).withRidge(0.1).fit(sample.rows(), sample.labels());
    DMatrixRMaj scores = model.trainingScores();
    assertTrue(Sample.largestDifference(scores, model.model().transform(sample.rows())) < 1e-10);
    // Wᵀ(S̄+ρI)W = I, hence ZᵀZ = I − ρWᵀW; and ZᵀEEᵀZ = Λ.
    DMatrixRMaj classes = Dense.multiplyTransposedA(ClassTargets.of(sample.labels()), scores);
    DMatrixRMaj between = Dense.multiplyTransposedA(classes, classes);
    double[] values = model.model().eigenvalues();
    for (int k = 0; k < 2; k++) {
      assertTrue(values[k] > 0 && values[k] < 1);
      assertEquals(values[k], between.get(k, k), 1e-11);
      assertEquals(0, between.get(k, 1 - k), 1e-11);
    }
    assertEquals(List.of(new RowsKept(150, 6)), model.model().warnings());
    assertTrue(model.model().warnings().get(0).message().contains("150 training rows"));
  }

  @Test
  void oneRowHasTheSameBitsAsInABlockOfAnySize() {
    Sample sample = Sample.of(5, 120, 6, 3);
    DMatrixRMaj fresh = Sample.of(6, 600, 6, 3).rows();
    KernelComponents model = KernelDca.of(Kernel.rbf(0.1)).fit(sample.rows(), sample.labels());
    DMatrixRMaj all = model.model().transform(fresh);
    for (int i = 0; i < fresh.numRows; i += 50) {
      assertArrayEquals(Sample.row(all, i), model.model().transform(Sample.row(fresh, i)));
    }
    assertEquals(0, model.model().transform(new DMatrixRMaj(0, 6)).numRows);
  }

  @Test
  void rowOrderAndLabelNamesDoNotMatter() {
    Sample sample = Sample.of(7, 150, 5, 3);
    int[] reversed = IntStream.range(0, 150).map(i -> 149 - i).toArray();
    String[] names =
        IntStream.range(0, 150)
            .mapToObj(i -> "zyx".substring(sample.labels().code(i)).substring(0, 1))
            .toArray(String[]::new);
    KernelDca dca = KernelDca.of(Kernel.rbf(0.1)).withRidge(0.01);
    double[] values = dca.fit(sample.rows(), sample.labels()).model().eigenvalues();
    Sample moved = sample.select(reversed);
    assertArrayEquals(values, dca.fit(moved.rows(), moved.labels()).model().eigenvalues(), 1e-12);
    assertArrayEquals(
        values, dca.fit(sample.rows(), Labels.of(names)).model().eigenvalues(), 1e-12);
  }

  @Test
  void ringsThatNoLinearMapTellsApartAreFound() {
    Sample train = Sample.rings(8, 300);
    Sample test = Sample.rings(9, 300);
    KernelComponents linear = KernelDca.of(Kernel.linear()).fit(train.rows(), train.labels());
    KernelComponents rbf =
        KernelDca.of(Kernel.rbfMedian(train.rows())).fit(train.rows(), train.labels());
    assertTrue(linear.model().discriminantInformation() < 0.1, "the control sees next to nothing");
    assertTrue(rbf.model().discriminantInformation() > 1.5, "of at most 2");
    assertTrue(nearestMean(rbf, train, test) > 0.97);
    assertTrue(nearestMean(linear, train, test) < 0.5);
  }

  @Test
  void leaveOneOutScoresAreThoseOfFitsWithoutTheRow() {
    Sample sample = Sample.of(10, 60, 5, 2);
    Kernel kernel = Kernel.rbf(0.1);
    double rho = 0.05;
    KernelComponents model =
        KernelDca.of(kernel)
            .withRidge(rho)
            .withLeaveOneOut(true)
            .fit(sample.rows(), sample.labels());
    DMatrixRMaj found = model.model().leaveOneOutScores().orElseThrow();
    DMatrixRMaj targets = ClassTargets.of(sample.labels());
    int[] all = IntStream.range(0, 60).toArray();
    // With two classes all scores are one number times the regression of the first target.
    double unit =
        model.trainingScores().get(0, 0) / regression(kernel, rho, sample, targets, all, 0);
    double moved = 0;
    for (int i = 0; i < 60; i++) {
      int out = i;
      int[] others = IntStream.range(0, 60).filter(j -> j != out).toArray();
      double expected = unit * regression(kernel, rho, sample, targets, others, i);
      assertEquals(expected, found.get(i, 0), 1e-10 * Math.abs(unit));
      moved = Math.max(moved, Math.abs(expected - model.trainingScores().get(i, 0)));
    }
    assertTrue(moved > 0.01, "leaving a row out changes its score: " + moved);
    assertTrue(
        KernelDca.of(kernel)
            .fit(sample.rows(), sample.labels())
            .model()
            .leaveOneOutScores()
            .isEmpty());
  }

  /** Ridge regression with a free constant of the first target on some rows, told of one row. */
  private static double regression(
      Kernel kernel, double rho, Sample sample, DMatrixRMaj targets, int[] on, int of) {
    int n = on.length;
    DMatrixRMaj rows = Matrices.select(sample.rows(), on);
    DMatrixRMaj target = new DMatrixRMaj(n, 1);
    double mean = 0;
    for (int i = 0; i < n; i++) {
      target.data[i] = targets.get(on[i], 0);
      mean += target.data[i] / n;
    }
    for (int i = 0; i < n; i++) {
      target.data[i] -= mean;
    }
    CentredGram gram = CentredGram.of(kernel, rows);
    for (int i = 0; i < n; i++) {
      gram.matrix().add(i, i, rho);
    }
    DMatrixRMaj coefficients = Cholesky.of(gram.matrix()).solve(target);
    DMatrixRMaj row = DMatrixRMaj.wrap(1, rows.numCols, Sample.row(sample.rows(), of));
    DMatrixRMaj seen = kernel.between(row, rows);
    double result = mean;
    for (int i = 0; i < n; i++) {
      result += (seen.data[i] - gram.means()[i]) * coefficients.data[i];
    }
    return result;
  }

  /** With every row as a landmark the features are exact, so all that follows from them is. */
  @ParameterizedTest
  @MethodSource("kernels")
  void regressionOnFeaturesIsTheExactOneWhereTheyAre(Kernel kernel) {
    Sample sample = Sample.of(13, 90, 5, 3);
    KernelDca dca = KernelDca.of(kernel).withRidge(0.2).withLeaveOneOut(true);
    KernelComponents exact = dca.fit(sample.rows(), sample.labels());
    NystromMap map = Nystrom.of(kernel).withLandmarks(90).keepingRows().fit(sample.rows());
    TargetColumns targets = TargetColumns.of(sample.rows(), sample.labels());
    KernelComponents same =
        KernelComponents.of(
            "kdca",
            Dca.ridge(1).exactForm().orElseThrow(),
            targets,
            FeatureRegression.fit(map, sample.rows(), targets, dca));
    assertArrayEquals(exact.model().eigenvalues(), same.model().eigenvalues(), 1e-8);
    assertEquals(exact.alignment(), same.alignment(), 1e-8);
    DMatrixRMaj left = exact.model().leaveOneOutScores().orElseThrow();
    assertEquals(
        Snr.dot(left, left),
        Snr.dot(
            same.model().leaveOneOutScores().orElseThrow(),
            same.model().leaveOneOutScores().orElseThrow()),
        1e-7 * Snr.dot(left, left));
  }

  @Test
  void landmarksKeepNoRowAndComeNear() {
    Sample train = Sample.rings(14, 900);
    Sample test = Sample.rings(15, 300);
    KernelDca dca = KernelDca.of(Kernel.rbf(1)).withRidge(1);
    double exact = dca.fit(train.rows(), train.labels()).model().discriminantInformation();
    KernelComponents few = dca.withLandmarks(15).fit(train.rows(), train.labels());
    KernelComponents more = dca.withLandmarks(60).fit(train.rows(), train.labels());
    // Landmarks span a part of the feature space, where no more can be told apart than in all.
    assertTrue(few.model().discriminantInformation() < more.model().discriminantInformation());
    assertTrue(more.model().discriminantInformation() <= exact + 1e-9);
    assertTrue(more.model().discriminantInformation() > 0.95 * exact);
    assertTrue(more.model().warnings().isEmpty());
    assertTrue(nearestMean(more, train, test) > 0.97);
    DMatrixRMaj large = Sample.rings(16, 30_000).rows();
    KernelComponents many = dca.withLandmarks(60).fit(large, Sample.rings(16, 30_000).labels());
    assertTrue(nearestMean(many, train, test) > 0.97, "more rows than an exact fit takes");
  }

  @Test
  void badInputIsNamed() {
    Sample sample = Sample.of(11, 30, 4, 3);
    KernelDca dca = KernelDca.of(Kernel.rbf(0.1));
    message("29 labels for 30 rows", () -> dca.fit(sample.rows(), Labels.of(new int[29])));
    message("at least two", () -> dca.fit(sample.rows(), Labels.of(new int[30])));
    int[] single = new int[30];
    single[4] = 7;
    message("class '7' has one row", () -> dca.fit(sample.rows(), Labels.of(single)));
    message("coincide", () -> dca.withRidge(1).fit(new DMatrixRMaj(30, 4), sample.labels()));
    DMatrixRMaj large = new DMatrixRMaj(GramSize.MAX_ROWS + 1, 1);
    message("bytes", () -> dca.fit(large, Labels.of(new int[large.numRows])));
    KernelComponents model = dca.fit(sample.rows(), sample.labels());
    message("3 columns, 4 are expected", () -> model.model().transform(new double[3]));
    SingularMatrixException e =
        assertThrows(
            SingularMatrixException.class,
            () -> KernelDca.of(Kernel.linear()).withRidge(0).fit(sample.rows(), sample.labels()));
    assertTrue(e.getMessage().contains("kernel linear and 30 rows"), e.getMessage());
  }

  @Test
  void aClassWithoutRowsPlaysNoPart() {
    Sample sample = Sample.of(12, 90, 4, 3);
    int[] two = IntStream.range(0, 90).filter(i -> sample.labels().code(i) != 1).toArray();
    Sample part = sample.select(two);
    assertEquals(3, part.labels().classes().size());
    KernelComponents model = KernelDca.of(Kernel.rbf(0.1)).fit(part.rows(), part.labels());
    assertEquals(1, model.model().eigenvalues().length);
  }

  private static void message(String part, org.junit.jupiter.api.function.Executable action) {
    BadDataException e = assertThrows(BadDataException.class, action);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  /** Accuracy of the nearest class mean in the components. */
  static double nearestMean(KernelComponents model, Sample train, Sample test) {
    return NearestMean.accuracy(
        model.model().transform(train.rows()),
        train.labels(),
        model.model().transform(test.rows()),
        test.labels());
  }
}
