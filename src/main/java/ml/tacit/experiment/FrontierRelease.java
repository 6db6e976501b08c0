package ml.tacit.experiment;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import ml.tacit.release.Release;
import ml.tacit.table.LabelledRows;

/**
 * A release to be measured.
 *
 * @param name in tables
 * @param kind {@link FrontierPoint#BASELINE}, {@link FrontierPoint#PICK} or {@link
 *     FrontierPoint#BESIDE}
 * @param method what a baseline is a setting of; of a pick, what was wanted
 * @param plan what is fitted, as text
 * @param how fits it, or throws BadDataException
 */
record FrontierRelease(
    String name, String kind, String method, String plan, Supplier<Applied> how) {

  /**
   * A fitted release.
   *
   * @param release with all that it says of itself; null where there is none
   * @param map what is done to rows in its place; null with a release, and for raw rows
   * @param plan what was fitted, as text
   * @param note how it was found; empty where it was fixed beforehand
   * @param compared how many candidates it was chosen among; 1 where it was fixed beforehand
   */
  record Applied(
      Release release, UnaryOperator<LabelledRows> map, String plan, String note, int compared) {
    Applied(Release release, String plan) {
      this(release, null, plan, "", 1);
    }
  }
}
