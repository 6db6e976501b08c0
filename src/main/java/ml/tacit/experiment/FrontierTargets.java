package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What was asked of a question beforehand, beside the best that was measured. */
final class FrontierTargets {

  /**
   * One target.
   *
   * @param asked what
   * @param bar what must be reached
   * @param goal what is hoped for; empty if nothing beyond the bar
   * @param found the best figure; empty where nothing of the kind was measured
   * @param release which release has it
   * @param met whether the bar is reached
   */
  record Target(String asked, String bar, String goal, String found, String release, boolean met) {}

  private final List<FrontierMean> all;
  private final List<FrontierMean> ours;
  private final FrontierMean raw;
  private final List<Target> targets = new ArrayList<>();

  private FrontierTargets(List<FrontierMean> all, FrontierMean raw) {
    this.all = all;
    this.raw = raw;
    ours = all.stream().filter(m -> m.isOf(FrontierPoint.PICK)).toList();
  }

  /** Those of a question; none where raw rows, or all picks, are not measured. */
  static List<Target> of(FrontierResults.Question set, List<FrontierMean> all) {
    Optional<FrontierMean> raw =
        all.stream().filter(m -> m.name().equals(FrontierBaselines.RAW)).findFirst();
    if (raw.isEmpty() || all.stream().noneMatch(m -> m.isOf(FrontierPoint.PICK))) {
      return List.of();
    }
    FrontierTargets targets = new FrontierTargets(all, raw.get());
    switch (set.name()) {
      case "har" -> targets.har();
      case "motionsense" ->
          targets.most(
              "activity at least raw − 1 point: person",
              0.01,
              any -> true,
              FrontierMean::attack,
              2 * targets.raw.prior(),
              Double.NaN,
              "%");
      case "motionsense-gender" -> targets.gender();
      case "faces" ->
          targets.most(
              "sunglasses at least raw − 1 point: person",
              0.01,
              any -> true,
              FrontierMean::attack,
              2 * targets.raw.first().majority(),
              1.3 * targets.raw.first().majority(),
              "%");
      case "adult" -> targets.adult();
      default -> {}
    }
    return targets.targets;
  }

  private void har() {
    double less = 0.005;
    Predicate<FrontierMean> finite = m -> m.first().cells() != null;
    Predicate<FrontierMean> continuous = finite.negate().and(m -> m.first().columns() >= 2);
    String numbers = "numbers in 2 columns or more, activity at least raw − 0.5: person, ";
    most(numbers + "blind", less, continuous, m -> mean(m.blind()), 0.08, 0.062, "%");
    most(
        numbers + "knowing the activity", less, continuous, m -> mean(m.known()), 0.09, 0.067, "%");
    String cells = "finitely many cells, activity at least raw − 0.5: person, ";
    most(cells + "best attacker", less, finite, FrontierMean::attack, 0.065, Double.NaN, "%");
    most(
        cells + "certified",
        less,
        finite,
        m -> mean(m.over(FrontierPoint::certified)),
        0.095,
        0.08,
        "%");
    most(
        "five rows of one person together",
        less,
        any -> true,
        m -> mean(m.over(FrontierPoint::together)),
        0.12,
        0.09,
        "%");
    added();
    linkage(less);
  }

  /** Of people left out where that is measured; else of those whom no attacker learned. */
  private void linkage(double less) {
    boolean unseen = ours.stream().anyMatch(m -> m.unseen().isPresent());
    most(
        unseen
            ? "linkage of people whom the release was not fitted to, AUC"
            : "linkage of people whom no attacker learned (people left out of the fit: not measured), AUC",
        less,
        any -> true,
        m -> mean(unseen ? m.unseen() : m.over(FrontierPoint::linkage)),
        0.58,
        0.53,
        "");
  }

