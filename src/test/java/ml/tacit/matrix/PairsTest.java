package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of rows by their definition, on every kernel implementation, and the exponential. */
class PairsTest {
  private static final double EPSILON = Math.ulp(1.0) / 2;
  private static final RowPanels.Function SAME = (values, from, to) -> {};

  static Stream<Kernels> kernels() {
    return KernelsTest.kernels();
  }

  private static DMatrixRMaj rows(long seed, int n, int d) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, d);
    for (int i = 0; i < n * d; i++) {
      rows.data[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble();
    }
    return rows;
  }

  private static double definition(PairMeasure measure, double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      double difference = x[k] - y[k];
      sum +=
          switch (measure) {
            case PRODUCT -> x[k] * y[k];
            case SQUARED_DISTANCE -> difference * difference;
            case ABSOLUTE_DISTANCE -> Math.abs(difference);
            case CHI_SQUARE -> x[k] + y[k] == 0 ? 0 : difference * difference / (x[k] + y[k]);
          };
    }
    return sum;
  }

  private static double[] row(DMatrixRMaj rows, int i) {
    return Arrays.copyOfRange(rows.data, i * rows.numCols, (i + 1) * rows.numCols);
  }

  /** Entries are below 1, so no partial sum passes 2d, and the error of d sums stays below this. */
  private static double bound(int d) {
    return 4 * EPSILON * (d + 4) * (d + 1);
  }

  /** Sizes at the edges of tiles, panels, blocks and slabs. */
  @ParameterizedTest
  @MethodSource("kernels")
  void everyMeasureFollowsItsDefinition(Kernels kernels) {
    int[][] shapes = {
      {0, 3, 4},
      {1, 1, 1},
      {1, 0, 3},
      {3, 2, 0},
      {5, 24, 7},
      {25, 23, 256},
      {130, 7, 257},
      {7, 195, 5},
      {200, 193, 61},
      {7, 25, 640},
      {13, 26, 641},
      {5, 9, 1300}
    };
    for (int[] shape : shapes) {
      DMatrixRMaj x = rows(shape[0], shape[0], shape[2]);
      DMatrixRMaj y = rows(1000, shape[1], shape[2]);
      RowPanels panels = RowPanels.of(kernels, y, new double[shape[2]]);
      assertEquals(shape[1], panels.size());
      for (PairMeasure measure : PairMeasure.values()) {
        DMatrixRMaj between = panels.between(x, measure, SAME);
        DMatrixRMaj gram = panels.gram(measure, SAME);
        String what = measure + " " + Arrays.toString(shape);
        for (int j = 0; j < shape[1]; j++) {
          for (int i = 0; i < shape[0]; i++) {
            double expected = definition(measure, row(x, i), row(y, j));
            assertEquals(expected, between.get(i, j), bound(shape[2]), what);
          }
          for (int i = 0; i < shape[1]; i++) {
            double expected = definition(measure, row(y, i), row(y, j));
            assertEquals(expected, gram.get(i, j), bound(shape[2]), what);
            assertEquals(gram.get(j, i), gram.get(i, j), 0, "symmetric to the last bit");
          }
          if (measure != PairMeasure.PRODUCT) {
            assertEquals(0, gram.get(j, j), 0, "no distance from itself");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aPairHasTheSameBitsInAnyCompanyAndOnAnyNumberOfThreads(Kernels kernels) throws Exception {
    int d = 700;
    DMatrixRMaj x = rows(1, 250, d);
    DMatrixRMaj y = rows(2, 210, d);
    System.arraycopy(x.data, 0, y.data, 3 * d, d);
    double[] origin = row(y, 17);
    RowPanels panels = RowPanels.of(kernels, y, origin);
    for (PairMeasure measure : PairMeasure.values()) {
      RowPanels.Function function = (v, from, to) -> kernels.pairs().exp(-1e-3, v, from, to);
      DMatrixRMaj all = panels.between(x, measure, function);
      for (int i : new int[] {0, 5, 100, 249}) {
        DMatrixRMaj one = DMatrixRMaj.wrap(1, d, row(x, i));
        assertArrayEquals(row(all, i), panels.between(one, measure, function).data);
      }
      if (measure != PairMeasure.PRODUCT && measure != PairMeasure.CHI_SQUARE) {
        assertEquals(1, all.get(0, 3), 0, "equal rows are at distance 0 to the last bit");
      }
      DMatrixRMaj gram = panels.gram(measure, function);
      assertArrayEquals(gram.data, panels.between(y, measure, function).data, "half is all");
      for (int threads : new int[] {1, 2, 5}) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
          assertArrayEquals(
              all.data, pool.submit(() -> panels.between(x, measure, function)).get().data);
          assertArrayEquals(
              gram.data, pool.submit(() -> panels.gram(measure, function)).get().data);
        } finally {
          pool.shutdown();
        }
      }
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    DMatrixRMaj rows = rows(1, 2, 3);
    assertThrows(IllegalArgumentException.class, () -> RowPanels.of(rows, new double[2]));
    RowPanels panels = RowPanels.of(rows, new double[3]);
    DMatrixRMaj other = rows(2, 2, 4);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> panels.between(other, PairMeasure.PRODUCT, SAME))
            .getMessage();
    assertTrue(message.contains("4 and 3"), message);
    assertThrows(IndexOutOfBoundsException.class, () -> Elementwise.exp(1, new double[3], 1, 4));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scatterIsTheGramMatrixOfCentredRows(Kernels kernels) {
    int[][] shapes = {{0, 3}, {1, 1}, {13, 5}, {40, 16}, {257, 25}, {600, 61}, {1100, 49}};
    for (int[] shape : shapes) {
      int n = shape[0];
      int d = shape[1];
      DMatrixRMaj x = rows(n, n, d);
      DMatrixRMaj means = rows(7, 3, d);
      int[] group = new Random(n).ints(n, 0, 3).toArray();
      double[] start = new double[d * d];
      Arrays.fill(start, 0.5);
      double[] c = start.clone();
      kernels.addScatter(x.data, n, d, means.data, group, c);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          double expected = 0.5;
          for (int r = 0; r < n; r++) {
            expected +=
                (x.get(r, i) - means.get(group[r], i)) * (x.get(r, j) - means.get(group[r], j));
          }
          assertEquals(expected, c[i * d + j], bound(n));
          assertEquals(c[j * d + i], c[i * d + j], 0);
        }
      }
    }
  }

  @Test
  void scatterRefusesAGroupWithoutAMean() {
    DMatrixRMaj c = new DMatrixRMaj(2, 2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Dense.addScatter(rows(1, 2, 2), rows(2, 3, 2), new int[] {0, 3}, c))
            .getMessage();
    assertTrue(message.contains("row 1: 3") && message.contains("3 groups"), message);
  }

  @Test
  void groupMeansKeepTheDigitsThatAnOffsetWouldTake() {
    DMatrixRMaj near = rows(4, 40_000, 21);
    int[] group = new Random(4).ints(near.numRows, 0, 3).toArray();
    DMatrixRMaj far = near.copy();
    for (int i = 0; i < far.data.length; i++) {
      near.data[i] = Math.rint(near.data[i] * 1024) / 1024;
      far.data[i] = near.data[i] + (1 << 20);
    }
    DMatrixRMaj means = Dense.groupMeans(near, group, 4);
    DMatrixRMaj moved = Dense.groupMeans(far, group, 4);
    for (int g = 0; g < 3; g++) {
      for (int j = 0; j < 21; j++) {
        double sum = 0;
        int count = 0;
        for (int r = 0; r < group.length; r++) {
          sum += group[r] == g ? near.get(r, j) : 0;
          count += group[r] == g ? 1 : 0;
        }
        assertEquals(sum / count, means.get(g, j), 1e-14);
        assertEquals(means.get(g, j), moved.get(g, j) - (1 << 20), 1e-9);
      }
    }
    assertTrue(Double.isNaN(means.get(3, 0)), "a group without rows");
  }

  /** Row products of every width that takes a way of its own, alone and in company. */
  @ParameterizedTest
  @MethodSource("kernels")
  void rowProductsOfEveryWidth(Kernels kernels) {
    for (int m : new int[] {1, 2, 4, 5, 6, 9, 10, 11, 16, 17, 23, 24, 25, 32, 33, 50}) {
      for (int k : new int[] {61, 256, 531}) {
        int rows = 31;
        DMatrixRMaj x = rows(m, rows, k);
        DMatrixRMaj a = rows(k, k, m);
        double[] y = new double[rows * m];
        Arrays.fill(y, 0.25);
        kernels.addRowProducts(x.data, rows, k, a.data, m, y);
        for (int r = 0; r < rows; r++) {
          double[] one = new double[m];
          Arrays.fill(one, 0.25);
          kernels.addRowProducts(row(x, r), 1, k, a.data, m, one);
          assertArrayEquals(one, Arrays.copyOfRange(y, r * m, (r + 1) * m), k + " × " + m);
          for (int j = 0; j < m; j++) {
            double expected = 0.25;
            for (int i = 0; i < k; i++) {
              expected += x.get(r, i) * a.get(i, j);
            }
            assertEquals(expected, one[j], bound(k));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void infinitiesGoThroughRowProducts(Kernels kernels) {
    for (int m : new int[] {5, 10, 24, 30}) {
      for (int k : new int[] {61, 64}) {
        for (int at = 0; at < k; at++) {
          DMatrixRMaj x = rows(m, 5, k);
          x.set(2, at, Double.NEGATIVE_INFINITY);
          x.set(4, at, Double.NaN);
          double[] a = new Random(k).doubles(k * m, 0.5, 1).toArray();
          double[] y = new double[5 * m];
          kernels.addRowProducts(x.data, 5, k, a, m, y);
          for (int j = 0; j < m; j++) {
            assertTrue(Double.isFinite(y[m + j]) && Double.isFinite(y[3 * m + j]));
            assertEquals(Double.NEGATIVE_INFINITY, y[2 * m + j], "entry " + at + " of " + k);
            assertTrue(Double.isNaN(y[4 * m + j]));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void expIsWithinTwoUlpOverTheWholeRange(Kernels kernels) {
    Random random = new Random(3);
    double[] x = new double[200_003];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          switch (i % 4) {
            case 0 -> -760 + 1480 * random.nextDouble();
            case 1 -> -40 * random.nextDouble();
            case 2 -> random.nextGaussian() * Math.pow(2, -random.nextInt(60));
            default -> -708 - 38 * random.nextDouble(); // results that are subnormal
          };
    }
    double[] y = x.clone();
    kernels.pairs().exp(1, y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      double expected = StrictMath.exp(x[i]);
      double error = expected == y[i] ? 0 : Math.abs(y[i] - expected) / Math.ulp(expected);
      assertTrue(error <= 2, x[i] + ": " + y[i] + ", expected " + expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void expOfWhatIsSpecialAndOfOneEntryAnywhere(Kernels kernels) {
    double infinity = Double.POSITIVE_INFINITY;
    double[] x = {
      0, -0.0, infinity, -infinity, Double.NaN, 709.78, 709.79, -745.13, -745.14, 1e300
    };
    double[] y = x.clone();
    kernels.pairs().exp(1, y, 0, y.length);
    double[] expected = new double[x.length];
    Arrays.setAll(expected, i -> StrictMath.exp(x[i]));
    for (int i = 0; i < x.length; i++) {
      double tolerance = Double.isFinite(expected[i]) ? 2 * Math.ulp(expected[i]) : 0;
      assertEquals(expected[i], y[i], tolerance, "exp " + x[i]);
    }
    assertEquals(1, y[0], 0);
    assertEquals(1, y[1], 0);
    double[] many = rows(5, 1, 37).data;
    double[] all = many.clone();
    kernels.pairs().exp(-3, all, 0, 37);
    for (int i = 0; i < 37; i++) {
      double[] beside = many.clone();
      kernels.pairs().exp(-3, beside, i, i + 1);
      for (int j = 0; j < 37; j++) {
        assertEquals(j == i ? all[j] : many[j], beside[j], 0, "only entry " + i);
      }
    }
  }
}
