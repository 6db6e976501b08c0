package ml.tacit.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether what Tacit picked is better than a baseline in both: keeps as much and leaves the best
 * attacker as little.
 *
 * @param baseline the other, on the splits that both were measured on
 * @param by the pick that dominates, else the one that leaves no more and keeps most; null where
 *     every pick leaves more
 * @param dominated whether it does
 * @param lost what it keeps less; 0 if it dominates, NaN without one
 */
record FrontierDominance(FrontierMean baseline, FrontierMean by, boolean dominated, double lost) {
  /** Only what is useful at all is compared. */
  static final double LEAST = 0.85;

  /** Every baseline that keeps {@link #LEAST} or more, in order. */
  static List<FrontierDominance> of(List<FrontierMean> all) {
    Predicate<FrontierMean> useful = mean -> mean.utility() >= LEAST;
    List<FrontierMean> picks = all.stream().filter(m -> m.isOf(FrontierPoint.PICK)).toList();
    return all.stream()
        .filter(m -> m.isOf(FrontierPoint.BASELINE))
        .filter(useful)
        .map(baseline -> of(baseline, picks))
        .toList();
  }

  /** Each pick beside the baseline on the splits that both were measured on. */
  private static FrontierDominance of(FrontierMean baseline, List<FrontierMean> picks) {
    Optional<FrontierMean> best =
        picks.stream()
            .flatMap(pick -> pick.beside(baseline).stream())
            .filter(pick -> pick.attack() <= baseline.beside(pick).orElseThrow().attack())
            .max(Comparator.comparingDouble(pick -> pick.keepsMoreThan(baseline)));
    if (best.isEmpty()) {
      return new FrontierDominance(baseline, null, false, Double.NaN);
    }
    FrontierMean pick = best.get();
    FrontierMean other = baseline.beside(pick).orElseThrow();
    double lost = other.utility() - pick.utility();
    boolean dominated = lost < 0 || (lost == 0 && pick.attack() < other.attack());
    return new FrontierDominance(other, pick, dominated, Math.max(0, lost));
  }
}
