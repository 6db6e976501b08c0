package ml.tacit.policy;

import java.util.Arrays;
import java.util.List;
import ml.tacit.audit.Tuning;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * What candidates depend on: numbers of rows, columns and classes, not what the rows are.
 *
 * @param rows fitted rows
 * @param columns their features
 * @param kept rows of each class to keep that has some
 * @param hidden rows of each class to hide that has some; of several labels their combinations
 * @param hasDevice whether rows are released on a device that remembers its own
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, never compared
record Shape(int rows, int columns, int[] kept, int[] hidden, boolean hasDevice) {
  /** Trees take long for more than this. */
  private static final int COLUMNS_OF_TREES = 200;

  private static final double WORK_OF_TREES = 1e8;

  /** Cells by the game count rows of hidden classes: of fewer rows there is nothing to count. */
  private static final int FEW_ROWS = 100;

  private static final int FEWEST_CELLS = 4;
  private static final int MOST_CELLS = 64;

  /** The largest class over the mean one, where hidden classes are equal for all that matters. */
  private static final double EQUAL = 1.25;

  static Shape of(LabelledRows rows, Roles roles, boolean device) {
    return new Shape(
        rows.size(),
        rows.features().size(),
        counts(rows, roles.toKeep()),
        counts(rows, roles.toHide()),
        device);
  }

  private static int[] counts(LabelledRows rows, List<String> labels) {
    return labels.stream()
        .map(rows::label)
        .reduce(Labels::crossed)
        .map(label -> Arrays.stream(label.counts()).filter(count -> count > 0).toArray())
        .orElse(new int[0]);
  }

  boolean isAny() {
    return true;
  }

  boolean isMany() {
    return rows >= FEW_ROWS;
  }

  /** Whether utility is accuracy: not of two unequal classes, of which it is the area. */
  boolean isAccuracy() {
    return !Tuning.isArea(kept);
  }

  boolean isAccuracyByTrees() {
    return isAccuracy() && isForTrees();
  }

  private boolean isForTrees() {
    return columns <= COLUMNS_OF_TREES
        && (double) rows * columns * Math.max(2, kept.length) <= WORK_OF_TREES;
  }

  private static boolean isEqual(int[] counts) {
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).max().orElse(0) * counts.length <= EQUAL * all;
  }

  /** A text of the table with its numbers. */
  String filled(String text) {
    int k = Math.max(FEWEST_CELLS, kept.length);
    return text.replace("{k}", cells(k))
        .replace("{2k}", cells(2 * k))
        .replace("{4k}", cells(4 * k))
        .replace("{10k}", cells(10 * k))
        .replace("{c}", String.valueOf(Math.max(1, Math.min(kept.length - 1, columns))))
        .replace("{m}", !isAccuracy() && isForTrees() ? " boosted" : "")
        .replace("{b}", isEqual(hidden) ? "" : " --balanced");
  }

  private static String cells(int count) {
    return String.valueOf(Math.min(MOST_CELLS, count));
  }
}
