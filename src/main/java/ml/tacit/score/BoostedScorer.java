package ml.tacit.score;

import java.util.Arrays;
import java.util.List;
import ml.tacit.kernel.ChainMap;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Gradient-boosted trees on binned columns. How many trees, and of how many leaves, is what gives
 * the least log loss on blocks of rows held out; then all rows are fitted.
 *
 * @param leaves of a tree, what is tried
 * @param rounds trees at most
 * @param rate share of a Newton step that is taken
 */
record BoostedScorer(List<Integer> leaves, int rounds, double rate) implements Scorer {
  static final BoostedScorer USUAL = new BoostedScorer(List.of(8, 16), 400, 0.1);

  /** Rounds without a gain after which no more are tried. */
  private static final int PATIENCE = 20;

  /** Where no row can be held out. */
  private static final int FEW_ROUNDS = 20;

  @Override
  public String name() {
    return "boosted";
  }

  @Override
  public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
    return settled(rows, labels, seed).fit(rows, labels, seed);
  }

  @Override
  public Settled settled(DMatrixRMaj rows, Labels labels, long seed) {
    Targets targets = Targets.of(rows, labels);
    int[] held = HeldBlocks.of(targets, Integer.MAX_VALUE).heldRows();
    Choice best = new Choice(leaves.get(0), FEW_ROUNDS, Temperature.ONE);
    if (held.length > 0) {
      for (int count : leaves) {
        Choice choice = tried(rows, targets, held, count, seed);
        best = choice.temperature.loss() < best.temperature.loss() ? choice : best;
      }
    }
    return new Settled(best, rate);
  }

  /**
   * Trees of a number and a size that are known.
   *
   * @param choice what was chosen
   * @param rate share of a Newton step that is taken
   */
  record Settled(Choice choice, double rate) implements Scorer {
    @Override
    public String name() {
      return USUAL.name();
    }

    @Override
    public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
      Targets targets = Targets.of(rows, labels);
      ColumnBins bins = ColumnBins.of(rows);
      Boosting boosting =
          new Boosting(
              rows, bins, targets.codes(), targets.count(), leastRows(targets.rows()), seed);
      for (int t = 0; t < choice.rounds; t++) {
        boosting.round(choice.leaves, rate);
      }
      LinearScores readout = boosting.readout(choice.temperature.inverse());
      return new FeatureScores(
          new ChainMap(List.of(boosting.trees(choice.rounds), targets.readout(readout))));
    }
  }

  private record Choice(int leaves, int rounds, Temperature temperature) {}

  /** Rounds until the held-out loss no longer falls. */
  private Choice tried(DMatrixRMaj rows, Targets targets, int[] held, int count, long seed) {
    int[] rest = HeldBlocks.without(held, targets.rows());
    DMatrixRMaj fitted = Landmarks.select(rows, rest);
    DMatrixRMaj asked = Landmarks.select(rows, held);
    int[] codes = Arrays.stream(held).map(row -> targets.codes()[row]).toArray();
    int[] restCodes = Arrays.stream(rest).map(row -> targets.codes()[row]).toArray();
    Boosting boosting =
        new Boosting(
            fitted,
            ColumnBins.of(fitted),
            restCodes,
            targets.count(),
            leastRows(rest.length),
            seed);
    LinearScores readout = boosting.readout(1);
    DMatrixRMaj sums = new DMatrixRMaj(held.length, boosting.outputs());
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    DMatrixRMaj scores = null;
    for (int t = 1; t <= rounds && t - best <= PATIENCE; t++) {
      boosting.round(count, rate);
      boosting.addLast(asked, sums);
      DMatrixRMaj now = readout.of(sums);
      double loss = Temperature.loss(now, codes, 1);
      if (loss < least) {
        least = loss;
        best = t;
        scores = now;
      }
    }
    return new Choice(count, Math.max(1, best), Temperature.of(scores, codes));
  }

  /** Of a leaf. */
  private static int leastRows(int rows) {
    return Math.max(5, Math.min(20, rows / 50));
  }
}
