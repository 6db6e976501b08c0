package ml.tacit.step;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.kernel.Centres;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.Scaling;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code cells --kmeans K [--people P]}: the nearest of at most K centres of standardised numbers
 * is the cell. Each has rows of P people or more among those fitted.
 *
 * @param most K
 * @param people P, of each hidden label
 */
record KMeansPart(int most, int people) implements Part {
  private static final int PEOPLE = 3;

  /** Distinct rows of a cell at least. */
  private static final int ROWS = 5;

  static KMeansPart parse(PartText text) {
    int most = text.count("--kmeans", 0, 2, 100_000);
    return new KMeansPart(most, text.count("--people", PEOPLE, 1, 100_000));
  }

  /** Of every number that would be released here; that takes their place, and that of codes. */
  @Override
  public void fit(Flow flow) {
    int[] numbers = IntStream.of(flow.released()).filter(id -> !flow.column(id).isCode()).toArray();
    if (numbers.length == 0) {
      throw new BadDataException("steps: '" + this + "': there are no numbers here");
    }
    DMatrixRMaj values = flow.values(numbers);
    AffineMap scaling = Scaling.of(values);
    List<int[]> hidden =
        flow.roles().toHide().stream().map(label -> flow.data().label(label).codes()).toList();
    DMatrixRMaj centres;
    try {
      centres =
          Centres.ofPeople(
              scaling.apply(values), most, Math.max(ROWS, people), people, hidden, flow.seed());
    } catch (BadDataException e) {
      throw new BadDataException("steps: '" + this + "': " + e.getMessage(), e);
    }
    Column cell =
        new Column(
            "cell",
            Column.Kind.CELL,
            null,
            IntStream.range(0, centres.numRows).mapToObj(c -> "centre " + c).toList());
    flow.release(flow.add(ChainMap.of(scaling, Atoms.nearest(centres)), numbers, List.of(cell)));
  }

  @Override
  public String toString() {
    return CellsPart.WORD + " --kmeans " + most + (people == PEOPLE ? "" : " --people " + people);
  }
}
