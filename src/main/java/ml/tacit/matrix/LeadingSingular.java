package ml.tacit.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The singular values of a small matrix that exceed a floor, with their left vectors.
 *
 * <p>Eigenvalues of B Bᵀ are squares: they keep singular values down to √ε of the largest. So the
 * leading ones are split off, down to {@link #STAGE}, and the rest starts anew from B turned into
 * what is left, whose squares are as small as its own rows. Values are right to a small multiple of
 * ε·σ₁, as if B itself had been reduced.
 *
 * @param values r singular values, descending
 * @param left n × r, U with orthonormal columns
 * @param rotated r × k, Uᵀ B = Σ Vᵀ
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record LeadingSingular(double[] values, DMatrixRMaj left, DMatrixRMaj rotated) {
  /** How far below its largest a stage trusts its singular values. */
  private static final double STAGE = 1e-4;

  /**
   * Finds them.
   *
   * @param b n × k, only read
   * @param share of the largest value that the others must exceed
   * @param least what all must exceed
   * @param most how many at most
   */
  static LeadingSingular of(DMatrixRMaj b, double share, double least, int most) {
    List<double[]> left = new ArrayList<>();
    List<double[]> rotated = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    DMatrixRMaj rest = b;
    DMatrixRMaj basis = identity(b.numRows); // rows: what rest = basis · b is made of
    double floor = least;
    while (rest.numRows > 0) {
      DMatrixRMaj turn = Dense.transpose(SymmetricEigen.of(outer(rest)).vectors());
      rest = Dense.multiply(turn, rest);
      basis = Dense.multiply(turn, basis);
      double largest = norm(rest, 0);
      if (values.isEmpty()) {
        floor = Math.max(floor, share * largest);
      }
      int taken = 0;
      while (taken < rest.numRows && norm(rest, taken) > Math.max(floor, STAGE * largest)) {
        values.add(norm(rest, taken));
        left.add(row(basis, taken));
        rotated.add(row(rest, taken));
        taken++;
      }
      if (taken == 0) {
        break;
      }
      rest = rowsFrom(rest, taken);
      basis = rowsFrom(basis, taken);
    }
    // A stage ends on the order of squares; neighbours may have changed places by a rounding.
    List<Integer> order =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get, Comparator.reverseOrder()))
            .limit(most)
            .toList();
    return new LeadingSingular(
        order.stream().mapToDouble(values::get).toArray(),
        Dense.transpose(matrix(order.stream().map(left::get).toList(), b.numRows)),
        matrix(order.stream().map(rotated::get).toList(), b.numCols));
  }

  private static DMatrixRMaj outer(DMatrixRMaj b) {
    DMatrixRMaj outer = new DMatrixRMaj(b.numRows, b.numRows);
    Dense.addGram(Dense.transpose(b), outer);
    return outer;
  }

  private static DMatrixRMaj identity(int n) {
    DMatrixRMaj identity = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      identity.set(i, i, 1);
    }
    return identity;
  }

  private static double norm(DMatrixRMaj a, int row) {
    double square = 0;
    for (int k = 0; k < a.numCols; k++) {
      square += a.get(row, k) * a.get(row, k);
    }
    return Math.sqrt(square);
  }

  private static double[] row(DMatrixRMaj a, int row) {
    return Arrays.copyOfRange(a.data, row * a.numCols, (row + 1) * a.numCols);
  }

  private static DMatrixRMaj rowsFrom(DMatrixRMaj a, int from) {
    double[] rows = Arrays.copyOfRange(a.data, from * a.numCols, a.numRows * a.numCols);
    return DMatrixRMaj.wrap(a.numRows - from, a.numCols, rows);
  }

  private static DMatrixRMaj matrix(List<double[]> rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), columns);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, matrix.data, i * columns, columns);
    }
    return matrix;
  }
}
