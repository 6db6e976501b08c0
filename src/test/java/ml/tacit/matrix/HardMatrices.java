package ml.tacit.matrix;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Symmetric matrices that eigen-solvers find hard: the 21 types of LAPACK's test dchkst, then those
 * that literature warns of.
 */
final class HardMatrices {
  private static final double ULP = Math.ulp(1.0);
  private static final double NEAR_OVERFLOW = Math.sqrt(Double.MAX_VALUE);
  private static final double NEAR_UNDERFLOW = Math.sqrt(Double.MIN_NORMAL);

  private final int n;
  private final Random random;
  private final DMatrixRMaj orthogonal;
  private final Map<String, Case> cases = new LinkedHashMap<>();

  /** A matrix, and its eigenvalues in descending order if they are known, else null. */
  record Case(DMatrixRMaj matrix, double[] spectrum) {}

  private HardMatrices(int n) {
    this.n = n;
    this.random = new Random(n);
    this.orthogonal = n == 0 ? new DMatrixRMaj(0, 0) : RandomMatrices_DDRM.orthogonal(n, n, random);
  }

  static Map<String, Case> ofSize(int n) {
    HardMatrices all = new HardMatrices(n);
    all.lapack();
    all.literature();
    return all.cases;
  }

  private void lapack() {
    IntToDoubleFunction even = i -> n == 1 ? 1 : 1 - i / (n - 1.0) * (1 - ULP);
    IntToDoubleFunction geometric = i -> n == 1 ? 1 : Math.pow(ULP, i / (n - 1.0));
    IntToDoubleFunction clustered = i -> i == 0 ? 1 : ULP;
    diagonal("1 zero", i -> 0);
    diagonal("2 identity", i -> 1);
    diagonal("3 diagonal, even", signed(even));
    diagonal("4 diagonal, geometric", signed(geometric));
    diagonal("5 diagonal, clustered", signed(clustered));
    diagonal("6 diagonal, geometric, large", scaled(signed(geometric), NEAR_OVERFLOW));
    diagonal("7 diagonal, geometric, small", scaled(signed(geometric), NEAR_UNDERFLOW));
    turned("8 even", signed(even), 1);
    turned("9 geometric", signed(geometric), 1);
    turned("10 clustered", signed(clustered), 1);
    turned("11 even, large", signed(even), NEAR_OVERFLOW);
    turned("12 even, small", signed(even), NEAR_UNDERFLOW);
    uniform("13 random", 1);
    uniform("14 random, large", NEAR_OVERFLOW);
    uniform("15 random, small", NEAR_UNDERFLOW);
    turned("16 positive, even", even, 1);
    turned("17 positive, geometric", geometric, 1);
    turned("18 positive, clustered", clustered, 1);
    turned("19 positive, even, large", even, NEAR_OVERFLOW);
    turned("20 positive, even, small", even, NEAR_UNDERFLOW);
    tridiagonal(
        "21 dominant diagonal, geometric",
        geometric,
        i -> 0.4 * Math.sqrt(geometric.applyAsDouble(i) * geometric.applyAsDouble(i + 1)));
  }

