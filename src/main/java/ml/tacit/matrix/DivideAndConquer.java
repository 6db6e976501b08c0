package ml.tacit.matrix;

import java.util.Arrays;

/**
 * The eigendecomposition of a symmetric tridiagonal matrix by Cuppen's divide and conquer.
 *
 * <p>T is two smaller tridiagonal matrices plus ρ u uᵀ. With their eigenvectors as coordinates it
 * becomes diag(d) + ρ z zᵀ, whose eigenvalues are the zeros of a {@link SecularEquation}. Where z
 * is negligible, or two of d as good as equal, an eigenpair of the half is one of the whole
 * (deflation). The rest are combined by two matrix products, which is where the time goes. The
 * eigenvectors are made from the z that would have the computed eigenvalues exactly (Gu and
 * Eisenstat 1995, doi:10.1137/S0895479892241287): so they are orthogonal however close the
 * eigenvalues.
 *
 * <p>Eigenvectors are kept as rows, which makes rotating, gathering and normalising them
 * contiguous.
 */
final class DivideAndConquer {
  private static final double EPSILON = Math.ulp(1.0) / 2;

  /** Size at which QL iteration, without products but without overhead either, is faster. */
  private static final int BASE = 24;

  /** Zeros of the secular equation below which a second thread does not pay. */
  private static final int PARALLEL = 128;

  private final int n;
  private final double[] values;
  private final double[] beside;
  private final double[] vectors;
  private final double[] gathered;
  private final double[] weights;
  private final double[] merged;

  private DivideAndConquer(double[] diagonal, double[] beside, int n) {
    this.n = n;
    this.values = diagonal;
    this.beside = beside;
    this.vectors = new double[n * n];
    int scratch = n > BASE ? n * n : 0;
    this.gathered = new double[scratch];
    this.weights = new double[scratch];
    this.merged = new double[scratch];
  }

  /**
   * Decomposes T.
   *
   * @param diagonal n entries; becomes the eigenvalues, ascending
   * @param beside n − 1 entries and one more; overwritten
   * @return n × n, a unit eigenvector a row, in the order of the values
   * @throws ArithmeticException if an iteration does not converge
   */
  static double[] decompose(double[] diagonal, double[] beside, int n) {
    DivideAndConquer problem = new DivideAndConquer(diagonal, beside, n);
    problem.solve(0, n);
    return problem.vectors;
  }

