package ml.tacit.subspace;

import java.util.Optional;
import ml.tacit.table.LabelledRows;

/**
 * A linear method with its settings: an immutable value that fits a model from the one statistic.
 *
 * <p>A method of your own implements {@link #method} and {@link #fit(ScatterSnapshot, Roles)}.
 */
public interface Trainer {

  /**
   * The name of the method, as the command line spells it.
   *
   * @return the name
   */
  String method();

  /**
   * Fits a model.
   *
   * @param rows the statistic of the rows to fit to
   * @param roles which of its labels to keep and to hide
   * @return the fitted model
   * @throws ml.tacit.table.BadDataException if a label is missing, has one class or a class of one
   *     row, or more components are asked for than there are
   * @throws ml.tacit.matrix.SingularMatrixException if the metric is singular: a ridge of 0 with a
   *     constant feature, dependent features, or no more rows than features
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, within a
   *     second; the flag stays set, and trainer and statistic can be used again
   */
  SubspaceModel fit(ScatterSnapshot rows, Roles roles);

  /**
   * Fits to rows in memory; the model remembers the names of columns and labels.
   *
   * @param data n rows, finite, with all labels of the roles; only read
   * @param roles which labels to keep and to hide
   * @return the fitted model
   * @throws ml.tacit.table.BadDataException as for {@link #fit(ScatterSnapshot, Roles)}, or if a
   *     value is not finite
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link #fit(ScatterSnapshot, Roles)}
   */
  default SubspaceModel fit(LabelledRows data, Roles roles) {
    return fit(Scatter.of(data, roles.labels()).snapshot(), roles);
  }

  /**
   * The ridge of the method.
   *
   * @return the ridge; absolute 0 where the method has none
   */
  default Ridge ridge() {
    return Ridge.absolute(0);
  }

  /**
   * The same method with another ridge. A method that has a {@link #ridge} overrides this, too: in
   * the features of a kernel a relative one is made absolute by it.
   *
   * @param other absolute or relative
   * @return the trainer; this one where the method has no ridge
   */
  default Trainer withRidge(Ridge other) {
    return this;
  }

  /**
   * The method as weights on scatters. A method that has this form works with exact kernels, too.
   *
   * @return the form, or empty where the method has none
   */
  default Optional<ExactForm> exactForm() {
    return Optional.empty();
  }
}