  /** The extra channel beside the decision it goes with. */
  private void added() {
    Optional<FrontierMean> extra = named(FrontierPlans.EXTRA);
    Optional<FrontierMean> alone = named(FrontierPlans.DECISION);
    if (extra.isPresent() && alone.isPresent()) {
      double more = extra.get().attack() - alone.get().attack();
      targets.add(
          new Target(
              "an extra channel by rank in own history adds to the best attacker",
              "1.5 points",
              "0.5",
              String.format(Locale.ROOT, "%+.1f", 100 * more),
              extra.get().name(),
              more <= 0.015));
    }
  }

  private void gender() {
    most(
        "gender of people left out: lower limit of the best attacker, at most the majority",
        0.01,
        any -> true,
        m -> m.points().stream().mapToDouble(FrontierTargets::lowest).average().orElse(Double.NaN),
        raw.first().majority(),
        Double.NaN,
        "%");
  }

  private static double lowest(FrontierPoint point) {
    return Math.max(point.blind().rate().low(), point.known().rate().low());
  }

  private void adult() {
    Predicate<FrontierMean> noLeak =
        m -> m.points().stream().noneMatch(p -> p.verdict().equals("leak shown"));
    Optional<FrontierMean> best =
        ours.stream()
            .filter(noLeak)
            .filter(m -> Double.isFinite(m.keepsMoreThan(raw)))
            .max(Comparator.comparingDouble(m -> m.keepsMoreThan(raw)));
    targets.add(
        new Target(
            "verdict not 'leak shown': area of the income",
            "raw − 0.035 = " + FrontierMean.area(raw.utility() - 0.035),
            "raw − 0.015",
            best.map(m -> FrontierMean.area(m.utility())).orElse("a leak is shown in all"),
            best.map(FrontierMean::name).orElse(""),
            best.isPresent() && best.get().keepsMoreThan(raw) >= -0.035));
  }

  private Optional<FrontierMean> named(String release) {
    return all.stream().filter(m -> m.name().equals(release)).findFirst();
  }

  private static double mean(Optional<FrontierMean.Over> over) {
    return over.map(FrontierMean.Over::mean).orElse(Double.NaN);
  }

  /**
   * The least figure of a pick of a kind that keeps the label to all but {@code less}; where none
   * does, that of the one that keeps most, with how much is missing.
   */
  private void most(
      String asked,
      double less,
      Predicate<FrontierMean> kind,
      ToDoubleFunction<FrontierMean> figure,
      double bar,
      double goal,
      String unit) {
    List<FrontierMean> measured =
        ours.stream()
            .filter(kind)
            .filter(m -> Double.isFinite(figure.applyAsDouble(m)))
            .filter(m -> Double.isFinite(m.keepsMoreThan(raw)))
            .toList();
    Optional<FrontierMean> best =
        measured.stream()
            .filter(m -> m.keepsMoreThan(raw) >= -less - 1e-9)
            .min(Comparator.comparingDouble(figure));
    Optional<FrontierMean> shown =
        best.isPresent()
            ? best
            : measured.stream().max(Comparator.comparingDouble(m -> m.keepsMoreThan(raw)));
    targets.add(
        new Target(
            asked,
            "at most " + text(bar, unit),
            Double.isNaN(goal) ? "" : text(goal, unit),
            shown
                .map(
                    m ->
                        text(figure.applyAsDouble(m), unit)
                            + (best.isPresent() ? "" : ", at " + kept(m)))
                .orElse("none is measured"),
            shown.map(FrontierMean::name).orElse(""),
            best.isPresent() && figure.applyAsDouble(best.get()) <= bar + 1e-9));
  }

  /** How far a pick is from the raw rows. */
  private String kept(FrontierMean pick) {
    double more = pick.keepsMoreThan(raw);
    return String.format(
        Locale.ROOT,
        pick.set().area() ? "raw %s%.3f" : "raw %s%.2f points",
        more < 0 ? "−" : "+",
        Math.abs(more) * (pick.set().area() ? 1 : 100));
  }

  private static String text(double share, String unit) {
    return unit.isEmpty() ? FrontierMean.area(share) : FrontierMean.percent(share) + " " + unit;
  }
}
