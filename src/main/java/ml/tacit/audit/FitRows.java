package ml.tacit.audit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that a release is fitted on, and that no adversary may see: on them a linear eraser looks
 * perfect by construction.
 *
 * <p>No method of the audit that takes an attacker's rows takes this type. Rows read from elsewhere
 * are recognised by their values: {@link Audit#run(AuditRows, AuditRows, FitRows)}.
 */
public final class FitRows {
  private final LabelledRows rows;
  private final Set<RowKey> keys;

  private FitRows(LabelledRows rows) {
    this.rows = rows;
    this.keys = new HashSet<>();
    for (int row = 0; row < rows.size(); row++) {
      keys.add(RowKey.of(rows.rows(), row));
    }
  }

  /**
   * Declares rows as fitted.
   *
   * @param rows the rows some release was fitted on, raw
   * @return the same, as rows for trainers only
   */
  public static FitRows of(LabelledRows rows) {
    return new FitRows(rows);
  }

  /**
   * The rows, for a trainer.
   *
   * @return the rows, not to be written to
   */
  public LabelledRows rows() {
    return rows;
  }

  /** Whether no two fitted rows are equal, so that an equal row elsewhere is the same row. */
  boolean distinct() {
    return keys.size() == rows.size();
  }

  /** Rows that are equal to a fitted one in every column, ascending. */
  int[] among(LabelledRows others) {
    if (!others.features().equals(rows.features())) {
      return new int[0];
    }
    return RowKey.shared(keys, others.rows());
  }

  /** The values of a row, compared bit by bit (0.0 and −0.0 alike). */
  record RowKey(long first, long second) {

    static RowKey of(DMatrixRMaj rows, int row) {
      // Two independent 64-bit hashes: among a million rows a false match has probability 1e-27.
      long first = 0x9E3779B97F4A7C15L;
      long second = 0xC2B2AE3D27D4EB4FL;
      for (int j = 0; j < rows.numCols; j++) {
        long bits = Double.doubleToLongBits(rows.data[row * rows.numCols + j] + 0.0);
        first = mixed(first ^ bits, 0xFF51AFD7ED558CCDL);
        second = mixed(second + bits, 0xC4CEB9FE1A85EC53L);
      }
      return new RowKey(first, second);
    }

    static Set<RowKey> all(DMatrixRMaj rows) {
      Set<RowKey> keys = new HashSet<>();
      for (int row = 0; row < rows.numRows; row++) {
        keys.add(of(rows, row));
      }
      return keys;
    }

    static int[] shared(Set<RowKey> keys, DMatrixRMaj others) {
      int[] found = new int[others.numRows];
      int count = 0;
      for (int row = 0; row < others.numRows; row++) {
        if (keys.contains(of(others, row))) {
          found[count++] = row;
        }
      }
      return Arrays.copyOf(found, count);
    }

    private static long mixed(long value, long factor) {
      long mixed = (value ^ (value >>> 32)) * factor;
      return mixed ^ (mixed >>> 29);
    }
  }
}
