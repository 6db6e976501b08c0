package ml.tacit.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.audit.statistics.StudentMean;

/**
 * One release over all splits that were measured.
 *
 * @param set the question
 * @param points one a split, at least one
 */
record FrontierMean(FrontierResults.Question set, List<FrontierPoint> points) {

  /**
   * A mean over splits.
   *
   * @param mean the mean
   * @param half half the width of its 95 % interval (Student's t over splits); NaN of one split
   */
  record Over(double mean, double half) {}

  private static final List<String> KINDS =
      List.of(FrontierPoint.PICK, FrontierPoint.BESIDE, FrontierPoint.BASELINE);

  /** The releases of a question: picks, fixed plans, baselines, each as they were measured. */
  static List<FrontierMean> of(FrontierResults results, FrontierResults.Question set) {
    Map<String, List<FrontierPoint>> releases = new LinkedHashMap<>();
    results.points().stream()
        .filter(point -> point.set().equals(set.name()))
        .forEach(
            point ->
                releases.merge(
                    point.release(),
                    List.of(point),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    return releases.values().stream()
        .map(points -> new FrontierMean(set, points))
        .sorted(Comparator.comparingInt(mean -> KINDS.indexOf(mean.first().kind())))
        .toList();
  }

  FrontierPoint first() {
    return points.get(0);
  }

  String name() {
    return first().release();
  }

  boolean isOf(String kind) {
    return first().kind().equals(kind);
  }

  /** The same on the splits that another was measured on, too; empty where there is none. */
  Optional<FrontierMean> beside(FrontierMean other) {
    Set<Integer> splits =
        other.points.stream().map(FrontierPoint::seed).collect(Collectors.toSet());
    List<FrontierPoint> common = points.stream().filter(p -> splits.contains(p.seed())).toList();
    return common.isEmpty() ? Optional.empty() : Optional.of(new FrontierMean(set, common));
  }

  /** How much more of the label this keeps than another, on their common splits; NaN without. */
  double keepsMoreThan(FrontierMean other) {
    return beside(other)
        .map(here -> here.utility() - other.beside(here).orElseThrow().utility())
        .orElse(Double.NaN);
  }

  /** What is kept: accuracy, or area under the curve of two unequal classes. */
  double utility() {
    return utilities().map(Over::mean).orElse(Double.NaN);
  }

  Optional<Over> utilities() {
    return over(p -> set.area() ? p.utilityAuc() : Double.valueOf(p.utility().accuracy()));
  }

  /** The best attacker, whatever it knows. */
  double attack() {
    return attacks().map(Over::mean).orElse(Double.NaN);
  }

  Optional<Over> attacks() {
    return over(p -> set.area() ? p.bestAuc() : p.best());
  }

  Optional<Over> blind() {
    return over(p -> figure(p.blind()));
  }

  Optional<Over> known() {
    return over(p -> figure(p.known()));
  }

  /** Area under the curve of linking people whom the release was not fitted to. */
  Optional<Over> unseen() {
    return over(p -> p.unseen() == null ? null : Double.valueOf(p.unseen().auc()));
  }

  /** What the label to keep tells by itself. */
  double prior() {
    return over(p -> set.area() ? p.priorAuc() : Double.valueOf(p.prior()))
        .map(Over::mean)
        .orElse(Double.NaN);
  }

  private Double figure(FrontierPoint.Attack attack) {
    return set.area() ? attack.auc() : Double.valueOf(attack.rate().accuracy());
  }

  /** Of the splits that have the figure; empty if none has. */
  Optional<Over> over(Function<FrontierPoint, Double> figure) {
    double[] values =
        points.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    if (values.length == 1) {
      return Optional.of(new Over(values[0], Double.NaN));
    }
    StudentMean mean = StudentMean.of(values);
    return Optional.of(new Over(mean.mean(), mean.limits(0.95)[1] - mean.mean()));
  }

  /** A figure of this question: in percent, or as area. */
  String text(double share) {
    return set.area() ? area(share) : percent(share);
  }

  String text(Optional<Over> figure) {
    return figure
        .map(
            over ->
                text(over.mean()) + (Double.isNaN(over.half()) ? "" : " ± " + text(over.half())))
        .orElse("");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  static String area(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
