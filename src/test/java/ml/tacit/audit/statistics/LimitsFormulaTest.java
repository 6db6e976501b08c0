package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Errors and limits against the formulas they are named after. */
class LimitsFormulaTest {
  private static final double LEVEL = 0.9;

  /** Blocks of 1, 2, 3 and 4 rows; one row does not count. */
  private final Blocks blocks = new Blocks(new int[] {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 0}, 4);

  private final double[] values = {1, 0.5, 0, 2, 3, 1, 0, 0.25, 1, 0, Double.NaN};

  private static double quantile(double freedom, double share) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(share);
  }

  @Test
  void theErrorIsThatOfARatioOfBlockTotals() {
    Figure figure = Figure.of(values, blocks);
    double mean = 8.75 / 10;
    double[] totals = {1, 0.5, 6, 1.25};
    int[] rows = {1, 2, 3, 4};
    double[] e = new double[4];
    Arrays.setAll(e, b -> (totals[b] - mean * rows[b]) / 10);
    double squares = Arrays.stream(e).map(x -> x * x).sum();
    assertEquals(mean, figure.mean(), 1e-15);
    assertEquals(mean, figure.centre(), 1e-15);
    assertEquals(Math.sqrt(squares * 4 / 3), figure.error(), 1e-15);
    assertEquals(
        Arrays.stream(e).map(x -> x * x * x).sum() / Math.pow(squares, 1.5), figure.skew(), 1e-12);
    assertEquals(3, figure.freedom());
    assertEquals(10, figure.rows());
    assertEquals(4, figure.blocks());
    assertArrayEquals(e, figure.residuals(), 1e-15);
    double fourths = Arrays.stream(e).map(x -> x * x * x * x).sum();
    double kurtosis = 4 * fourths / (squares * squares);
    assertTrue(8 / (kurtosis - 1) > 3, "the freedom of the blocks is the smaller one here");
    assertEquals(3, figure.unbounded().freedom());
    assertEquals(figure.error(), figure.unbounded().error());
  }

  /** One block of twenty makes the whole error: 2B/(κ − 1) with κ = 19.05. */
  @Test
  void aFigureThatOneBlockMakesHasFewDegreesOfFreedom() {
    double[] one = new double[20];
    one[4] = 1;
    Figure figure = Figure.of(one, Blocks.single(20)).unbounded();
    double kurtosis = kurtosis(figure.residuals());
    assertEquals(40 / (kurtosis - 1), figure.freedom(), 1e-9);
    assertTrue(figure.freedom() < 3);
    assertEquals(19, Figure.of(new double[20], Blocks.single(20)).unbounded().freedom());
  }

  private static double kurtosis(double[] e) {
    double squares = Arrays.stream(e).map(x -> x * x).sum();
    return e.length * Arrays.stream(e).map(x -> x * x * x * x).sum() / (squares * squares);
  }

  @Test
  void whatNeverDiffersHasNoError() {
    Figure still = Figure.of(new double[] {0.3, 0.3, 0.3}, Blocks.single(3));
    assertEquals(0, still.error());
    assertEquals(0, still.skew());
    Figure moved = Figure.of(new double[] {0.3, 0.3, 0.3001}, Blocks.single(3));
    assertTrue(moved.error() > 0);
    assertEquals(0, still.correlation(moved));
    assertEquals(0, moved.correlation(still));
    assertEquals(1, moved.correlation(moved), 1e-12);
    Figure against = Figure.of(new double[] {0.7, 0.7, 0.6999}, Blocks.single(3));
    assertEquals(-1, moved.correlation(against), 1e-9);
    assertEquals(1, Figure.of(new double[] {1}, Blocks.single(1)).freedom());
    assertArrayEquals(
        new double[] {0.3, 0.3},
        new Limits(Blocks.single(3), LEVEL).ofMeans(List.of(new double[] {0.3, 0.3, 0.3}))[0],
        1e-15);
  }

  /** No skewness: Student's limits; rows of a block count as one value. */
  @Test
  void aSymmetricMeanHasStudentsLimits() {
    double[] own = {-2, -1, -1, 0, 1, 1, 2};
    double error = Math.sqrt(12 / 6.0 / 7);
    double half = error * quantile(6, 0.95);
    double[] limits = new Limits(Blocks.single(7), LEVEL).ofMeans(List.of(own))[0];
    assertArrayEquals(new double[] {-half, half}, limits, 1e-7);
    assertEquals(
        error * quantile(6, LEVEL),
        new Limits(Blocks.single(7), LEVEL).upperOfMeans(List.of(own))[0],
        1e-7);
    double[] twice = IntStream.range(0, 14).mapToDouble(i -> own[i / 2]).toArray();
    int[] pairs = IntStream.range(0, 14).map(i -> i / 2).toArray();
    assertArrayEquals(
        limits, new Limits(new Blocks(pairs, 7), LEVEL).ofMeans(List.of(twice))[0], 1e-7);
  }

  /** Hall's transformation y + γy²/3 + γ²y³/27 + γ/6 takes each limit to Student's. */
  @Test
  void aSkewedMeanHasHallsLimits() {
    double[] skewed = new Random(1).doubles(60).map(u -> -Math.log(1 - u)).toArray();
    Figure figure = Figure.of(skewed, Blocks.single(60)).unbounded();
    assertTrue(figure.skew() > 0.05, "skew " + figure.skew());
    Limits both = new Limits(Blocks.single(60), LEVEL);
    double[] limits = both.ofMeans(List.of(skewed))[0];
    double t = quantile(figure.freedom(), 0.95);
    assertEquals(t, hall((figure.mean() - limits[0]) / figure.error(), figure.skew()), 1e-6);
    assertEquals(-t, hall((figure.mean() - limits[1]) / figure.error(), figure.skew()), 1e-6);
    double upper = both.upperOfMeans(List.of(skewed))[0];
    assertEquals(
        -quantile(figure.freedom(), LEVEL),
        hall((figure.mean() - upper) / figure.error(), figure.skew()),
        1e-6);
    double[] mirrored = Arrays.stream(skewed).map(v -> -v).toArray();
    double[] other = both.ofMeans(List.of(mirrored))[0];
    assertArrayEquals(new double[] {-limits[1], -limits[0]}, other, 1e-9);
  }

  private static double hall(double y, double skew) {
    return y + skew * y * y / 3 + skew * skew * y * y * y / 27 + skew / 6;
  }

  /** Half of forty rows are right: Jeffreys' limits for as many rows as the error says. */
  @Test
  void aShareHasJeffreysLimitsForItsEffectiveRows() {
    double[] right = IntStream.range(0, 40).mapToDouble(i -> i % 2).toArray();
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.95);
    double wider = quantile(39, 0.95) / z;
    assertJeffreys(Blocks.single(40), right, 39 / (wider * wider));
    // Blocks of four that are all right or all wrong: ten trials, 0.25/9 the squared error.
    double[] alike = IntStream.range(0, 40).mapToDouble(i -> i / 4 % 2).toArray();
    int[] of = IntStream.range(0, 40).map(i -> i / 4).toArray();
    double wide = quantile(9, 0.95) / z;
    assertJeffreys(new Blocks(of, 10), alike, 9 / (wide * wide));
    // Blocks that balance each other do not make more rows than there are.
    int[] balanced = IntStream.range(0, 40).map(i -> i < 38 ? i / 2 : 19 + i - 38).toArray();
    double narrow = quantile(20, 0.95) / z;
    assertJeffreys(new Blocks(balanced, 21), right, 40 / (narrow * narrow));
  }

  private static void assertJeffreys(Blocks in, double[] right, double n) {
    double[] limits = new Limits(in, LEVEL).ofShares(List.of(right))[0];
    BetaDistribution beta = new BetaDistribution(null, n / 2 + 0.5, n / 2 + 0.5);
    assertEquals(beta.inverseCumulativeProbability(0.05), limits[0], 1e-7);
    assertEquals(beta.inverseCumulativeProbability(0.95), limits[1], 1e-7);
  }

  /** Of single rows the share itself says how skewed they are: nothing more is corrected. */
  @Test
  void aRareShareOfSingleRowsIsNotCorrectedTwice() {
    double[] right = IntStream.range(0, 100).mapToDouble(i -> i % 20 == 0 ? 1 : 0).toArray();
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.95);
    double wider = quantile(99, 0.95) / z;
    double n = 99 / (wider * wider);
    double[] limits = new Limits(Blocks.single(100), LEVEL).ofShares(List.of(right))[0];
    BetaDistribution beta = new BetaDistribution(null, 0.05 * n + 0.5, 0.95 * n + 0.5);
    assertEquals(beta.inverseCumulativeProbability(0.05), limits[0], 1e-6);
    assertEquals(beta.inverseCumulativeProbability(0.95), limits[1], 1e-6);
    double[] wrong = Arrays.stream(right).map(r -> 1 - r).toArray();
    double[] mirrored = new Limits(Blocks.single(100), LEVEL).ofShares(List.of(wrong))[0];
    assertArrayEquals(new double[] {1 - limits[1], 1 - limits[0]}, mirrored, 1e-7);
  }

  /** Two of forty blocks hold all the right rows: the upper limit goes further out. */
  @Test
  void skewnessOfTheBlocksBeyondThatOfSoManyRowsIsCorrected() {
    double[] right =
        IntStream.range(0, 400).mapToDouble(i -> i < 20 || i % 10 == 0 ? 1 : 0).toArray();
    Blocks in = new Blocks(IntStream.range(0, 400).map(i -> i / 10).toArray(), 40);
    Figure figure = Figure.of(right, in);
    double p = figure.mean();
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.95);
    double wider = quantile(39, 0.95) / z;
    double n = p * (1 - p) / figure.error() / figure.error() / (wider * wider);
    double more = figure.skew() - (1 - 2 * p) / Math.sqrt(n * p * (1 - p));
    assertTrue(more > 0.1, "more " + more);
    BetaDistribution beta = new BetaDistribution(null, p * n + 0.5, (1 - p) * n + 0.5);
    double[] limits = new Limits(in, LEVEL).ofShares(List.of(right))[0];
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double low = -normal.inverseCumulativeProbability(beta.cumulativeProbability(limits[0]));
    double high = -normal.inverseCumulativeProbability(beta.cumulativeProbability(limits[1]));
    assertEquals(z, hall(low, more), 1e-5);
    assertEquals(-z, hall(high, more), 1e-5);
  }

  /** All right: (1 − level)/2 to the power of one over the trials; shares in between likewise. */
  @Test
  void withoutAnErrorBlocksAreTrials() {
    double far = Math.pow(0.05, 1 / 5.0);
    Limits limits = new Limits(new Blocks(new int[] {0, 0, 1, 2, 3, 4}, 5), LEVEL);
    double[] all = {1, 1, 1, 1, 1, 1};
    double[] half = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    assertArrayEquals(new double[] {far, 1}, limits.ofShares(List.of(all))[0], 1e-12);
    assertArrayEquals(
        new double[] {far / 2, 1 - far / 2}, limits.ofShares(List.of(half))[0], 1e-12);
  }

  /** Equal figures need no more than one; independent ones need Šidák's level; more need more. */
  @Test
  void limitsHoldTogether() {
    Random random = new Random(3);
    int rows = 4000;
    double[] one = random.doubles(rows).toArray();
    double[] two = random.doubles(rows).toArray();
    Limits limits = new Limits(Blocks.single(rows), LEVEL);
    double alone = width(limits.ofMeans(List.of(one))[0]);
    double same = width(limits.ofMeans(List.of(one, one, one))[0]);
    double both = width(limits.ofMeans(List.of(one, two))[0]);
    double opposed =
        width(limits.ofMeans(List.of(one, Arrays.stream(one).map(x -> -x).toArray()))[0]);
    assertEquals(1, same / alone, 0.03);
    assertEquals(1, opposed / alone, 0.03);
    assertEquals(
        quantile(3999, (1 + Math.sqrt(LEVEL)) / 2) / quantile(3999, 0.95), both / alone, 0.02);
    double upper =
        limits.upperOfMeans(List.of(one))[0] - Figure.of(one, Blocks.single(rows)).mean();
    double uppers =
        limits.upperOfMeans(List.of(one, two))[0] - Figure.of(one, Blocks.single(rows)).mean();
    assertEquals(quantile(3999, Math.sqrt(LEVEL)) / quantile(3999, LEVEL), uppers / upper, 0.04);
    // Of few blocks a correlation of 1 may be chance: half of it is believed at two degrees.
    Limits few = new Limits(Blocks.single(3), LEVEL);
    double[] three = {0, 0.5, 1};
    assertTrue(
        width(few.ofMeans(List.of(three, three))[0])
            > 1.05 * width(few.ofMeans(List.of(three))[0]));
  }

  private static double width(double[] limits) {
    return limits[1] - limits[0];
  }

  /** A class of two rows that are both right is no certainty: its part is that of three rows. */
  @Test
  void aClassWithoutErrorHasThatOfOneMoreRowHalfRight() {
    int[] group = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
    double[] right = {1, 0, 1, 1, 0, 1, 1, 0, 1, 1};
    double[] pull = {1 / 16.0, 1 / 4.0};
    double balanced = (5 / 8.0 + 1) / 2;
    double[] values = new double[10];
    Arrays.setAll(
        values, i -> balanced + 10 * pull[group[i]] * (right[i] - (group[i] == 0 ? 5 / 8.0 : 1)));
    Blocks rows = Blocks.single(10);
    Figure figure = Figure.of(values, rows);
    assertEquals(balanced, figure.mean(), 1e-12);
    Figure within = figure.within(values, rows, group, pull);
    double first = 0;
    for (int i = 0; i < 8; i++) {
      first += Math.pow((right[i] - 5 / 8.0) / 16, 2);
    }
    double half = (balanced * balanced + (1 - balanced) * (1 - balanced)) / 2;
    double partOfFirst = Math.max(first * 8 / 7, 0.25 * half / (8 * 9));
    double partOfSecond = 0.25 * half / (2 * 3);
    assertEquals(Math.sqrt(partOfFirst + partOfSecond), within.error(), 1e-12);
    double freedom =
        Math.pow(partOfFirst + partOfSecond, 2)
            / (partOfFirst * partOfFirst / 7 + partOfSecond * partOfSecond);
    assertEquals(freedom, within.freedom(), 1e-9);
    double off = 0.5 - balanced;
    assertEquals(balanced + 0.5 * off / 9 + 0.5 * off / 3, within.centre(), 1e-12);
    assertEquals(figure.skew(), within.skew());
    // The limits of a share take these.
    double[] limits =
        new Limits(rows, LEVEL).ofClassShares(List.of(values), group, List.of(pull))[0];
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.95);
    double wider = quantile(within.freedom(), 0.95) / z;
    double spread = within.centre() * (1 - within.centre()) / (within.error() * within.error());
    assertTrue(spread < 10, "rows " + spread);
    assertTrue(limits[0] < balanced - within.error() && limits[1] > balanced);
    double[] means = new Limits(rows, LEVEL).ofClassMeans(List.of(values), group, List.of(pull))[0];
    assertEquals(
        quantile(within.freedom(), 0.95),
        hall((balanced - means[0]) / within.error(), within.skew()),
        1e-5,
        "wider " + wider);
  }

  /** Rows of a block that are alike count as one: the class has its blocks, not its rows. */
  @Test
  void aClassOfAlikeRowsHasAsManyAsItsBlocks() {
    int[] of = {0, 0, 1, 1, 2, 2, 3, 3};
    int[] group = {0, 0, 0, 0, 1, 1, 1, 1};
    double[] values = {1, 1, 0, 0, 1, 1, 0, 0};
    double[] pull = {0.125, 0.125};
    Blocks blocks = new Blocks(of, 4);
    Figure figure = Figure.of(values, blocks);
    Figure within = figure.within(values, blocks, group, pull);
    // Σe² per class 2 · (1/8)², corrected by 2/(2 − 1).
    double part = 2 * 2 / 64.0;
    assertEquals(Math.sqrt(2 * part), within.error(), 1e-12);
    assertEquals(2, within.freedom(), 1e-9);
    assertEquals(0.5, within.centre(), 1e-12);
    // All right: two effective rows a class, one for each block.
    double[] all = {1, 1, 1, 1, 1, 1, 1, 1};
    Figure certain = Figure.of(all, blocks).within(all, blocks, group, pull);
    double floor = 0.25 * 0.5 / (2 * 3);
    assertEquals(Math.sqrt(2 * floor), certain.error(), 1e-12);
    assertEquals(1 - 2 * 0.5 * 0.5 / 3, certain.centre(), 1e-12);
    // A class without rows has no part.
    Figure missing = figure.within(values, blocks, group, new double[] {0.125, 0.125, 7});
    assertEquals(within.error(), missing.error());
  }
}
