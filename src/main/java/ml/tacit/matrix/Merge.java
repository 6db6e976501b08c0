package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Joins the eigenpairs of two halves of a tridiagonal matrix, a rank-one change apart.
 *
 * <p>With the eigenvectors of the halves as coordinates the whole is diag(d) + ρ z zᵀ, whose
 * eigenvalues are the zeros of a {@link SecularEquation}. Where z is negligible, or two of d as
 * good as equal, an eigenpair of the half is one of the whole (deflation). The rest are combined by
 * two matrix products, which is where the time goes. The eigenvectors are made from the z that
 * would have the computed eigenvalues exactly (Gu and Eisenstat 1995,
 * doi:10.1137/S0895479892241287): so they are orthogonal however close the eigenvalues.
 */
final class Merge {
  private static final double EPSILON = Math.ulp(1.0) / 2;

  /** Zeros, or rows, a thread takes at a time. */
  private static final int PART = 64;

  private final RowOperations rows;
  private final int n;
  private final double[] values;
  private final double[] vectors;
  private final double[] gathered;
  private final double[] weights;
  private final double[] merged;

  private final int from;
  private final int middle;
  private final int to;
  private final int size;

  /** Where the scratch of these rows begins. */
  private final int base;

  private final double rho;
  private final double[] z;

  /** Rows that deflation leaves, by ascending value, and those it takes. */
  private final int[] kept;

  private int count;
  private final int[] deflated;
  private int deflations;

  /** Which rows reach into the upper, which into the lower half. */
  private final boolean[] upper;

  private final boolean[] lower;

