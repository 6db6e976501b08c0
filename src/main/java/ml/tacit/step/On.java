package ml.tacit.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A step on some of the columns, beside others that stay: the kept columns, then what the inner
 * step gives. Steps of a plan are wired by it alone, so that each takes only what it is about.
 *
 * <p>Immutable and thread-safe, if the inner step is.
 */
public final class On implements Step {
  private final int inputs;
  private final int[] keep;
  private final int[] takes;
  private final Step inner;

  /**
   * The wiring of a step.
   *
   * @param inputs number of columns that go in
   * @param keep positions of the columns that stay, in the order they come out; copied
   * @param takes positions of the columns that the inner step takes, in its order; copied
   * @param inner the step
   * @throws BadDataException if a position is outside the inputs, or the inner step has another
   *     number of inputs
   */
  public On(int inputs, int[] keep, int[] takes, Step inner) {
    this.inputs = inputs;
    this.keep = Select.inside("keep", keep, inputs);
    this.takes = Select.inside("takes", takes, inputs);
    this.inner = inner;
    if (takes.length != inner.inputs()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "takes: %d columns, the inner step has %d inputs",
              takes.length,
              inner.inputs()));
    }
  }

  /**
   * Positions of the columns that stay.
   *
   * @return a fresh array
   */
  public int[] keep() {
    return keep.clone();
  }

  /**
   * Positions of the columns that the inner step takes.
   *
   * @return a fresh array
   */
  public int[] takes() {
    return takes.clone();
  }

  /**
   * The step on them.
   *
   * @return the step
   */
  public Step inner() {
    return inner;
  }

  /**
   * The same wiring of another step.
   *
   * @param other takes and gives as many columns
   * @return the step
   * @throws BadDataException if it takes another number of columns
   */
  public On with(Step other) {
    return new On(inputs, keep, takes, other);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return keep.length + inner.outputs();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    if (rows.numCols != inputs) {
      throw new BadDataException(
          "columns of rows: " + rows.numCols + ", the step has " + inputs + " inputs");
    }
    return joined(rows, inner.apply(taken(rows)));
  }

  /** The columns that the inner step takes; the rows themselves where it takes all in order. */
  DMatrixRMaj taken(DMatrixRMaj rows) {
    return Select.of(rows, takes);
  }

  /** The kept columns of the rows beside what the inner step gave. */
  DMatrixRMaj joined(DMatrixRMaj rows, DMatrixRMaj given) {
    int width = given.numCols;
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, keep.length + width);
    for (int i = 0; i < rows.numRows; i++) {
      int at = i * result.numCols;
      for (int j = 0; j < keep.length; j++) {
        result.data[at + j] = rows.data[i * rows.numCols + keep[j]];
      }
      System.arraycopy(given.data, i * width, result.data, at + keep.length, width);
    }
    return result;
  }

  @Override
  public List<ModelWarning> warnings() {
    return inner.warnings();
  }

  @Override
  public String guarantee() {
    return inner.guarantee();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof On on
        && inputs == on.inputs
        && Arrays.equals(keep, on.keep)
        && Arrays.equals(takes, on.takes)
        && inner.equals(on.inner);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(keep) + Arrays.hashCode(takes)) + inner.hashCode();
  }

  @Override
  public String toString() {
    return "On" + Arrays.toString(takes) + " " + inner;
  }
}
