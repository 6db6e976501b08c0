package ml.tacit.kernel;

import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/** Features and an affine map after them, a few rows at a time: the features are the wide part. */
final class Chunks {
  private static final int ROWS = 256;

  private Chunks() {}

  static DMatrixRMaj apply(FeatureMap features, AffineMap map, DMatrixRMaj rows) {
    Rows.requireColumns(rows, features.inputs());
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, map.outputs());
    for (int from = 0; from < rows.numRows; from += ROWS) {
      int n = Math.min(ROWS, rows.numRows - from);
      DMatrixRMaj chunk = new DMatrixRMaj(n, rows.numCols);
      System.arraycopy(rows.data, from * rows.numCols, chunk.data, 0, chunk.data.length);
      DMatrixRMaj mapped = map.apply(features.map(chunk));
      System.arraycopy(mapped.data, 0, result.data, from * map.outputs(), mapped.data.length);
    }
    return result;
  }
}
