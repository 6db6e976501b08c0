package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;

/** Rows that score a kernel which was fitted to others. */
record HeldOut(DMatrixRMaj rows, Labels labels, SharedRows fittedRows, Labels fittedLabels) {

  static HeldOut of(DMatrixRMaj rows, Labels labels, Split scoring) {
    if (scoring.parts().length < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "scoring: %d parts, two are needed: one to fit and one to score",
              scoring.parts().length));
    }
    int[] fitted = requireInside(scoring.part(0), rows.numRows);
    int[] held = requireInside(scoring.part(1), rows.numRows);
    if (held.length == 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "scoring: no row of %d is held out, at least one is needed",
              rows.numRows));
    }
    return new HeldOut(
        Matrices.select(rows, held),
        labels.select(held),
        new SharedRows(Matrices.select(rows, fitted)),
        labels.select(fitted));
  }

  /** The components of the rows held out, after a fit to the others. */
  Scores scores(KernelDca dca) {
    KernelComponents fitted = dca.fit(fittedRows, fittedLabels);
    return new Scores(fitted.model().transform(rows), fitted.trainingScores());
  }

  double snr(Scores scores, SnrForm form) {
    return Snr.of(form, scores.held(), labels, scores.fitted(), fittedLabels);
  }

  /** What one kernel says of the rows held out, and of those it was fitted to. */
  record Scores(DMatrixRMaj held, DMatrixRMaj fitted) {}

  private static int[] requireInside(int[] chosen, int rows) {
    for (int row : chosen) {
      if (row < 0 || row >= rows) {
        throw new BadDataException(
            String.format(Locale.ROOT, "scoring: row %d, from 0 to %d is possible", row, rows - 1));
      }
    }
    return chosen;
  }
}
