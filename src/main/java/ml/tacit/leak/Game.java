package ml.tacit.leak;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The releaser's game: the channel from atoms to cells that loses least while no attacker is right
 * more often than a bound.
 *
 * <p>An atom a is what a releaser can tell of a row, a cell c what it releases instead, T(c|a) with
 * which probability. With p(z,y,a) the distribution of the hidden label z, of what the attacker
 * knows anyway y, and of the atom, and d(a,c) what it costs to release an atom as a cell, {@link
 * #solve(double)} finds
 *
 * <pre>
 * min Σ_a p(a) Σ_c T(c|a) d(a,c)   subject to   V(T) = Σ_{y,c} max_z Σ_a p(z,y,a) T(c|a) ≤ b
 * </pre>
 *
 * <p>V is how often the best attacker is right: it knows y, the channel and p, and sees the cell.
 * It is never below the prior Σ_y max_z p(z,y), which is what the attacker reaches without the
 * release. With people weighted equally V is about their balanced accuracy: that is the caller's p.
 * So is several hidden labels together: z is then a tuple. An attacker who does not know y: one
 * value of y for all.
 *
 * <p><b>How.</b> A linear programme, solved as a zero-sum game between the channel and the
 * attacker's guesses by the primal-dual hybrid gradient method with reflection, Halpern's anchor
 * and restarts, two matrix products an iteration. For prices u(y,z,c) ≥ 0 with Σ_z u(y,z,c) = λ
 *
 * <pre>
 * Σ_a min_c [p(a) d(a,c) + Σ_{y,z} u(y,z,c) p(z,y,a)] − λ b
 * </pre>
 *
 * <p>is a lower bound on the loss of every channel, which proves the {@linkplain Channel#gap gap}.
 * A channel that exceeds the bound is mixed with the best constant one until it does not.
 *
 * <p>Same arguments, same bits, on any number of threads; nothing is random. Immutable and
 * thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2106.04756">Applegate, Díaz, Hinder, Lu, Lubin, O'Donoghue
 *     and Schudy (2021), Practical large-scale linear programming using primal-dual hybrid
 *     gradient</a>
 * @see <a href="https://arxiv.org/abs/2407.16144">Lu and Yang (2024), Restarted Halpern PDHG for
 *     linear programming</a>
 */
public final class Game {
  /**
   * By how much V may exceed the prior where the bound is the prior itself: no channel but those
   * that never change the best guess keeps to it exactly.
   */
  public static final double TOLERANCE = 1e-3;

  /** The gap at which {@link #solve(double)} stops. */
  public static final double GAP = 1e-3;

  private static final int ITERATIONS = 4000;
  private static final double ROUNDING = 1e-12;

  private final DMatrixRMaj joint;
  private final int[] starts;
  private final DMatrixRMaj distance;
  private final double[] mass;
  private final double prior;

  private Game(DMatrixRMaj joint, int[] starts, DMatrixRMaj distance) {
    this.joint = joint;
    this.starts = starts;
    this.distance = distance;
    this.mass = new double[joint.numCols];
    for (int r = 0; r < joint.numRows; r++) {
      for (int a = 0; a < mass.length; a++) {
        mass[a] += joint.get(r, a);
      }
    }
    DMatrixRMaj one = new DMatrixRMaj(joint.numCols, 1);
    one.fill(1);
    this.prior = leak(one);
  }

  /**
   * A game.
   *
   * @param joint p(z,y,a): a row for each pair of z and y that occurs, in the order of y; a column
   *     for each atom; at least 0, with sum 1. An atom of probability 0 is allowed and goes to its
   *     nearest cell. Copied
   * @param known for each row the number of its y, not falling
   * @param distance d(a,c): atoms × cells, finite, at least 0; copied
   * @return the game
   * @throws BadDataException if the sizes do not fit, a number is out of range, or the sum is not 1
   */
  public static Game of(DMatrixRMaj joint, int[] known, DMatrixRMaj distance) {
    requireSame("rows of the distribution, and of what is known", joint.numRows, known.length);
    requireSame("atoms of the distribution, and of the distances", joint.numCols, distance.numRows);
    if (joint.numRows == 0 || joint.numCols == 0 || distance.numCols == 0) {
      throw BadDataException.of(
          "the game has %d rows, %d atoms and %d cells, expected at least one of each",
          joint.numRows, joint.numCols, distance.numCols);
    }
    double sum = requireNonNegative("probability", "row %d, atom %d", joint);
    requireNonNegative("distance", "atom %d, cell %d", distance);
    if (Math.abs(sum - 1) > 1e-9) {
      throw BadDataException.of("the probabilities have the sum %s, expected 1", sum);
    }
    return new Game(joint.copy(), starts(known), distance.copy());
  }

  /**
   * What the best attacker reaches who sees no release.
   *
   * @return Σ_y max_z p(z,y)
   */
  public double prior() {
    return prior;
  }

  /**
   * V of a channel, under this distribution: how often the best attacker is right.
   *
   * @param channel T(c|a), atoms × any number of cells; only read
   * @return Σ_{y,c} max_z Σ_a p(z,y,a) T(c|a); NaN if a probability is
   * @throws BadDataException if the number of atoms is another one
   */
  public double leak(DMatrixRMaj channel) {
    requireSame("atoms of the game, and of the channel", joint.numCols, channel.numRows);
    return sumOfMaxima(Dense.multiply(joint, channel), starts);
  }

  /**
   * The best channel under a bound, to a gap of {@link #GAP} if 4,000 iterations reach it.
   *
   * @param bound the largest V, at least the prior; {@link #TOLERANCE} is added if it is the prior
   * @return the channel, with the gap that was reached; V exceeds the bound by no more than 1e-12
   * @throws BadDataException if the bound is below the prior, or NaN
   * @throws java.util.concurrent.CancellationException if the thread was interrupted; the flag
   *     stays set
   */
  public Channel solve(double bound) {
    return solve(bound, GAP, ITERATIONS);
  }

  /**
   * The best channel under a bound.
   *
   * @param bound the largest V, at least the prior; {@link #TOLERANCE} is added if it is the prior
   * @param gap the {@linkplain Channel#gap gap} at which to stop, at least 0
   * @param iterations after how many iterations to stop at the latest, at least 1
   * @return the channel, with the gap that was reached; V exceeds the bound by no more than 1e-12
   * @throws BadDataException if the bound is below the prior, or NaN, or another argument is out of
   *     range
   * @throws java.util.concurrent.CancellationException if the thread was interrupted; the flag
   *     stays set
   */
  public Channel solve(double bound, double gap, int iterations) {
    if (!(bound >= prior - ROUNDING)) {
      throw BadDataException.of(
          "the bound on the leak is %s, expected at least the prior, %s", bound, prior);
    }
    if (!(gap >= 0) || iterations < 1) {
      throw BadDataException.of(
          "gap %s and %d iterations, expected a gap of at least 0 and at least one iteration",
          gap, iterations);
    }
    double allowed = bound <= prior + ROUNDING ? prior + TOLERANCE : bound;
    DMatrixRMaj nearest = nearest();
    double leakOfNearest = leak(nearest);
    if (leakOfNearest <= allowed) {
      return new Channel(nearest, loss(nearest), 0, leakOfNearest, allowed);
    }
    int constant = bestConstant();
    double most = lossOf(constant);
    if (most == 0) {
      DMatrixRMaj channel = new DMatrixRMaj(mass.length, distance.numCols);
      mix(channel, 1, constant);
      return new Channel(channel, 0, 0, prior, allowed);
    }
    GameSolver solver = new GameSolver(joint, starts, costs(most), nearest, prior, allowed);
    double lower = most * solver.run(gap, iterations);
    DMatrixRMaj channel = solver.channel();
    double leak = leak(channel);
    // The solver counts from running sums, so that rounding can leave a trace above the bound.
    for (double more = 1; leak > allowed + ROUNDING / 2; more *= 2) {
      double share = Math.min(1, more * (leak - allowed) / (leak - prior));
      mix(channel, share, constant);
      leak = leak(channel);
    }
    for (int a = 0; a < mass.length; a++) {
      for (int c = 0; mass[a] == 0 && c < channel.numCols; c++) {
        channel.set(a, c, nearest.get(a, c));
      }
    }
    double loss = loss(channel);
    return new Channel(channel, loss, Math.max(0, (loss - lower) / most), leak, allowed);
  }

  /** Σ over y and cells of the largest entry among the rows of y. */
  static double sumOfMaxima(DMatrixRMaj seen, int[] starts) {
    double sum = 0;
    for (int y = 0; y < starts.length - 1; y++) {
      for (int c = 0; c < seen.numCols; c++) {
        double most = 0;
        for (int r = starts[y]; r < starts[y + 1]; r++) {
          most = Math.max(most, seen.get(r, c));
        }
        sum += most;
      }
    }
    return sum;
  }

  /** Replaces a share of each row by a cell. */
  static void mix(DMatrixRMaj channel, double share, int cell) {
    for (int a = 0; a < channel.numRows; a++) {
      for (int c = 0; c < channel.numCols; c++) {
        channel.set(a, c, (1 - share) * channel.get(a, c) + (c == cell ? share : 0));
      }
    }
  }

  private DMatrixRMaj nearest() {
    DMatrixRMaj nearest = new DMatrixRMaj(distance.numRows, distance.numCols);
    for (int a = 0; a < distance.numRows; a++) {
      int best = 0;
      for (int c = 1; c < distance.numCols; c++) {
        if (distance.get(a, c) < distance.get(a, best)) {
          best = c;
        }
      }
      nearest.set(a, best, 1);
    }
    return nearest;
  }

  private double loss(DMatrixRMaj channel) {
    double loss = 0;
    for (int a = 0; a < mass.length; a++) {
      for (int c = 0; c < distance.numCols; c++) {
        loss += mass[a] * channel.get(a, c) * distance.get(a, c);
      }
    }
    return loss;
  }

  private int bestConstant() {
    int best = 0;
    for (int c = 1; c < distance.numCols; c++) {
      if (lossOf(c) < lossOf(best)) {
        best = c;
      }
    }
    return best;
  }

  private double lossOf(int cell) {
    double loss = 0;
    for (int a = 0; a < mass.length; a++) {
      loss += mass[a] * distance.get(a, cell);
    }
    return loss;
  }

  /** p(a) d(a,c) in units of the best constant channel's loss. */
  private DMatrixRMaj costs(double unit) {
    DMatrixRMaj costs = distance.copy();
    for (int a = 0; a < mass.length; a++) {
      for (int c = 0; c < costs.numCols; c++) {
        costs.set(a, c, mass[a] * costs.get(a, c) / unit);
      }
    }
    return costs;
  }

  private static int[] starts(int[] known) {
    int[] starts = new int[known.length + 1];
    int groups = 0;
    for (int r = 1; r < known.length; r++) {
      if (known[r] < known[r - 1]) {
        throw BadDataException.of(
            "row %d of the distribution is of y = %d after y = %d, expected the order of y",
            r, known[r], known[r - 1]);
      }
      if (known[r] > known[r - 1]) {
        starts[++groups] = r;
      }
    }
    starts[++groups] = known.length;
    return Arrays.copyOf(starts, groups + 1);
  }

  private static void requireSame(String what, int first, int second) {
    if (first != second) {
      throw BadDataException.of("%s: %d and %d, expected the same number", what, first, second);
    }
  }

  private static double requireNonNegative(String what, String where, DMatrixRMaj m) {
    double sum = 0;
    for (int i = 0; i < m.numRows; i++) {
      for (int j = 0; j < m.numCols; j++) {
        double value = m.get(i, j);
        if (!(value >= 0) || Double.isInfinite(value)) {
          throw BadDataException.of(
              "%s: the %s is %s, expected a finite number of at least 0",
              String.format(Locale.ROOT, where, i, j), what, value);
        }
        sum += value;
      }
    }
    return sum;
  }
}
