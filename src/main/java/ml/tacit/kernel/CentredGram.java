package ml.tacit.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * K̄ = HKH with H = I − 11ᵀ/N: the inner products of the rows' features after their mean was taken
 * off.
 *
 * @param matrix K̄, N × N, symmetric to the last bit; {@link GramRegression#factorise} changes it
 * @param means K1/N, the mean of each row of K
 * @param squares sum of squares of each row of K̄
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record CentredGram(DMatrixRMaj matrix, double[] means, double[] squares) {

  static CentredGram of(Kernel kernel, DMatrixRMaj rows) {
    DMatrixRMaj gram = kernel.gram(rows);
    int n = gram.numRows;
    DMatrixRMaj ones = new DMatrixRMaj(n, 1);
    Arrays.fill(ones.data, 1);
    // Divided last: equal rows then leave exactly 0.
    double[] means = Arrays.stream(Dense.multiply(gram, ones).data).map(sum -> sum / n).toArray();
    double mean = Arrays.stream(means).sum() / n;
    double[] squares = new double[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0, at = i * n; j < n; j++, at++) {
                gram.data[at] = gram.data[at] - (means[i] + means[j]) + mean;
              }
              squares[i] = square(gram.data, i * n, (i + 1) * n);
            });
    return new CentredGram(gram, means, squares);
  }

  double trace() {
    return CommonOps_DDRM.trace(matrix);
  }

  /** ‖K̄‖, the root of the sum of squares. */
  double norm() {
    return Math.sqrt(Arrays.stream(squares).sum());
  }

  /** Four accumulators, so that additions overlap. */
  private static double square(double[] x, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int at = from;
    for (; at + 4 <= to; at += 4) {
      s0 += x[at] * x[at];
      s1 += x[at + 1] * x[at + 1];
      s2 += x[at + 2] * x[at + 2];
      s3 += x[at + 3] * x[at + 3];
    }
    for (; at < to; at++) {
      s0 += x[at] * x[at];
    }
    return s0 + s1 + (s2 + s3);
  }
}
