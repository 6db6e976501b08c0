package ml.tacit.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * How often one attack gave raw test rows back exactly.
 *
 * <p>A cell is restored if the nearest number of its raw column's grid (whole numbers, two
 * decimals) is the raw number; in a column without a grid, if the estimate is within 1e-4
 * deviations. A row is restored if all its cells are: those that the release reads, or of a release
 * that is not known, all.
 *
 * @param attack its name in reports
 * @param fullDigits whether it was set on what the release gives before it rounds: a positive
 *     control, no part of the verdict
 * @param skipped why it was not tried, half a sentence; empty if it was. All figures are NaN or 0
 *     then
 * @param rows test rows tried
 * @param restored rows restored
 * @param low lower limit of the share of rows restored, 95 % together over all attacks that are no
 *     controls (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404; Bonferroni)
 * @param high upper limit
 * @param cells share of cells restored
 * @param commonest share of the rows tried that are the commonest raw training row: what a guess
 *     gives without the release
 * @param commonestCells share of their cells that are the commonest of their column
 */
public record Restored(
    String attack,
    boolean fullDigits,
    Optional<String> skipped,
    int rows,
    int restored,
    double low,
    double high,
    double cells,
    double commonest,
    double commonestCells) {

  /** Takes the released number as the raw one. */
  public static final String SNAPPED = "released row on the raw grid";

  /** Maps back by ridge least squares, learned on rows that the attacker has both of. */
  public static final String MAPPED_BACK = "ridge map back";

  /** Holds the model file, and searches the grid of the raw columns. */
  public static final String MODEL_IN_HAND = "model in hand";

  static Restored skipped(String attack, String reason) {
    double none = Double.NaN;
    return new Restored(attack, false, Optional.of(reason), 0, 0, none, none, none, none, none);
  }

  /** Whether more rows come back than a guess gives, by more than a margin. */
  boolean isShown(double margin) {
    return !fullDigits && skipped.isEmpty() && low > commonest + margin;
  }

  /** What it found, for a verdict. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%s gives %d of %d raw rows back exactly, limits %.1f to %.1f %% (the commonest raw row: %.1f %%)",
        attack,
        restored,
        rows,
        100 * low,
        100 * high,
        100 * commonest);
  }
}
