package ml.tacit.step;

import ml.tacit.leak.Channel;
import ml.tacit.leak.Game;
import org.ejml.data.DMatrixRMaj;

/**
 * A channel from atoms to cells, and where its cells lie.
 *
 * @param chances T, atoms × cells
 * @param cells cells × dimensions
 * @param prior what the best attacker reaches without the release
 * @param bound what the channel was solved for
 * @param reached V on the rows of the channel
 */
record FittedChannel(
    DMatrixRMaj chances, DMatrixRMaj cells, double prior, double bound, double reached) {
  private static final int ROUNDS = 3;

  /** What is enough while cells still move. */
  private static final double ROUGH_GAP = 0.01;

  private static final int ROUGH_ITERATIONS = 500;

  /** The last gap; the best for K places is not the best of all places by as much. */
  private static final double GAP = 1e-3;

  private static final int ITERATIONS = 3000;

  /**
   * Cells and channel in turn, as Lloyd's: cells move to the mean of what they get, and the game is
   * played again.
   *
   * @param from where cells are at first
   * @param leak by how much V may exceed the prior
   */
  static FittedChannel solve(Shares shares, Places places, DMatrixRMaj from, double leak) {
    DMatrixRMaj cells = from;
    Game game = null;
    Channel channel = null;
    for (int round = 1; round <= ROUNDS; round++) {
      game = shares.game(costs(shares, places, cells));
      boolean last = round == ROUNDS;
      channel =
          game.solve(
              game.prior() + leak, last ? GAP : ROUGH_GAP, last ? ITERATIONS : ROUGH_ITERATIONS);
      cells = places.moved(channel.probabilities(), cells);
    }
    DMatrixRMaj chances = normalised(channel.probabilities());
    return new FittedChannel(chances, cells, game.prior(), channel.bound(), game.leak(chances));
  }

  /**
   * Squared distances per row as rows come: the game weighs atoms as the attacker counts people,
   * which may be otherwise.
   */
  private static DMatrixRMaj costs(Shares shares, Places places, DMatrixRMaj cells) {
    DMatrixRMaj costs = places.distances(cells);
    double[] weight = shares.ofAtoms();
    for (int a = 0; a < costs.numRows; a++) {
      double factor = weight[a] > 0 ? places.mass()[a] / weight[a] : 1;
      for (int c = 0; c < costs.numCols; c++) {
        costs.data[a * costs.numCols + c] *= factor;
      }
    }
    return costs;
  }

  /** Each row with sum 1 to the last bit but one; chances that are rounding are none. */
  private static DMatrixRMaj normalised(DMatrixRMaj chances) {
    int k = chances.numCols;
    for (int a = 0; a < chances.numRows; a++) {
      double sum = 0;
      for (int c = 0; c < k; c++) {
        int at = a * k + c;
        chances.data[at] = chances.data[at] < 1e-9 ? 0 : chances.data[at];
        sum += chances.data[at];
      }
      for (int c = 0; c < k; c++) {
        chances.data[a * k + c] /= sum;
      }
    }
    return chances;
  }

  /** The same with some of its cells, in an order. */
  FittedChannel withCells(int[] order) {
    DMatrixRMaj some = new DMatrixRMaj(chances.numRows, order.length);
    for (int a = 0; a < chances.numRows; a++) {
      for (int c = 0; c < order.length; c++) {
        some.data[a * order.length + c] = chances.data[a * chances.numCols + order[c]];
      }
    }
    return new FittedChannel(normalised(some), places(order), prior, bound, reached);
  }

  /** The same with another V on the rows of the channel. */
  FittedChannel withReached(double leak) {
    return new FittedChannel(chances, cells, prior, bound, leak);
  }

  /** Where some of the cells lie. */
  DMatrixRMaj places(int[] order) {
    DMatrixRMaj some = new DMatrixRMaj(order.length, cells.numCols);
    for (int c = 0; c < order.length; c++) {
      System.arraycopy(
          cells.data, order[c] * cells.numCols, some.data, c * cells.numCols, cells.numCols);
    }
    return some;
  }

  /** Whether a cell gets anything of any atom. */
  boolean isUsed(int cell) {
    for (int at = cell; at < chances.data.length; at += chances.numCols) {
      if (chances.data[at] > 0) {
        return true;
      }
    }
    return false;
  }
}
