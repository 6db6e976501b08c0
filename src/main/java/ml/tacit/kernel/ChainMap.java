package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Steps one after the other, as one feature map: standardisation before a kernel, say. A few rows
 * go through all steps at a time, because the features between them are the wide part.
 *
 * @param steps at least one, each taking as many inputs as the one before has outputs
 */
public record ChainMap(List<Step> steps) implements FeatureMap {
  private static final int ROWS = 256;

  /**
   * Checks that the steps fit.
   *
   * @throws BadDataException if there is none, or outputs and inputs differ
   */
  public ChainMap {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new BadDataException("steps: 0, at least one is needed");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).inputs() != steps.get(i - 1).outputs()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "steps: step %d has %d inputs, the one before it %d outputs",
                i + 1,
                steps.get(i).inputs(),
                steps.get(i - 1).outputs()));
      }
    }
  }

  /**
   * Steps one after the other; the steps of a chain among them are taken one by one.
   *
   * @param steps at least one, each taking as many inputs as the one before has outputs
   * @return the chain
   * @throws BadDataException if there is none, or outputs and inputs differ
   */
  public static ChainMap of(Step... steps) {
    List<Step> flat = new ArrayList<>();
    for (Step step : steps) {
      flat.addAll(step instanceof ChainMap chain ? chain.steps : List.of(step));
    }
    return new ChainMap(flat);
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
    Matrices.requireColumns(rows, inputs());
    Matrices.requireFinite(rows); // here, where row numbers are the caller's
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs());
    for (int from = 0; from < rows.numRows; from += ROWS) {
      DMatrixRMaj chunk = Matrices.range(rows, from, Math.min(ROWS, rows.numRows - from));
      for (Step step : steps) {
        chunk = step.apply(chunk);
      }
      System.arraycopy(chunk.data, 0, result.data, from * outputs(), chunk.data.length);
    }
    return result;
  }

  @Override
  public List<Kernel> kernels() {
    return maps(steps).flatMap(map -> map.kernels().stream()).toList();
  }

  @Override
  public int landmarkCount() {
    return maps(steps).mapToInt(FeatureMap::landmarkCount).max().orElse(0);
  }

  @Override
  public List<ModelWarning> warnings() {
    return warnings(steps);
  }

  /** That of the last step, which sees nothing but what the others leave. */
  @Override
  public String guarantee() {
    return steps.get(steps.size() - 1).guarantee();
  }

  static Stream<FeatureMap> maps(List<Step> steps) {
    return steps.stream().filter(FeatureMap.class::isInstance).map(FeatureMap.class::cast);
  }

  static List<ModelWarning> warnings(List<Step> steps) {
    return steps.stream().flatMap(step -> step.warnings().stream()).distinct().toList();
  }
}
