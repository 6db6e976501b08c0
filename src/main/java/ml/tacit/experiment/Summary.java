package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Figures of single seeds made into {@link Outcome}s.
 *
 * <p>The interval over seeds says how much the split and the learners' own randomness matter. The
 * splits share rows, and all are of the same people: it says nothing of other people.
 */
final class Summary {
  /** Quantiles 0.975 of Student's t for 1, 2, … degrees of freedom. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179
  };

  private final Map<Key, Map<Integer, List<Figure>>> figures = new LinkedHashMap<>();

  private record Key(int study, String protocol, String method, Side side, boolean detail) {}

  private record Side(String role, String label, String learner) {}

  /** Adds what a learner reached for one seed. */
  void add(int study, Protocol protocol, String method, int seed, Figure figure) {
    Side all = new Side(figure.role(), figure.label(), figure.learner());
    add(new Key(study, protocol.toString(), method, all, false), seed, figure);
    if (!figure.part().isEmpty()) {
      Side part = new Side(figure.role(), figure.label() + ": " + figure.part(), figure.learner());
      add(new Key(study, protocol.toString(), method, part, true), seed, figure);
    }
  }

  private void add(Key key, int seed, Figure figure) {
    figures
        .computeIfAbsent(key, k -> new LinkedHashMap<>())
        .computeIfAbsent(seed, s -> new ArrayList<>())
        .add(figure);
  }

  /** The outcomes, in the order in which their first figures were added. */
  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    figures.forEach((key, seeds) -> outcomes.add(outcome(key, List.copyOf(seeds.values()))));
    return outcomes;
  }

  private static Outcome outcome(Key key, List<List<Figure>> seeds) {
    double[] accuracies = seeds.stream().mapToDouble(s -> mean(s, Figure::accuracy)).toArray();
    List<Figure> all = seeds.stream().flatMap(List::stream).toList();
    double blockLow = mean(all, Figure::low);
    double blockHigh = mean(all, Figure::high);
    double mean = 0;
    for (double accuracy : accuracies) {
      mean += accuracy / accuracies.length;
    }
    double half = halfWidth(accuracies, mean);
    boolean one = accuracies.length == 1;
    return new Outcome(
        key.study(),
        key.protocol(),
        key.method(),
        key.side().role(),
        key.side().label(),
        key.side().learner(),
        accuracies.length,
        mean,
        one ? finite(blockLow, mean) : Math.max(0, mean - half),
        one ? finite(blockHigh, mean) : Math.min(1, mean + half),
        finite(blockLow, mean),
        finite(blockHigh, mean),
        mean(all, Figure::majority),
        mean(all, Figure::chance),
        key.detail());
  }

  /** t₀.₉₇₅ s/√n. */
  private static double halfWidth(double[] values, double mean) {
    if (values.length < 2) {
      return 0;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int free = values.length - 1;
    double t = T[Math.min(free, T.length) - 1];
    return t * Math.sqrt(squares / free / values.length);
  }

  private static double finite(double value, double otherwise) {
    return Double.isFinite(value) ? value : otherwise;
  }

  private static double mean(List<Figure> figures, ToDoubleFunction<Figure> value) {
    return figures.stream().mapToDouble(value).average().orElse(Double.NaN);
  }
}
