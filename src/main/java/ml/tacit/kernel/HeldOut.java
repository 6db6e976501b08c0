package ml.tacit.kernel;

import java.util.BitSet;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Rows that score a kernel which was fitted to the others. */
final class HeldOut {
  private final DMatrixRMaj rows;
  private final Labels labels;
  private final DMatrixRMaj otherRows;
  private final Labels otherLabels;

  HeldOut(DMatrixRMaj all, Labels allLabels, int[] chosen) {
    BitSet out = new BitSet(all.numRows);
    for (int row : chosen) {
      if (row < 0 || row >= all.numRows) {
        throw new BadDataException(
            "heldOut: row %d, from 0 to %d is possible".formatted(row, all.numRows - 1));
      }
      out.set(row);
    }
    if (out.isEmpty()) {
      throw new BadDataException(
          "heldOut: no row of %d, at least one is needed".formatted(all.numRows));
    }
    int[] held = out.stream().toArray();
    int[] others = IntStream.range(0, all.numRows).filter(i -> !out.get(i)).toArray();
    this.rows = Rows.select(all, held);
    this.labels = allLabels.select(held);
    this.otherRows = Rows.select(all, others);
    this.otherLabels = allLabels.select(others);
  }

  double score(KernelDca dca, SnrForm form) {
    KernelDcaModel model = dca.fit(otherRows, otherLabels);
    return Snr.of(form, model.transform(rows), labels, model.trainingScores(), otherLabels);
  }
}
