package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Elementwise;
import ml.tacit.matrix.PairMeasure;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Kernels exp(−γ Σ_j t(x_j, y_j)) of a sum over features that no matrix product gives. */
sealed interface SumForm extends KernelForm {
  double gamma();

  @Override
  default void apply(double[] sums, int from, int to) {
    Elementwise.exp(-gamma(), sums, from, to);
  }

  /** exp(−γ‖x−y‖₁). */
  record Laplacian(double gamma) implements SumForm {
    public Laplacian {
      KernelForm.requirePositive("gamma", gamma);
    }

    @Override
    public FeatureMap randomFeatures(int inputs, int count, long seed) {
      return RandomFourierMap.drawFeatures(new Kernel(this), inputs, count, seed);
    }

    @Override
    public PairMeasure measure() {
      return PairMeasure.ABSOLUTE_DISTANCE;
    }

    @Override
    public String text() {
      return "laplacian:gamma=" + gamma;
    }
  }

  /** exp(−γ Σ (x−y)²/(x+y)). */
  record ChiSquare(double gamma) implements SumForm {
    public ChiSquare {
      KernelForm.requirePositive("gamma", gamma);
    }

    @Override
    public void check(DMatrixRMaj rows) {
      Matrices.requireFinite(rows);
      for (int i = 0; i < rows.numRows * rows.numCols; i++) {
        if (rows.data[i] < 0) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "rows: row %d, column %d (from 1): %s is negative, the chi-square kernel needs values ≥ 0",
                  i / rows.numCols + 1,
                  i % rows.numCols + 1,
                  rows.data[i]));
        }
      }
    }

    @Override
    public PairMeasure measure() {
      return PairMeasure.CHI_SQUARE;
    }

    @Override
    public String text() {
      return "chi-square:gamma=" + gamma;
    }
  }
}
