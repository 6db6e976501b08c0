package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The outputs of several steps of the same inputs, side by side: the inner products of their
 * features add up.
 *
 * @param parts at least one
 */
public record SideBySideMap(List<Step> parts) implements FeatureMap {

  /**
   * Checks that the parts fit.
   *
   * @throws BadDataException if there is none, or the numbers of inputs differ
   */
  public SideBySideMap {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new BadDataException("parts: 0, at least one is needed");
    }
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).inputs() != parts.get(0).inputs()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "parts: part %d has %d inputs, the first %d",
                i + 1,
                parts.get(i).inputs(),
                parts.get(0).inputs()));
      }
    }
  }

  @Override
  public int inputs() {
    return parts.get(0).inputs();
  }

  @Override
  public int outputs() {
    return parts.stream().mapToInt(Step::outputs).sum();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Matrices.requireColumns(rows, inputs());
    Matrices.requireFinite(rows);
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs());
    int at = 0;
    for (Step part : parts) {
      DMatrixRMaj features = part.apply(rows);
      int width = features.numCols;
      for (int i = 0; i < rows.numRows; i++) {
        System.arraycopy(features.data, i * width, result.data, i * result.numCols + at, width);
      }
      at += width;
    }
    return result;
  }

  @Override
  public List<Kernel> kernels() {
    return ChainMap.maps(parts).flatMap(map -> map.kernels().stream()).toList();
  }

  @Override
  public int landmarkCount() {
    return ChainMap.maps(parts).mapToInt(FeatureMap::landmarkCount).max().orElse(0);
  }

  @Override
  public List<ModelWarning> warnings() {
    return ChainMap.warnings(parts);
  }
}
