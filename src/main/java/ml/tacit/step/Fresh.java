package ml.tacit.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * What a channel does on rows that it was not fitted to.
 *
 * @param leak how often an attacker is right who learned its guesses on other fresh rows
 * @param error standard error of that
 * @param utility area under the curve of the label to keep for two classes, accuracy for more
 */
record Fresh(double leak, double error, double utility) {

  /**
   * Measures a channel, its draws averaged.
   *
   * @param channel T
   * @param fitted shares of the rows of the channel
   * @param first shares of one half of the fresh rows
   * @param second shares of the other half
   * @param keepFitted rows of the channel by class of the label to keep and atom
   * @param keepFresh fresh rows by class of the label to keep and atom
   */
  static Fresh of(
      DMatrixRMaj channel,
      Shares fitted,
      Shares first,
      Shares second,
      DMatrixRMaj keepFitted,
      DMatrixRMaj keepFresh) {
    DMatrixRMaj prior = times(fitted.joint(), channel);
    DMatrixRMaj one = times(first.joint(), channel);
    DMatrixRMaj other = times(second.joint(), channel);
    int[] known = fitted.known();
    double best = 0;
    // An attacker may trust the rows of the channel, or fresh rows alone.
    for (double trust : new double[] {0, 1}) {
      best =
          Math.max(
              best,
              (right(one, prior, trust, other, known) + right(other, prior, trust, one, known))
                  / 2);
    }
    double rows = first.effectiveRows() + second.effectiveRows();
    return new Fresh(
        Math.min(1, best),
        Math.sqrt(best * (1 - best) / rows),
        utility(times(keepFitted, channel), times(keepFresh, channel)));
  }

  /** Share of rows for which the guess learned elsewhere is right. */
  private static double right(
      DMatrixRMaj learned, DMatrixRMaj prior, double trust, DMatrixRMaj asked, int[] known) {
    double right = 0;
    int cells = learned.numCols;
    for (int from = 0, to; from < known.length; from = to) {
      to = from;
      while (to < known.length && known[to] == known[from]) {
        to++;
      }
      for (int c = 0; c < cells; c++) {
        int guess = from;
        double most = -1;
        for (int pair = from; pair < to; pair++) {
          double value = learned.data[pair * cells + c] + trust * prior.data[pair * cells + c];
          if (value > most) {
            most = value;
            guess = pair;
          }
        }
        right += asked.data[guess * cells + c];
      }
    }
    return right;
  }

  /** How well the cells tell the classes, by what is known of the cells from other rows. */
  static double utility(DMatrixRMaj learned, DMatrixRMaj asked) {
    return learned.numRows == 2 ? area(learned, asked) : accuracy(learned, asked);
  }

  private static double area(DMatrixRMaj learned, DMatrixRMaj asked) {
    int cells = learned.numCols;
    double[] share = new double[cells];
    Arrays.setAll(
        share,
        c ->
            (learned.data[cells + c] + 1e-12)
                / (learned.data[c] + learned.data[cells + c] + 2e-12));
    int[] order =
        IntStream.range(0, cells)
            .boxed()
            .sorted((a, b) -> Double.compare(share[a], share[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double below = 0;
    double area = 0;
    double own = 0;
    for (int i = 0, j; i < cells; i = j) {
      double negative = 0;
      double positive = 0;
      for (j = i; j < cells && share[order[j]] == share[order[i]]; j++) {
        negative += asked.data[order[j]];
        positive += asked.data[cells + order[j]];
      }
      area += positive * (below + negative / 2);
      below += negative;
      own += positive;
    }
    return below * own == 0 ? 0.5 : area / (below * own);
  }

  private static double accuracy(DMatrixRMaj learned, DMatrixRMaj asked) {
    int cells = learned.numCols;
    double right = 0;
    double all = 0;
    for (int c = 0; c < cells; c++) {
      int best = 0;
      for (int y = 0; y < learned.numRows; y++) {
        best = learned.data[y * cells + c] > learned.data[best * cells + c] ? y : best;
        all += asked.data[y * cells + c];
      }
      right += asked.data[best * cells + c];
    }
    return all == 0 ? 0 : right / all;
  }

  private static DMatrixRMaj times(DMatrixRMaj shares, DMatrixRMaj channel) {
    return Dense.multiply(shares, channel);
  }
}
