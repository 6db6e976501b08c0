package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.LeakWarning;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.OneToOne;

/**
 * Before long work: no column to be released may be a hidden label, by its name or by its values.
 */
final class LabelChecks {
  private LabelChecks() {}

  /**
   * Checks the rows.
   *
   * @param numbers the private numbers, which have no classes
   * @param keep the utility label, or null
   * @return warnings to print
   * @throws BadDataException if a column or the label to keep is a hidden label
   */
  static List<String> warnings(
      LabelledRows rows, List<String> hide, List<String> numbers, String keep) {
    for (String label : InputOptions.labels(hide, numbers)) {
      for (String column : rows.features()) {
        if (ColumnNames.folded(column).equals(ColumnNames.folded(label))) {
          throw BadDataException.of(
              "column '%s' has the name of the hidden label '%s'; --drop it", column, label);
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    requireNoCopy(rows, hide);
    for (String label : hide) {
      if (keep != null) {
        LeakWarning.DependentLabels.in(rows, keep, label)
            .ifPresent(labels -> warnings.add(warning(labels)));
      }
    }
    return warnings;
  }

  /** Throws if a column, with codes for texts, is a hidden label under another name. */
  static void requireNoCopy(LabelledRows rows, List<String> hide) {
    for (String label : hide) {
      OneToOne copies = new OneToOne(label, rows.features());
      copies.accept(rows.rows(), rows.label(label));
      copies.refuse();
    }
  }

  private static String warning(LeakWarning.DependentLabels labels) {
    if (labels.keepTells() && labels.hideTells()) {
      throw BadDataException.of(
          "--keep '%s' has one class for each class of --hide '%s': it is the label to hide under another name",
          labels.keep(), labels.hide());
    }
    return "warning: " + labels.sentence();
  }
}
