package ml.tacit.matrix;

import java.util.HashMap;
import java.util.Map;
import ml.tacit.kernel.Kernel;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;

/**
 * OpenBLAS on memory of its own: on Java arrays the binding would copy there and back. Symmetric
 * matrices go to LAPACK by columns, since LAPACKE transposes what comes by rows.
 */
final class OpenBlasPeer implements Peer {
  private static final int BY_ROWS = 101;
  private static final int BY_COLUMNS = 102;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;
  private static final int LOWER = 122;
  private static final byte L = 'L';

  /** Edge of the squares that are transposed one by one, 128 kB. */
  private static final int SQUARE = 128;

  private final Operands o;
  private final int threads;
  private final Map<String, DoublePointer> memory = new HashMap<>();
  private final IntPointer found = new IntPointer(1L);
  private final IntPointer support = new IntPointer(2L * Case.THIN);

  OpenBlasPeer(Operands o, int threads) {
    OpenBlasCore.requireTuned();
    this.o = o;
    this.threads = threads;
  }

  @Override
  public Object product() {
    int rows = o.x().numRows;
    int k = o.x().numCols;
    int m = o.a().numCols;
    DoublePointer y = scratch("y", (long) rows * m);
    useThreads();
    openblas.cblas_dgemm(
        BY_ROWS,
        PLAIN,
        PLAIN,
        rows,
        m,
        k,
        1,
        operand("x", o.x()),
        k,
        operand("a", o.a()),
        m,
        0,
        y,
        m);
    return y;
  }

  /** One triangle, not centred. */
  @Override
  public Object scatter() {
    int d = o.x().numCols;
    DoublePointer c = scratch("c", (long) d * d);
    useThreads();
    openblas.cblas_dsyrk(
        BY_ROWS, LOWER, TRANSPOSED, d, o.x().numRows, 1, operand("x", o.x()), d, 0, c, d);
    return c;
  }

  @Override
  public Object eigen() {
    return syevd((byte) 'V');
  }

  @Override
  public Object values() {
    return syevd((byte) 'N');
  }

  private Object syevd(byte vectors) {
    int n = o.s().numRows;
    DoublePointer a = copy("result", operand("s", o.s()));
    DoublePointer values = scratch("values", n);
    useThreads();
    check(openblas.LAPACKE_dsyevd(BY_COLUMNS, vectors, L, n, a, n, values));
    return values;
  }

  @Override
  public Object largest() {
    int n = o.s().numRows;
    DoublePointer a = copy("result", operand("s", o.s()));
    DoublePointer values = scratch("values", n);
    DoublePointer vectors = scratch("vectors", (long) n * Case.THIN);
    int from = n - Case.THIN + 1;
    useThreads();
    check(
        openblas.LAPACKE_dsyevr(
            BY_COLUMNS,
            (byte) 'V',
            (byte) 'I',
            L,
            n,
            a,
            n,
            0,
            0,
            from,
            n,
            0,
            found,
            values,
            vectors,
            n,
            support));
    return vectors;
  }

  @Override
  public Object generalized() {
    return sygvd(operand("x", o.x()));
  }

  /** All n directions, for it cannot know of the rank. */
  @Override
  public Object pencil() {
    return sygvd(operand("outer", outer()));
  }

  private Object sygvd(DoublePointer matrix) {
    int n = o.s().numRows;
    DoublePointer a = copy("result", matrix);
    DoublePointer b = copy("metric", operand("s", o.s()));
    DoublePointer values = scratch("values", n);
    useThreads();
    check(openblas.LAPACKE_dsygvd(BY_COLUMNS, 1, (byte) 'V', L, n, a, n, b, n, values));
    return values;
  }

  private DMatrixRMaj outer() {
    return memory.containsKey("outer") ? null : Dense.multiply(o.f(), Dense.transpose(o.f()));
  }

  @Override
  public Object cholesky() {
    int n = o.s().numRows;
    DoublePointer l = copy("result", operand("s", o.s()));
    useThreads();
    check(openblas.LAPACKE_dpotrf(BY_COLUMNS, L, n, l, n));
    return l;
  }

  /** Right-hand sides by columns, as LAPACK likes them. */
  @Override
  public Object solve() {
    int n = o.s().numRows;
    if (!memory.containsKey("result")) {
      cholesky();
    }
    DoublePointer b = copy("b", operand("f", o.f()));
    useThreads();
    check(openblas.LAPACKE_dpotrs(BY_COLUMNS, L, n, o.f().numCols, memory.get("result"), n, b, n));
    return b;
  }

