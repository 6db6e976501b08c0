package ml.tacit.kernel;

import java.util.List;
import java.util.Optional;
import ml.tacit.table.Grid;
import ml.tacit.table.Grids;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * Deviations and grids of the columns that a kernel method is fitted to, block by block: blocks are
 * merged as by Chan, Golub and LeVeque (doi:10.1080/00031305.1983.10483115). Not thread-safe.
 */
final class ColumnMeasures {
  private Grids grids;
  private double[] means;

  /** Root mean squares about the mean. */
  private double[] deviations;

  private long count;

  static ColumnMeasures of(DMatrixRMaj rows) {
    return new ColumnMeasures().accept(rows);
  }

  ColumnMeasures accept(DMatrixRMaj rows) {
    if (rows.numRows == 0) {
      return this;
    }
    Standardization block = Standardization.fit(rows);
    double[] blockMeans = block.mean();
    double[] blockDeviations = block.deviation();
    if (count == 0) {
      grids = new Grids(rows.numCols);
      means = blockMeans;
      deviations = blockDeviations;
    } else {
      double share = (double) rows.numRows / (count + rows.numRows);
      for (int j = 0; j < means.length; j++) {
        double apart = blockMeans[j] - means[j];
        double within =
            Math.hypot(Math.sqrt(1 - share) * deviations[j], Math.sqrt(share) * blockDeviations[j]);
        deviations[j] = Math.hypot(within, Math.sqrt(share * (1 - share)) * apart);
        means[j] += share * apart;
      }
    }
    grids.accept(rows);
    count += rows.numRows;
    return this;
  }

  /** √(Σ(x−μ)²/n) by column; 0 for a constant one. */
  double[] deviations() {
    return deviations.clone();
  }

  List<Optional<Grid>> grids() {
    return grids.all();
  }

  /** The same of scores or features in memory. */
  static double[] deviations(DMatrixRMaj rows) {
    return Standardization.fit(rows).deviation();
  }
}
