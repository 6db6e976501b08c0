package ml.tacit.step;

import java.util.Optional;

/**
 * What is asked of a channel: how many cells, and how much the best attacker may gain.
 *
 * @param cells K; 0 where it is chosen on tuning rows
 * @param leak by how much V may exceed the prior
 * @param unknown whether the attacker does not know the label to keep
 * @param balanced whether hidden classes count equally, within each class of what is known
 * @param score the method of the scores; empty for the usual one
 * @param atoms how many atoms at most; 0 for the usual number
 * @param smooth how many rows of each atom are to be as its scores say, beside those counted
 */
record ChannelAsk(
    int cells,
    double leak,
    boolean unknown,
    boolean balanced,
    String score,
    int atoms,
    double smooth) {
  static final int MOST_CELLS = 1000;
  private static final int MOST_ATOMS = 10_000;
  private static final double MOST_SMOOTH = 1e9;

  /** Reads the number of cells, which may be missing, and the options. */
  static ChannelAsk parse(PartText text) {
    int cells = text.hasValue() ? text.count("cells", 2, MOST_CELLS) : 0;
    double leak = text.number("--leak", Double.NaN, 0, 1);
    if (Double.isNaN(leak)) {
      throw text.bad("--leak is missing: by how much the best attacker may gain on the prior");
    }
    return new ChannelAsk(
        cells,
        leak,
        text.flag("--unknown"),
        text.flag("--balanced"),
        text.option("--score").map(name -> Scoring.known(text, name)).orElse(""),
        text.count("--atoms", 0, 2, MOST_ATOMS),
        text.number("--smooth", 0, 0, MOST_SMOOTH));
  }

  ChannelAsk withCells(int k) {
    return new ChannelAsk(k, leak, unknown, balanced, score, atoms, smooth);
  }

  ChannelAsk withLeak(double other) {
    return new ChannelAsk(cells, other, unknown, balanced, score, atoms, smooth);
  }

  ChannelAsk withAtoms(int most) {
    return new ChannelAsk(cells, leak, unknown, balanced, score, most, smooth);
  }

  Optional<String> scorer() {
    return score.isEmpty() ? Optional.empty() : Optional.of(score);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return (cells == 0 ? "" : cells + " ")
        + "--leak "
        + leak
        + (unknown ? " --unknown" : "")
        + (balanced ? " --balanced" : "")
        + (score.isEmpty() ? "" : " --score " + score)
        + (atoms == 0 ? "" : " --atoms " + atoms)
        + (smooth == 0 ? "" : " --smooth " + smooth);
  }
}
