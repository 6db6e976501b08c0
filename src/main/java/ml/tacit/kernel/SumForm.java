package ml.tacit.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernels exp(−γ Σ_j t(x_j, y_j)): no matrix product helps, so a column block of the others is laid
 * out feature by feature and one row is compared with all of it at once.
 *
 * <p>Terms are added in the order of the features, whatever the block.
 */
sealed interface SumForm extends Form {
  /** Others compared at a time: 128 × 561 features are 0.6 MB, which stays in cache. */
  int BLOCK = 128;

  double gamma();

  /** sums[k] += t(x, others[from + k]). */
  void addTerms(double x, double[] others, int from, double[] sums);

  @Override
  default DMatrixRMaj gram(DMatrixRMaj rows) {
    Reference reference = Reference.of(rows, this instanceof Laplacian);
    DMatrixRMaj gram = new DMatrixRMaj(rows.numRows, rows.numRows);
    fill(reference.shifted(rows), reference, gram, true);
    Symmetric.mirrorLower(gram);
    return gram;
  }

  @Override
  default DMatrixRMaj between(DMatrixRMaj rows, Reference others) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, others.size());
    fill(others.shifted(rows), others, result, false);
    return result;
  }

  private void fill(DMatrixRMaj rows, Reference others, DMatrixRMaj result, boolean lowerHalf) {
    int m = others.size();
    IntStream.range(0, (m + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            b -> {
              int from = b * BLOCK;
              int width = Math.min(BLOCK, m - from);
              double[] block = others.block(from, width);
              double[] sums = new double[width];
              for (int i = lowerHalf ? from : 0; i < rows.numRows; i++) {
                Arrays.fill(sums, 0);
                for (int j = 0; j < rows.numCols; j++) {
                  addTerms(rows.data[i * rows.numCols + j], block, j * width, sums);
                }
                for (int k = 0; k < width; k++) {
                  result.data[i * m + from + k] = Math.exp(-gamma() * sums[k]);
                }
              }
            });
  }

  /** exp(−γ‖x−y‖₁). */
  record Laplacian(double gamma) implements SumForm {
    public Laplacian {
      Form.requirePositive("gamma", gamma);
    }

    @Override
    public void addTerms(double x, double[] others, int from, double[] sums) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += Math.abs(x - others[from + k]);
      }
    }

    @Override
    public String text() {
      return "laplacian:gamma=" + gamma;
    }
  }

  /** exp(−γ Σ (x−y)²/(x+y)). */
  record ChiSquare(double gamma) implements SumForm {
    public ChiSquare {
      Form.requirePositive("gamma", gamma);
    }

    @Override
    public void check(DMatrixRMaj rows) {
      Rows.requireFinite(rows);
      for (int i = 0; i < rows.numRows * rows.numCols; i++) {
        if (rows.data[i] < 0) {
          throw new BadDataException(
              "rows: row %d, column %d (from 1): %s is negative, the chi-square kernel needs values ≥ 0"
                  .formatted(i / rows.numCols + 1, i % rows.numCols + 1, rows.data[i]));
        }
      }
    }

    @Override
    public void addTerms(double x, double[] others, int from, double[] sums) {
      for (int k = 0; k < sums.length; k++) {
        double difference = x - others[from + k];
        // The smallest normal number makes 0/0 a 0 without a branch and changes no other quotient.
        sums[k] += difference * difference / (x + others[from + k] + Double.MIN_NORMAL);
      }
    }

    @Override
    public String text() {
      return "chi-square:gamma=" + gamma;
    }
  }
}