  /** One triangle, whose rows pass through a Java array for the exponential. */
  @Override
  public Object rbf() {
    int n = o.x().numRows;
    DoublePointer c = rowProducts();
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = c.get((long) i * n + i);
    }
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      DoublePointer at = c.getPointer((long) i * n);
      at.get(row, 0, i + 1);
      NativeExp.rbf(row, i + 1, 1.0 / o.x().numCols, squares[i], squares);
      at.put(row, 0, i + 1);
    }
    return c;
  }

  /** The same, and then the other triangle. */
  @Override
  public Object wholeRbf() {
    rbf();
    int n = o.x().numRows;
    DoublePointer c = memory.get("c");
    double[] square = new double[SQUARE * SQUARE];
    double[] turned = new double[SQUARE * SQUARE];
    for (int top = 0; top < n; top += SQUARE) {
      int height = Math.min(SQUARE, n - top);
      for (int left = 0; left <= top; left += SQUARE) {
        int width = Math.min(SQUARE, n - left);
        for (int i = 0; i < height; i++) {
          c.getPointer((long) (top + i) * n + left).get(square, i * SQUARE, width);
        }
        for (int j = 0; j < width; j++) {
          for (int i = 0; i < height; i++) {
            turned[j * SQUARE + i] = square[i * SQUARE + j];
          }
        }
        for (int j = 0; j < width; j++) {
          int from = Math.max(top, left + j); // of the square on the diagonal, what is above it
          c.getPointer((long) (left + j) * n + from)
              .put(turned, j * SQUARE + from - top, top + height - from);
        }
      }
    }
    return c;
  }

  /** What no exact kernel fit can do without. */
  @Override
  public Object kernelDca() {
    int n = o.x().numRows;
    DoublePointer c = rowProducts();
    for (long i = 0; i < n; i++) {
      c.put(i * n + i, c.get(i * n + i) + n);
    }
    // the lower triangle by rows is the upper one by columns
    check(openblas.LAPACKE_dpotrf(BY_COLUMNS, (byte) 'U', n, c, n));
    return c;
  }

  /**
   * dgesdd of K̄ to turn it into coordinates, dsyevd of the problem in them. That the Gram matrix
   * and the products between are a gift is in favour of this route.
   */
  @Override
  public Object publishedKernelDca() {
    int n = o.x().numRows;
    DoublePointer gram = memory.get("gram");
    if (gram == null) {
      gram = operand("gram", centredGram());
    }
    DoublePointer a = copy("result", gram);
    DoublePointer values = scratch("values", n);
    DoublePointer left = scratch("left", (long) n * n);
    DoublePointer right = scratch("right", (long) n * n);
    useThreads();
    check(openblas.LAPACKE_dgesdd(BY_COLUMNS, (byte) 'A', n, n, a, n, values, left, n, right, n));
    copy("result", gram);
    check(openblas.LAPACKE_dsyevd(BY_COLUMNS, (byte) 'V', L, n, a, n, values));
    return values;
  }

  private DMatrixRMaj centredGram() {
    int n = o.x().numRows;
    DMatrixRMaj gram = Kernel.rbf(1.0 / o.x().numCols).gram(o.x());
    double[] means = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        means[i] += gram.get(i, j) / n;
      }
      mean += means[i] / n;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gram.set(i, j, gram.get(i, j) - means[i] - means[j] + mean);
      }
    }
    return gram;
  }

  /** XXᵀ, the lower triangle. */
  private DoublePointer rowProducts() {
    int n = o.x().numRows;
    int d = o.x().numCols;
    DoublePointer c = scratch("c", (long) n * n);
    useThreads();
    openblas.cblas_dsyrk(BY_ROWS, LOWER, PLAIN, n, d, 1, operand("x", o.x()), d, 0, c, n);
    return c;
  }

  /** At every call: the number is the library's, and another peer shares it. */
  private void useThreads() {
    openblas.blas_set_num_threads(threads);
  }

  private static void check(int info) {
    if (info != 0) {
      throw new IllegalStateException("LAPACK says " + info);
    }
  }

  private DoublePointer scratch(String name, long length) {
    return memory.computeIfAbsent(name, key -> new DoublePointer(length));
  }

  /** Brought over by the first call, which is never timed. */
  private DoublePointer operand(String name, DMatrixRMaj matrix) {
    return memory.computeIfAbsent(
        name,
        key -> {
          int length = matrix.getNumElements();
          return new DoublePointer((long) length).put(matrix.data, 0, length);
        });
  }

  private DoublePointer copy(String name, DoublePointer from) {
    DoublePointer to = scratch(name, from.limit());
    Pointer.memcpy(to, from, Double.BYTES * from.limit());
    return to;
  }
}
