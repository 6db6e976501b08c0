package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Feature maps one after the other. A few rows go through all steps at a time, because the features
 * between them are the wide part.
 *
 * @param steps at least one, each taking as many inputs as the one before has outputs
 */
public record ChainMap(List<FeatureMap> steps) implements FeatureMap {
  private static final int ROWS = 256;

  /**
   * Checks that the steps fit.
   *
   * @throws BadDataException if there is none, or outputs and inputs differ
   */
  public ChainMap {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new BadDataException("steps: 0 feature maps, at least one is needed");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).inputs() != steps.get(i - 1).outputs()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "steps: feature map %d has %d inputs, the one before it %d outputs",
                i + 1,
                steps.get(i).inputs(),
                steps.get(i - 1).outputs()));
      }
    }
  }

  /** Two maps as one list of steps. */
  static ChainMap of(FeatureMap first, FeatureMap next) {
    List<FeatureMap> steps = new ArrayList<>(stepsOf(first));
    steps.addAll(stepsOf(next));
    return new ChainMap(steps);
  }

  private static List<FeatureMap> stepsOf(FeatureMap map) {
    return map instanceof ChainMap chain ? chain.steps : List.of(map);
  }

  @Override
  public int inputs() {
    return steps.get(0).inputs();
  }

  @Override
  public int outputs() {
    return steps.get(steps.size() - 1).outputs();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Rows.requireColumns(rows, inputs());
    Rows.requireFinite(rows); // here, where row numbers are the caller's
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs());
    for (int from = 0; from < rows.numRows; from += ROWS) {
      DMatrixRMaj chunk = Rows.range(rows, from, Math.min(ROWS, rows.numRows - from));
      for (FeatureMap step : steps) {
        chunk = step.apply(chunk);
      }
      System.arraycopy(chunk.data, 0, result.data, from * outputs(), chunk.data.length);
    }
    return result;
  }

  @Override
  public List<Kernel> kernels() {
    return steps.stream().flatMap(step -> step.kernels().stream()).toList();
  }

  @Override
  public int landmarkCount() {
    return steps.stream().mapToInt(FeatureMap::landmarkCount).max().orElseThrow();
  }

  @Override
  public Optional<RowsKept> warning() {
    return steps.stream().flatMap(step -> step.warning().stream()).findFirst();
  }
}
