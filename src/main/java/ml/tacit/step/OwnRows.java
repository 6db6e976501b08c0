package ml.tacit.step;

import java.util.List;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Which rows a step of own history compares a row with: the last M of the same device with the same
 * decision, this one among them.
 *
 * @param last M, at least 2
 * @param levels how many values each column of a decision has; none: all rows are of one decision
 * @param channels how many columns are compared, at least 1
 */
public record OwnRows(int last, List<Integer> levels, int channels) {
  /**
   * Checks the counts.
   *
   * @throws BadDataException if M is below 2, another count below 1, or the memory would be too
   *     large
   */
  public OwnRows {
    levels = List.copyOf(levels);
    if (last < 2) {
      throw BadDataException.of("last: %s rows, at least 2 are needed", last);
    }
    double codes = 1;
    for (int level : levels) {
      codes *= level;
    }
    new Memory(last, codes > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) codes, channels);
  }

  Memory memory() {
    int codes = 1;
    for (int level : levels) {
      codes *= level;
    }
    return new Memory(last, codes, channels);
  }

  /** The decision of a row, whose columns of codes come first. */
  int code(DMatrixRMaj rows, int row) {
    int code = 0;
    for (int j = 0; j < levels.size(); j++) {
      double value = rows.data[row * rows.numCols + j];
      int level = levels.get(j);
      if (!(value >= 0 && value < level && value == Math.rint(value))) {
        throw BadDataException.of(
            "decision: %s, a whole number from 0 to %s is expected", value, level - 1);
      }
      code = code * level + (int) value;
    }
    return code;
  }

  void requireColumns(DMatrixRMaj rows, int inputs, Memory memory) {
    if (rows.numCols != inputs) {
      throw BadDataException.of(
          "columns of rows: %s, the step has %s inputs", rows.numCols, inputs);
    }
    Memory expected = memory();
    if (memory.last() != last
        || memory.codes() != expected.codes()
        || memory.channels() != channels) {
      throw BadDataException.of("memory: %s is not of this step, %s", memory, this);
    }
  }
}
