package ml.tacit.release;

import java.util.Arrays;
import ml.tacit.format.TensorReader;
import ml.tacit.format.TensorWriter;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * y = A (x − m) + c: tensors {@code offset} (c), {@code centre} (m, none if zero) and either {@code
 * matrix} (A) or {@code diagonal}, {@code left}, {@code right} (A = diag(s) − L Rᵀ).
 */
final class AffineFormat implements StepFormat<AffineMap> {

  @Override
  public String kind() {
    return "affine";
  }

  @Override
  public Class<AffineMap> type() {
    return AffineMap.class;
  }

  @Override
  public void write(AffineMap map, StepWriter out) {
    String prefix = out.name() + ".";
    TensorWriter tensors = out.tensors();
    out.put("tensors", prefix);
    tensors.vector(prefix + "offset", map.offset());
    double[] centre = map.centre();
    if (Arrays.stream(centre).anyMatch(m -> m != 0)) {
      tensors.vector(prefix + "centre", centre);
    }
    if (map.isThin()) {
      tensors.vector(prefix + "diagonal", map.diagonal());
      tensors.factor(prefix + "left", map.left());
      tensors.factor(prefix + "right", map.right());
    } else {
      tensors.factor(prefix + "matrix", map.matrix());
    }
  }

  @Override
  public AffineMap read(StepReader in) {
    String prefix = in.text("tensors");
    return in.shared(prefix, AffineMap.class, () -> read(in.tensors(), prefix));
  }

  /** The map whose tensors have this prefix. */
  static AffineMap read(TensorReader tensors, String prefix) {
    double[] offset = tensors.vector(prefix + "offset");
    if (tensors.has(prefix + "matrix") && tensors.has(prefix + "diagonal")) {
      throw BadDataException.of(
          "tensors %1$smatrix and %1$sdiagonal: one form of a map is expected, not both", prefix);
    }
    AffineMap map =
        tensors.has(prefix + "matrix")
            ? AffineMap.dense(tensors.matrix(prefix + "matrix"), offset)
            : thin(tensors, prefix, offset);
    return tensors.has(prefix + "centre") ? map.withCentre(tensors.vector(prefix + "centre")) : map;
  }

  private static AffineMap thin(TensorReader tensors, String prefix, double[] offset) {
    double[] diagonal = tensors.vector(prefix + "diagonal");
    DMatrixRMaj left = tensors.factor(prefix + "left", diagonal.length);
    DMatrixRMaj right = tensors.factor(prefix + "right", diagonal.length);
    return AffineMap.thin(diagonal, left, right, offset);
  }
}
