package ml.tacit.subspace;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * One step of a release: a map from n × {@link #inputs} numbers to n × {@link #outputs}.
 *
 * <p>A row gives the same bits alone, in a block, and in any block. A step knows nothing of how it
 * was fitted. Immutable and thread-safe.
 */
public interface Step {

  /**
   * Number of columns that go in.
   *
   * @return d
   */
  int inputs();

  /**
   * Number of columns that come out.
   *
   * @return m
   */
  int outputs();

  /**
   * Applies the step to rows.
   *
   * @param rows n × d, finite, only read; n may be 0
   * @return n × m, fresh
   */
  DMatrixRMaj apply(DMatrixRMaj rows);

  /**
   * Applies the step to one row; the same bits as in a block.
   *
   * @param row d numbers, finite, only read
   * @return m numbers, fresh
   */
  default double[] apply(double[] row) {
    return apply(DMatrixRMaj.wrap(1, row.length, row)).data;
  }

  /**
   * What the step promises against an attacker, in words: for {@code inspect} and reports.
   *
   * @return one sentence
   */
  default String guarantee() {
    return "bounds no attacker";
  }

  /**
   * What whoever holds this step knows by that alone, say training rows.
   *
   * @return the warnings, immutable; none for most steps
   */
  default List<ModelWarning> warnings() {
    return List.of();
  }
}
