package ml.tacit.subspace;

import java.util.Random;
import ml.tacit.matrix.Dense;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Seeded rows with two labels that both move the mean, of dependent features and uneven scale. */
record Sample(DMatrixRMaj rows, Labels person, Labels activity) {

  static Sample of(long seed, int n, int d, int persons, int activities) {
    Random random = new Random(seed);
    int[] person = new int[n];
    int[] activity = new int[n];
    DMatrixRMaj mix = gaussian(random, d, d);
    DMatrixRMaj personMeans = gaussian(random, persons, d);
    DMatrixRMaj activityMeans = gaussian(random, activities, d);
    DMatrixRMaj cellMeans = gaussian(random, persons * activities, d);
    DMatrixRMaj rows = gaussian(random, n, d);
    for (int i = 0; i < n; i++) {
      person[i] = i % persons;
      activity[i] = (i / persons) % activities;
      for (int j = 0; j < d; j++) {
        rows.add(
            i,
            j,
            personMeans.get(person[i], j)
                + 2 * activityMeans.get(activity[i], j)
                + 0.5 * cellMeans.get(person[i] * activities + activity[i], j));
      }
    }
    DMatrixRMaj mixed = Dense.multiply(rows, mix);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        mixed.add(i, j, 10.0 * j);
      }
    }
    return new Sample(mixed, Labels.of(person), Labels.of(activity));
  }

  static Sample standard() {
    return of(1, 600, 12, 5, 3);
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** The rows and both labels in another order. */
  Sample permuted(int[] order) {
    int d = rows.numCols;
    DMatrixRMaj moved = new DMatrixRMaj(order.length, d);
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(rows.data, order[i] * d, moved.data, i * d, d);
    }
    return new Sample(moved, person.select(order), activity.select(order));
  }

  ScatterSnapshot scatter() {
    return new Scatter(rows.numCols, "person", "activity")
        .accept(rows, person, activity)
        .snapshot();
  }

  /** a + ρI, a fresh matrix. */
  static DMatrixRMaj plusRidge(DMatrixRMaj a, double rho) {
    DMatrixRMaj shifted = a.copy();
    for (int i = 0; i < a.numRows; i++) {
      shifted.add(i, i, rho);
    }
    return shifted;
  }

  /** Largest distance of a class mean from the overall mean. */
  static double spread(DMatrixRMaj rows, Labels labels) {
    double[] mean = new double[rows.numCols];
    double[][] classMeans = new double[labels.classes().size()][rows.numCols];
    int[] counts = labels.counts();
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        mean[j] += rows.get(i, j) / rows.numRows;
        classMeans[labels.code(i)][j] += rows.get(i, j) / counts[labels.code(i)];
      }
    }
    double spread = 0;
    for (double[] classMean : classMeans) {
      for (int j = 0; j < mean.length; j++) {
        spread = Math.max(spread, Math.abs(classMean[j] - mean[j]));
      }
    }
    return spread;
  }
}
