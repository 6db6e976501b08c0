package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function of many numbers: e^x = 2^k e^r with k = round(x / ln 2), so that |r| ≤
 * ln 2 / 2, and e^r by its Taylor series.
 *
 * <p>Degree 13 leaves 4·10⁻¹⁸ of e^r, a thirtieth of a rounding. A best approximation would do with
 * two terms less, for 5 % of the time, but with coefficients that nobody can check by eye. ({@code
 * VectorOperators.EXP} is no alternative: on many machines there is nothing behind it but a loop
 * over boxed lanes.)
 */
final class SimdExp {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Added to a small number and taken off again it rounds; in between, k is in the low bits. */
  private static final double ROUNDER = 0x1.8p52;

  /** The same with the bias of an exponent: shifted left by 52 what is left of the sum is 2^k. */
  private static final double BIASED = ROUNDER + Double.MAX_EXPONENT;

  private static final double LOG2_E = 1 / Math.log(2);

  /** ln 2 in two parts, the first with so few bits that k times it is exact. */
  private static final double LN2_HIGH = 0x1.62e42fefa0000p-1;

  private static final double LN2_LOW = 0x1.cf79abc9e3b39p-40;

  /** Beyond these every result is 0 or infinite, and k would leave the exponent's range. */
  private static final double LOWEST = -750;

  private static final double HIGHEST = 712;

  private SimdExp() {}

  /** values[i] := exp(scale · values[i]); the same bits for an entry wherever it stands. */
  static void apply(double scale, double[] values, int from, int to) {
    int vectors = (to - from) / V * V;
    whole(scale, values, from, from + vectors);
    int rest = to - from - vectors;
    if (rest > 0) {
      double[] last = new double[V];
      System.arraycopy(values, to - rest, last, 0, rest);
      whole(scale, last, 0, V);
      System.arraycopy(last, 0, values, to - rest, rest);
    }
  }

  private static void whole(double scale, double[] values, int from, int to) {
    for (int i = from; i < to; i += V) {
      DoubleVector x = DoubleVector.fromArray(S, values, i).mul(scale);
      x = x.blend(LOWEST, x.lt(LOWEST)); // not min and max, which are slow for the sake of −0
      x = x.blend(HIGHEST, x.compare(VectorOperators.GT, HIGHEST));
      DoubleVector k = x.mul(LOG2_E).add(ROUNDER).sub(ROUNDER);
      DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_HIGH), x);
      r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
      DoubleVector p = DoubleVector.broadcast(S, 1 / 6227020800.0);
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 479001600.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 39916800.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 3628800.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 362880.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 40320.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 5040.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 720.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 120.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 24.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1 / 6.0));
      p = p.fma(r, DoubleVector.broadcast(S, 0.5));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0));
      // 2^k in two factors: where e^x is subnormal or near the largest double, 2^k is out of range.
      DoubleVector half = k.mul(0.5).add(ROUNDER).sub(ROUNDER);
      DoubleVector other = k.sub(half);
      p = p.mul(powerOfTwo(half)).mul(powerOfTwo(other));
      p.intoArray(values, i);
    }
  }

  private static DoubleVector powerOfTwo(DoubleVector k) {
    return k.add(BIASED)
        .viewAsIntegralLanes()
        .lanewise(VectorOperators.LSHL, 52)
        .viewAsFloatingLanes();
  }
}
