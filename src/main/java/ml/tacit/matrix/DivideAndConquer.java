package ml.tacit.matrix;

/**
 * The eigendecomposition of a symmetric tridiagonal matrix by Cuppen's divide and conquer.
 *
 * <p>T is two smaller tridiagonal matrices plus ρ u uᵀ. Both are solved, on two threads if they are
 * large, and a {@link Merge} makes the eigenpairs of the whole from theirs.
 *
 * <p>Eigenvectors are kept as rows, which makes rotating, gathering and normalising them
 * contiguous. Each part of T has a square of its own on the diagonal of {@link #vectors}, and
 * scratch in the same rows of the others.
 */
final class DivideAndConquer {
  /** Size at which QL iteration, without products but without overhead either, is faster. */
  private static final int BASE = 24;

  /** Size from which on the halves are worth a thread each. */
  private static final int PARALLEL = 128;

  final RowOperations rows;
  final int n;

  /** The diagonal of T; then the eigenvalues of each part, ascending. */
  final double[] values;

  private final double[] offDiagonal;

  /** n × n: unit eigenvectors of the parts as rows. */
  final double[] vectors;

  /** n × n, scratch of {@link Merge}. */
  final double[] gathered;

  /** n × n, scratch of {@link Merge}. */
  final double[] weights;

  /** n × n, scratch of {@link Merge}. */
  final double[] merged;

  private DivideAndConquer(RowOperations rows, double[] diagonal, double[] offDiagonal, int n) {
    this.rows = rows;
    this.n = n;
    this.values = diagonal;
    this.offDiagonal = offDiagonal;
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
   * @param offDiagonal n − 1 entries and one more; overwritten
   * @param first first eigenvector wanted
   * @param last end of those wanted: the last merge, which takes most of the time, makes no others
   * @return n × n, a unit eigenvector a row, in the order of the values; undefined if not wanted
   * @throws ArithmeticException if an iteration does not converge
   */
  static double[] decompose(
      RowOperations rows, double[] diagonal, double[] offDiagonal, int n, int first, int last) {
    DivideAndConquer problem = new DivideAndConquer(rows, diagonal, offDiagonal, n);
    problem.solve(0, n, first, last);
    return problem.vectors;
  }

  /** Solves rows and columns {@code from … to}: values in place, vectors in that square. */
  private void solve(int from, int to, int first, int last) {
    int size = to - from;
    if (size <= BASE) {
      QlIteration.decompose(values, offDiagonal, vectors, n, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    double coupling = offDiagonal[middle - 1];
    values[middle - 1] -= Math.abs(coupling);
    values[middle] -= Math.abs(coupling);
    int threads = size < PARALLEL ? 1 : Parallel.threads();
    Parallel.ranges(
        threads,
        2,
        2,
        (low, high) -> {
          if (low == 0) {
            solve(from, middle, 0, middle - from);
          }
          if (high == 2) {
            solve(middle, to, 0, to - middle);
          }
        });
    new Merge(this, from, middle, to, coupling).run(first, last);
  }
}
