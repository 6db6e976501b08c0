package ml.tacit.experiment;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/**
 * A release to be measured.
 *
 * @param name in tables
 * @param kind {@link FrontierPoint#BASELINE}, {@link FrontierPoint#PICK} or {@link
 *     FrontierPoint#BESIDE}
 * @param method what a baseline is a setting of; of a pick, what was wanted
 * @param plan what is fitted, as text
 * @param how fits it
 */
record FrontierRelease(
    String name, String kind, String method, String plan, Function<Fit, Applied> how) {

  /**
   * What a fit sees.
   *
   * @param rows the fitted part
   * @param roles the label to keep and the label to hide
   * @param seed of everything that is drawn
   */
  record Fit(LabelledRows rows, Roles roles, int seed) {}

  /**
   * A fitted release.
   *
   * @param release with all that it says of itself; null where there is none
   * @param map what is done to rows in its place; null with a release, and for raw rows
   * @param plan what was fitted, as text
   * @param note how it was found; empty where it was fixed beforehand
   */
  record Applied(Release release, UnaryOperator<LabelledRows> map, String plan, String note) {}

  /** What could not be fitted says so here. */
  Applied fit(Fit fit) {
    return how.apply(fit);
  }
}
