package ml.tacit.matrix;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Tries kernels on a few small problems against the plain ones, before they are trusted. The vector
 * module is an incubator: a later Java may link to it and compute something else, or fail to link
 * only where a method is first called. So each way into the vector code is taken once.
 */
final class KernelTrial {
  /** Larger than a tile and no multiple of one, so that whole vectors and their ends take part. */
  private static final int N = 17;

  /** Terms of a sum; few, as vector code that is not compiled yet takes microseconds a step. */
  private static final int DEPTH = 3;

  /** Rounding differs by a few ulps; an error of the kernels would differ by far more. */
  private static final double TOLERANCE = 1e-10;

  private final Kernels kernels;
  private final Random random = new Random(1);
  private final Map<String, double[]> results = new LinkedHashMap<>();

  private KernelTrial(Kernels kernels) {
    this.kernels = kernels;
    products();
    solves();
    loops();
    pairs();
  }

  /**
   * What the kernels do wrong.
   *
   * @return nothing if they agree with the plain kernels
   * @throws LinkageError if they need what this JVM does not have
   */
  static Optional<String> fault(Kernels candidate) {
    boolean interrupted = Thread.interrupted(); // the trial is for the JVM, not for who came first
    try {
      return disagreement(candidate);
    } catch (CancellationException e) {
      interrupted = true;
      return fault(candidate);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Optional<String> disagreement(Kernels candidate) {
    Map<String, double[]> expected = new KernelTrial(PlainKernels.INSTANCE).results;
    Map<String, double[]> found;
    try {
      found = new KernelTrial(candidate).results;
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of("they fail: " + e);
    }
    for (Map.Entry<String, double[]> entry : expected.entrySet()) {
      double[] right = entry.getValue();
      double[] theirs = found.get(entry.getKey());
      for (int i = 0; i < right.length; i++) {
        // not ≤ : a NaN is wrong
        if (!(Math.abs(theirs[i] - right[i]) <= TOLERANCE * Math.max(1, Math.abs(right[i])))) {
          return Optional.of(entry.getKey() + " is " + theirs[i] + ", expected " + right[i]);
        }
      }
    }
    return Optional.empty();
  }

  private void products() {
    int[] group = new int[DEPTH];
    for (int r = 0; r < DEPTH; r++) {
      group[r] = r % 2;
    }
    double[] a = numbers(DEPTH * N);
    double[] b = numbers(N * N);
    double[] means = numbers(2 * N);
    double[] c = numbers(N * N);
    kernels.addGram(a, DEPTH, N, zeros("a Gram matrix", N * N));
    kernels.addScatter(a, DEPTH, N, means, group, zeros("a scatter matrix", N * N));
    kernels.addDifferences(a, DEPTH, N, means, group, zeros("a sum of differences", 2 * N));
    kernels.addRowProducts(b, N, N, b, N, zeros("a product", N * N));
    kernels.addRowProducts(a, 3, N, b, N, zeros("a product of few rows", 3 * N));
    // Few columns, and long enough to count as large.
    kernels.addRowProducts(
        numbers(6 * N), 1, 6 * N, numbers(18 * N), 3, zeros("a thin product", 3));
    kernels.addTransposedProduct(a, DEPTH, N, a, N, zeros("a transposed product", N * N));
    Operand left = Operand.upright(a, 0, N);
    RowOperations rows = kernels.rows();
    rows.add(left, left, DEPTH, N, N, -1, zeros("a product taken away", N * N), 0, N);
    rows.addLower(left, DEPTH, N, 1, c, 0, N); // above the diagonal anything may stand
    System.arraycopy(c, (N - 1) * N, zeros("a lower triangle", N), 0, N);
    double[] u = numbers(N * N);
    rows.addUpper(left, left, DEPTH, N, -1, u, 0, N);
    System.arraycopy(u, 0, zeros("an upper triangle", N), 0, N);
  }

  private void solves() {
    double[] x = numbers(N * N);
    double[] factor = zeros("a Cholesky factor", N * N);
    PlainKernels.INSTANCE.addGram(x, N, N, factor);
    for (int i = 0; i < N; i++) {
      factor[i * N + i] += N;
    }
    if (!kernels.cholesky(factor, N)) {
      throw new ArithmeticException("no Cholesky factor of a positive definite matrix");
    }
    for (int m : new int[] {3, N}) {
      double[] b = numbers(N * m);
      results.put("a solve of " + m, b);
      kernels.solveLower(factor, N, b, m);
      double[] c = numbers(N * m);
      results.put("a transposed solve of " + m, c);
      kernels.solveLowerTransposed(factor, N, c, m);
    }
  }

  private void loops() {
    RowOperations rows = kernels.rows();
    int ld = 24; // as symmetricTimes wants it: whole vectors of any length, filled up with zeros
    double[] a = new double[N * ld];
    double[] x = new double[ld];
    double[] poles = new double[ld];
    double[] weights = new double[ld];
    for (int i = 0; i < ld; i++) {
      poles[i] = i < N ? i : Double.POSITIVE_INFINITY;
      weights[i] = i < N ? 1 + random.nextDouble() : 0;
      for (int j = i; i < N && j < N; j++) {
        a[i * ld + j] = random.nextDouble();
      }
    }
    System.arraycopy(numbers(N), 0, x, 0, N);
    zeros("a dot product", 1)[0] = rows.dot(a, 0, x, 0, N);
    rows.dots(a, 0, ld, N, x, 0, N, zeros("dot products", N));
    rows.subtract(x, 0, 1, a, 0, ld, N, zeros("a combination of rows", N), 0, N);
    rows.symmetricTimes(a, 0, ld, 0, N, N, x, 0, zeros("a symmetric product", ld));
    rows.secular(poles, weights, N, poles[3], 0.25, zeros("a secular equation", 4));
    double[] ratios = zeros("ratios", N);
    Arrays.fill(ratios, 1);
    rows.multiplyByRatios(x, 0, poles, 3.25, 0, N, ratios);
  }

  private void pairs() {
    PairKernel pairs = kernels.pairs();
    int panel = pairs.panel();
    int columns = Math.min(panel + 1, pairs.blockColumns());
    int rows = 5;
    double[] a = positive(rows * DEPTH);
    double[] b = positive(4 * DEPTH); // four rows, over and over
    double[] packed = new double[2 * panel * DEPTH];
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < DEPTH; k++) {
        packed[(j / panel * DEPTH + k) * panel + j % panel] = b[j % 4 * DEPTH + k];
      }
    }
    for (PairMeasure measure : PairMeasure.values()) {
      double[] block = new double[pairs.blockRows() * pairs.blockColumns()];
      pairs.sums(measure, DEPTH, a, 0, rows, packed, 0, columns, columns, block);
      double[] wanted = zeros(measure + " of pairs", 4 * rows);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(block, i * pairs.blockColumns(), wanted, 4 * i, 4);
      }
    }
    double[] squares = zeros("squares", rows);
    pairs.squares(DEPTH, a, 0, rows, squares);
    double[] distances = numbers(N);
    results.put("squared distances", distances);
    double[] others = positive(N);
    pairs.squaredDistances(distances, 0, N, 2, others, 0);
    double[] powers = numbers(N);
    results.put("exp", powers);
    pairs.exp(-2, powers, 0, N);
  }

  /** A result, all zeros so far. */
  private double[] zeros(String name, int length) {
    double[] result = new double[length];
    results.put(name, result);
    return result;
  }

  private double[] numbers(int count) {
    return uniform(count, -1);
  }

  private double[] positive(int count) {
    return uniform(count, 0);
  }

  /** From {@code low} to 1. A loop: the first stream of a JVM would take longer than the trial. */
  private double[] uniform(int count, double low) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = low + (1 - low) * random.nextDouble();
    }
    return numbers;
  }
}
