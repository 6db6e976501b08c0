package ml.tacit.leak;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.Interruption;
import org.ejml.data.DMatrixRMaj;

/**
 * The iteration behind {@link Game}: primal-dual hybrid gradient, reflected, anchored after Halpern
 * and restarted.
 *
 * <p>One step F moves the channel T along its costs and prices and projects each row onto the
 * probabilities, then moves the prices u along what the attacker sees, PT, and projects. The
 * iterate goes from z to (n+1)/(n+2) · (2 F(z) − z) + 1/(n+2) · anchor. At a restart F(z) becomes
 * the anchor, and the step lengths of both sides are balanced by how far each has come.
 *
 * <p>While V of the channel is still above the bound, the iteration aims a little lower, by a share
 * of the excess seen at the last restart: a channel that need not be mixed with a constant one is
 * by far the better one if the bound is close to the prior.
 */
final class GameSolver {
  /** Iterations between two looks at the gap. */
  private static final int LOOK = 10;

  /** Restart when the gap has come down to this share; or to the next one and then rises. */
  private static final double SUFFICIENT = 0.2;

  private static final double NECESSARY = 0.8;

  /** Restart after this share of all iterations at the latest. */
  private static final double LONG = 0.36;

  /** The least balance, as a share of the first: prices that hardly move let the leak stand. */
  private static final double LEAST = 0.3;

  /** The share of the excess by which to aim lower. */
  private static final double LOWER = 0.7;

  private final DMatrixRMaj centred;
  private final int[] starts;
  private final DMatrixRMaj costs;
  private final double[] mass;

  /** As a channel's V, but without the part of it that {@link #centred} takes away. */
  private final double prior;

  private final double bound;
  private final LeakProjection projection;
  private final double[] scratch;

  /** Where the last step led, and the iterate, and the anchor. */
  private State step;

  private State iterate;
  private State anchor;

  private double aim;
  private double length;
  private double balance;
  private final double leastBalance;

  private final DMatrixRMaj best;
  private final int constant;
  private double upper = 1;
  private double lower;

  /**
   * What an iterate is: a channel, prices, and the two products with them.
   *
   * @param channel T, atoms × cells
   * @param seen P T, rows × cells; here and below P is the centred one
   * @param prices u, rows × cells
   * @param charged Pᵀ u, atoms × cells
   */
  private record State(
      DMatrixRMaj channel, DMatrixRMaj seen, DMatrixRMaj prices, DMatrixRMaj charged) {
    State copy() {
      return new State(channel.copy(), seen.copy(), prices.copy(), charged.copy());
    }
  }

  /**
   * A run to come.
   *
   * @param joint P, rows × atoms
   * @param starts the first row of each y, then the number of rows
   * @param costs p(a) d(a,c), in units of the loss of the best constant channel
   * @param nearest the channel to the nearest cells, with V above the bound
   * @param prior V of a constant channel
   * @param bound above the prior
   */
  GameSolver(
      DMatrixRMaj joint,
      int[] starts,
      DMatrixRMaj costs,
      DMatrixRMaj nearest,
      double prior,
      double bound) {
    this.centred = centred(joint, starts);
    this.starts = starts;
    this.costs = costs;
    this.projection = new LeakProjection(starts, costs.numCols);
    this.scratch = new double[costs.numCols];
    this.mass = columnSums(joint);
    double shared = 0;
    for (int r = 0, y = 0; r < joint.numRows; r++) {
      y += r == starts[y + 1] ? 1 : 0;
      for (int a = 0; a < joint.numCols; a++) {
        shared += joint.get(r, a) / (starts[y + 1] - starts[y]);
      }
    }
    this.prior = prior - shared;
    this.bound = bound - shared;
    double[] columns = columnSums(costs);
    int first = 0;
    for (int c = 1; c < columns.length; c++) {
      first = columns[c] < columns[first] ? c : first;
    }
    this.constant = first;
    this.best = new DMatrixRMaj(costs.numRows, costs.numCols);
    Game.mix(best, 1, constant);
    double leak = Game.sumOfMaxima(Dense.multiply(joint, nearest), starts);
    lower = costOf(nearest);
    // The slope of the line from the constant channel to the nearest cells is the scale of λ.
    double lambda = Math.max(1 - lower, 1e-9) / (leak - prior);
    double rows = (double) joint.numRows / (starts.length - 1);
    balance = lambda * Math.sqrt((starts.length - 1) * costs.numCols / rows);
    leastBalance = LEAST * balance;
    length = 0.99 / norm(joint);
    aim = this.bound;
    DMatrixRMaj even = new DMatrixRMaj(costs.numRows, costs.numCols);
    even.fill(1.0 / costs.numCols);
    iterate =
        new State(
            even,
            Dense.multiply(centred, even),
            new DMatrixRMaj(joint.numRows, costs.numCols),
            new DMatrixRMaj(costs.numRows, costs.numCols));
    anchor = iterate.copy();
  }

