package ml.tacit.audit;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.audit.Advantage.Statistic;

/** Results with figures of our own, of every verdict and for every reason, by a seed. */
public final class MadeUp {
  private static final AuditResult REAL =
      Audit.of("keep", "hide").quick().run(Synthetic.rows(2, 2, 20, 2, 2, Synthetic.GAUSSIAN));

  private static final double MARGIN = 0.02;

  private final Random random;
  private final Verdict verdict;
  private final String why;
  private final int classes;
  private final double majority;
  private final double prior;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Advantage> advantages = new ArrayList<>();

  private MadeUp(long seed, Verdict verdict) {
    random = new Random(seed);
    this.verdict = verdict;
    classes = List.of(2, 3, 6, 40).get(random.nextInt(4));
    majority = 1.0 / classes + (1 - 1.0 / classes) * random.nextDouble() * 0.95;
    prior = majority + (1 - majority) * random.nextDouble() * 0.3;
    why =
        verdict == Verdict.LEAK_SHOWN
            ? List.of(
                    "ACCURACY", "BALANCED_ACCURACY", "AUC", "RECALL", "TOGETHER", "ROWS", "NOTHING")
                .get(random.nextInt(7))
            : "NOTHING";
  }

  /** A result of this verdict; no two seeds have the same figures. */
  public static AuditResult of(long seed, Verdict verdict) {
    return new MadeUp(seed, verdict).result();
  }

