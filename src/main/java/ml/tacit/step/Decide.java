package ml.tacit.step;

import java.util.List;
import ml.tacit.score.Decision;
import ml.tacit.score.Scorers;
import ml.tacit.table.BadDataException;

/**
 * {@code decide [METHOD]}: the class of each label to keep, by the largest of its scores.
 *
 * <p>Decisions of fitted rows are out-of-fold: what follows is fitted to decisions as fresh rows
 * will have them, errors included.
 *
 * @param method how scores are learned
 */
record Decide(String method) implements Part {
  static final String WORD = "decide";

  private static final int FEW_ROWS = 2000;

  static Decide parse(PartText text) {
    String method = text.value(Scorers.names().get(0));
    try {
      Scorers.named(method);
    } catch (BadDataException e) {
      throw text.bad(e.getMessage());
    }
    return new Decide(method);
  }

  @Override
  public void fit(Flow flow) {
    if (flow.roles().toKeep().isEmpty()) {
      throw new BadDataException("steps: " + WORD + ": no label to keep");
    }
    for (String label : flow.roles().toKeep()) {
      flow.addReleased(decide(flow, label));
    }
  }

  private int[] decide(Flow flow, String label) {
    List<String> one = List.of(label);
    Said said = Said.of(flow, method, one, one, folds(flow.data().size()));
    List<String> classes = flow.data().label(label).classes();
    Column column = new Column("predicted_" + label, Column.Kind.DECISION, label, classes);
    return flow.add(
        new Decision(said.step()), flow.raw(), List.of(column), Decision.of(said.fresh()));
  }

  /** How many fits the out-of-fold values of fitted rows take; more where rows are few. */
  static int folds(int rows) {
    return rows < FEW_ROWS ? Math.min(5, rows) : 3;
  }

  @Override
  public String toString() {
    return method.equals(Scorers.names().get(0)) ? WORD : WORD + " " + method;
  }
}
