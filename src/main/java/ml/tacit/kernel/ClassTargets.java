package ml.tacit.kernel;

import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * E = H[1_c/√n_c]: a centred column per class that has rows, weighted so that the between-class
 * scatter of any features Φ is ΦᵀEEᵀΦ.
 */
final class ClassTargets {
  private ClassTargets() {}

  /** N × L. */
  static DMatrixRMaj of(Labels labels) {
    int[] counts = labels.counts();
    int[] column = new int[counts.length];
    int columns = 0;
    for (int c = 0; c < counts.length; c++) {
      column[c] = columns;
      columns += counts[c] > 0 ? 1 : 0;
    }
    DMatrixRMaj targets = new DMatrixRMaj(labels.size(), columns);
    for (int i = 0; i < labels.size(); i++) {
      int code = labels.code(i);
      targets.set(i, column[code], 1 / Math.sqrt(counts[code]));
    }
    Matrices.centreColumns(targets);
    return targets;
  }
}
