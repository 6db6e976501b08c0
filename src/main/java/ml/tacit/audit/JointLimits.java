package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Resamples;

/** Figures of several answers, each the mean of a value per row, with limits that hold together. */
final class JointLimits {
  private final double[] figures;
  private final double[][] limits;

  private JointLimits(double[] figures, double[][] limits) {
    this.figures = figures;
    this.limits = limits;
  }

  /**
   * Limits of figures between 0 and 1; exact where every row is right, or none.
   *
   * @param values a value per row, per figure; null, or all NaN, where there is no figure
   */
  static JointLimits ofShares(List<double[]> values, Resamples resamples, double level) {
    JointLimits limits = of(values, there -> resamples.jointLimitsOfShares(there, level));
    for (double[] both : limits.limits) {
      both[0] = Math.max(0, both[0]);
      both[1] = Math.min(1, both[1]);
    }
    return limits;
  }

  /** The same of figures on any scale. */
  static JointLimits of(List<double[]> values, Resamples resamples, double level) {
    return of(
        values,
        there ->
            Resamples.jointLimits(
                there.stream().parallel().map(resamples::means).toArray(double[][]::new), level));
  }

  private static JointLimits of(
      List<double[]> values, Function<List<double[]>, double[][]> limited) {
    double[] figures = values.stream().mapToDouble(Influence::mean).toArray();
    double[][] limits = new double[figures.length][];
    Arrays.setAll(limits, i -> new double[] {Double.NaN, Double.NaN});
    int[] there =
        IntStream.range(0, figures.length).filter(i -> !Double.isNaN(figures[i])).toArray();
    if (there.length > 0) {
      double[][] found = limited.apply(Arrays.stream(there).mapToObj(values::get).toList());
      for (int i = 0; i < there.length; i++) {
        limits[there[i]] = found[i];
      }
    }
    return new JointLimits(figures, limits);
  }

  double figure(int i) {
    return figures[i];
  }

  double low(int i) {
    return limits[i][0];
  }

  double high(int i) {
    return limits[i][1];
  }

  /** The largest upper limit; NaN if there is no figure. */
  double highest() {
    return Arrays.stream(limits)
        .mapToDouble(l -> l[1])
        .filter(high -> !Double.isNaN(high))
        .max()
        .orElse(Double.NaN);
  }
}
