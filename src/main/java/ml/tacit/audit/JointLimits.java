package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;

/** Figures of several answers, each the mean of a value per row, with limits that hold together. */
final class JointLimits {
  private final double[] figures;
  private final double[][] limits;

  private JointLimits(double[] figures, double[][] limits) {
    this.figures = figures;
    this.limits = limits;
  }

  /** Limits of figures on any scale; null, or all NaN, where there is no figure. */
  static JointLimits of(List<double[]> values, Limits limited) {
    return of(values, (there, which) -> limited.ofMeans(there));
  }

  /**
   * Limits of figures between 0 and 1 that are about each class.
   *
   * @param groups the class of each row
   * @param pull see {@link Limits#ofClassShares}; by figure
   */
  static JointLimits ofClassShares(
      List<double[]> values, int[] groups, IntFunction<double[]> pull, Limits limited) {
    return of(
        values,
        (there, which) ->
            limited.ofClassShares(there, groups, Arrays.stream(which).mapToObj(pull).toList()));
  }

  /** Limits of figures on any scale that are about each class. */
  static JointLimits ofClassMeans(
      List<double[]> values, int[] groups, IntFunction<double[]> pull, Limits limited) {
    return of(
        values,
        (there, which) ->
            limited.ofClassMeans(there, groups, Arrays.stream(which).mapToObj(pull).toList()));
  }

  private static JointLimits of(
      List<double[]> values, BiFunction<List<double[]>, int[], double[][]> limited) {
    double[] figures = values.stream().mapToDouble(Influence::mean).toArray();
    double[][] limits = new double[figures.length][];
    Arrays.setAll(limits, i -> new double[] {Double.NaN, Double.NaN});
    int[] there =
        IntStream.range(0, figures.length).filter(i -> !Double.isNaN(figures[i])).toArray();
    if (there.length > 0) {
      double[][] found = limited.apply(Arrays.stream(there).mapToObj(values::get).toList(), there);
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
