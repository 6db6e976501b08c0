package ml.tacit.step;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import ml.tacit.score.Scorers;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * A plan: what happens to a row, part by part, until it is released.
 *
 * <pre>{@code
 * Steps plan = Steps.parse("decide logistic | collapse 0.1 | noise 0.3");
 * StepsModel model = plan.fit(data, Roles.keep("activity").withHide("person"));
 * }</pre>
 *
 * <p>Each part is fitted to the rows as the parts before it leave them, as fresh rows would be. An
 * immutable value, thread-safe.
 */
public final class Steps {
  private static final String BAR = " | ";

  private final List<Part> parts;
  private final Long seed;

  private Steps(List<Part> parts, Long seed) {
    this.parts = List.copyOf(parts);
    this.seed = seed;
  }

  /**
   * Decides every label to keep, by a vote: {@code decide}.
   *
   * @return the plan
   */
  public static Steps decide() {
    return of(new Decide(Scorers.names().get(0)));
  }

  /**
   * Decides every label to keep: {@code decide METHOD}.
   *
   * @param method a name of {@link Scorers}
   * @return the plan
   * @throws BadDataException if there is no such method
   */
  public static Steps decide(String method) {
    return parse(Decide.WORD + " " + method);
  }

  /**
   * Draws components to the centroid of the decision: {@code collapse A}.
   *
   * @param share what is left of the distance, from 0 to 1
   * @return the plan
   * @throws BadDataException if the share is outside
   */
  public static Steps collapse(double share) {
    return parse(CollapsePart.WORD + " " + share);
  }

  /**
   * Adds Gaussian noise to what is left beside the decision, cut to 3 deviations: {@code noise S}.
   *
   * @param deviation of the noise, in deviations within classes, above 0
   * @return the plan
   * @throws BadDataException if the deviation is outside
   */
  public static Steps noise(double deviation) {
    return parse(NoisePart.WORD + " " + deviation);
  }

  /**
   * Makes one cell of the decisions: {@code cells}.
   *
   * @return the plan
   */
  public static Steps cells() {
    return of(new CellsPart(Map.of()));
  }

  /**
   * Makes one cell of the decisions and of quantile bins of channels: {@code cells --bins …}.
   *
   * @param bins how many bins, by name of channel, in order
   * @return the plan
   */
  public static Steps cells(Map<String, Integer> bins) {
    return of(new CellsPart(bins));
  }

  /**
   * Makes the nearest of some centres the cell: {@code cells --kmeans K --people P}.
   *
   * @param most how many centres at most, at least 2
   * @param people how many classes of each hidden label a cell has rows of at least
   * @return the plan
   * @throws BadDataException if a number is outside
   */
  public static Steps cells(int most, int people) {
    return parse(CellsPart.WORD + " --kmeans " + most + " --people " + people);
  }

  /**
   * Answers with a random cell now and then: {@code response EPS}.
   *
   * @param epsilon ε of local differential privacy of the cell, from 0
   * @return the plan
   * @throws BadDataException if it is outside
   */
  public static Steps response(double epsilon) {
    return parse(ResponsePart.WORD + " " + epsilon);
  }

  /**
   * Lets raw columns go along: {@code extra COL,…}.
   *
   * @param columns their names
   * @return the plan
   */
  public static Steps extra(String... columns) {
    return of(new Extra(List.of(columns)));
  }

  /**
   * Lets what is unusual for the decision go along: {@code residual R}.
   *
   * @param count how many principal components within classes
   * @return the plan
   * @throws BadDataException if it is less than 1
   */
  public static Steps residual(int count) {
    return parse(ResidualPart.WORD + " " + count);
  }

  /** A plan of one part. */
  static Steps of(Part part) {
    return new Steps(List.of(part), null);
  }

  /**
   * Ranks of the channels among the device's own last rows with the same decision.
   *
   * @param last how many rows, this one included, at least 2
   * @return the part
   */
  public static Steps rank(int last) {
    return of(History.rank(last));
  }

  /**
   * Channels less their mean over the device's own last rows with the same decision.
   *
   * @param last how many rows, this one included, at least 2
   * @return the part
   */
  public static Steps relative(int last) {
    return of(History.relative(last, false));
  }

  /**
   * The same, divided by the deviation of these rows.
   *
   * @param last how many rows, this one included, at least 2
   * @return the part
   */
  public static Steps relativeScaled(int last) {
    return of(History.relative(last, true));
  }

