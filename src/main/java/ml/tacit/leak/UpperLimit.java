package ml.tacit.leak;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The upper limit of V at a plug-in value.
 *
 * <p>Let w be the best attacker under the true distributions: for each (y, c) one person. On the
 * rows at hand it is right with frequency S = Σ_b (weight of block b) X_b, where X_b in [0, 1] is
 * the share of the block's units that it names. It is fixed before the rows are, so the X_b are
 * independent and E S = V. The plug-in value is the largest such frequency over <em>all</em>
 * attackers, hence at least S. So, whatever V is,
 *
 * <p>P(plug-in ≤ v) ≤ P(S ≤ v),
 *
 * <p>and the right side is a lower tail of a sum of independent bounded variables with mean V. With
 * ω the weight of the heaviest of B blocks and N = 1/ω, each of these bounds it:
 *
 * <ul>
 *   <li>exp(−N kl(v ‖ V)), kl that of two Bernoulli variables (Hoeffding 1963, Theorem 1; for
 *       lighter blocks since the logarithm of a moment generating function is convex and 0 at 0);
 *   <li>min over h of E(h − Bin)₊ / (h − v/ω), where Bin is binomial of B trials with mean V/ω: of
 *       all sums with this mean it is the largest in convex order (Hoeffding 1956, Theorem 3;
 *       Bentkus 2004, Ann. Probab. 32, doi:10.1214/009117904000000360);
 *   <li>where every block is one unit and all weigh the same, so that X_b is 0 or 1: P(Bin ≤ nv) as
 *       long as nv ≤ nV − 1 (Hoeffding 1956, Theorem 4), which is the limit of Clopper and Pearson
 *       (1934).
 * </ul>
 *
 * <p>They bound the same probability of the same event, so the least of the three does, too, and
 * the least of the three limits holds at the full level: nothing is chosen by what came out. The
 * first is below the self-bounding inequality of Boucheron, Lugosi and Massart (2000) and below
 * McDiarmid's (1989) for every v and V, since kl(v ‖ V) ≥ v ln(v/V) − v + V and ≥ 2 (V − v)².
 */
final class UpperLimit {
  private static final int HALVINGS = 60;

  private UpperLimit() {}

  /** The V at which a plug-in value as low as this one has probability {@code delta} at most. */
  static double of(double plugIn, Blocks blocks, double delta) {
    if (plugIn >= 1) {
      return 1;
    }
    double limit = Math.min(chernoff(plugIn, blocks, delta), convex(plugIn, blocks, delta));
    return blocks.single() ? Math.min(limit, exact(plugIn, blocks, delta)) : limit;
  }

  /** Where a tail that falls with V crosses {@code delta}. */
  private static double crossing(double plugIn, double delta, Tail tail) {
    double low = plugIn;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (tail.at(middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private interface Tail {
    double at(double v);
  }

  static double chernoff(double plugIn, Blocks blocks, double delta) {
    return crossing(plugIn, delta, v -> Math.exp(-divergence(plugIn, v) / blocks.heaviest()));
  }

  /** kl(a ‖ b). */
  private static double divergence(double a, double b) {
    double first = a > 0 ? a * Math.log(a / b) : 0;
    return first + (1 - a) * Math.log((1 - a) / (1 - b));
  }

  static double convex(double plugIn, Blocks blocks, double delta) {
    double value = plugIn / blocks.heaviest();
    return crossing(
        plugIn,
        delta,
        v -> {
          double p = v / (blocks.heaviest() * blocks.count());
          return p >= 1 ? 0 : convexTail(value, blocks.count(), p);
        });
  }

  /** min over whole h > value of E(h − Bin)₊ / (h − value): between whole h it is monotone. */
  static double convexTail(double value, int trials, double p) {
    int h = (int) Math.floor(value) + 1;
    double mass = Math.exp(new BinomialDistribution(null, trials, p).logProbability(h - 1));
    double below = 0; // P(Bin < h)
    double lacking = 0; // E(h − Bin)₊
    double term = mass;
    for (int j = h - 1; j >= 0 && term > 1e-18 * below; j--) {
      below += term;
      lacking += (h - j) * term;
      term *= j * (1 - p) / ((trials - j + 1) * p);
    }
    double least = lacking / (h - value);
    for (; h <= trials; h++) {
      mass *= (trials - h + 1) * p / (h * (1 - p)); // P(Bin = h)
      below += mass;
      lacking += below;
      double next = lacking / (h + 1 - value);
      if (next >= least) {
        break;
      }
      least = next;
    }
    return Math.min(1, least);
  }

  /** Clopper–Pearson; 1 where Hoeffding's theorem does not reach. */
  static double exact(double plugIn, Blocks blocks, double delta) {
    long n = Math.round(1 / blocks.heaviest());
    long right = Math.round(plugIn * n);
    if (right >= n) {
      return 1;
    }
    double limit =
        new BetaDistribution(null, right + 1.0, n - right).inverseCumulativeProbability(1 - delta);
    return limit * n >= right + 1 ? limit : 1;
  }
}
