package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Limits of several figures of the same test rows which hold together, where rows of a block hang
 * together.
 *
 * <p>A figure enters by a value per row whose mean it is: right or wrong for an accuracy, influence
 * values ({@link Influence}) for others. Its error is the {@link Figure}'s. Every limit has the
 * same two-sided level: the one at which normal variables that correlate as these figures do hold
 * together at the wanted level (Hothorn, Bretz &amp; Westfall 2008, Biometrical J. 50). From that
 * level
 *
 * <ul>
 *   <li>a mean has Student's limits, corrected for skewness (Hall 1992, J. R. Statist. Soc. B 54);
 *   <li>a share, or an area, has those of Jeffreys for the effective number of rows, p(1 −
 *       p)/error², at most the rows (Korn &amp; Graubard 1998, Survey Methodology 24, with the
 *       limits of Brown, Cai &amp; DasGupta 2001, Statist. Sci. 16); what skewness the blocks have
 *       beyond that of so many rows is corrected as above. Where all rows are right, or none, the
 *       blocks are the trials of an exact binomial limit.
 * </ul>
 *
 * <p>Repeatable: the level comes from a generator of a fixed seed.
 */
public final class Limits {
  private static final int DRAWS = 4000;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final Blocks blocks;
  private final double level;

  /**
   * Of rows in these blocks.
   *
   * @param level of all limits together, 0.95 say
   */
  public Limits(Blocks blocks, double level) {
    this.blocks = blocks;
    this.level = level;
  }

  /** Limits of means, lower and upper of each; NaN values are not counted. */
  public double[][] ofMeans(List<double[]> values) {
    Figure[] figures = unbounded(values);
    double together = together(figures, true);
    return Arrays.stream(figures).map(f -> mean(f, together)).toArray(double[][]::new);
  }

  /** Upper limits of means. */
  public double[] upperOfMeans(List<double[]> values) {
    Figure[] figures = unbounded(values);
    double together = together(figures, false);
    return Arrays.stream(figures)
        .mapToDouble(f -> f.mean() - f.error() * hall(-student(f.freedom(), together), f.skew()))
        .toArray();
  }

  /** Limits of shares of right answers, or of other figures between 0 and 1. */
  public double[][] ofShares(List<double[]> values) {
    Figure[] figures = figures(values);
    double together = together(figures, true);
    return Arrays.stream(figures).map(f -> share(f, together)).toArray(double[][]::new);
  }

  /**
   * Limits of shares that are about each class: a mean of recalls, an area under a curve. The
   * number of rows of each class is taken as given.
   *
   * @param group the class of each row
   * @param pull by how much a row of each class can change a figure at most, per figure
   */
  public double[][] ofClassShares(List<double[]> values, int[] group, List<double[]> pull) {
    Figure[] figures = figures(values, group, pull);
    double together = together(figures, true);
    return Arrays.stream(figures).map(f -> share(f, together)).toArray(double[][]::new);
  }

  /** The same of means that are about each class. */
  public double[][] ofClassMeans(List<double[]> values, int[] group, List<double[]> pull) {
    Figure[] figures = figures(values, group, pull);
    double together = together(figures, true);
    return Arrays.stream(figures).map(f -> mean(f, together)).toArray(double[][]::new);
  }

  private Figure[] figures(List<double[]> values) {
    return values.stream().parallel().map(v -> Figure.of(v, blocks)).toArray(Figure[]::new);
  }

  private Figure[] unbounded(List<double[]> values) {
    return Arrays.stream(figures(values)).map(Figure::unbounded).toArray(Figure[]::new);
  }

  private Figure[] figures(List<double[]> values, int[] group, List<double[]> pull) {
    return IntStream.range(0, values.size())
        .parallel()
        .mapToObj(
            i -> Figure.of(values.get(i), blocks).within(values.get(i), blocks, group, pull.get(i)))
        .toArray(Figure[]::new);
  }

  private static double[] mean(Figure f, double together) {
    double t = student(f.freedom(), (1 + together) / 2);
    return new double[] {
      f.mean() - f.error() * hall(t, f.skew()), f.mean() - f.error() * hall(-t, f.skew())
    };
  }

  private static double[] share(Figure f, double together) {
    double p = Math.max(0, Math.min(1, f.mean()));
    double tail = (1 - together) / 2;
    if (f.error() == 0) {
      double far = Math.pow(tail, 1.0 / f.blocks());
      return new double[] {p * far, 1 - (1 - p) * far};
    }
    double z = NORMAL.inverseCumulativeProbability(1 - tail);
    double wider = student(f.freedom(), 1 - tail) / z;
    double spread = f.centre() * (1 - f.centre());
    double n = Math.min(spread / (f.error() * f.error()), f.rows()) / (wider * wider);
    double alone = p == 0 || p == 1 ? f.skew() : (1 - 2 * p) / Math.sqrt(n * p * (1 - p));
    double more = alone > 0 ? Math.max(0, f.skew() - alone) : Math.min(0, f.skew() - alone);
    BetaDistribution beta = new BetaDistribution(null, p * n + 0.5, (1 - p) * n + 0.5);
    return new double[] {
      Math.min(p, beta.inverseCumulativeProbability(below(-hall(z, more)))),
      Math.max(p, beta.inverseCumulativeProbability(below(-hall(-z, more))))
    };
  }

  private static double below(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  private static double student(double freedom, double share) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(share);
  }

  /** Where a skewed mean, in standard errors, has the probability of {@code t} without skewness. */
  private static double hall(double t, double skew) {
    return Math.abs(skew) < 1e-6 ? t : 3 / skew * (Math.cbrt(1 + skew * (t - skew / 6)) - 1);
  }

  /** The level that each limit needs for all of them to hold at the wanted one. */
  private double together(Figure[] figures, boolean twoSided) {
    if (figures.length == 1) {
      return level;
    }
    double[][] root = root(figures);
    double[] farthest = new double[DRAWS];
    double[] normal = new double[root.length];
    for (int r = 0; r < DRAWS; r++) {
      SplittableRandom random = new SplittableRandom(r); // more figures never narrow the limits
      Arrays.setAll(normal, i -> random.nextGaussian());
      double most = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < root.length; a++) {
        double z = 0;
        for (int i = 0; i <= a; i++) {
          z += root[a][i] * normal[i];
        }
        most = Math.max(most, twoSided ? Math.abs(z) : z);
      }
      farthest[r] = most;
    }
    Arrays.sort(farthest);
    double below = below(farthest[(int) Math.ceil(level * DRAWS) - 1]);
    return twoSided ? 2 * below - 1 : below;
  }

  /**
   * Cholesky's root of the correlations; a figure that others determine adds nothing of its own.
   */
  private static double[][] root(Figure[] figures) {
    int n = figures.length;
    double[][] root = new double[n][n];
    double freedom = Arrays.stream(figures).mapToDouble(Figure::freedom).min().orElseThrow();
    double believed = freedom / (freedom + 2); // few blocks correlate by chance
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double left = a == b ? 1 : believed * figures[a].correlation(figures[b]);
        for (int i = 0; i < b; i++) {
          left -= root[a][i] * root[b][i];
        }
        if (a == b) {
          root[a][a] = Math.sqrt(Math.max(0, left));
        } else {
          root[a][b] = root[b][b] > 1e-6 ? left / root[b][b] : 0;
        }
      }
    }
    return root;
  }
}
