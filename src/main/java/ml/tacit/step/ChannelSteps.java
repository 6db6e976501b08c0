package ml.tacit.step;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The steps of a channel, once its atoms and chances are known.
 *
 * @param ask what was asked of it, or chosen
 * @param allowed by how much its leak may exceed the prior
 * @param fresh V on tuning rows; NaN where there were none
 * @param scoring labels and scores
 */
record ChannelSteps(ChannelAsk ask, double allowed, double fresh, Scoring scoring) {

  /** What to ask, chosen on tuning rows where it is open, and what it leaks there. */
  static ChannelSteps choose(ChannelRows rows, ChannelAsk ask, Scoring scoring) {
    Quarter quarter = Quarter.of(scoring.keep().crossed(scoring.hide()));
    if (!quarter.isWhole()) {
      return new ChannelSteps(
          ask.cells() > 0 ? ask : ask.withCells(2 * scoring.keep().classes().size()),
          ask.leak(),
          Double.NaN,
          scoring);
    }
    ChannelRows.Trial trial = ChannelChoice.of(rows, quarter, ask);
    return new ChannelSteps(trial.ask(), ask.leak(), trial.fresh().leak(), scoring);
  }

  /**
   * The same with its cells in the order of the class that is likeliest there, then of how likely.
   */
  ChannelRows.Fitted inOrder(ChannelRows.Fitted fitted) {
    DMatrixRMaj cells = fitted.channel().cells();
    int classes = scoring.keep().classes().size();
    Comparator<Integer> order =
        classes == 2
            ? Comparator.comparingDouble(c -> cells.get(c, 1))
            : Comparator.<Integer>comparingInt(c -> likeliest(cells, c, classes))
                .thenComparingDouble(c -> -cells.get(c, likeliest(cells, c, classes)));
    int[] sorted =
        IntStream.range(0, cells.numRows)
            .filter(fitted.channel()::isUsed)
            .boxed()
            .sorted(order)
            .mapToInt(Integer::intValue)
            .toArray();
    return new ChannelRows.Fitted(fitted.atoms(), fitted.channel().withCells(sorted));
  }

  private static int likeliest(DMatrixRMaj cells, int cell, int classes) {
    int best = 0;
    for (int y = 1; y < classes; y++) {
      best = cells.get(cell, y) > cells.get(cell, best) ? y : best;
    }
    return best;
  }

  /** Adds the atoms to the flow; the columns that draws take. */
  static int[] addAtoms(Flow flow, int[] coordinates, Atoms atoms) {
    int atom = flow.add(atoms, coordinates, Scoring.columns(1))[0];
    int[] coins = flow.coins();
    return new int[] {atom, coins[0], coins[1]};
  }

  /** The step that draws cells. */
  Draw draw(Flow flow, FittedChannel channel) {
    return new Draw(channel.chances(), flow.nextDraw(), leak(channel));
  }

  /** Adds draws to the flow; the number of the column of cells. */
  static int addDraw(Flow flow, int[] takes, Draw draw) {
    List<String> levels =
        IntStream.range(0, draw.channel().numCols).mapToObj(Integer::toString).toList();
    Column cell = new Column("cell", Column.Kind.CELL, null, levels);
    return flow.add(draw, takes, List.of(cell))[0];
  }

  private Leak leak(FittedChannel channel) {
    return new Leak(
        scoring.hideName(),
        ask.unknown() ? "" : scoring.keepName(),
        ask.balanced(),
        channel.prior(),
        Math.min(1, channel.prior() + Math.max(allowed, channel.bound() - channel.prior())),
        channel.reached(),
        fresh);
  }
}
