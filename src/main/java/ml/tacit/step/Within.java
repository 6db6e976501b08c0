package ml.tacit.step;

import java.util.Arrays;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * How numbers of the fitted rows vary within the classes of a label.
 *
 * @param centroids class means, C × p; the mean of all rows for a class without any
 * @param pooled covariance about the class means, p × p
 * @param people covariance of the means of people within a class about the class means, p × p; that
 *     of the rows where no label is hidden
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, never compared
record Within(DMatrixRMaj centroids, DMatrixRMaj pooled, DMatrixRMaj people) {
  /** Added to a diagonal, as a share of it, so that no direction is without noise. */
  private static final double LEAST = 1e-6;

  /**
   * Measures rows.
   *
   * @param values n × p
   * @param labels the class of each row
   * @param cells person and class of each row
   */
  static Within of(DMatrixRMaj values, Labels labels, Labels cells) {
    int p = values.numCols;
    int[] codes = labels.codes();
    DMatrixRMaj centroids = means(values, labels);
    DMatrixRMaj pooled = new DMatrixRMaj(p, p);
    Dense.addScatter(values, centroids, codes, pooled);
    DMatrixRMaj cellMeans = Dense.groupMeans(values, cells.codes(), cells.classes().size());
    DMatrixRMaj expected = new DMatrixRMaj(values.numRows, p);
    for (int i = 0; i < values.numRows; i++) {
      System.arraycopy(cellMeans.data, cells.code(i) * p, expected.data, i * p, p);
    }
    DMatrixRMaj people = new DMatrixRMaj(p, p);
    Dense.addScatter(expected, centroids, codes, people);
    return new Within(centroids, over(pooled, codes.length), over(people, codes.length));
  }

  /** Class means, C × p; the mean of all rows for a class without any. */
  static DMatrixRMaj means(DMatrixRMaj values, Labels labels) {
    DMatrixRMaj means = Dense.groupMeans(values, labels.codes(), labels.classes().size());
    DMatrixRMaj all = Dense.groupMeans(values, new int[values.numRows], 1);
    for (int i = 0; i < means.data.length; i++) {
      means.data[i] = Double.isNaN(means.data[i]) ? all.data[i % values.numCols] : means.data[i];
    }
    return means;
  }

  private static DMatrixRMaj over(DMatrixRMaj sums, int n) {
    DMatrixRMaj mean = sums.copy();
    Arrays.setAll(mean.data, i -> mean.data[i] / n);
    return mean;
  }

  /**
   * L with LLᵀ the covariance within classes, or that of people, the latter on the scale on which
   * the mean of its variances, in deviations within classes, is 1.
   *
   * @throws BadDataException if the numbers do not vary within classes
   */
  DMatrixRMaj shape(boolean ofPeople) {
    DMatrixRMaj within = regular(pooled);
    if (!ofPeople) {
      return lower(within);
    }
    int p = people.numCols;
    DMatrixRMaj relative = Cholesky.of(within).solve(people);
    double mean = 0;
    for (int j = 0; j < p; j++) {
      mean += relative.data[j * p + j] / p;
    }
    if (!(mean > 0)) {
      throw new BadDataException("people: their means do not differ within classes");
    }
    DMatrixRMaj scaled = people.copy();
    for (int i = 0; i < scaled.data.length; i++) {
      // In directions in which people do not differ at all a little noise of the pooled shape
      // stays.
      scaled.data[i] = scaled.data[i] / mean + LEAST * within.data[i];
    }
    return lower(scaled);
  }

  private static DMatrixRMaj regular(DMatrixRMaj covariance) {
    DMatrixRMaj regular = covariance.copy();
    double largest = 0;
    for (int j = 0; j < regular.numCols; j++) {
      largest = Math.max(largest, regular.get(j, j));
    }
    if (!(largest > 0)) {
      throw new BadDataException("numbers do not vary within classes, so noise has no scale");
    }
    for (int j = 0; j < regular.numCols; j++) {
      regular.add(j, j, LEAST * Math.max(regular.get(j, j), LEAST * largest));
    }
    return regular;
  }

  private static DMatrixRMaj lower(DMatrixRMaj covariance) {
    int p = covariance.numCols;
    DMatrixRMaj identity = new DMatrixRMaj(p, p);
    for (int j = 0; j < p; j++) {
      identity.set(j, j, 1);
    }
    try {
      DMatrixRMaj lower = Dense.transpose(Cholesky.of(covariance).multiplyTransposed(identity));
      for (int i = 0; i < p; i++) {
        Arrays.fill(lower.data, i * p + i + 1, (i + 1) * p, 0);
      }
      return lower;
    } catch (SingularMatrixException e) {
      throw new BadDataException("numbers do not vary within classes, so noise has no scale", e);
    }
  }
}
