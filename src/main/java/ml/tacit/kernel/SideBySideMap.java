package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The features of several maps of the same inputs, side by side: their inner products add up.
 *
 * @param parts at least one
 */
public record SideBySideMap(List<FeatureMap> parts) implements FeatureMap {

  /**
   * Checks that the parts fit.
   *
   * @throws BadDataException if there is none, or the numbers of inputs differ
   */
  public SideBySideMap {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new BadDataException("parts: 0 feature maps, at least one is needed");
    }
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).inputs() != parts.get(0).inputs()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "parts: feature map %d has %d inputs, the first %d",
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
    return parts.stream().mapToInt(FeatureMap::outputs).sum();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs());
    int at = 0;
    for (FeatureMap part : parts) {
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
    return parts.stream().flatMap(part -> part.kernels().stream()).toList();
  }

  @Override
  public int landmarkCount() {
    return parts.stream().mapToInt(FeatureMap::landmarkCount).max().orElseThrow();
  }

  @Override
  public Optional<RowsKept> warning() {
    return parts.stream().flatMap(part -> part.warning().stream()).findFirst();
  }
}
