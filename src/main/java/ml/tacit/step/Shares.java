package ml.tacit.step;

import java.util.Arrays;
import ml.tacit.leak.Game;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * p(z, y, a) of some rows: how often hidden class z, known class y and atom a come together.
 *
 * @param joint a row for each pair, those of a known class together: y·Z + z; a column per atom
 * @param known the known class of each row
 * @param effectiveRows how many rows of equal weight would vary as much
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Shares(DMatrixRMaj joint, int[] known, double effectiveRows) {

  /**
   * Counts.
   *
   * @param rows the rows that count
   * @param atoms the atom of each row, counted or not
   * @param size number of atoms
   * @param unknown whether the attacker knows nothing of y: all rows are of one known class then
   * @param balanced whether hidden classes weigh equally within each known class
   */
  static Shares of(
      Labels hide,
      Labels keep,
      int[] rows,
      int[] atoms,
      int size,
      boolean unknown,
      boolean balanced) {
    int hidden = hide.classes().size();
    int knowns = unknown ? 1 : keep.classes().size();
    int[] pairs = new int[rows.length];
    int[] counts = new int[hidden * knowns];
    for (int i = 0; i < rows.length; i++) {
      pairs[i] = (unknown ? 0 : keep.code(rows[i]) * hidden) + hide.code(rows[i]);
      counts[pairs[i]]++;
    }
    double[] weights = weights(counts, hidden, rows.length, balanced);
    DMatrixRMaj joint = new DMatrixRMaj(counts.length, size);
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      joint.data[pairs[i] * size + atoms[rows[i]]] += weights[pairs[i]];
      squares += weights[pairs[i]] * weights[pairs[i]];
    }
    int[] known = new int[counts.length];
    Arrays.setAll(known, pair -> pair / hidden);
    return new Shares(joint, known, 1 / squares);
  }

  /** What a row of each pair weighs. */
  private static double[] weights(int[] counts, int hidden, int rows, boolean balanced) {
    double[] weights = new double[counts.length];
    for (int first = 0; first < counts.length; first += hidden) {
      int all = 0;
      int present = 0;
      for (int pair = first; pair < first + hidden; pair++) {
        all += counts[pair];
        present += counts[pair] > 0 ? 1 : 0;
      }
      for (int pair = first; pair < first + hidden; pair++) {
        weights[pair] =
            balanced && counts[pair] > 0
                ? (double) all / rows / present / counts[pair]
                : 1.0 / rows;
      }
    }
    return weights;
  }

  /** The game on these rows. */
  Game game(DMatrixRMaj distances) {
    return Game.of(joint, known, distances);
  }

  /** p(a). */
  double[] ofAtoms() {
    double[] sums = new double[joint.numCols];
    for (int at = 0; at < joint.data.length; at++) {
      sums[at % sums.length] += joint.data[at];
    }
    return sums;
  }
}