  Merge(DivideAndConquer problem, int from, int middle, int to, double coupling) {
    this.rows = problem.rows;
    this.n = problem.n;
    this.values = problem.values;
    this.vectors = problem.vectors;
    this.gathered = problem.gathered;
    this.weights = problem.weights;
    this.merged = problem.merged;
    this.from = from;
    this.middle = middle;
    this.to = to;
    this.size = to - from;
    this.base = from * n;
    this.rho = 2 * Math.abs(coupling);
    z = new double[size];
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
      upper[i] = top;
      lower[i] = !top;
    }
  }

  /** Leaves the values ascending, and of the vectors, in that order, {@code first … last}. */
  void run(int first, int last) {
    deflate();
    double[] found = new double[size];
    if (count > 0) {
      zeros(found);
    }
    for (int i = 0; i < deflations; i++) {
      found[count + i] = values[from + deflated[i]];
    }
    int[] order = ascending(found, 0, count, size);
    for (int i = 0; i < size; i++) {
      values[from + i] = found[order[i]];
    }
    // Of the kept, which are in order among themselves, those wanted are neighbours.
    int low = count;
    int high = 0;
    for (int i = first; i < last; i++) {
      if (order[i] < count) {
        low = Math.min(low, order[i]);
        high = Math.max(high, order[i] + 1);
      }
    }
    if (low < high) {
      combine(low, high);
    }
    for (int i = 0; i < deflations; i++) {
      int row = base + (count + i) * size;
      System.arraycopy(vectors, (from + deflated[i]) * n + from, merged, row, size);
    }
    parts(
        size,
        last - first,
        (begin, end) -> {
          for (int i = first + begin; i < first + end; i++) {
            int target = (from + i) * n + from;
            System.arraycopy(merged, base + order[i] * size, vectors, target, size);
          }
        });
  }

  /** Sets aside what is an eigenpair already, to rounding (as LAPACK's dlaed2 does). */
  private void deflate() {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, Math.max(Math.abs(values[from + i]), Math.abs(z[i])));
    }
    double negligible = 8 * EPSILON * largest;
    int previous = -1;
    for (int next : ascending(values, from, middle - from, size)) {
      if (rho * Math.abs(z[next]) <= negligible) {
        setAside(next);
      } else if (previous < 0) {
        previous = next;
      } else if (rotateAway(previous, next, negligible)) {
        setAside(previous);
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

  /** Among those deflated in ascending order, which a rotation may have disturbed by a little. */
  private void setAside(int row) {
    int at = deflations++;
    for (; at > 0 && values[from + deflated[at - 1]] > values[from + row]; at--) {
      deflated[at] = deflated[at - 1];
    }
    deflated[at] = row;
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

  /**
   * Solves the secular equation; row j of the weights receives the differences dᵢ − λⱼ, and z what
   * it would have to be for the zeros found: ẑᵢ² = Πⱼ (dᵢ − λⱼ) / Πⱼ (dᵢ − dⱼ).
   *
   * <p>The products are taken over a part of the zeros at a time, wherever it was computed.
   */
  private void zeros(double[] found) {
    int padded = (count + 7) / 8 * 8;
    double[] d = new double[padded];
    double[] weight = new double[padded];
    Arrays.fill(d, Double.POSITIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      d[i] = values[from + kept[i]];
      weight[i] = Math.abs(z[kept[i]]);
    }
    double[][] products = new double[(count + PART - 1) / PART][count];
    parts(
        count,
        products.length,
        (begin, end) -> {
          SecularEquation equation = new SecularEquation(rows, d, weight, count, rho);
          for (int part = begin; part < end; part++) {
            double[] product = products[part];
            Arrays.fill(product, 1);
            for (int j = part * PART; j < Math.min(count, (part + 1) * PART); j++) {
              int row = base + j * count;
              found[j] = equation.solve(j, weights, row);
              rows.multiplyByRatios(weights, row, d, d[j], 0, j, product);
              product[j] *= weights[row + j];
              rows.multiplyByRatios(weights, row, d, d[j], j + 1, count, product);
            }
          }
        });
    for (int i = 0; i < count; i++) {
      double square = 1;
      for (double[] product : products) {
        square *= product[i];
      }
      z[kept[i]] = Math.copySign(Math.sqrt(Math.abs(square)), z[kept[i]]);
    }
  }

  /** Eigenvectors {@code low … high}: coordinates times the kept rows, each half on its own. */
  private void combine(int low, int high) {
    int[] grouped = grouped();
    coordinates(grouped, low, high);
    int inUpper = 0;
    int inLower = 0;
    int height = middle - from;
    for (int position : grouped) {
      int row = kept[position];
      if (upper[row]) {
        int target = base + inUpper++ * height;
        System.arraycopy(vectors, (from + row) * n + from, gathered, target, height);
      }
    }
    int start = base + inUpper * height;
    for (int position : grouped) {
      int row = kept[position];
      if (lower[row]) {
        int target = start + inLower++ * (size - height);
        System.arraycopy(vectors, (from + row) * n + middle, gathered, target, size - height);
      }
    }
    int target = base + low * size;
    Arrays.fill(merged, target, base + high * size, 0);
    int x = base + low * count;
    rows.add(
        Operand.transposed(weights, x, count),
        Operand.upright(gathered, base, height),
        inUpper,
        high - low,
        height,
        1,
        merged,
        target,
        size);
    rows.add(
        Operand.transposed(weights, x + count - inLower, count),
        Operand.upright(gathered, start, size - height),
        inLower,
        high - low,
        size - height,
        1,
        merged,
        target + height,
        size);
  }

  /**
   * Turns each row of differences into a unit eigenvector of diag(d) + ρ ẑ ẑᵀ, its entries by the
   * halves their rows reach into.
   */
  private void coordinates(int[] grouped, int low, int high) {
    double[] weight = new double[count];
    for (int i = 0; i < count; i++) {
      weight[i] = z[kept[grouped[i]]];
    }
    parts(
        count,
        high - low,
        (begin, end) -> {
          double[] entries = new double[count];
          for (int j = low + begin; j < low + end; j++) {
            int row = base + j * count;
            for (int i = 0; i < count; i++) {
              entries[i] = weight[i] / weights[row + grouped[i]];
            }
            double scale = 1 / Math.sqrt(rows.dot(entries, 0, entries, 0, count));
            for (int i = 0; i < count; i++) {
              weights[row + i] = scale * entries[i];
            }
          }
        });
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

  /** The indices of two ascending runs, 0 … split and split … end from {@code at} on, as one. */
  private static int[] ascending(double[] x, int at, int split, int end) {
    int[] order = new int[end];
    int i = 0;
    int j = split;
    for (int k = 0; k < end; k++) {
      boolean first = j == end || (i < split && x[at + i] <= x[at + j]);
      order[k] = first ? i++ : j++;
    }
    return order;
  }

  private static void parts(int size, int count, Parallel.Range body) {
    int threads = size < 2 * PART ? 1 : Parallel.threads();
    Parallel.ranges(threads, Math.min(count, 4 * threads), count, body);
  }
}
