package ml.tacit.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ml.tacit.step.Coins;
import ml.tacit.step.Draw;
import ml.tacit.step.Noise;
import ml.tacit.step.Rank;
import ml.tacit.step.Relative;
import ml.tacit.step.Response;
import ml.tacit.subspace.Step;

/** Every kind of step that ONNX can say, and those that it cannot. */
final class StepKinds {
  private static final String DRAWS =
      "it draws under a secret key (HMAC-SHA256); transform with Tacit, or plan without it";
  private static final String REMEMBERS =
      "it compares a row with earlier ones of the same device; transform with Tacit, or plan without it";

  private static final List<StepNodes<?>> ALL =
      List.of(
          new AffineNodes(),
          new ChainNodes(),
          new SideBySideNodes(),
          new LandmarkNodes(),
          new NystromNodes(),
          new RandomFourierNodes(),
          new TensorSketchNodes(),
          new RoundingNodes(),
          new OnNodes(),
          new SelectNodes(),
          new CollapseNodes(),
          new CellsNodes(),
          new CodebookNodes(),
          new ResidualNodes(),
          new OddsNodes(),
          new AtomsNodes(),
          new FeatureScoresNodes(),
          new DecisionNodes(),
          new BoostedTreesNodes(),
          new FairTreeNodes(),
          new Refused<>(Noise.class, DRAWS),
          new Refused<>(Response.class, DRAWS),
          new Refused<>(Draw.class, DRAWS),
          new Refused<>(Coins.class, DRAWS),
          new Refused<>(Rank.class, REMEMBERS),
          new Refused<>(Relative.class, REMEMBERS));

  private static final Map<Class<?>, StepNodes<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toMap(StepNodes::type, Function.identity()));

  private StepKinds() {}

  /** Why ONNX cannot say any step of this kind; empty where it can. */
  static Optional<String> refusal(Step step) {
    return BY_TYPE.get(step.getClass()) instanceof Refused<?> refused
        ? Optional.of(refused.why())
        : Optional.empty();
  }

  /** Adds a step; returns the name of what it gives. */
  static String add(Step step, String rows, Graph graph) {
    StepNodes<?> nodes = BY_TYPE.get(step.getClass());
    if (nodes == null) {
      throw new RefusedStepException("its kind is not one of Tacit's own");
    }
    return add(nodes, step, rows, graph);
  }

  private static <S extends Step> String add(
      StepNodes<S> nodes, Step step, String rows, Graph graph) {
    return nodes.add(nodes.type().cast(step), rows, graph);
  }
}
