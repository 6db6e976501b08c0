package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatticeTest {

  @Test
  void thePlaneOfGaussIsReducedToItsShortestVectors() {
    long[][] reduced =
        Lattice.of(new long[][] {{66586820, 65354729}, {6513996, 6393464}}).reduced();
    // the example of Hoffstein, Pipher and Silverman, "An Introduction to Mathematical
    // Cryptography"
    assertEquals(2280L * 2280 + 1001L * 1001, square(reduced[0]));
    assertEquals(1324L * 1324 + 2376L * 2376, square(reduced[1]));
  }

  @Test
  void aReducedBasisStaysAsItIs() {
    long[][] reduced = {{1, 0, 0}, {0, 1, 0}, {0, 0, 5}};
    assertArrayEquals(reduced, Lattice.of(reduced).reduced());
  }

  @Test
  void theSmallPolynomialOfAnAlgebraicNumberIsFound() {
    double root = Math.sqrt(2) + Math.cbrt(3); // x⁶ − 6x⁴ − 6x³ + 12x² − 36x + 1
    long[][] basis = new long[7][8];
    for (int i = 0; i < 7; i++) {
      basis[i][i] = 1;
      basis[i][7] = Math.round(Math.pow(root, i) * 1e11);
    }
    long[] found = Arrays.copyOf(Lattice.of(basis).reduced()[0], 7);
    long sign = Long.signum(found[6]);
    assertArrayEquals(
        new long[] {1, -36, 12, -6, -6, 0, 1}, Arrays.stream(found).map(x -> sign * x).toArray());
  }

  @ParameterizedTest
  @CsvSource({"5, 20", "20, 40", "40, 50", "64, 45"})
  void aReducedBasisSpansTheSameLatticeAndKeepsToTheConditionsOfLovasz(int size, int bits) {
    Random random = new Random(size);
    long[][] basis = knapsacks(size, 4, bits, random);
    long[][] reduced = Lattice.of(basis).reduced();
    // the first block of each vector says how it is made; determinant ±1 modulo a prime
    assertEquals(1, Math.abs(determinant(reduced, size)));
    for (long[] vector : reduced) {
      for (int c = size; c < vector.length; c++) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < size; i++) {
          sum = sum.add(BigInteger.valueOf(vector[i]).multiply(BigInteger.valueOf(basis[i][c])));
        }
        assertEquals(sum, BigInteger.valueOf(vector[c]), "no overflow");
      }
    }
    requireReduced(reduced);
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 13", "12, 8, 13", "32, 13, 8", "40, 31, 13"})
  void aPlantedVectorIsFound(int size, int equations, int bits) {
    Random random = new Random(bits);
    long[][] basis = knapsacks(size, equations, 52, random);
    Lattice lattice = Lattice.of(basis);
    for (int trial = 0; trial < 20; trial++) {
      long[] planted = random.longs(size, -(1L << (bits - 1)), 1L << (bits - 1)).toArray();
      BigInteger[] target = new BigInteger[size + equations];
      Arrays.fill(target, BigInteger.ZERO);
      for (int c = size; c < target.length; c++) {
        for (int i = 0; i < size; i++) {
          BigInteger entry = BigInteger.valueOf(basis[i][c]);
          target[c] = target[c].add(entry.multiply(BigInteger.valueOf(planted[i])));
        }
        target[c] = target[c].add(BigInteger.valueOf(Math.round(3 * random.nextGaussian())));
      }
      assertArrayEquals(planted, lattice.nearest(target));
    }
  }

  /** Unit vectors with random numbers behind them. */
  private static long[][] knapsacks(int size, int equations, int bits, Random random) {
    long[][] basis = new long[size][size + equations];
    for (int i = 0; i < size; i++) {
      basis[i][i] = 1;
      for (int c = 0; c < equations; c++) {
        basis[i][size + c] = random.nextLong() >> (64 - bits - 1);
      }
    }
    return basis;
  }

  private static long square(long[] vector) {
    return Arrays.stream(vector).map(x -> x * x).sum();
  }

  /** Modulo a prime, from −p/2 to p/2. */
  private static long determinant(long[][] rows, int size) {
    long p = 2147483647;
    long[][] a = new long[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        a[i][j] = Math.floorMod(rows[i][j], p);
      }
    }
    long product = 1;
    for (int k = 0; k < size; k++) {
      int pivot = k;
      while (a[pivot][k] == 0) {
        pivot++;
      }
      if (pivot != k) {
        long[] swapped = a[pivot];
        a[pivot] = a[k];
        a[k] = swapped;
        product = p - product;
      }
      product = product * a[k][k] % p;
      long inverse = BigInteger.valueOf(a[k][k]).modInverse(BigInteger.valueOf(p)).longValueExact();
      for (int i = k + 1; i < size; i++) {
        long factor = a[i][k] * inverse % p;
        for (int j = k; j < size; j++) {
          a[i][j] = Math.floorMod(a[i][j] - factor * a[k][j] % p, p);
        }
      }
    }
    return product > p / 2 ? product - p : product;
  }

  private static void requireReduced(long[][] basis) {
    int n = basis.length;
    double[][] orthogonal = new double[n][];
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      double[] b = Arrays.stream(basis[i]).asDoubleStream().toArray();
      double last = 0;
      for (int j = 0; j < i; j++) {
        double product = 0;
        for (int c = 0; c < b.length; c++) {
          product += basis[i][c] * orthogonal[j][c];
        }
        double mu = product / squares[j];
        assertTrue(Math.abs(mu) < 0.52, "size " + i + ", " + j + ": " + mu);
        last = mu;
        for (int c = 0; c < b.length; c++) {
          b[c] -= mu * orthogonal[j][c];
        }
      }
      orthogonal[i] = b;
      squares[i] = Arrays.stream(b).map(x -> x * x).sum();
      if (i > 0) {
        assertTrue(squares[i] > (0.98 - last * last) * squares[i - 1], "Lovász " + i);
      }
    }
  }
}
