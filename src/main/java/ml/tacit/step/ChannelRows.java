package ml.tacit.step;

import java.util.Comparator;
import java.util.stream.IntStream;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that channels are fitted to, and tried on.
 *
 * @param keep label to keep
 * @param hide label to hide
 * @param keepShares probabilities of the classes to keep, by the scores
 * @param hideShares the same of the label to hide
 * @param coordinates what atoms are made of, n × m
 * @param points what a cell should be near in: probabilities of the classes to keep, then the rest
 * @param seed of k-means
 */
record ChannelRows(
    Labels keep,
    Labels hide,
    DMatrixRMaj keepShares,
    DMatrixRMaj hideShares,
    DMatrixRMaj coordinates,
    DMatrixRMaj points,
    long seed) {

  /** Atoms and their channel. */
  record Fitted(Atoms atoms, FittedChannel channel) {}

  /**
   * A trial on tuning rows.
   *
   * @param ask what was asked for
   * @param bound what V was to stay below
   * @param fresh what came of it
   */
  record Trial(ChannelAsk ask, double bound, Fresh fresh) {
    boolean holds() {
      return fresh.leak() <= bound + fresh.error();
    }
  }

  /** Of trials the one to take: of most utility among those that hold, else of least leak. */
  static final Comparator<Trial> BETTER =
      Comparator.comparing(Trial::holds)
          .thenComparingDouble(
              trial -> trial.holds() ? trial.fresh().utility() : -trial.fresh().leak());

  /** A channel for all rows. */
  Fitted fit(ChannelAsk ask) {
    return fit(ask, ask.leak(), IntStream.range(0, keep.size()).toArray());
  }

  private Fitted fit(ChannelAsk ask, double leak, int[] rows) {
    Atoms atoms = AtomsFit.of(rows(coordinates, rows), ask.atoms(), seed);
    int[] codes = codes(atoms);
    Places places = places(rows, codes, atoms.size());
    return solved(ask, leak, rows, atoms, codes, places, places.cells(ask.cells(), seed));
  }

  private Fitted solved(
      ChannelAsk ask,
      double leak,
      int[] rows,
      Atoms atoms,
      int[] codes,
      Places places,
      DMatrixRMaj cells) {
    Shares counted = shares(rows, codes, atoms.size(), ask);
    if (ask.smooth() == 0) {
      return new Fitted(atoms, FittedChannel.solve(counted, places, cells, leak));
    }
    Shares.Said said =
        new Shares.Said(
            Places.of(keepShares, rows, codes, atoms.size()).points(),
            Places.of(hideShares, rows, codes, atoms.size()).points(),
            ask.smooth());
    Shares smoothed = Shares.of(hide, keep, rows, codes, atoms.size(), ask, said);
    FittedChannel channel = FittedChannel.solve(smoothed, places, cells, leak);
    return new Fitted(atoms, channel.withReached(counted.leak(channel.chances())));
  }

  /** Another channel for all rows and the same atoms, from some of its cells. */
  Fitted refit(ChannelAsk ask, Atoms atoms, DMatrixRMaj cells) {
    int[] rows = IntStream.range(0, keep.size()).toArray();
    int[] codes = codes(atoms);
    Places places = places(rows, codes, atoms.size());
    return solved(ask, ask.leak(), rows, atoms, codes, places, cells);
  }

  /**
   * A channel for three quarters of the rows, measured on the others.
   *
   * @param ask its cells, and by how much its leak may exceed the prior
   * @param leak what it is solved for, at most that
   */
  Trial trial(Quarter quarter, ChannelAsk ask, double leak) {
    Fitted fitted = fit(ask, leak, quarter.fitted());
    int size = fitted.atoms.size();
    int[] codes = codes(fitted.atoms);
    Fresh fresh =
        Fresh.of(
            fitted.channel.chances(),
            shares(quarter.fitted(), codes, size, ask),
            shares(quarter.first(), codes, size, ask),
            shares(quarter.second(), codes, size, ask),
            counts(quarter.fitted(), codes, size),
            counts(quarter.tuned(), codes, size));
    return new Trial(ask.withLeak(leak), fitted.channel.prior() + ask.leak(), fresh);
  }

  /** The atom of each row. */
  int[] codes(Atoms atoms) {
    DMatrixRMaj codes = atoms.apply(coordinates);
    return IntStream.range(0, codes.numRows).map(i -> (int) codes.data[i]).toArray();
  }

  /** What the attacker counts. */
  Shares shares(int[] rows, int[] codes, int size, ChannelAsk ask) {
    return Shares.of(hide, keep, rows, codes, size, ask, null);
  }

  /** The atoms as points. */
  Places places(int[] rows, int[] codes, int size) {
    return Places.of(points, rows, codes, size);
  }

  /** Rows by class to keep and atom. */
  private DMatrixRMaj counts(int[] rows, int[] codes, int size) {
    DMatrixRMaj counts = new DMatrixRMaj(keep.classes().size(), size);
    for (int row : rows) {
      counts.data[keep.code(row) * size + codes[row]]++;
    }
    return counts;
  }

  private static DMatrixRMaj rows(DMatrixRMaj all, int[] rows) {
    DMatrixRMaj some = new DMatrixRMaj(rows.length, all.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all.data, rows[i] * all.numCols, some.data, i * all.numCols, all.numCols);
    }
    return some;
  }
}
