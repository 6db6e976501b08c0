package ml.tacit.step;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * {@code fairtree LEAVES [--gamma G]}: the cell of a decision tree on the raw columns that is grown
 * for the kept labels and against the hidden ones. Several labels of a kind are one, of all their
 * pairs.
 *
 * <p>The cells of the fitted rows are those of the tree that they grew.
 */
final class FairTreePart implements Part {
  static final String WORD = "fairtree";

  private static final String GAMMA = "--gamma";
  private static final int MOST = 100_000;
  private static final double USUAL = 0.5;

  private final int leaves;
  private final double gamma;

  FairTreePart(int leaves, double gamma) {
    if (leaves < 2 || leaves > MOST || !(gamma >= 0 && gamma <= 1)) {
      throw BadDataException.of(
          "fairtree: %d leaves and gamma %s, from 2 to %d leaves and gamma from 0 to 1 are expected",
          leaves, gamma, MOST);
    }
    this.leaves = leaves;
    this.gamma = gamma;
  }

  static Part parse(PartText text) {
    return new FairTreePart(text.count("LEAVES", 2, MOST), text.number(GAMMA, USUAL, 0, 1));
  }

  @Override
  public void fit(Flow flow) {
    Labels keep = together("keep", flow.roles().toKeep(), flow.data());
    Labels hide = together("hide", flow.roles().toHide(), flow.data());
    FairTree tree = FairTreeTrainer.fit(flow.data().rows(), keep, hide, leaves, gamma);
    List<String> codes = IntStream.range(0, tree.leaves()).mapToObj(Integer::toString).toList();
    flow.release(
        flow.add(tree, flow.raw(), List.of(new Column("cell", Column.Kind.CELL, null, codes))));
  }

  private Labels together(String role, List<String> names, LabelledRows data) {
    return names.stream()
        .map(data::label)
        .reduce(Labels::crossed)
        .orElseThrow(
            () -> new BadDataException("steps: '" + this + "': no label to " + role + " is given"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FairTreePart part && leaves == part.leaves && gamma == part.gamma;
  }

  @Override
  public int hashCode() {
    return 31 * leaves + Double.hashCode(gamma);
  }

  @Override
  public String toString() {
    return WORD + " " + leaves + " " + GAMMA + " " + gamma;
  }
}
