package ml.tacit.release;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;

/** Every kind of step that a model file can hold. */
final class StepFormats {
  private static final List<StepFormat<?>> ALL =
      List.of(
          new EncodeFormat(),
          new AffineFormat(),
          new ChainFormat(),
          new SideBySideFormat(),
          new LandmarkFormat(),
          new NystromFormat(),
          new RandomFourierFormat(),
          new TensorSketchFormat(),
          new RankFormat(),
          new RelativeFormat(),
          new RoundingFormat(),
          new OnFormat(),
          new SelectFormat(),
          new CoinsFormat(),
          new CollapseFormat(),
          new NoiseFormat(),
          new CellsFormat(),
          new ResponseFormat(),
          new ResidualFormat(),
          new OddsFormat(),
          new AtomsFormat(),
          new DrawFormat(),
          new CodebookFormat(),
          new FeatureScoresFormat(),
          new DecisionFormat(),
          new BoostedTreesFormat(),
          new FairTreeFormat());

  private static final Map<String, StepFormat<?>> BY_KIND =
      ALL.stream().collect(Collectors.toMap(StepFormat::kind, Function.identity()));
  private static final Map<Class<?>, StepFormat<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toMap(StepFormat::type, Function.identity()));

  private StepFormats() {}

  static StepFormat<?> of(Step step) {
    StepFormat<?> format = BY_TYPE.get(step.getClass());
    if (format == null) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "step %s has no format in a model file and cannot be saved",
              step.getClass().getName()));
    }
    return format;
  }

  /** The name of a step's kind, or of its class where it has no format. */
  static String kind(Step step) {
    StepFormat<?> format = BY_TYPE.get(step.getClass());
    return format == null ? step.getClass().getSimpleName() : format.kind();
  }

  static StepFormat<?> ofKind(String name, String kind) {
    StepFormat<?> format = BY_KIND.get(kind);
    if (format == null) {
      throw new BadDataException(
          name + ".kind is '" + kind + "', which this version does not know");
    }
    return format;
  }
}
