package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Checks and small operations on rows. */
final class Matrices {
  private Matrices() {}

  static void requireFinite(DMatrixRMaj rows) {
    int at = Dense.firstNotFinite(rows);
    if (at >= 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: row %d, column %d (from 1): %s is not a finite number",
              at / rows.numCols + 1,
              at % rows.numCols + 1,
              rows.data[at]));
    }
  }

  static void requireColumns(DMatrixRMaj rows, int expected) {
    if (rows.numCols != expected) {
      throw new BadDataException(
          String.format(Locale.ROOT, "rows: %d columns, %d are expected", rows.numCols, expected));
    }
  }

  /** As many labels as rows, two classes or more, and two rows or more in each. */
  static void requireLabels(DMatrixRMaj rows, Labels labels) {
    requireLabels(rows, "labels", labels);
  }

  static void requireLabels(DMatrixRMaj rows, String what, Labels labels) {
    if (labels.size() != rows.numRows) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%s: %d labels for %d rows", what, labels.size(), rows.numRows));
    }
    int present = 0;
    int[] counts = labels.counts();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 1) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: class '%s' has one row, at least two are needed",
                what,
                labels.classes().get(c)));
      }
      present += counts[c] > 0 ? 1 : 0;
    }
    if (present < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %d class in %d rows, at least two are needed",
              what,
              present,
              rows.numRows));
    }
  }

  /** Some of the rows, copied. */
  static DMatrixRMaj select(DMatrixRMaj rows, int[] chosen) {
    DMatrixRMaj selected = new DMatrixRMaj(chosen.length, rows.numCols);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(
          rows.data, chosen[i] * rows.numCols, selected.data, i * rows.numCols, rows.numCols);
    }
    return selected;
  }

  /** In four sums, which do not wait for each other. */
  static double squaredDistance(DMatrixRMaj rows, int a, int b) {
    double[] x = rows.data;
    int d = rows.numCols;
    int i = a * d;
    int j = b * d;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = i + d;
    for (; i + 3 < end; i += 4, j += 4) {
      double d0 = x[i] - x[j];
      double d1 = x[i + 1] - x[j + 1];
      double d2 = x[i + 2] - x[j + 2];
      double d3 = x[i + 3] - x[j + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < end; i++, j++) {
      double difference = x[i] - x[j];
      s0 += difference * difference;
    }
    return s0 + s1 + (s2 + s3);
  }

  /** The sum of absolute differences, in four sums. */
  static double absoluteDistance(DMatrixRMaj rows, int a, int b) {
    double[] x = rows.data;
    int d = rows.numCols;
    int i = a * d;
    int j = b * d;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = i + d;
    for (; i + 3 < end; i += 4, j += 4) {
      s0 += Math.abs(x[i] - x[j]);
      s1 += Math.abs(x[i + 1] - x[j + 1]);
      s2 += Math.abs(x[i + 2] - x[j + 2]);
      s3 += Math.abs(x[i + 3] - x[j + 3]);
    }
    for (; i < end; i++, j++) {
      s0 += Math.abs(x[i] - x[j]);
    }
    return s0 + s1 + (s2 + s3);
  }

  /** Consecutive rows, copied. */
  static DMatrixRMaj range(DMatrixRMaj rows, int from, int count) {
    DMatrixRMaj range = new DMatrixRMaj(count, rows.numCols);
    System.arraycopy(rows.data, from * rows.numCols, range.data, 0, range.data.length);
    return range;
  }

  static double[] mean(DMatrixRMaj rows) {
    double[] mean = new double[rows.numCols];
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < rows.numCols; j++) {
        mean[j] += rows.data[i * rows.numCols + j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= Math.max(1, rows.numRows);
    }
    return mean;
  }

  /** Takes each column's mean off it. */
  static void centreColumns(DMatrixRMaj a) {
    double[] mean = mean(a);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        a.data[i * a.numCols + j] -= mean[j];
      }
    }
  }
}
