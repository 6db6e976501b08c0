package example;

import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.subspace.Trainer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Between-group principal component analysis: the principal components of the class means.
 *
 * <p>y = Vᵀ(x−μ), V the unit eigenvectors of S_B of the label to keep, for its L−1 largest
 * eigenvalues.
 */
public record BetweenGroupPca() implements Trainer {

  @Override
  public String method() {
    return "bgpca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    String keep = roles.toKeep().get(0);
    DMatrixRMaj factor = rows.betweenFactor(keep); // S_B = F Fᵀ, a column per class
    DMatrixRMaj between = new DMatrixRMaj(rows.dimension(), rows.dimension());
    CommonOps_DDRM.multTransB(factor, factor, between);
    int components = Math.min(rows.classes(keep).size() - 1, rows.dimension());
    SymmetricEigen eigen = SymmetricEigen.largest(between, components);
    AffineMap map = AffineMap.projection(eigen.vectors(), rows.mean());
    return SubspaceModel.of(method(), map, rows, roles, eigen.values());
  }
}
