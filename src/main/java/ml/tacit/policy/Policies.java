package ml.tacit.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/** The candidates, as data. */
public final class Policies {
  private static final List<String> PLANS =
      List.of(
          "decide",
          "decide logistic",
          "game 8 --leak 0.01 --balanced",
          "codebook 24 --leak 0.02",
          "decide | collapse 0.1 | noise 0.3",
          "decide | collapse 0.25 | noise 1");

  private Policies() {}

  /**
   * What is tried on such rows.
   *
   * @param rows the rows that candidates are fitted to; of them only their number, columns and
   *     classes count
   * @param roles the label to keep and those to hide
   * @param wants kinds of release
   * @param device whether rows are released on a device that remembers its own
   * @return candidates in a fixed order, baselines last
   */
  public static List<Policy> of(LabelledRows rows, Roles roles, Set<Want> wants, boolean device) {
    return Stream.concat(PLANS.stream(), Stream.of("method dca", "method rdca"))
        .map(Policy::parse)
        .filter(policy -> wants.contains(policy.want()))
        .toList();
  }
}
