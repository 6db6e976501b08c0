package ml.tacit.score;

import java.util.List;
import java.util.Objects;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/**
 * The class with the largest score, as one column: its code, the first of equal ones. Immutable and
 * thread-safe; a row has the same bits alone and in any block.
 *
 * @param scores n × d to n × C
 */
public record Decision(ScoreStep scores) implements Step {
  /** Checks that there are scores. */
  public Decision {
    Objects.requireNonNull(scores, "scores");
  }

  @Override
  public int inputs() {
    return scores.inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    return of(scores.apply(rows));
  }

  /**
   * The decisions that scores stand for.
   *
   * @param scores n × C, only read
   * @return n × 1 codes from 0, fresh
   */
  public static DMatrixRMaj of(DMatrixRMaj scores) {
    int k = scores.numCols;
    DMatrixRMaj codes = new DMatrixRMaj(scores.numRows, 1);
    for (int i = 0; i < scores.numRows; i++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        if (scores.data[i * k + c] > scores.data[i * k + best]) {
          best = c;
        }
      }
      codes.data[i] = best;
    }
    return codes;
  }

  @Override
  public String guarantee() {
    return "of the decided label one of "
        + scores.outputs()
        + " classes leaves and nothing else: 'tacit certify' on the decisions bounds every attacker";
  }

  @Override
  public List<ModelWarning> warnings() {
    return scores.warnings();
  }
}
