package ml.tacit.step;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * What was measured of a channel: how often the best attacker is right who knows the channel, its
 * cell of a row, and how common everybody is.
 *
 * @param hidden what the attacker guesses, say {@code sex} or {@code sex × race}
 * @param known what it knows of the row beside the cell, say {@code income}; empty for nothing
 * @param balanced whether every hidden class counts the same (within what is known)
 * @param prior how often it is right without the release
 * @param bound what the channel was solved for: at most so often, on its own rows
 * @param reached V on the rows of the channel
 * @param fresh V of a channel of the same kind on rows of the same people that it was not fitted
 *     to; NaN if it was not measured
 */
public record Leak(
    String hidden,
    String known,
    boolean balanced,
    double prior,
    double bound,
    double reached,
    double fresh) {

  /**
   * Checks the figures.
   *
   * @throws BadDataException if one is no share
   */
  public Leak {
    requireShare("prior", prior);
    requireShare("bound", bound);
    requireShare("reached", reached);
    if (!Double.isNaN(fresh)) {
      requireShare("fresh", fresh);
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value >= 0 && value <= 1 + 1e-9)) {
      throw new BadDataException("leak: " + what + " " + value + ", a share is needed");
    }
  }

  /** The figures in words. */
  String sentence() {
    String measured =
        Double.isNaN(fresh)
            ? ""
            : String.format(
                Locale.ROOT,
                "; %.3f on rows of the same people to which a channel of the same kind was not"
                    + " fitted",
                fresh);
    return String.format(
        Locale.ROOT,
        "on the rows of the channel the best attacker on %s who knows %sthe channel and the release"
            + " is right for %.3f of rows%s, %s %.3f (%.3f without the release)%s; it is about"
            + " one row at a time, and the certificate bounds it on fresh rows",
        hidden,
        known.isEmpty() ? "" : known + ", ",
        reached,
        balanced ? ", classes counted equally" : "",
        reached <= bound + 1e-9 ? "at most" : "where smoothed counts were to give at most",
        bound,
        prior,
        measured);
  }
}
