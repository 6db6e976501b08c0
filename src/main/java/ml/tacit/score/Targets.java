package ml.tacit.score;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The classes that have rows, K of them, numbered anew from 0; and all C of the labels.
 *
 * @param present the code of each in the labels
 * @param codes for each row its number among those present
 * @param counts rows of each
 * @param classes C
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Targets(int[] present, int[] codes, int[] counts, int classes) {
  /** How far the score of a class without rows is below another one: never decided for. */
  private static final double ABSENT = -50;

  static Targets of(DMatrixRMaj rows, Labels labels) {
    if (labels.size() != rows.numRows) {
      throw BadDataException.of("labels: %d for %d rows", labels.size(), rows.numRows);
    }
    int bad = Dense.firstNotFinite(rows);
    if (bad >= 0) {
      throw BadDataException.of(
          "rows: row %d, column %d (from 1): %s is not a finite number",
          bad / rows.numCols + 1, bad % rows.numCols + 1, rows.data[bad]);
    }
    int[] all = labels.counts();
    int[] number = new int[all.length];
    int[] present = new int[all.length];
    int count = 0;
    for (int c = 0; c < all.length; c++) {
      number[c] = count;
      if (all[c] > 0) {
        present[count++] = c;
      }
    }
    if (count < 2) {
      throw BadDataException.of(
          "labels: %d class in %d rows, at least two are needed", count, rows.numRows);
    }
    present = Arrays.copyOf(present, count);
    int[] codes = Arrays.stream(labels.codes()).map(code -> number[code]).toArray();
    int[] counts = Arrays.stream(present).map(c -> all[c]).toArray();
    return new Targets(present, codes, counts, all.length);
  }

  /** K. */
  int count() {
    return present.length;
  }

  int rows() {
    return codes.length;
  }

  /** The share of each class. */
  double[] shares() {
    return Arrays.stream(counts).mapToDouble(count -> (double) count / rows()).toArray();
  }

  /** 1 where a row is of a class: consecutive rows × K. */
  DMatrixRMaj indicators(int from, int count) {
    DMatrixRMaj ones = new DMatrixRMaj(count, count());
    for (int i = 0; i < count; i++) {
      ones.set(i, codes[from + i], 1);
    }
    return ones;
  }

  /** From features to a score of every class of the labels, those without rows too. */
  AffineMap readout(LinearScores scores) {
    DMatrixRMaj weights = new DMatrixRMaj(scores.weights().numRows, classes);
    double[] offset = new double[classes];
    for (int c = 0; c < classes; c++) {
      int found = Arrays.binarySearch(present, c);
      int column = Math.max(0, found);
      for (int j = 0; j < weights.numRows; j++) {
        weights.set(j, c, scores.weights().get(j, column));
      }
      offset[c] = scores.offset()[column] + (found < 0 ? ABSENT : 0);
    }
    return AffineMap.dense(Dense.transpose(weights), offset);
  }
}