  /** The same result with other parts. */
  public static AuditResult with(AuditResult result, Map<String, Object> parts) {
    try {
      var figures = AuditResult.class.getDeclaredField("figures");
      figures.setAccessible(true);
      return new AuditResult(with((AuditFigures) figures.get(result), parts));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** A record with other parts, by name: parts that come later need no change here. */
  private static <T extends Record> T with(T record, Map<String, Object> parts) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Object[] values = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        components[i].getAccessor().setAccessible(true);
        values[i] =
            parts.containsKey(components[i].getName())
                ? parts.get(components[i].getName())
                : components[i].getAccessor().invoke(record);
      }
      List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
      if (!names.containsAll(parts.keySet())) {
        throw new AssertionError(parts.keySet() + " are not all in " + names);
      }
      @SuppressWarnings("unchecked")
      Constructor<T> constructor = (Constructor<T>) record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private AuditResult result() {
    for (int a = 0; a < 7; a++) {
      adversary(a);
    }
    boolean leak = verdict == Verdict.LEAK_SHOWN;
    boolean weak = verdict == Verdict.TOO_WEAK;
    Unit unit = random.nextBoolean() ? Unit.ROWS : Unit.BLOCKS;
    List<PooledFinding> together = unit.hidesPeople() ? together() : List.of();
    Evidence evidence =
        with(
            REAL.evidence(),
            Map.of(
                "p", leak ? 0.001 : 0.3,
                "controlP", weak && random.nextBoolean() ? 0.5 : 0.001,
                "margin", MARGIN,
                "marginAuc", MARGIN,
                "detectable", random.nextInt(4) == 0 ? Double.NaN : 0.3 + 0.7 * random.nextDouble(),
                "detectableAuc", 0.5 + 0.3 * random.nextDouble(),
                "bits", verdict == Verdict.NO_LEAK_FOUND ? 0 : 0.02 * random.nextDouble()));
    Map<String, Object> parts =
        new java.util.HashMap<>(
            Map.of(
                "verdict", verdict,
                "reason", "made up",
                "majority", majority,
                "prior", prior,
                "chance", 1.0 / classes,
                "findings", findings,
                "advantages", advantages,
                "evidence", evidence,
                "people", people(),
                "together", together));
    parts.put("hideClasses", IntStream.range(0, classes).mapToObj(c -> "c" + c).toList());
    parts.put("unit", unit);
    parts.put("division", Optional.empty());
    parts.put("released", true);
    parts.put("linkage", List.of());
    parts.put("restored", List.of(restored(why.equals("ROWS"))));
    return with(REAL, parts);
  }

  private void adversary(int a) {
    String name = "adversary " + a;
    for (String stage : List.of(Finding.BEFORE, Finding.AFTER)) {
      boolean judged = stage.equals(Finding.AFTER);
      double accuracy = judged ? tested(name, Statistic.ACCURACY, prior, a == 0) : any(prior);
      double least = 1.0 / classes;
      double balanced =
          judged ? tested(name, Statistic.BALANCED_ACCURACY, least, a == 0) : any(least);
      double auc = judged ? tested(name, Statistic.AUC, 0.5, a == 0) : any(0.5);
      Scores scores =
          with(
              REAL.findings().get(0).scores(),
              Map.of(
                  "balancedAccuracy",
                  balanced,
                  "balancedLow",
                  balanced - 0.1,
                  "balancedHigh",
                  balanced + 0.1,
                  "macroAuc",
                  auc,
                  "aucLow",
                  auc - 0.1,
                  "aucHigh",
                  auc + 0.1));
      findings.add(
          with(
              REAL.findings().get(0),
              Map.of(
                  "role", Finding.PRIVACY,
                  "stage", stage,
                  "adversary", name,
                  "accuracy", accuracy,
                  "low", accuracy * random.nextDouble(),
                  "high", accuracy + (1 - accuracy) * random.nextDouble(),
                  "scores", scores)));
    }
    for (Finding real : REAL.findings(Finding.UTILITY, Finding.BEFORE)) {
      if (a == 0) {
        findings.add(real);
        findings.add(with(real, Map.of("stage", Finding.AFTER)));
      }
    }
  }

  /** An observed figure, with its gain over chance: shown for the reason of the leak only. */
  private double tested(String name, Statistic statistic, double chance, boolean first) {
    boolean shown = first && why.equals(statistic.name());
    return tested(name, statistic, "c1", 1, chance, shown);
  }

  private double tested(
      String name, Statistic statistic, String hidden, int rows, double chance, boolean shown) {
    double most = 1 - chance;
    double gain = shown ? most * (0.3 + 0.5 * random.nextDouble()) : Math.min(most, 0.4) * small();
    double half = shown ? gain * 0.5 : 0.3 * random.nextDouble();
    // Shown by the figures, and yet of no weight: a leak that no sentence may speak of.
    boolean blind = !shown && gain - half > MARGIN;
    advantages.add(
        new Advantage(
            Finding.AFTER,
            name,
            statistic,
            hidden,
            rows,
            chance + gain,
            chance,
            shown && gain - half <= MARGIN ? MARGIN * 1.01 : gain - half,
            gain + half,
            shown ? 0.001 : blind ? 0.5 : random.nextDouble(),
            MARGIN));
    return chance + gain;
  }

  private double small() {
    return 0.4 * random.nextDouble() - 0.2;
  }

  private double any(double chance) {
    return chance + (1 - chance) * random.nextDouble();
  }

  private List<PooledFinding> together() {
    double accuracy =
        tested("adversary 0", Statistic.ACCURACY, "", 20, prior, why.equals("TOGETHER"));
    return List.of(
        new PooledFinding(
            Finding.AFTER, "adversary 0", 20, 18.5, accuracy, 0, 1, Significance.NONE));
  }

  private static Restored restored(boolean shown) {
    return new Restored(
        Restored.MODEL_IN_HAND,
        false,
        Optional.empty(),
        40,
        shown ? 30 : 0,
        shown ? 0.6 : 0,
        shown ? 0.9 : 0.07,
        0.4,
        0.01,
        0.3);
  }

  private List<ClassFinding> people() {
    List<ClassFinding> people = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      double expected = 0.8 * random.nextDouble();
      double recall =
          tested(
              "adversary 0",
              Statistic.RECALL,
              "c" + c,
              1,
              expected,
              c == 0 && why.equals("RECALL"));
      people.add(
          new ClassFinding(
              Finding.AFTER, "c" + c, 30, 3, "adversary 0", recall, 0, 1, expected, 0.3, 0.9));
    }
    return people;
  }
}
