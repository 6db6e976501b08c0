package ml.tacit.step;

import org.ejml.data.DMatrixRMaj;

/**
 * Ranks of channels among the device's own last rows with the same decision: decisions, the two
 * {@link Coins}, p channels to p ranks.
 *
 * <p>Among the last m ≤ M rows, this one included, with b values below its own and e other values
 * equal to it, the rank is (b + ⌊u (e + 1)⌋ + ½)/m in (0, 1), u uniform from the coins. So if the m
 * rows are exchangeable, the rank is uniform on the m points, for everybody, also where values
 * repeat. The first row of a device has rank ½. A lower M is rougher; a higher one takes longer to
 * forget. Own sketch; the rank test's argument (Wilcoxon 1945).
 */
public final class Rank implements DeviceStep {
  private final OwnRows own;
  private final int draw;

  /**
   * Ranks among own rows.
   *
   * @param own which rows
   * @param draw the number of this step among those that draw
   */
  public Rank(OwnRows own, int draw) {
    this.own = own;
    this.draw = draw;
  }

  /**
   * Which rows are compared.
   *
   * @return the rows
   */
  public OwnRows own() {
    return own;
  }

  /**
   * The number of this step among those that draw.
   *
   * @return the number
   */
  public int draw() {
    return draw;
  }

  @Override
  public int inputs() {
    return own.levels().size() + Coins.COUNT + own.channels();
  }

  @Override
  public int outputs() {
    return own.channels();
  }

  @Override
  public Memory memory() {
    return own.memory();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows, Memory memory) {
    own.requireColumns(rows, inputs(), memory);
    Draws draws = new Draws(draw);
    int p = own.channels();
    int coins = own.levels().size();
    DMatrixRMaj ranks = new DMatrixRMaj(rows.numRows, p);
    for (int i = 0; i < rows.numRows; i++) {
      int code = own.code(rows, i);
      int from = i * rows.numCols + coins + Coins.COUNT;
      memory.add(code, rows.data, from);
      draws.row(rows.data, i * rows.numCols + coins);
      for (int j = 0; j < p; j++) {
        ranks.data[i * p + j] = rank(memory, code, j, rows.data[from + j], draws.uniform());
      }
    }
    return ranks;
  }

  private static double rank(Memory memory, int code, int channel, double value, double coin) {
    int below = 0;
    int equal = 0; // this one among them
    int held = memory.held(code);
    for (int r = 0; r < held; r++) {
      double other = memory.get(code, r, channel);
      below += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    return (below + Math.floor(coin * equal) + 0.5) / held;
  }

  @Override
  public String guarantee() {
    return "a rank among the device's own last "
        + own.last()
        + " rows of the decision is uniform for everybody as long as these rows are exchangeable: one such number"
        + " names nobody; trends, and several numbers together, may";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rank rank && own.equals(rank.own) && draw == rank.draw;
  }

  @Override
  public int hashCode() {
    return 31 * own.hashCode() + draw;
  }

  @Override
  public String toString() {
    return "Rank[" + own + "]";
  }
}
