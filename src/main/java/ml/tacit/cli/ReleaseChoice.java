package ml.tacit.cli;

import ml.tacit.audit.AuditParts;
import ml.tacit.release.Release;
import ml.tacit.table.LabelledRows;

/** How desensitize comes by the release that leaves. */
sealed interface ReleaseChoice permits SearchedRelease, PlannedRelease, ErasedColumns {

  /**
   * Fits to the first of the parts; a search compares on the second. No test row is looked at.
   *
   * @param rows all rows in their order, which own history needs
   * @param parts the same in parts
   * @throws ml.tacit.table.BadDataException if nothing can be fitted
   */
  Chosen choose(RowsToRelease rows, AuditParts parts);

  /**
   * The release that was chosen, fitted to other rows; it is measured, and does not leave.
   *
   * @throws ml.tacit.table.BadDataException if it cannot be fitted to these
   */
  Release again(Chosen chosen, LabelledRows rows);
}