  private void literature() {
    turned("near overflow", signed(i -> 1 - 0.5 * i / n), Double.MAX_VALUE / 4 / Math.max(1, n));
    turned("near underflow", signed(i -> 1 - 0.5 * i / n), 1e-290);
    turned("rank three", i -> i < 3 ? 3 - i : 0, 1);
    turned("clusters of growing size", i -> Math.floor(Math.log(i + 1.0) / Math.log(2)), 1);
    turned("two clusters", i -> i % 2 == 0 ? 1 : -1, 1);
    tridiagonal("Wilkinson", i -> Math.abs(i - (n - 1) / 2.0), i -> 1);
    tridiagonal("glued Wilkinson", i -> Math.abs(i % 21 - 10), i -> i % 21 == 20 ? 1e-8 : 1);
    tridiagonal("barely glued Wilkinson", i -> Math.abs(i % 21 - 10), i -> i % 21 == 20 ? ULP : 1);
    tridiagonal("graded down", i -> Math.pow(10, -0.5 * i), i -> 0.3 * Math.pow(10, -0.5 * i));
    tridiagonal(
        "graded up", i -> Math.pow(10, 0.5 * (i - n)), i -> 0.3 * Math.pow(10, 0.5 * (i - n)));
    tridiagonal("nothing on the diagonal", i -> 0, i -> 1);
    double[] cosines = new double[n];
    Arrays.setAll(cosines, i -> 2 + 2 * Math.cos(Math.PI * (i + 1) / (n + 1)));
    put("1 2 1", (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? 1 : 0, cosines);
    double[] laeuchli = new double[n];
    Arrays.setAll(laeuchli, i -> i == 0 ? n + 1e-8 : 1e-8);
    put("Läuchli", (i, j) -> i == j ? 1 + 1e-8 : 1, laeuchli);
    put("Hilbert", (i, j) -> 1.0 / (i + j + 1), null);
    put("arrow", (i, j) -> i == j ? i : i == 0 || j == 0 ? 1 : 0, null);
    put("Toeplitz, glued", (i, j) -> glued(i, j, k -> 1.0 / (1 + k)), null);
    put("Clement", (i, j) -> j - i == 1 ? Math.sqrt((i + 1.0) * (n - 1 - i)) : 0, null);
    put("minima", (i, j) -> Math.min(i, j) + 1, null);
    put("exchange", (i, j) -> i + j == n - 1 ? 1 : 0, null);
    graded();
  }

  /**
   * Rows that shrink until their squares, and then they themselves, underflow. The eigenvalues that
   * belong to them are zeros to rounding, but their eigenvectors must be orthogonal all the same.
   */
  private void graded() {
    Entry powers = (i, j) -> Math.pow(10, -(i + j));
    Entry waves = (i, j) -> Math.pow(10, -0.5 * (i + j)) * Math.cos(1.7 * (i + j));
    double[] noise = random.doubles((long) n * n, -1, 1).toArray();
    put("powers", powers, null);
    put("powers from below", (i, j) -> powers.at(n - 1 - i, n - 1 - j), null);
    put("waves", waves, null);
    put("waves, twice on the diagonal", (i, j) -> (i == j ? 2 : 1) * waves.at(i, j), null);
    put("random, graded", (i, j) -> powers.at(i, j) * noise[i * n + j], null);
    put("random, steps of 1e-40", (i, j) -> steps(i, j, 1e-40) * noise[i * n + j], null);
    put("random, a tiny block", (i, j) -> steps(i, j, 1e-170) * noise[i * n + j], null);
    if (n > 200) { // the scale has met every code path by then
      return;
    }
    for (double scale : new double[] {1e-300, 1e-200, 1e-150, 1e150, 1e200, 1e300}) {
      put("waves, times " + scale, (i, j) -> scale * waves.at(i, j), null);
      put("random, times " + scale, (i, j) -> scale / n * noise[i * n + j], null);
    }
  }

  /** A scale for every third of the rows and columns, each smaller than the one before. */
  private double steps(int i, int j, double step) {
    return Math.pow(step, i * 3 / n) * Math.pow(step, j * 3 / n);
  }

  /** Toeplitz blocks of 21, nearly apart. */
  private static double glued(int i, int j, IntToDoubleFunction entry) {
    return i / 21 == j / 21 ? entry.applyAsDouble(j - i) : j - i == 1 ? 1e-10 : 0;
  }

  private IntToDoubleFunction signed(IntToDoubleFunction values) {
    double[] all = new double[n];
    Arrays.setAll(
        all, i -> random.nextBoolean() ? values.applyAsDouble(i) : -values.applyAsDouble(i));
    return i -> all[i];
  }

  private static IntToDoubleFunction scaled(IntToDoubleFunction values, double scale) {
    return i -> scale * values.applyAsDouble(i);
  }

  private void diagonal(String name, IntToDoubleFunction values) {
    put(name, (i, j) -> i == j ? values.applyAsDouble(i) : 0, descending(values));
  }

  private void tridiagonal(
      String name, IntToDoubleFunction diagonal, IntToDoubleFunction offDiagonal) {
    put(
        name,
        (i, j) ->
            i == j
                ? diagonal.applyAsDouble(i)
                : Math.abs(i - j) == 1 ? offDiagonal.applyAsDouble(Math.min(i, j)) : 0,
        null);
  }

  /** Q diag(values) Qᵀ times a scale. */
  private void turned(String name, IntToDoubleFunction values, double scale) {
    DMatrixRMaj columns = orthogonal.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        columns.data[i * n + j] *= values.applyAsDouble(j);
      }
    }
    DMatrixRMaj product = Dense.multiply(columns, Dense.transpose(orthogonal));
    put(name, (i, j) -> scale * product.get(i, j), descending(scaled(values, scale)));
  }

  private void uniform(String name, double scale) {
    double[] entries = random.doubles((long) n * n, -1, 1).toArray();
    put(name, (i, j) -> scale * entries[i * n + j], null);
  }

  private double[] descending(IntToDoubleFunction values) {
    double[] spectrum = new double[n];
    Arrays.setAll(spectrum, i -> -values.applyAsDouble(i));
    Arrays.sort(spectrum);
    Arrays.setAll(spectrum, i -> -spectrum[i]);
    return spectrum;
  }

  private interface Entry {
    double at(int i, int j);
  }

  /** The symmetric matrix of which the entries on and above the diagonal are given. */
  private void put(String name, Entry entry, double[] spectrum) {
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double value = entry.at(i, j);
        matrix.set(i, j, value);
        matrix.set(j, i, value);
      }
    }
    cases.put(name, new Case(matrix, spectrum));
  }
}