  /**
   * The cell of a decision tree that is grown for the kept labels and against the hidden ones: a
   * baseline for comparison.
   *
   * @param leaves the most cells, at least 2
   * @param gamma the weight of the hidden labels, from 0 (none) to 1
   * @return the part
   */
  public static Steps fairTree(int leaves, double gamma) {
    return of(new FairTreePart(leaves, gamma));
  }

  /**
   * {@code game K --leak E}: K cells by the releaser's game, on boosted or kernel scores of the
   * labels to keep and to hide.
   *
   * @param cells K, from 2 to 1000
   * @param leak by how much the best attacker, who knows the label to keep, may gain on what it
   *     knows without the release: from 0 to 1
   * @return the plan; what else can be set is set by {@link #parse}
   * @throws BadDataException if a number is out of range
   */
  public static Steps game(int cells, double leak) {
    return parse(GamePart.WORD + " " + cells + " --leak " + leak);
  }

  /**
   * {@code codebook K --leak E}: the channel of {@link #game} onto K rows in the original columns.
   *
   * @param centres K, from 2 to 1000
   * @param leak as for {@link #game}
   * @return the plan; what else can be set is set by {@link #parse}
   * @throws BadDataException if a number is out of range
   */
  public static Steps codebook(int centres, double leak) {
    return parse(CodebookPart.WORD + " " + centres + " --leak " + leak);
  }

  /**
   * Reads a plan.
   *
   * @param text parts between bars, each {@code word [value]… [--option [value]]…}
   * @return the plan
   * @throws BadDataException if a part is not known or has settings that it does not take, in one
   *     line that quotes it
   */
  public static Steps parse(String text) {
    if (text.isBlank()) {
      throw new BadDataException("steps: none, at least one is needed");
    }
    return new Steps(
        PartText.apart(text, c -> c == '|').stream()
            .map(
                part -> {
                  if (part.isBlank()) {
                    throw new BadDataException("steps: '" + text + "' has an empty part");
                  }
                  return Parts.parse(part);
                })
            .toList(),
        null);
  }

  /**
   * This plan followed by another.
   *
   * @param next what comes after
   * @return the plan of both; the seed is this one's
   */
  public Steps then(Steps next) {
    List<Part> both = new ArrayList<>(parts);
    both.addAll(next.parts);
    return new Steps(both, seed);
  }

  /**
   * The same plan with draws that can be repeated, for experiments: <b>whoever knows the seed knows
   * every draw</b>, so noise and random responses then protect nothing.
   *
   * @param fixed the seed
   * @return the plan
   */
  public Steps withSeed(long fixed) {
    return new Steps(parts, fixed);
  }

  /**
   * Fits to rows in memory.
   *
   * @param data n rows, finite, with all labels of the roles; only read
   * @param roles which labels to keep and to hide
   * @return the model
   * @throws BadDataException if there is no row, a label is missing or given, a value is not
   *     finite, a column or a label to keep is a hidden label under another name, or a part does
   *     not find what it needs
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the flag stays
   *     set
   */
  public StepsModel fit(LabelledRows data, Roles roles) {
    return fit(data, roles, null);
  }

  /**
   * Fits to rows in memory, of several devices.
   *
   * @param data n rows, finite, with all labels of the roles; the rows of a device in the order of
   *     time; only read
   * @param roles which labels to keep and to hide
   * @param device the label that tells devices apart, for steps of own history; null: the first
   *     label to hide
   * @return the model
   * @throws BadDataException as for {@link #fit(LabelledRows, Roles)}
   */
  public StepsModel fit(LabelledRows data, Roles roles, String device) {
    Fitting fitting = Fitting.of(data, roles, device, seed == null ? 1 : seed, key());
    return StepsModel.of(this, fitting.after(parts));
  }

  /** In order. */
  List<Part> parts() {
    return parts;
  }

  /**
   * The parts, each as {@link #parse} reads it.
   *
   * @return at least one, in order
   */
  public List<String> texts() {
    return parts.stream().map(Part::toString).toList();
  }

  private byte[] key() {
    if (seed != null) {
      return Coins.keyOf(seed);
    }
    byte[] key = new byte[Coins.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps steps
        && parts.equals(steps.parts)
        && Objects.equals(seed, steps.seed);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining(BAR));
  }
}
