package ml.tacit.experiment;

import java.nio.file.Path;
import ml.tacit.audit.AuditParts;
import ml.tacit.policy.Fits;
import ml.tacit.release.Digits;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/**
 * A question on one split.
 *
 * @param set the question
 * @param rows all rows, in order
 * @param fit the rows that releases are fitted to
 * @param parts fitted, learned from, tested
 * @param seed which split, from 1; of everything that is drawn, too
 * @param threads for a search
 * @param folder where attacks are kept while the split is measured
 */
record FrontierSplit(
    FrontierSet set,
    LabelledRows rows,
    LabelledRows fit,
    AuditParts parts,
    int seed,
    int threads,
    Path folder) {
  Roles roles() {
    return Roles.keep(set.keep()).withHide(set.hide());
  }

  /** Of policies to the fitted rows. */
  Fits fits() {
    return fits(fit);
  }

  /** Of policies to other rows. */
  Fits fits(LabelledRows others) {
    return Fits.of(others, roles(), Digits.DEFAULT, set.person(), seed);
  }
}
