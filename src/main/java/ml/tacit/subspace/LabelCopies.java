package ml.tacit.subspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import ml.tacit.table.OneToOne;

/** Columns that are a hidden label under another name: one value per class, another in each. */
final class LabelCopies {
  private LabelCopies() {}

  /**
   * Stops a fit that would take such a feature for data: its rows name the classes, whatever is
   * done to their means.
   *
   * @throws BadDataException if a feature determines the label one to one; names both
   */
  static void refuse(ScatterSnapshot rows, String label) {
    double[] within = rows.withinDiagonal(label);
    CellGroups classes = rows.byClass(label);
    for (int j = 0; j < within.length; j++) {
      if (rows.isRounding(j, within[j]) && areAllDifferent(rows, classes, j)) {
        throw OneToOne.copy(rows.featureText(j), classes.size(), label);
      }
    }
  }

  /**
   * Stops a fit that keeps what it hides: a release has the labels to keep in clear.
   *
   * @throws BadDataException if classes of the two labels go together one to one; names both
   */
  static void refuse(ScatterSnapshot rows, String label, List<String> toKeep) {
    int classes = rows.classes(label).size();
    for (String keep : toKeep) {
      int pairs = rows.cellCounts(label, keep).length;
      if (!keep.equals(label) && pairs == classes && pairs == rows.classes(keep).size()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "keep: label '%s' has one class for each of the %d classes of '%s': it is the label to hide under another name",
                keep,
                classes,
                label));
      }
    }
  }

  private static boolean areAllDifferent(ScatterSnapshot rows, CellGroups classes, int feature) {
    double[] means = new double[classes.size()];
    Arrays.setAll(means, g -> classes.means().get(g, feature));
    Arrays.sort(means);
    for (int g = 1; g < means.length; g++) {
      double step = means[g] - means[g - 1];
      if (rows.isRounding(feature, step * step * rows.count())) {
        return false;
      }
    }
    return true;
  }
}
