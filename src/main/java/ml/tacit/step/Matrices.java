package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Small tools for matrices. */
final class Matrices {
  private Matrices() {}

  /** Whether both are null, or of one size and the same numbers. */
  static boolean equal(DMatrixRMaj a, DMatrixRMaj b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.numRows == b.numRows && a.numCols == b.numCols && Arrays.equals(a.data, b.data);
  }

  /** Some rows, copied. */
  static DMatrixRMaj rows(DMatrixRMaj table, int[] chosen) {
    int d = table.numCols;
    DMatrixRMaj some = new DMatrixRMaj(chosen.length, d);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(table.data, chosen[i] * d, some.data, i * d, d);
    }
    return some;
  }

  /** Refuses a matrix without rows or columns, or with a number that is not finite. */
  static void requireTable(String what, DMatrixRMaj table) {
    if (table.numRows < 1 || table.numCols < 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %d × %d, at least 1 × 1 is needed",
              what,
              table.numRows,
              table.numCols));
    }
    int bad = Dense.firstNotFinite(table);
    if (bad >= 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %s at row %d, column %d, a finite number is needed",
              what,
              table.data[bad],
              bad / table.numCols,
              bad % table.numCols));
    }
  }
}
