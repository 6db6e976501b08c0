package ml.tacit.leak;

import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A channel T(c | a): for each atom the probabilities of the cells that it is released as; and what
 * is known of it under the distribution that it was made for. {@link Game} makes it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Channel {
  private final DMatrixRMaj probabilities;
  private final double loss;
  private final double gap;
  private final double leak;
  private final double bound;

  Channel(DMatrixRMaj probabilities, double loss, double gap, double leak, double bound) {
    this.probabilities = probabilities;
    this.loss = loss;
    this.gap = gap;
    this.leak = leak;
    this.bound = bound;
  }

  /**
   * How many atoms it takes.
   *
   * @return the number of atoms
   */
  public int atoms() {
    return probabilities.numRows;
  }

  /**
   * How many cells it releases.
   *
   * @return the number of cells
   */
  public int cells() {
    return probabilities.numCols;
  }

  /**
   * One probability.
   *
   * @param atom the atom, from 0
   * @param cell the cell, from 0
   * @return T(cell | atom), in [0, 1]; the sum over cells is 1 but for rounding
   * @throws BadDataException if there is no such atom or cell
   */
  public double probability(int atom, int cell) {
    if (atom < 0 || atom >= atoms() || cell < 0 || cell >= cells()) {
      throw BadDataException.of(
          "atom %d, cell %d: the channel has %d atoms and %d cells", atom, cell, atoms(), cells());
    }
    return probabilities.get(atom, cell);
  }

  /**
   * All probabilities.
   *
   * @return T, atoms × cells; a fresh copy
   */
  public DMatrixRMaj probabilities() {
    return probabilities.copy();
  }

  /**
   * What is lost: Σ_a p(a) Σ_c T(c|a) d(a,c).
   *
   * @return the loss, in units of d
   */
  public double loss() {
    return loss;
  }

  /**
   * How far the loss can at most be from the least one under the bound. It is proven: the
   * difference from a lower bound on every channel's loss.
   *
   * @return the difference as a share of the loss of the best constant channel: 0.001 is a
   *     thousandth of what there is to lose; 0 where the channel is known to be best
   */
  public double gap() {
    return gap;
  }

  /**
   * V(T) = Σ_{y,c} max_z Σ_a p(z,y,a) T(c|a): how often the best attacker is right who knows y, the
   * channel and the distribution.
   *
   * @return V, a probability
   */
  public double leak() {
    return leak;
  }

  /**
   * What V was kept below.
   *
   * @return the bound, as asked for; {@link Game#TOLERANCE} above it where the prior was asked for
   */
  public double bound() {
    return bound;
  }
}
