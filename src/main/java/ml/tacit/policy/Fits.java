package ml.tacit.policy;

import java.util.List;
import java.util.Map;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Fitting;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * Fits policies to the same rows; what plans have in common is fitted once.
 *
 * <p>All draws come from the seed, so that a search can be repeated: <b>a release that leaves needs
 * a key of its own</b>, which {@link Search} gives to its pick. Thread-safe, as {@link Fitting}.
 */
public final class Fits {
  private final LabelledRows rows;
  private final Roles roles;
  private final Digits digits;
  private final String device;
  private final long seed;
  private Fitting plans;

  private Fits(LabelledRows rows, Roles roles, Digits digits, String device, long seed) {
    this.rows = rows;
    this.roles = roles;
    this.digits = digits;
    this.device = device;
    this.seed = seed;
  }

  /**
   * Fits to these rows.
   *
   * @param rows n rows, finite, with all labels of the roles; only read, must not change
   * @param roles the label to keep and those to hide
   * @param digits how released numbers are rounded
   * @param device the label that tells devices apart, for steps of own history; null: the first
   *     label to hide
   * @param seed of everything that is drawn
   * @return the fits
   */
  public static Fits of(LabelledRows rows, Roles roles, Digits digits, String device, long seed) {
    return new Fits(rows, roles, digits, device, seed);
  }

  /**
   * Fits a policy.
   *
   * @param policy the policy
   * @return the release; draws are of the seed
   * @throws BadDataException if it cannot be fitted, would show raw values of columns that have
   *     few, or would be equal to its input
   */
  public Release fit(Policy policy) {
    return policy.isPlan() ? plan(policy) : linear(policy);
  }

  private Release plan(Policy policy) {
    return Release.of(plans().fit(policy.plan()), digits)
        .withSettings(Map.of("steps", policy.text()));
  }

  private synchronized Fitting plans() {
    if (plans == null) {
      plans = Fitting.of(rows, roles, device, seed);
    }
    return plans;
  }

  private Release linear(Policy policy) {
    LinearMethod method = policy.method();
    Roles its = method.given() ? roles.withGiven(roles.toKeep().get(0)) : roles;
    Model model = method.trainer().fit(rows, its);
    List<String> coarse = CoarseColumns.of(model);
    if (!coarse.isEmpty()) {
      throw new BadDataException(CoarseColumns.reason(coarse));
    }
    Release release = Release.of(model, digits);
    if (release.outputs().equals(release.inputs()) && release.info().removed().rank() == 0) {
      throw new BadDataException("is equal to its input");
    }
    return release;
  }
}
