package ml.tacit.audit.attack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import ml.tacit.matrix.Interruption;

/**
 * A lattice, all whole combinations of some independent vectors of whole numbers, under a reduced
 * basis; finds a vector of it near to a given one.
 *
 * <p>The basis is reduced by LLL (Lenstra, Lenstra and Lovász 1982, doi:10.1007/BF01457454) with δ
 * = {@value #DELTA}, in the form of Nguyen and Stehlé (2009, doi:10.1137/070705702): the vectors
 * are whole numbers throughout and exact; their Gram-Schmidt coefficients are doubles, and a vector
 * is reduced again until nothing changes, so that what the first pass got wrong for want of digits
 * the next one sees. {@link #nearest} is Babai's nearest plane (1986, doi:10.1007/BF02579403),
 * repeated in the same way.
 *
 * <p>Vectors are longs modulo 2^64: sums may overflow on the way, and are right if what they end as
 * fits. Targets may be larger. Immutable and thread-safe.
 */
final class Lattice {
  /** LLL's δ: nearer to 1 gives shorter vectors in more steps. */
  private static final double DELTA = 0.99;

  /** A Gram-Schmidt coefficient of at most this is reduced; ½ would not allow for rounding. */
  private static final double ETA = 0.51;

  /** Passes after which a vector counts as reduced; three or four are usual. */
  private static final int PASSES = 40;

  /** Multiples beyond this are taken in several passes. */
  private static final double LARGEST_MULTIPLE = 0x1p62;

  private final int size;

  /** The reduced vectors, and how each is made of those given. */
  private final long[][] vectors;

  private final long[][] made;

  /** Gram-Schmidt: μ below the diagonal, ⟨b_i, b*_j⟩ on and below it. */
  private final double[][] mu;

  private final double[][] r;

  /** b*_i/‖b*_i‖², which a coefficient is one product with. */
  private final double[][] duals;

  private Lattice(long[][] basis) {
    size = basis.length;
    vectors = new long[size][];
    made = new long[size][size];
    mu = new double[size][size];
    r = new double[size][size];
    for (int i = 0; i < size; i++) {
      vectors[i] = basis[i].clone();
      made[i][i] = 1;
    }
    reduce();
    duals = duals();
  }

  /**
   * Reduces a basis.
   *
   * @param basis independent vectors of equal length, entries below 2^60 in magnitude; only read
   * @return the lattice
   */
  static Lattice of(long[][] basis) {
    return new Lattice(basis);
  }

  /** The reduced vectors, the first one short; fresh. */
  long[][] reduced() {
    return Arrays.stream(vectors).map(long[]::clone).toArray(long[][]::new);
  }

  /** LLL: vector k is reduced, then moved to the first place where it is short enough. */
  private void reduce() {
    double[] left = new double[size + 1];
    orthogonalise(0);
    int k = 1;
    while (k < size) {
      Interruption.check();
      reduceVector(k);
      left[0] = dot(vectors[k], vectors[k]); // ‖b_k‖² without its part along b*_0, b*_1, …
      for (int j = 0; j < k; j++) {
        left[j + 1] = left[j] - mu[k][j] * r[k][j];
      }
      int place = k;
      while (place > 0 && DELTA * r[place - 1][place - 1] > left[place - 1]) {
        place--;
      }
      if (place < k) {
        move(vectors, k, place);
        move(made, k, place);
        move(mu, k, place);
        move(r, k, place);
        r[place][place] = left[place];
      }
      k = place + 1;
    }
  }

  /** Puts row {@code from} at place {@code to}; those between move down. */
  private static <T> void move(T[] rows, int from, int to) {
    T moved = rows[from];
    System.arraycopy(rows, to, rows, to + 1, from - to);
    rows[to] = moved;
  }

  /** Subtracts vectors before b_k until no coefficient of it is above η. */
  private void reduceVector(int k) {
    for (int pass = 0; pass < PASSES; pass++) {
      orthogonalise(k);
      boolean changed = false;
      double[] m = mu[k];
      for (int j = k - 1; j >= 0; j--) {
        if (!(Math.abs(m[j]) > ETA)) {
          continue;
        }
        double q = Math.rint(Math.max(-LARGEST_MULTIPLE, Math.min(LARGEST_MULTIPLE, m[j])));
        for (int i = 0; i < j; i++) {
          m[i] -= q * mu[j][i];
        }
        subtract(vectors[k], (long) q, vectors[j]);
        subtract(made[k], (long) q, made[j]);
        changed = true;
      }
      if (!changed) {
        return;
      }
    }
  }

  private void orthogonalise(int k) {
    for (int j = 0; j <= k; j++) {
      double product = dot(vectors[k], vectors[j]);
      for (int i = 0; i < j; i++) {
        product -= mu[j][i] * r[k][i];
      }
      r[k][j] = product;
      mu[k][j] = j == k ? 1 : product / r[j][j];
    }
  }

  private double[][] duals() {
    double[][] orthogonal = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] b = Arrays.stream(vectors[i]).asDoubleStream().toArray();
      for (int j = 0; j < i; j++) {
        for (int c = 0; c < b.length; c++) {
          b[c] -= mu[i][j] * orthogonal[j][c];
        }
      }
      orthogonal[i] = b;
    }
    for (double[] b : orthogonal) {
      double square = Arrays.stream(b).map(x -> x * x).sum();
      for (int c = 0; c < b.length; c++) {
        b[c] /= square;
      }
    }
    return orthogonal;
  }

  /**
   * A vector of the lattice near to a target, as a combination of the vectors given: Σ_i z_i b_i.
   *
   * @param target as long as the vectors; only read
   * @return z, in the order of the vectors given to {@link #of}
   */
  long[] nearest(BigInteger[] target) {
    BigInteger[] left = target.clone();
    double[] rounded = Arrays.stream(left).mapToDouble(BigInteger::doubleValue).toArray();
    long[] z = new long[size];
    for (int pass = 0; pass < PASSES; pass++) {
      boolean changed = false;
      for (int i = size - 1; i >= 0; i--) {
        double coefficient = 0;
        for (int c = 0; c < left.length; c++) {
          coefficient += duals[i][c] * rounded[c];
        }
        if (Math.abs(coefficient) > ETA) {
          BigInteger q = new BigDecimal(Math.rint(coefficient)).toBigInteger();
          for (int c = 0; c < left.length; c++) {
            left[c] = left[c].subtract(q.multiply(BigInteger.valueOf(vectors[i][c])));
            rounded[c] = left[c].doubleValue();
          }
          subtract(z, -q.longValue(), made[i]);
          changed = true;
        }
      }
      if (!changed) {
        break;
      }
    }
    return z;
  }

  private static void subtract(long[] from, long times, long[] vector) {
    for (int c = 0; c < from.length; c++) {
      from[c] -= times * vector[c];
    }
  }

  private static double dot(long[] a, long[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (double) a[c] * (double) b[c];
    }
    return sum;
  }
}
