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
   * What scores say of atoms, to go with what is counted there.
   *
   * @param keep mean probabilities of the classes to keep: atoms × classes
   * @param hide the same of the label to hide
   * @param rows how many rows of each atom are to be as these say, beside those counted
   */
  record Said(DMatrixRMaj keep, DMatrixRMaj hide, double rows) {}

  /**
   * Counts.
   *
   * @param rows the rows that count
   * @param atoms the atom of each row, counted or not
   * @param size number of atoms
   * @param ask whether the attacker knows y (else all rows are of one known class), and whether
   *     hidden classes weigh equally within each known class
   * @param said what to add to the counts of an atom before they are weighed; null for nothing
   */
  static Shares of(
      Labels hide, Labels keep, int[] rows, int[] atoms, int size, ChannelAsk ask, Said said) {
    int hidden = hide.classes().size();
    int knowns = ask.unknown() ? 1 : keep.classes().size();
    int[] counts = new int[hidden * knowns];
    DMatrixRMaj joint = new DMatrixRMaj(counts.length, size);
    for (int row : rows) {
      int pair = (ask.unknown() ? 0 : keep.code(row) * hidden) + hide.code(row);
      counts[pair]++;
      joint.data[pair * size + atoms[row]]++;
    }
    if (said != null) {
      smooth(joint, counts, hidden, rows.length, said);
    }
    double[] masses = masses(counts, hidden, rows.length, ask.balanced());
    double squares = 0;
    for (int pair = 0; pair < counts.length; pair++) {
      scale(joint, pair, masses[pair]);
      squares += counts[pair] == 0 ? 0 : masses[pair] * masses[pair] / counts[pair];
    }
    int[] known = new int[counts.length];
    Arrays.setAll(known, pair -> pair / hidden);
    return new Shares(joint, known, 1 / squares);
  }

  /**
   * n(z,y,a) becomes its mean with n(a) s(z,y|a), s the product of what scores say of y and of z,
   * times how much commoner the two are together than apart.
   */
  private static void smooth(DMatrixRMaj joint, int[] counts, int hidden, int rows, Said said) {
    int size = joint.numCols;
    double[] together = together(counts, hidden, rows);
    double[] soft = new double[counts.length];
    for (int a = 0; a < size; a++) {
      double counted = 0;
      double sum = 0;
      for (int pair = 0; pair < soft.length; pair++) {
        double ofKnown = soft.length == hidden ? 1 : said.keep.get(a, pair / hidden);
        soft[pair] = together[pair] * ofKnown * said.hide.get(a, pair % hidden);
        sum += soft[pair];
        counted += joint.data[pair * size + a];
      }
      if (sum > 0 && counted > 0) {
        double share = said.rows / (counted + said.rows);
        for (int pair = 0; pair < soft.length; pair++) {
          int at = pair * size + a;
          joint.data[at] = (1 - share) * joint.data[at] + share * counted * soft[pair] / sum;
        }
      }
    }
  }

  /** p(z,y) / (p(z) p(y)) of each pair. */
  private static double[] together(int[] counts, int hidden, int rows) {
    double[] ofHidden = new double[hidden];
    double[] ofKnown = new double[counts.length / hidden];
    for (int pair = 0; pair < counts.length; pair++) {
      ofHidden[pair % hidden] += counts[pair];
      ofKnown[pair / hidden] += counts[pair];
    }
    double[] together = new double[counts.length];
    Arrays.setAll(
        together,
        pair ->
            counts[pair] == 0
                ? 0
                : counts[pair]
                    * (double) rows
                    / (ofHidden[pair % hidden] * ofKnown[pair / hidden]));
    return together;
  }

  /** p(z,y): as counted, or equal for all z that occur with a y. */
  private static double[] masses(int[] counts, int hidden, int rows, boolean balanced) {
    double[] masses = new double[counts.length];
    for (int first = 0; first < counts.length; first += hidden) {
      int all = 0;
      int present = 0;
      for (int pair = first; pair < first + hidden; pair++) {
        all += counts[pair];
        present += counts[pair] > 0 ? 1 : 0;
      }
      for (int pair = first; pair < first + hidden; pair++) {
        double equal = counts[pair] == 0 ? 0 : (double) all / present;
        masses[pair] = (balanced ? equal : counts[pair]) / rows;
      }
    }
    return masses;
  }

  /** Makes a row add up to a mass. */
  private static void scale(DMatrixRMaj joint, int pair, double mass) {
    int size = joint.numCols;
    double sum = 0;
    for (int at = pair * size; at < (pair + 1) * size; at++) {
      sum += joint.data[at];
    }
    for (int at = pair * size; at < (pair + 1) * size; at++) {
      joint.data[at] = mass == 0 ? 0 : joint.data[at] * (mass / sum);
    }
  }

  /** V of a channel on these rows. */
  double leak(DMatrixRMaj channel) {
    return game(new DMatrixRMaj(joint.numCols, 1)).leak(channel);
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
