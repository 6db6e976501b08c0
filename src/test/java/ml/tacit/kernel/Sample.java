package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Seeded rows of some classes, and small measures on matrices. */
record Sample(DMatrixRMaj rows, Labels labels) {

  /** Classes whose means differ, in dependent features away from the origin. */
  static Sample of(long seed, int n, int d, int classes) {
    Random random = new Random(seed);
    int[] label = new int[n];
    DMatrixRMaj means = gaussian(random, classes, d);
    DMatrixRMaj rows = gaussian(random, n, d);
    for (int i = 0; i < n; i++) {
      label[i] = i % classes;
      for (int j = 0; j < d; j++) {
        rows.add(i, j, means.get(label[i], j));
      }
    }
    DMatrixRMaj mixed = Dense.multiply(rows, gaussian(random, d, d));
    for (int i = 0; i < mixed.data.length; i++) {
      mixed.data[i] = mixed.data[i] / Math.sqrt(d) + 0.5;
    }
    return new Sample(mixed, Labels.of(label));
  }

  /** Rings around one centre: no linear map tells them apart, every kernel of distance does. */
  static Sample rings(long seed, int n) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 2);
    int[] label = new int[n];
    for (int i = 0; i < n; i++) {
      label[i] = i % 3;
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = 1 + label[i] + 0.1 * random.nextGaussian();
      rows.set(i, 0, radius * Math.cos(angle));
      rows.set(i, 1, radius * Math.sin(angle));
    }
    return new Sample(rows, Labels.of(label));
  }

  /** The same with names; the label is {@code class}. */
  LabelledRows data() {
    List<String> names = IntStream.range(0, rows.numCols).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, rows, Map.of("class", labels));
  }

  Sample select(int[] chosen) {
    return new Sample(Matrices.select(rows, chosen), labels.select(chosen));
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  static double largest(DMatrixRMaj a) {
    double largest = 0;
    for (double value : a.data) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  static double largestDifference(DMatrixRMaj a, DMatrixRMaj b) {
    double largest = a.data.length == b.data.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < a.data.length; i++) {
      largest = Math.max(largest, Math.abs(a.data[i] - b.data[i]));
    }
    return largest;
  }

  static double[] row(DMatrixRMaj a, int i) {
    return Arrays.copyOfRange(a.data, i * a.numCols, (i + 1) * a.numCols);
  }
}
