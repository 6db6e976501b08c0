package ml.tacit.step;

import java.util.ArrayList;
import java.util.List;

/**
 * What to ask of a channel where the plan leaves it open, found on tuning rows: most utility whose
 * leak there stays within the bound and its standard error.
 */
final class ChannelChoice {
  private static final int[] CELLS = {4, 8, 16, 24};

  /** A channel is fitted to few rows: on its own rows it may have to stay below what is asked. */
  private static final double[] TIGHTER = {0.5, 0};

  private static final int FEWER_ATOMS = 4;

  private ChannelChoice() {}

  /** The number of cells if it is open, then how tight, then how many atoms. */
  static ChannelRows.Trial of(ChannelRows rows, Quarter quarter, ChannelAsk ask) {
    if (ask.cells() > 0) {
      return rows.trial(quarter, ask, ask.leak());
    }
    List<ChannelRows.Trial> trials = new ArrayList<>();
    for (int cells : CELLS) {
      if (cells >= rows.keep().classes().size()) {
        trials.add(rows.trial(quarter, ask.withCells(cells), ask.leak()));
      }
    }
    if (trials.isEmpty()) {
      trials.add(rows.trial(quarter, ask.withCells(2 * rows.keep().classes().size()), ask.leak()));
    }
    ChannelRows.Trial best = best(trials);
    for (double share : TIGHTER) {
      trials.add(rows.trial(quarter, ask.withCells(best.ask().cells()), share * ask.leak()));
    }
    best = best(trials);
    if (ask.atoms() == 0) {
      int fewer =
          Math.max(
              2, AtomsFit.usual(quarter.fitted().length, rows.coordinates().numCols) / FEWER_ATOMS);
      trials.add(
          rows.trial(
              quarter, ask.withCells(best.ask().cells()).withAtoms(fewer), best.ask().leak()));
    }
    return best(trials);
  }

  private static ChannelRows.Trial best(List<ChannelRows.Trial> trials) {
    return trials.stream().max(ChannelRows.BETTER).orElseThrow();
  }
}
