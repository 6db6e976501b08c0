package ml.tacit.matrix;

import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** What is measured; n is the size that varies. */
enum Case {
  /** Operands and result n × n. */
  GEMM("Product of two n × n matrices", Peer::product, "GF/s") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withX(gaussian(n, n)).withA(gaussian(n, n));
    }

    @Override
    double work(double n) {
      return 2 * n * n * n;
    }
  },

  /** Rows that are not centred: whose job that is depends on the library. */
  SCATTER(
      "Centred scatter matrix of 7352 rows of n columns (others: XᵀX, not centred)",
      Peer::scatter,
      "GF/s") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withX(gaussian(small ? ROWS / 10 : ROWS, n));
    }

    @Override
    double work(double n) {
      return ROWS * n * n;
    }
  },

  /** What a fit takes in: the same, and before it the means and a look at every value. */
  STATISTIC(
      "The whole statistic of 7352 rows of n columns: check, means, scatter (others: XᵀX)",
      Peer::statistic,
      "GF/s") {
    @Override
    Operands operands(int n, boolean small) {
      return SCATTER.operands(n, small);
    }

    @Override
    double work(double n) {
      return SCATTER.work(n);
    }
  },

  /** Of a Gaussian symmetric matrix: nothing deflates. */
  EIGEN("All eigenvalues and eigenvectors, n × n", Peer::eigen, "") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withS(positiveDefinite(n));
    }
  },

  /** Of the same matrix. */
  VALUES("All eigenvalues without vectors, n × n", Peer::values, "") {
    @Override
    Operands operands(int n, boolean small) {
      return EIGEN.operands(n, small);
    }
  },

  /** Of the same matrix. */
  LARGEST("The five largest eigenvalues and their vectors, n × n", Peer::largest, "") {
    @Override
    Operands operands(int n, boolean small) {
      return EIGEN.operands(n, small);
    }
  },

  /** X w = λ S w, X symmetric of full rank. */
  GENERALIZED("Generalised: X w = λ S w, all pairs, n × n", Peer::generalized, "") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withS(positiveDefinite(n)).withX(positiveDefinite(n));
    }
  },

  /** F Fᵀ w = λ S w. */
  PENCIL(
      "Signal directions: F Fᵀ w = λ S w, F n × 5 (others: all n directions of the full problem)",
      Peer::pencil,
      "") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withS(positiveDefinite(n)).withF(gaussian(n, THIN));
    }
  },

  /** A copy is factorised, the matrix stays. */
  CHOLESKY("Cholesky factor, n × n", Peer::cholesky, "GF/s") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withS(positiveDefinite(n));
    }

    @Override
    double work(double n) {
      return n * n * n / 3;
    }
  },

  /** The factor is there before. */
  SOLVE("Five right-hand sides, given the Cholesky factor, n × n", Peer::solve, "GF/s") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withS(positiveDefinite(n)).withF(gaussian(n, THIN));
    }

    @Override
    double work(double n) {
      return 2 * n * n * THIN;
    }
  },

  /** More rows than any cache holds. */
  PROJECT("Projection of 30 000 rows, n → 5", Peer::product, "M rows/s") {
    @Override
    Operands operands(int n, boolean small) {
      int rows = small ? STREAMED / 50 : STREAMED;
      return Operands.NONE.withX(gaussian(rows, n)).withA(gaussian(n, THIN));
    }

    @Override
    double work(double n) {
      return STREAMED * 1e3;
    }
  },

  /** n rows of 561 columns. */
  RBF(
      "RBF Gram matrix of n rows of 561 columns (OpenBLAS: dsyrk, then the JDK's native exp;"
          + " one triangle, to memory that is there)",
      Peer::rbf,
      "") {
    @Override
    Operands operands(int n, boolean small) {
      return KERNEL_DCA.operands(n, small);
    }
  },

  /** n rows of 561 columns, both triangles by everybody. */
  RBF_WHOLE(
      "RBF Gram matrix of n rows of 561 columns, both triangles (OpenBLAS: dsyrk, then the JDK's"
          + " native exp, then a copy in squares; to memory that is there)",
      Peer::wholeRbf,
      "") {
    @Override
    Operands operands(int n, boolean small) {
      return KERNEL_DCA.operands(n, small);
    }
  },

  /** n rows of 561 columns; no native library has it. */
  LAPLACIAN("Laplacian Gram matrix of n rows of 561 columns", Peer::laplacian, "") {
    @Override
    Operands operands(int n, boolean small) {
      return KERNEL_DCA.operands(n, small);
    }
  },

  /** n rows of 561 columns. */
  KERNEL_DCA(
      "Exact RBF kernel DCA of n rows of 561 columns (OpenBLAS: dsyrk and dpotrf, nothing else)",
      Peer::kernelDca,
      "") {
    @Override
    Operands operands(int n, boolean small) {
      return Operands.NONE.withX(gaussian(n, FEATURES));
    }
  },

  /** n rows of 561 columns. */
  KERNEL_ROUTE(
      "Exact RBF kernel DCA of n rows of 561 columns, all of it (OpenBLAS: the published route's"
          + " singular values and eigenvalues of n × n matrices, given the Gram matrix)",
      Peer::publishedKernelDca,
      "") {
    @Override
    Operands operands(int n, boolean small) {
      return KERNEL_DCA.operands(n, small);
    }
  };

  static final int THIN = 5;
  static final int FEATURES = 561;
  private static final int ROWS = 7352;
  private static final int STREAMED = 30_000;

  final String title;
  final Function<Peer, Object> call;
  final String unit;

  Case(String title, Function<Peer, Object> call, String unit) {
    this.title = title;
    this.call = call;
    this.unit = unit;
  }

  /** The same for the same size; {@code small} has fewer rows, to warm up. */
  abstract Operands operands(int n, boolean small);

  /** Operations (thousandths of rows) of a call, 0 where no rate makes sense. */
  double work(double n) {
    return 0;
  }

  /** Units of work a second, in 10⁹, or "". */
  String rate(int n, double millis) {
    return unit.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.1f %s", work(n) / (millis * 1e6), unit);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Case of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static DMatrixRMaj gaussian(int rows, int columns) {
    Random random = new Random(rows + columns);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** Symmetric Gaussian, whose eigenvalues lie within ±2√n, plus 4√n times the identity. */
  private static DMatrixRMaj positiveDefinite(int n) {
    DMatrixRMaj matrix = gaussian(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix.data[j * n + i] = matrix.data[i * n + j];
      }
      matrix.data[i * n + i] += 4 * Math.sqrt(n);
    }
    return matrix;
  }
}
