package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureMapTest {

  static Stream<Kernel> kernels() {
    return Stream.of(
        Kernel.linear(), Kernel.polynomial(2, 0.2, 1), Kernel.rbf(0.05), Kernel.laplacian(0.1));
  }

  static Stream<FeatureMap> maps() {
    DMatrixRMaj rows = Sample.of(1, 300, 5, 3).rows();
    return Stream.of(
        LandmarkMap.of(Kernel.rbf(0.1), rows, true),
        Nystrom.of(Kernel.polynomial(2, 0.2, 1)).withLandmarks(40).fit(rows),
        RandomFourierMap.draw(Kernel.rbf(0.1), 5, 500, 1),
        RandomFourierMap.draw(Kernel.laplacian(0.1), 5, 500, 1),
        TensorSketchMap.draw(Kernel.polynomial(3, 0.2, 1), 5, 64, 1));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nystromIsExactWithEveryRowAsLandmark(Kernel kernel) {
    Sample sample = Sample.of(2, 120, 6, 3);
    NystromMap map = Nystrom.of(kernel).withLandmarks(120).keepingRows().fit(sample.rows());
    DMatrixRMaj exact = kernel.gram(sample.rows());
    assertTrue(
        Sample.largestDifference(exact, gramOf(map, sample.rows())) < 1e-9 * Sample.largest(exact));
    double[] values =
        KernelDca.of(kernel)
            .withRidge(0.1)
            .fit(sample.rows(), sample.labels())
            .model()
            .eigenvalues();
    SubspaceModel linear = Dca.ridge(0.1).fit(map.apply(sample.rows()), sample.labels());
    assertArrayEquals(values, linear.eigenvalues(), 1e-8);
  }

  @Test
  void moreLandmarksApproximateBetter() {
    DMatrixRMaj rows = Sample.of(3, 600, 8, 4).rows();
    Kernel kernel = Kernel.rbfMedian(rows);
    DMatrixRMaj exact = kernel.gram(rows);
    double before = Double.POSITIVE_INFINITY;
    for (int m : new int[] {10, 30, 90}) {
      double error = meanError(exact, Nystrom.of(kernel).withLandmarks(m).fit(rows), rows);
      assertTrue(error < before / 1.5, m + " landmarks: " + error + " after " + before);
      before = error;
    }
    assertTrue(before < 0.03, "90 centres for 600 rows: " + before);
  }

  @Test
  void noLandmarkIsARowUnlessRowsAreAskedFor() {
    DMatrixRMaj rows = Sample.of(4, 400, 5, 3).rows();
    // Far outliers, which k-means would give a centre each.
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 5; j++) {
        rows.set(50 * i, j, (i % 2 == 0 ? 100 : -100) * (i + 1 + j));
      }
    }
    NystromMap centres = Nystrom.of(Kernel.rbf(0.1)).withLandmarks(60).fit(rows);
    assertTrue(nearest(rows, centres) > 0.1, "the nearest row is " + nearest(rows, centres));
    assertTrue(Arrays.stream(centres.rowsPerLandmark()).min().orElseThrow() >= 5);
    assertEquals(400, Arrays.stream(centres.rowsPerLandmark()).sum());
    assertTrue(centres.warnings().isEmpty());

    NystromMap kept = Nystrom.of(Kernel.rbf(0.1)).withLandmarks(60).keepingRows().fit(rows);
    assertEquals(0, nearest(rows, kept), "the control");
    assertEquals(List.of(new RowsKept(60, 5)), kept.warnings());
  }

  @Test
  void randomFeaturesConvergeAsTheRootOfTheirNumber() {
    DMatrixRMaj rows = Sample.of(5, 150, 6, 3).rows();
    for (Kernel kernel : new Kernel[] {Kernel.rbf(0.1), Kernel.laplacian(0.15)}) {
      DMatrixRMaj exact = kernel.gram(rows);
      double few = 0;
      double many = 0;
      for (int seed = 0; seed < 10; seed++) {
        few += meanError(exact, RandomFourierMap.draw(kernel, 6, 100, seed), rows) / 10;
        many += meanError(exact, RandomFourierMap.draw(kernel, 6, 1600, seed), rows) / 10;
      }
      // A cosine of mean k has variance (1 + k(2x,2y))/2 − k² ≤ 1/2 + …: at most 1/√M per entry.
      assertTrue(few < 0.1, kernel + ": " + few);
      assertEquals(4, few / many, 0.8, kernel + ": 16 times the frequencies, a fourth the error");
      DMatrixRMaj gram = gramOf(RandomFourierMap.draw(kernel, 6, 500, 1), rows);
      for (int i = 0; i < rows.numRows; i++) {
        assertEquals(1, gram.get(i, i), 1e-12);
      }
    }
  }

  @Test
  void tensorSketchIsTheHashedTensorProduct() {
    TensorSketchMap map = TensorSketchMap.draw(Kernel.polynomial(2, 0.5, 3), 3, 16, 1);
    double[] row = {0.5, -2, 1.5};
    double[] extended = new double[4];
    for (int j = 0; j < 3; j++) {
      extended[j] = Math.sqrt(0.5) * row[j];
    }
    extended[3] = Math.sqrt(3);
    double[] expected = new double[16];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        expected[(map.bucket(0, i) + map.bucket(1, j)) % 16] +=
            map.sign(0, i) * map.sign(1, j) * extended[i] * extended[j];
      }
    }
    assertArrayEquals(expected, map.apply(row), 1e-13);
    assertArrayEquals(
        map.apply(row),
        TensorSketchMap.draw(map.kernel(), 3, 16, map.seed()).apply(row),
        "drawn again, the same");
  }

  @Test
  void tensorSketchesConvergeAsTheRootOfTheirNumber() {
    DMatrixRMaj rows = Sample.of(12, 100, 6, 3).rows();
    for (int degree = 2; degree <= 3; degree++) {
      Kernel kernel = Kernel.polynomial(degree, 0.2, 1);
      DMatrixRMaj exact = kernel.gram(rows);
      double few = 0;
      double many = 0;
      DMatrixRMaj mean = new DMatrixRMaj(100, 100);
      for (int seed = 0; seed < 20; seed++) {
        TensorSketchMap sketch = TensorSketchMap.draw(kernel, 6, 1024, seed);
        few += meanError(exact, TensorSketchMap.draw(kernel, 6, 64, seed), rows) / 20;
        many += meanError(exact, sketch, rows) / 20;
        DMatrixRMaj one = gramOf(sketch, rows);
        for (int i = 0; i < one.data.length; i++) {
          mean.data[i] += one.data[i] / 20;
        }
      }
      assertEquals(4, few / many, 1.2, "16 times the features, a fourth the error");
      double bias = 0;
      for (int i = 0; i < mean.data.length; i++) {
        bias += Math.pow(mean.data[i] - exact.data[i], 2) / mean.data.length;
      }
      assertTrue(Math.sqrt(bias) < many / 2, "the mean of 20 is nearer than one");
    }
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aRowHasTheSameBitsAloneAndInABlock(FeatureMap map) {
    DMatrixRMaj rows = Sample.of(6, 40, 5, 3).rows();
    DMatrixRMaj all = map.apply(rows);
    assertEquals(map.outputs(), all.numCols);
    for (int i = 0; i < 40; i += 7) {
      assertArrayEquals(Sample.row(all, i), map.apply(Sample.row(rows, i)));
    }
    assertEquals(0, map.apply(new DMatrixRMaj(0, 5)).numRows);
    BadDataException e = assertThrows(BadDataException.class, () -> map.apply(new double[4]));
    assertTrue(e.getMessage().contains("4 columns, 5 are expected"), e.getMessage());
    double[] bad = {0, 1, Double.NaN, 3, 4};
    e = assertThrows(BadDataException.class, () -> map.apply(bad));
    assertTrue(e.getMessage().contains("column 3"), e.getMessage());
  }

  @Test
  void mapsAreRebuiltFromTheirPartsToTheLastBit() {
    DMatrixRMaj rows = Sample.of(7, 200, 5, 3).rows();
    NystromMap map = Nystrom.of(Kernel.rbf(0.1)).withLandmarks(20).fit(rows);
    NystromMap same =
        NystromMap.of(
            LandmarkMap.of(
                Kernel.parse(map.landmarks().kernel().toString()),
                map.landmarks().landmarks(),
                map.landmarks().keepsRows()),
            map.whitening(),
            map.rowsPerLandmark());
    assertArrayEquals(map.apply(rows).data, same.apply(rows).data);
    RandomFourierMap random = RandomFourierMap.draw(Kernel.laplacian(0.1), 5, 500, 1);
    assertArrayEquals(
        random.apply(rows).data,
        RandomFourierMap.of(random.kernel(), random.frequencies()).apply(rows).data);
    assertArrayEquals(
        random.apply(rows).data,
        RandomFourierMap.draw(Kernel.laplacian(0.1), 5, 500, 1).apply(rows).data);
    NystromMap again = Nystrom.of(Kernel.rbf(0.1)).withLandmarks(20).fit(rows);
    assertArrayEquals(map.apply(rows).data, again.apply(rows).data, "same seed, same bits");
  }

  @Test
  void kernelErasureIsLinearErasureOfFeatures() {
    Sample rings = Sample.rings(8, 600);
    FeatureMap map = Nystrom.of(Kernel.rbf(1)).withLandmarks(60).fit(rings.rows());
    DMatrixRMaj features = map.apply(rings.rows());
    SubspaceModel eraser = Rdca.ridge(1e-3).fit(features, rings.labels());
    DMatrixRMaj erased = eraser.transform(features);
    DMatrixRMaj spread = Dense.multiplyTransposedA(ClassTargets.of(rings.labels()), erased);
    DMatrixRMaj raw = Dense.multiplyTransposedA(ClassTargets.of(rings.labels()), features);
    assertTrue(Sample.largest(raw) > 1, "the leak existed");
    assertTrue(Sample.largest(spread) < 1e-9, "class means of the features coincide");
    assertTrue(
        Dca.ridge(1e-3).fit(features, rings.labels()).discriminantInformation() > 1.8,
        "the leak existed");
    assertTrue(
        NearestMean.accuracy(erased, rings.labels(), erased, rings.labels()) < 0.4,
        "a chance of a third is left");
  }

  @Test
  void featuresStreamInConstantMemory() {
    Sample first = Sample.of(9, 1000, 20, 4);
    FeatureMap map = Nystrom.of(Kernel.rbfMedian(first.rows())).withLandmarks(64).fit(first.rows());
    Scatter scatter = new Scatter(map.outputs(), "class");
    long early = 0;
    int blocks = 100;
    for (int b = 0; b < blocks; b++) {
      Sample block = Sample.of(b, 1000, 20, 4);
      scatter.accept(map.apply(block.rows()), block.labels());
      if (b == blocks / 10) {
        early = used();
      }
    }
    long growth = used() - early;
    // Kept, the features alone of the other 89,000 rows would be 45 MB.
    assertTrue(growth < 5_000_000, "grew by " + growth + " bytes");
    SubspaceModel model = Dca.ridge(1).fit(scatter.snapshot(), Roles.keep("class"));
    assertEquals(100_000, model.rowsSeen());
    assertEquals(3, model.eigenvalues().length);
  }

  @Test
  void blocksMergeToTheSameModel() {
    Sample sample = Sample.of(10, 500, 6, 3);
    FeatureMap map = RandomFourierMap.draw(Kernel.rbf(0.05), 6, 30, 1);
    SubspaceModel whole = Dca.ridge(0.1).fit(map.apply(sample.rows()), sample.labels());
    Scatter merged = new Scatter(60, "class");
    for (int from = 0; from < 500; from += 125) {
      int start = from;
      int[] part = IntStream.range(start, start + 125).toArray();
      Sample block = sample.select(part);
      merged.combine(new Scatter(60, "class").accept(map.apply(block.rows()), block.labels()));
    }
    SubspaceModel streamed = Dca.ridge(0.1).fit(merged.snapshot(), Roles.keep("class"));
    assertArrayEquals(whole.eigenvalues(), streamed.eigenvalues(), 1e-11);
  }

  @Test
  void impossibleSettingsAreNamed() {
    BadDataException e =
        assertThrows(BadDataException.class, () -> RandomFourierMap.draw(Kernel.linear(), 2, 3, 1));
    assertTrue(e.getMessage().contains("'linear'"), e.getMessage());
    e = assertThrows(BadDataException.class, () -> TensorSketchMap.draw(Kernel.rbf(1), 2, 4, 1));
    assertTrue(e.getMessage().contains("'rbf:gamma=1.0'"), e.getMessage());
    Kernel square = Kernel.polynomial(2, 1, 1);
    assertThrows(BadDataException.class, () -> TensorSketchMap.draw(square, 2, 100, 1));
    Nystrom nystrom = Nystrom.of(Kernel.rbf(1));
    assertThrows(IllegalArgumentException.class, () -> nystrom.withLandmarks(0));
    assertThrows(IllegalArgumentException.class, () -> new Nystrom(Kernel.rbf(1), 5, 1, false, 1));
    e = assertThrows(BadDataException.class, () -> nystrom.fit(new DMatrixRMaj(4, 2)));
    assertTrue(e.getMessage().contains("rows: 4, at least 5"), e.getMessage());
    e =
        assertThrows(
            BadDataException.class, () -> Nystrom.of(Kernel.linear()).fit(new DMatrixRMaj(40, 2)));
    assertTrue(e.getMessage().contains("no features"), e.getMessage());
  }

  private static DMatrixRMaj gramOf(FeatureMap map, DMatrixRMaj rows) {
    DMatrixRMaj features = map.apply(rows);
    return Dense.multiply(features, Dense.transpose(features));
  }

  /** Root mean square over the entries of the Gram matrix. */
  private static double meanError(DMatrixRMaj exact, FeatureMap map, DMatrixRMaj rows) {
    DMatrixRMaj near = gramOf(map, rows);
    double sum = 0;
    for (int i = 0; i < exact.data.length; i++) {
      sum += (near.data[i] - exact.data[i]) * (near.data[i] - exact.data[i]);
    }
    return Math.sqrt(sum / exact.data.length);
  }

  /** Smallest distance of a landmark from a row. */
  private static double nearest(DMatrixRMaj rows, NystromMap map) {
    DMatrixRMaj landmarks = map.landmarks().landmarks();
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.numRows; i++) {
      for (int k = 0; k < landmarks.numRows; k++) {
        double sum = 0;
        for (int j = 0; j < rows.numCols; j++) {
          sum += Math.pow(rows.get(i, j) - landmarks.get(k, j), 2);
        }
        nearest = Math.min(nearest, Math.sqrt(sum));
      }
    }
    return nearest;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