  /** Solves rows and columns {@code from … to}: values in place, vectors in that square. */
  private void solve(int from, int to) {
    if (to - from <= BASE) {
      QlIteration.decompose(values, beside, vectors, n, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    double coupling = beside[middle - 1];
    values[middle - 1] -= Math.abs(coupling);
    values[middle] -= Math.abs(coupling);
    solve(from, middle);
    solve(middle, to);
    new Merge(from, middle, to, coupling).run();
  }

  /** Joins two solved halves. */
  private final class Merge {
    private final int from;
    private final int middle;
    private final int to;
    private final int size;
    private final double rho;
    private final double[] z;

    /** Rows by ascending value, and of these which are left after deflation. */
    private final Integer[] order;

    private final int[] kept;
    private int count;
    private final int[] deflated;
    private int deflations;

    /** Which rows reach into the upper, which into the lower half. */
    private final boolean[] upper;

    private final boolean[] lower;

    Merge(int from, int middle, int to, double coupling) {
      this.from = from;
      this.middle = middle;
      this.to = to;
      this.size = to - from;
      this.rho = 2 * Math.abs(coupling);
      z = new double[size];
      order = new Integer[size];
      kept = new int[size];
      deflated = new int[size];
      upper = new boolean[size];
      lower = new boolean[size];
      double scale = Math.sqrt(0.5); // makes z a unit vector, ρ twice the coupling
      for (int i = 0; i < size; i++) {
        boolean top = from + i < middle;
        int column = top ? middle - 1 : middle;
        double sign = top || coupling >= 0 ? scale : -scale;
        z[i] = sign * vectors[(from + i) * n + column];
        order[i] = i;
        upper[i] = top;
        lower[i] = !top;
      }
      Arrays.sort(order, (i, j) -> Double.compare(values[from + i], values[from + j]));
    }

    void run() {
      deflate();
      double[] found = new double[size];
      if (count > 0) {
        double[] d = new double[count];
        double[] weight = new double[count];
        for (int i = 0; i < count; i++) {
          d[i] = values[from + kept[i]];
          weight[i] = z[kept[i]];
        }
        zeros(d, weight, found);
        weightsOf(d, weight);
        multiply();
      }
      for (int i = 0; i < deflations; i++) {
        int row = (count + i) * size;
        found[count + i] = values[from + deflated[i]];
        System.arraycopy(vectors, (from + deflated[i]) * n + from, merged, row, size);
      }
      for (int i = 0; i < size; i++) {
        order[i] = i;
      }
      Arrays.sort(order, (i, j) -> Double.compare(found[i], found[j]));
      for (int i = 0; i < size; i++) {
        values[from + i] = found[order[i]];
        System.arraycopy(merged, order[i] * size, vectors, (from + i) * n + from, size);
      }
    }

    /** Sets aside what is an eigenpair already, to rounding (as LAPACK's dlaed2 does). */
    private void deflate() {
      double largest = 0;
      for (int i = 0; i < size; i++) {
        largest = Math.max(largest, Math.max(Math.abs(values[from + i]), Math.abs(z[i])));
      }
      double negligible = 8 * EPSILON * largest;
      int previous = -1;
      for (int next : order) {
        if (rho * Math.abs(z[next]) <= negligible) {
          deflated[deflations++] = next;
        } else if (previous < 0) {
          previous = next;
        } else if (rotateAway(previous, next, negligible)) {
          deflated[deflations++] = previous;
          previous = next;
        } else {
          kept[count++] = previous;
          previous = next;
        }
      }
      if (previous >= 0) {
        kept[count++] = previous;
      }
    }

    /** Turns two rows of close values so that the first has no weight, if the error is small. */
    private boolean rotateAway(int first, int second, double negligible) {
      double length = Math.hypot(z[first], z[second]);
      double c = z[second] / length;
      double s = -z[first] / length;
      double gap = values[from + second] - values[from + first];
      if (Math.abs(gap * c * s) > negligible) {
        return false;
      }
      z[first] = 0;
      z[second] = length;
      boolean top = upper[first] || upper[second];
      boolean bottom = lower[first] || lower[second];
      upper[second] = top;
      lower[second] = bottom;
      int p = (from + first) * n + from;
      int q = (from + second) * n + from;
      for (int k = 0; k < size; k++) {
        double x = vectors[p + k];
        double y = vectors[q + k];
        vectors[p + k] = c * x + s * y;
        vectors[q + k] = c * y - s * x;
      }
      double x = values[from + first];
      double y = values[from + second];
      values[from + first] = x * c * c + y * s * s;
      values[from + second] = x * s * s + y * c * c;
      return true;
    }

    /** Solves the secular equation; row j of the weights receives the differences dᵢ − λⱼ. */
    private void zeros(double[] d, double[] weight, double[] found) {
      int threads = count < PARALLEL ? 1 : Parallel.threads();
      Parallel.ranges(
          threads,
          4 * threads,
          count,
          (low, high) -> {
            SecularEquation equation = new SecularEquation(d, weight, count, rho);
            for (int j = low; j < high; j++) {
              found[j] = equation.solve(j, weights, j * count);
            }
          });
    }

    /**
     * Turns each row of differences into a unit eigenvector of diag(d) + ρ ẑ ẑᵀ, with ẑ from the
     * zeros found; its entries by the halves their rows reach into: upper, both, lower.
     */
    private void weightsOf(double[] d, double[] weight) {
      double[] square = new double[count];
      Arrays.fill(square, 1);
      for (int j = 0; j < count; j++) {
        int row = j * count;
        double pole = d[j];
        for (int i = 0; i < j; i++) {
          square[i] *= weights[row + i] / (d[i] - pole);
        }
        square[j] *= weights[row + j];
        for (int i = j + 1; i < count; i++) {
          square[i] *= weights[row + i] / (d[i] - pole);
        }
      }
      for (int i = 0; i < count; i++) {
        weight[i] = Math.copySign(Math.sqrt(Math.abs(square[i])), weight[i]);
      }
      int[] grouped = grouped();
      double[] entries = new double[count];
      for (int j = 0; j < count; j++) {
        int row = j * count;
        for (int i = 0; i < count; i++) {
          entries[i] = weight[i] / weights[row + i];
        }
        double scale = 1 / Math.sqrt(Rows.dot(entries, 0, entries, 0, count));
        for (int i = 0; i < count; i++) {
          weights[row + i] = scale * entries[grouped[i]];
        }
      }
    }

    /** Positions in {@link #kept}: rows of the upper half only, of both, of the lower only. */
    private int[] grouped() {
      int[] positions = new int[count];
      int next = 0;
      for (int group = 0; group < 3; group++) {
        for (int i = 0; i < count; i++) {
          int row = kept[i];
          int own = !lower[row] ? 0 : upper[row] ? 1 : 2;
          if (own == group) {
            positions[next++] = i;
          }
        }
      }
      return positions;
    }

    /** Eigenvectors of the whole: the weights times the kept rows, each half on its own. */
    private void multiply() {
      int[] grouped = grouped();
      int inUpper = 0;
      int inLower = 0;
      int height = middle - from;
      for (int position : grouped) {
        int row = kept[position];
        if (upper[row]) {
          System.arraycopy(vectors, (from + row) * n + from, gathered, inUpper++ * height, height);
        }
      }
      int start = inUpper * height;
      for (int position : grouped) {
        int row = kept[position];
        if (lower[row]) {
          int target = start + inLower++ * (size - height);
          System.arraycopy(vectors, (from + row) * n + middle, gathered, target, size - height);
        }
      }
      Arrays.fill(merged, 0, count * size, 0);
      Products.add(
          Operand.transposed(weights, 0, count),
          Operand.upright(gathered, 0, height),
          inUpper,
          count,
          height,
          1,
          merged,
          0,
          size);
      Products.add(
          Operand.transposed(weights, count - inLower, count),
          Operand.upright(gathered, start, size - height),
          inLower,
          count,
          size - height,
          1,
          merged,
          height,
          size);
    }
  }
}
