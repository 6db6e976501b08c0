package ml.tacit.step;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Atoms as points with a mass, and where cells lie among them: at the mean of what they get.
 *
 * @param points atoms × dimensions; an atom without rows lies in the middle
 * @param mass share of the rows of each atom
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Places(DMatrixRMaj points, double[] mass) {
  private static final int STARTS = 5;
  private static final int ITERATIONS = 40;

  /** The means of some numbers of the rows of each atom. */
  static Places of(DMatrixRMaj values, int[] rows, int[] atoms, int size) {
    int d = values.numCols;
    double[] mass = new double[size];
    DMatrixRMaj points = new DMatrixRMaj(size, d);
    double[] middle = new double[d];
    for (int row : rows) {
      mass[atoms[row]]++;
      for (int j = 0; j < d; j++) {
        points.data[atoms[row] * d + j] += values.data[row * d + j];
        middle[j] += values.data[row * d + j] / rows.length;
      }
    }
    for (int a = 0; a < size; a++) {
      for (int j = 0; j < d; j++) {
        points.data[a * d + j] = mass[a] == 0 ? middle[j] : points.data[a * d + j] / mass[a];
      }
      mass[a] /= rows.length;
    }
    return new Places(points, mass);
  }

  /** Squared distances of the atoms from some cells: atoms × cells. */
  DMatrixRMaj distances(DMatrixRMaj cells) {
    int d = points.numCols;
    DMatrixRMaj distances = new DMatrixRMaj(points.numRows, cells.numRows);
    for (int a = 0; a < points.numRows; a++) {
      for (int c = 0; c < cells.numRows; c++) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
          double difference = points.data[a * d + j] - cells.data[c * d + j];
          sum += difference * difference;
        }
        distances.data[a * cells.numRows + c] = sum;
      }
    }
    return distances;
  }

  /** The means of what a channel gives each cell; a cell without mass stays where it is. */
  DMatrixRMaj moved(DMatrixRMaj channel, DMatrixRMaj cells) {
    int d = points.numCols;
    DMatrixRMaj moved = cells.copy();
    for (int c = 0; c < channel.numCols; c++) {
      double all = 0;
      double[] sums = new double[d];
      for (int a = 0; a < points.numRows; a++) {
        double share = mass[a] * channel.data[a * channel.numCols + c];
        all += share;
        for (int j = 0; j < d; j++) {
          sums[j] += share * points.data[a * d + j];
        }
      }
      for (int j = 0; all > 0 && j < d; j++) {
        moved.data[c * d + j] = sums[j] / all;
      }
    }
    return moved;
  }

  /** Cells by k-means on the atoms, weighted, the best of some starts. */
  DMatrixRMaj cells(int count, long seed) {
    DMatrixRMaj best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < STARTS; start++) {
      DMatrixRMaj cells = seeds(count, new Random(seed + start));
      double spread = Double.POSITIVE_INFINITY;
      for (int i = 0; i < ITERATIONS; i++) {
        DMatrixRMaj distances = distances(cells);
        DMatrixRMaj nearest = new DMatrixRMaj(points.numRows, cells.numRows);
        double sum = assign(distances, nearest);
        if (sum >= spread) {
          break;
        }
        spread = sum;
        cells = moved(nearest, cells);
      }
      if (spread < least) {
        least = spread;
        best = cells;
      }
    }
    return best;
  }

  /** Writes 1 at the nearest cell of each atom. */
  private double assign(DMatrixRMaj distances, DMatrixRMaj nearest) {
    int k = distances.numCols;
    double sum = 0;
    for (int a = 0; a < distances.numRows; a++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        best = distances.data[a * k + c] < distances.data[a * k + best] ? c : best;
      }
      nearest.data[a * k + best] = 1;
      sum += mass[a] * distances.data[a * k + best];
    }
    return sum;
  }

  /** Atoms one after the other, each with a chance in proportion to its part of the spread. */
  private DMatrixRMaj seeds(int count, Random random) {
    int d = points.numCols;
    DMatrixRMaj cells = new DMatrixRMaj(count, d);
    double[] open = mass.clone();
    double[] distance = new double[open.length];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    for (int c = 0; c < count; c++) {
      int chosen = chosen(open, random);
      System.arraycopy(points.data, chosen * d, cells.data, c * d, d);
      for (int a = 0; a < open.length; a++) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
          double difference = points.data[a * d + j] - cells.data[c * d + j];
          sum += difference * difference;
        }
        distance[a] = Math.min(distance[a], sum);
        open[a] = mass[a] * distance[a];
      }
    }
    return cells;
  }

  private static int chosen(double[] open, Random random) {
    double mark = random.nextDouble() * Arrays.stream(open).sum();
    int next = 0;
    while (next < open.length - 1 && mark >= open[next]) {
      mark -= open[next++];
    }
    return next;
  }
}
