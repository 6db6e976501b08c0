package ml.tacit.cli;

import java.util.List;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.Division;
import ml.tacit.audit.JointLabel;
import ml.tacit.table.LabelledRows;

/**
 * The rows that desensitize releases, divided into those to fit on, to learn from and to judge on.
 *
 * @param small the encoded rows in the order of the input, without those that are withheld
 * @param of how many rows were read
 * @param places the numbers of these rows among them, ascending from 0
 * @param division what hangs together and how it is divided
 * @param line the same, to be said first
 * @param table how the rows became numbers
 * @param raw the same rows as they were read: what the release as a whole takes
 */
record RowsToRelease(
    SmallClasses small,
    int of,
    int[] places,
    Division division,
    String line,
    EncodedTable table,
    LabelledRows raw) {

  LabelledRows rows() {
    return small.rows();
  }

  /** In parts, with the joint label beside several hidden ones. */
  AuditParts parts(List<String> hide) {
    return AuditParts.of(JointLabel.beside(rows(), hide), small.split(), division);
  }
}
