package ml.tacit.step;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ml.tacit.kernel.Scaling;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Pca;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code residual R}: R channels, the principal components within classes of standardised columns,
 * as they are off the mean of the decided class.
 *
 * @param count R
 */
record ResidualPart(int count) implements Part {
  static final String WORD = "residual";

  static ResidualPart parse(PartText text) {
    return new ResidualPart(text.count("count", 1, Integer.MAX_VALUE));
  }

  @Override
  public void fit(Flow flow) {
    DMatrixRMaj rows = flow.data().rows();
    if (count > rows.numCols) {
      throw new BadDataException(
          String.format(Locale.ROOT, "steps: '%s': there are %d columns", this, rows.numCols));
    }
    int decision = flow.decision(WORD);
    Labels labels = flow.data().label(flow.column(decision).label());
    AffineMap scaling = Scaling.of(rows);
    DMatrixRMaj scaled = scaling.apply(rows);
    DMatrixRMaj means = Within.means(scaled, labels);
    DMatrixRMaj rest = scaled.copy();
    for (int i = 0; i < rest.numRows; i++) {
      for (int j = 0; j < rest.numCols; j++) {
        rest.data[i * rest.numCols + j] -= means.data[labels.code(i) * rest.numCols + j];
      }
    }
    DMatrixRMaj directions =
        Pca.components(count).withoutStandardization().fit(rest).map().matrix();
    AffineMap onto = AffineMap.dense(directions, new double[count]);
    Residual residual =
        new Residual(scaling.then(onto), Dense.multiply(means, Dense.transpose(directions)));
    int[] takes = IntStream.concat(IntStream.of(flow.raw()), IntStream.of(decision)).toArray();
    List<Column> columns =
        IntStream.rangeClosed(1, count)
            .mapToObj(j -> Column.of("residual" + j, Column.Kind.CHANNEL))
            .toList();
    flow.addReleased(flow.add(residual, takes, columns));
  }

  @Override
  public String toString() {
    return WORD + " " + count;
  }
}
