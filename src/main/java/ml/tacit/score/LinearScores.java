package ml.tacit.score;

import java.util.Arrays;
import java.util.List;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Scores Fᵀw + b of features F.
 *
 * @param weights p × K
 * @param offset K numbers
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record LinearScores(DMatrixRMaj weights, double[] offset) {

  LinearScores times(double factor) {
    DMatrixRMaj scaled = weights.copy();
    for (int i = 0; i < scaled.data.length; i++) {
      scaled.data[i] *= factor;
    }
    return new LinearScores(scaled, Arrays.stream(offset).map(b -> factor * b).toArray());
  }

  /** Sum of both, of the same features. */
  LinearScores plus(LinearScores other) {
    DMatrixRMaj sum = weights.copy();
    for (int i = 0; i < sum.data.length; i++) {
      sum.data[i] += other.weights.data[i];
    }
    double[] both = offset.clone();
    Arrays.setAll(both, k -> both[k] + other.offset[k]);
    return new LinearScores(sum, both);
  }

  /** These scores as the features of others. */
  LinearScores then(LinearScores next) {
    DMatrixRMaj constant = Dense.multiply(DMatrixRMaj.wrap(1, offset.length, offset), next.weights);
    double[] moved = next.offset.clone();
    Arrays.setAll(moved, k -> moved[k] + constant.data[k]);
    return new LinearScores(Dense.multiply(weights, next.weights), moved);
  }

  /** The sum over features that stand side by side. */
  static LinearScores beside(List<LinearScores> parts) {
    int k = parts.get(0).offset.length;
    int height = parts.stream().mapToInt(part -> part.weights.numRows).sum();
    DMatrixRMaj weights = new DMatrixRMaj(height, k);
    double[] offset = new double[k];
    int at = 0;
    for (LinearScores part : parts) {
      int length = part.weights.numRows * k;
      System.arraycopy(part.weights.data, 0, weights.data, at, length);
      at += length;
      Arrays.setAll(offset, c -> offset[c] + part.offset[c]);
    }
    return new LinearScores(weights, offset);
  }

  /** n × K. */
  DMatrixRMaj of(DMatrixRMaj features) {
    DMatrixRMaj scores = Dense.multiply(features, weights);
    for (int i = 0; i < scores.data.length; i++) {
      scores.data[i] += offset[i % offset.length];
    }
    return scores;
  }
}
