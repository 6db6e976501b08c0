package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A method fitted to the features of a kernel: the feature map, and the model after it, whose
 * numbers (what was removed, say) are those of the feature space.
 *
 * @param features rows to features
 * @param subspace features to outputs
 */
public record KernelModel(FeatureMap features, SubspaceModel subspace) implements Model {

  /**
   * Checks that both fit.
   *
   * @throws BadDataException if the model takes another number of features
   */
  public KernelModel {
    Objects.requireNonNull(features, "features");
    if (features.outputs() != subspace.map().inputs()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "features: %d, the model after them takes %d",
              features.outputs(),
              subspace.map().inputs()));
    }
  }

  @Override
  public String method() {
    return subspace.method();
  }

  @Override
  public Roles roles() {
    return subspace.roles();
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<Step> steps() {
    return List.of(features, subspace.map());
  }

  /** Never: the outputs are features of a kernel, or components of them. */
  @Override
  public boolean keepsColumns() {
    return false;
  }

  @Override
  public double ridge() {
    return subspace.ridge();
  }

  @Override
  public double[] eigenvalues() {
    return subspace.eigenvalues();
  }

  @Override
  public Removed removed() {
    return subspace.removed();
  }

  @Override
  public long rowsSeen() {
    return subspace.rowsSeen();
  }

  @Override
  public Map<String, List<String>> classes() {
    return subspace.classes();
  }

  @Override
  public KernelModel withRoles(Roles named) {
    return new KernelModel(features, subspace.withRoles(named));
  }

  /**
   * The outputs of rows, a few rows at a time: the features are the wide part.
   *
   * @param rows n × d, finite, only read
   * @return n × outputs, fresh
   * @throws BadDataException if a value is not finite or there are not d columns
   */
  @Override
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return features.then(subspace.map()).apply(rows);
  }

  /**
   * The outputs of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return the outputs, fresh
   * @throws BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  @Override
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
