package ml.tacit.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.kernel.NystromMap;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Ridge regression of the class indicators on the features Φ of a kernel, with a free constant:
 * (S̄+ρI)A = Φ̄ᵀY. The ridge is that of the least log loss of blocks of rows, each predicted
 * without itself in closed form: with the hat matrix H, the residuals of block B are (I−H_BB)⁻¹e_B.
 *
 * <p>The coefficients are folded into the whitening of the features, so that a row costs one kernel
 * value per landmark and one product with K columns.
 *
 * @param kernel the kernel with each landmark, of scaled rows
 * @param scores of the kernel values, m × K
 * @param held what is said of the rows of {@link HeldBlocks#rows} by the others: n × K
 * @param temperature that of these
 */
record KernelRidge(
    LandmarkMap kernel, LinearScores scores, DMatrixRMaj held, Temperature temperature) {
  private static final int ROWS = 2048;

  /** Ridges in units of trace(S̄)/n, as {@link ml.tacit.kernel.Kernelized#RIDGE} has them. */
  private static final double[] RIDGES = {1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 1e-5};

  static KernelRidge fit(NystromMap features, Prepared prepared) {
    return fit(features, prepared, RIDGES);
  }

  static KernelRidge fit(NystromMap features, Prepared prepared, double[] ridges) {
    Regression regression = Regression.of(features, prepared);
    KernelRidge best = null;
    for (double ridge : ridges) {
      DMatrixRMaj coefficients = regression.coefficients(ridge);
      DMatrixRMaj held = regression.leftOut(ridge, coefficients);
      Temperature temperature = Temperature.of(held, prepared.heldCodes());
      if (best == null || temperature.loss() < best.temperature.loss()) {
        LinearScores scores = regression.readout(coefficients, features);
        best = new KernelRidge(features.landmarks(), scores, held, temperature);
      }
    }
    return best;
  }

  /**
   * The regression in the principal axes V of the features, where a ridge is a division.
   *
   * @param axes V, r × r
   * @param variances the sums of squares along them, λ
   * @param mean of the features
   * @param cross VᵀΦ̄ᵀY, r × K
   * @param held (φ − mean)V of the rows of the held blocks
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Regression(
      DMatrixRMaj axes,
      double[] variances,
      double[] mean,
      DMatrixRMaj cross,
      DMatrixRMaj held,
      Prepared prepared) {

    static Regression of(NystromMap features, Prepared prepared) {
      DMatrixRMaj rows = prepared.rows();
      Targets targets = prepared.targets();
      Scatter scatter = new Scatter(features.outputs());
      DMatrixRMaj cross = new DMatrixRMaj(features.outputs(), targets.count());
      for (int from = 0; from < rows.numRows; from += ROWS) {
        int count = Math.min(ROWS, rows.numRows - from);
        DMatrixRMaj phi =
            features.apply(Landmarks.select(rows, IntStream.range(from, from + count).toArray()));
        scatter.accept(phi);
        CommonOps_DDRM.addEquals(
            cross, Dense.multiplyTransposedA(phi, targets.indicators(from, count)));
      }
      ScatterSnapshot statistic = scatter.snapshot();
      double[] mean = statistic.mean();
      for (int i = 0; i < cross.data.length; i++) {
        cross.data[i] -= mean[i / cross.numCols] * targets.counts()[i % cross.numCols];
      }
      SymmetricEigen eigen = SymmetricEigen.of(statistic.total());
      DMatrixRMaj axes = eigen.vectors();
      DMatrixRMaj phi = features.apply(Landmarks.select(rows, prepared.held().rows()));
      for (int i = 0; i < phi.data.length; i++) {
        phi.data[i] -= mean[i % mean.length];
      }
      return new Regression(
          axes,
          Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray(),
          mean,
          Dense.multiplyTransposedA(axes, cross),
          Dense.multiply(phi, axes),
          prepared);
    }

    /** ρ, never 0: features may all be constant. */
    private double absolute(double ridge) {
      double trace = Arrays.stream(variances).sum();
      return Math.max(ridge * trace / prepared.targets().rows(), Double.MIN_NORMAL);
    }

    /** r × K, in the axes. */
    DMatrixRMaj coefficients(double ridge) {
      double rho = absolute(ridge);
      DMatrixRMaj a = cross.copy();
      for (int i = 0; i < a.data.length; i++) {
        a.data[i] /= variances[i / a.numCols] + rho;
      }
      return a;
    }

    /** What the held blocks are said to be, each by all rows but its own. */
    DMatrixRMaj leftOut(double ridge, DMatrixRMaj coefficients) {
      Targets targets = prepared.targets();
      int k = targets.count();
      double[] shares = targets.shares();
      DMatrixRMaj said = new LinearScores(coefficients, shares).of(held);
      int[] codes = prepared.heldCodes();
      double rho = absolute(ridge);
      double[] root = Arrays.stream(variances).map(v -> 1 / Math.sqrt(v + rho)).toArray();
      int r = root.length;
      int at = 0;
      for (int[] block : prepared.held().blocks()) {
        int b = block.length;
        DMatrixRMaj scaled = new DMatrixRMaj(b, r);
        DMatrixRMaj residuals = new DMatrixRMaj(b, k);
        for (int i = 0; i < b; i++) {
          for (int j = 0; j < r; j++) {
            scaled.data[i * r + j] = held.data[(at + i) * r + j] * root[j];
          }
          for (int c = 0; c < k; c++) {
            double truth = codes[at + i] == c ? 1 : 0;
            residuals.data[i * k + c] = truth - said.data[(at + i) * k + c];
          }
        }
        DMatrixRMaj left = Dense.multiply(scaled, Dense.transpose(scaled));
        for (int i = 0; i < b; i++) {
          for (int j = 0; j < b; j++) {
            double hat = left.get(i, j) + 1.0 / targets.rows();
            left.set(i, j, (i == j ? 1 : 0) - hat);
          }
        }
        DMatrixRMaj alone = Cholesky.of(left).solve(residuals);
        for (int i = 0; i < b; i++) {
          for (int c = 0; c < k; c++) {
            double truth = codes[at + i] == c ? 1 : 0;
            said.data[(at + i) * k + c] = truth - alone.data[i * k + c];
          }
        }
        at += b;
      }
      return said;
    }

    /** Of kernel values, before whitening and centring. */
    LinearScores readout(DMatrixRMaj coefficients, NystromMap features) {
      DMatrixRMaj ofFeatures = Dense.multiply(axes, coefficients);
      DMatrixRMaj constant = Dense.multiply(DMatrixRMaj.wrap(1, mean.length, mean), ofFeatures);
      double[] offset = prepared.targets().shares();
      Arrays.setAll(offset, c -> offset[c] - constant.data[c]);
      return new LinearScores(Dense.multiply(features.whitening(), ofFeatures), offset);
    }
  }
}