  /**
   * Runs.
   *
   * @return a lower bound on the cost of every channel
   */
  double run(double gap, int iterations) {
    double atRestart = Double.NaN;
    double before = Double.NaN;
    int since = 0;
    for (int i = 1; i <= iterations && upper - lower > gap; i++) {
      step();
      towardsAnchor((since + 1.0) / (since + 2));
      since++;
      if (i % LOOK == 0 || i == iterations) {
        Interruption.check();
        double now = look();
        if (Double.isNaN(atRestart)) {
          atRestart = now;
        }
        if (now < SUFFICIENT * atRestart
            || now < NECESSARY * atRestart && now > before
            || since >= Math.max(LONG * i, 2 * LOOK)) {
          restart();
          since = 0;
          atRestart = Double.NaN;
          before = Double.NaN;
        } else {
          before = now;
        }
      }
    }
    return lower;
  }

  /** The channel of the least cost that was seen and that keeps to the bound. */
  DMatrixRMaj channel() {
    return best;
  }

  private void step() {
    int cells = costs.numCols;
    double channelStep = length / balance;
    double priceStep = length * balance;
    DMatrixRMaj channel = iterate.channel.copy();
    for (int a = 0; a < mass.length; a++) {
      double scale = mass[a] > 0 ? channelStep / mass[a] : 0;
      for (int i = a * cells; i < (a + 1) * cells; i++) {
        channel.data[i] -= scale * (costs.data[i] + iterate.charged.data[i]);
      }
      Threshold.toProbabilities(channel.data, a * cells, cells, scratch);
    }
    DMatrixRMaj seen = Dense.multiply(centred, channel);
    DMatrixRMaj prices = new DMatrixRMaj(centred.numRows, cells);
    for (int i = 0; i < prices.data.length; i++) {
      prices.data[i] = iterate.prices.data[i] / priceStep + 2 * seen.data[i] - iterate.seen.data[i];
    }
    projection.replaceByExcess(prices.data, aim);
    for (int i = 0; i < prices.data.length; i++) {
      prices.data[i] *= priceStep;
    }
    step = new State(channel, seen, prices, Dense.multiplyTransposedA(centred, prices));
  }

  private void towardsAnchor(double weight) {
    towardsAnchor(weight, iterate.channel, step.channel, anchor.channel);
    towardsAnchor(weight, iterate.seen, step.seen, anchor.seen);
    towardsAnchor(weight, iterate.prices, step.prices, anchor.prices);
    towardsAnchor(weight, iterate.charged, step.charged, anchor.charged);
  }

  private static void towardsAnchor(
      double weight, DMatrixRMaj iterate, DMatrixRMaj step, DMatrixRMaj anchor) {
    for (int i = 0; i < iterate.data.length; i++) {
      iterate.data[i] =
          weight * (2 * step.data[i] - iterate.data[i]) + (1 - weight) * anchor.data[i];
    }
  }

