package ml.tacit.cli;

import ml.tacit.audit.AuditParts;

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
}
