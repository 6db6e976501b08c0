package ml.tacit.step;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.subspace.Step;
import ml.tacit.table.Labels;

/**
 * {@code collapse A [--components P]}: components of the first label to keep, drawn to the centroid
 * of its decision.
 *
 * @param share what is left of the distance from the centroid
 * @param components how many, 0 for one less than there are classes
 */
record CollapsePart(double share, int components) implements Part {
  static final String WORD = "collapse";

  static CollapsePart parse(PartText text) {
    return new CollapsePart(
        text.number("share", 0, 1), text.count("--components", 0, 1, Integer.MAX_VALUE));
  }

  @Override
  public void fit(Flow flow) {
    int decision = flow.decision(WORD);
    String label = flow.column(decision).label();
    Labels labels = flow.data().label(label);
    KernelComponents made = KernelComponents.of(flow, label, components);
    int[] raw = flow.add(made.step(), flow.raw(), columns(made.step()), made.fresh());
    Within within = Within.of(flow.values(raw), labels, flow.cells(label));
    int[] takes = IntStream.concat(IntStream.of(decision), IntStream.of(raw)).toArray();
    int[] collapsed =
        flow.add(new Collapse(within.centroids(), share), takes, columns(made.step()));
    flow.addReleased(collapsed);
    flow.residue(new Residue(decision, collapsed, within, share));
  }

  private static List<Column> columns(Step step) {
    return IntStream.rangeClosed(1, step.outputs())
        .mapToObj(j -> Column.of("component" + j, Column.Kind.COMPONENT))
        .toList();
  }

  @Override
  public String toString() {
    return WORD
        + " "
        + PartText.number(share)
        + (components == 0 ? "" : " --components " + components);
  }
}