  /** Updates both bounds; the distance from a solution of the game that is aimed at. */
  private double look() {
    double cost = costOf(step.channel);
    double leak = Game.sumOfMaxima(step.seen, starts);
    double share = leak > bound ? (leak - bound) / (leak - prior) : 0;
    double mixed = (1 - share) * cost + share;
    if (mixed < upper) {
      upper = mixed;
      best.setTo(step.channel);
      Game.mix(best, share, constant);
    }
    double lambda = lambda(step.prices);
    double dual = -lambda * bound;
    for (int a = 0; a < mass.length; a++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < costs.numCols; c++) {
        least = Math.min(least, costs.get(a, c) + step.charged.get(a, c));
      }
      dual += least;
    }
    lower = Math.max(lower, dual);
    return Math.abs(cost + lambda * Math.max(0, leak - aim) - dual - lambda * (bound - aim));
  }

  private void restart() {
    double moved = 0;
    for (int i = 0; i < costs.data.length; i++) {
      double change = step.channel.data[i] - anchor.channel.data[i];
      moved += mass[i / costs.numCols] * change * change;
    }
    double priced = 0;
    for (int i = 0; i < step.prices.data.length; i++) {
      double change = step.prices.data[i] - anchor.prices.data[i];
      priced += change * change;
    }
    if (moved > 1e-20 && priced > 1e-20) {
      balance = Math.max(leastBalance, Math.sqrt(balance * Math.sqrt(priced / moved)));
    }
    double excess = Math.max(0, Game.sumOfMaxima(step.seen, starts) - aim);
    aim = bound - Math.min(LOWER * excess, 0.5 * (bound - prior));
    iterate = step.copy();
    anchor = step;
  }

  private double costOf(DMatrixRMaj channel) {
    double cost = 0;
    for (int i = 0; i < costs.data.length; i++) {
      cost += costs.data[i] * channel.data[i];
    }
    return cost;
  }

  /** The largest Σ_z u(y,z,c): the same for all (y,c) but for rounding. */
  private double lambda(DMatrixRMaj prices) {
    double most = 0;
    for (int y = 0; y < starts.length - 1; y++) {
      for (int c = 0; c < prices.numCols; c++) {
        double sum = 0;
        for (int r = starts[y]; r < starts[y + 1]; r++) {
          sum += prices.get(r, c);
        }
        most = Math.max(most, sum);
      }
    }
    return most;
  }

  /**
   * P without what all rows of a y have in common, their mean. Prices on it would say the same of
   * every cell, since Σ_z u(y,z,c) is λ for all of them; without it steps can be longer.
   */
  private static DMatrixRMaj centred(DMatrixRMaj joint, int[] starts) {
    DMatrixRMaj centred = joint.copy();
    for (int y = 0; y < starts.length - 1; y++) {
      for (int a = 0; a < joint.numCols; a++) {
        double sum = 0;
        for (int r = starts[y]; r < starts[y + 1]; r++) {
          sum += joint.get(r, a);
        }
        for (int r = starts[y]; r < starts[y + 1]; r++) {
          centred.add(r, a, -sum / (starts[y + 1] - starts[y]));
        }
      }
    }
    return centred;
  }

  /**
   * The largest singular value of the centred P with its columns divided by the roots of the atoms'
   * probabilities, by the power method, with a margin; at most the root of the largest p(z,y),
   * which is above it always. An estimate too low could cost convergence, not the proof of the gap.
   */
  private double norm(DMatrixRMaj joint) {
    double[] rows = new double[joint.numRows];
    for (int i = 0; i < joint.data.length; i++) {
      rows[i / joint.numCols] += joint.data[i];
    }
    double limit = Arrays.stream(rows).max().orElseThrow();
    DMatrixRMaj x = new DMatrixRMaj(joint.numRows, 1);
    for (int r = 0; r < x.data.length; r++) {
      // A start without a pattern, so that it is at right angles to no singular vector.
      x.data[r] = Math.sin(1.0 + r * r);
    }
    double ratio = 0;
    for (int i = 0; i < 40; i++) {
      DMatrixRMaj across = Dense.multiplyTransposedA(centred, x);
      for (int a = 0; a < mass.length; a++) {
        across.data[a] /= mass[a] > 0 ? mass[a] : 1;
      }
      DMatrixRMaj next = Dense.multiply(centred, across);
      double before = length(x);
      double after = length(next);
      ratio = before > 0 ? after / before : 0;
      for (int r = 0; r < x.data.length; r++) {
        x.data[r] = after > 0 ? next.data[r] / after : 0;
      }
    }
    return Math.sqrt(ratio > 0 ? Math.min(limit, 1.1 * ratio) : limit);
  }

  private static double length(DMatrixRMaj x) {
    double sum = 0;
    for (double value : x.data) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] columnSums(DMatrixRMaj m) {
    double[] sums = new double[m.numCols];
    for (int i = 0; i < m.data.length; i++) {
      sums[i % m.numCols] += m.data[i];
    }
    return sums;
  }
}
