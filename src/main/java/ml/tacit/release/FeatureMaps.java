package ml.tacit.release;

import java.util.List;
import ml.tacit.kernel.AffineFeatures;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;

/** Steps as feature maps. */
final class FeatureMaps {
  private FeatureMaps() {}

  static List<FeatureMap> of(List<Step> steps) {
    return steps.stream().map(FeatureMaps::of).toList();
  }

  static Step unwrapped(Step step) {
    return step instanceof AffineFeatures affine ? affine.map() : step;
  }

  static FeatureMap of(Step step) {
    if (step instanceof FeatureMap map) {
      return map;
    }
    if (step instanceof AffineMap map) {
      return new AffineFeatures(map);
    }
    throw new BadDataException("step " + step.getClass().getSimpleName() + " makes no features");
  }
}
