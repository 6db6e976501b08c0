package ml.tacit.step;

import java.util.List;
import ml.tacit.kernel.RawRows;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * Fits several plans to the same rows. Each model has the bits that {@link Steps#fit} gives alone;
 * what plans have in common is fitted once: parts with which they begin, scores of the labels.
 *
 * <pre>{@code
 * Fitting fitting = Fitting.of(data, Roles.keep("activity").withHide("person"), null, 1);
 * StepsModel cells = fitting.fit(Steps.parse("decide"));
 * StepsModel noisy = fitting.fit(Steps.parse("decide | collapse 0.1 | noise 0.3"));
 * }</pre>
 *
 * <p>Thread-safe: threads may fit at the same time, and one that needs what another is fitting
 * waits for it. What is shared stays in memory as long as this does: a few columns of n numbers for
 * each different beginning, and the scores.
 */
public final class Fitting {
  private final LabelledRows data;
  private final Roles roles;
  private final String device;
  private final long seed;
  private final byte[] key;
  private final Shared shared = new Shared();

  private Fitting(LabelledRows data, Roles roles, String device, long seed, byte[] key) {
    this.data = data;
    this.roles = roles;
    this.device = device;
    this.seed = seed;
    this.key = key.clone();
  }

  /**
   * Fits of plans whose draws can be repeated: <b>whoever knows the seed knows every draw</b>, so a
   * release for others needs a key of its own.
   *
   * @param data n rows, finite, with all labels of the roles; the rows of a device in the order of
   *     time; only read, must not change
   * @param roles which labels to keep and to hide
   * @param device the label that tells devices apart, for steps of own history; null: the first
   *     label to hide
   * @param seed of everything that is drawn
   * @return the fits
   * @throws BadDataException if there is no row, a label is missing or given, a value is not
   *     finite, or a column or a label to keep is a hidden label under another name
   */
  public static Fitting of(LabelledRows data, Roles roles, String device, long seed) {
    return of(data, roles, device, seed, Coins.keyOf(seed));
  }

  static Fitting of(LabelledRows data, Roles roles, String device, long seed, byte[] key) {
    roles.labels().forEach(data::label); // before long work
    requireApart(data, roles);
    RawRows.require(data, roles);
    return new Fitting(data, roles, device, seed, key);
  }

  /** A decision on a label that is a hidden one under another name would name whom it hides. */
  private static void requireApart(LabelledRows data, Roles roles) {
    if (roles.given() != null) {
      throw BadDataException.of(
          "given: '%s', a plan of steps has no form within classes of a label", roles.given());
    }
    for (String keep : roles.toKeep()) {
      for (String hide : roles.toHide()) {
        int classes = data.label(hide).classes().size();
        if (data.label(keep).classes().size() == classes
            && data.label(keep).crossed(data.label(hide)).classes().size() == classes) {
          throw BadDataException.of(
              "keep: label '%s' has one class for each of the %d classes of '%s': it is the label"
                  + " to hide under another name",
              keep, classes, hide);
        }
      }
    }
  }

  /**
   * Fits a plan.
   *
   * @param plan its own seed, if it has one, does not count
   * @return the model of {@code plan.withSeed(seed).fit(data, roles, device)}
   * @throws BadDataException if a part does not find what it needs
   */
  public StepsModel fit(Steps plan) {
    return StepsModel.of(plan.withSeed(seed), after(plan.parts()));
  }

  /** The flow behind some parts; nobody else's. */
  Flow after(List<Part> parts) {
    if (parts.isEmpty()) {
      return new Flow(data, roles, seed, key, device, shared);
    }
    return parts.get(parts.size() - 1).isLast()
        ? fitted(parts)
        : shared.get(parts, () -> fitted(parts)).copy();
  }

  private Flow fitted(List<Part> parts) {
    Flow flow = after(parts.subList(0, parts.size() - 1));
    parts.get(parts.size() - 1).fit(flow);
    return flow;
  }
}
