package ml.tacit.step;

import ml.tacit.subspace.Step;
import ml.tacit.table.Encoding;
import org.ejml.data.DMatrixRMaj;

/**
 * The columns of a table to numbers: codes of levels to 0/1 columns, missing numbers to their mean.
 * The first step of a release of tables; the only one that takes NaN, for a missing value.
 *
 * <p>A row of codes that is not as expected is a {@link ml.tacit.table.BadDataException}. Immutable
 * and thread-safe.
 */
public final class Encode implements Step {
  private final Encoding encoding;

  /**
   * The step.
   *
   * @param encoding what becomes of each column
   */
  public Encode(Encoding encoding) {
    this.encoding = encoding;
  }

  /**
   * What becomes of each column.
   *
   * @return the encoding
   */
  public Encoding encoding() {
    return encoding;
  }

  @Override
  public int inputs() {
    return encoding.inputs().size();
  }

  @Override
  public int outputs() {
    return encoding.outputs().size();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    return encoding.encode(rows);
  }

  @Override
  public String guarantee() {
    return "hides nothing but which of the merged levels a row has, and knows no name of these";
  }
}
