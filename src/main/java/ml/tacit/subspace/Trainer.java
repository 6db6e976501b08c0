package ml.tacit.subspace;

/**
 * A method with its settings: an immutable value that fits a model from the one statistic.
 *
 * <p>The family is closed. Each member also has {@code fit} methods for rows in memory that read
 * like the mathematics; they build the statistic and come here.
 */
public sealed interface Trainer
    permits Dca, Rdca, Duca, Mdr, Ruca, Pca, RandomProjection, Standardized {

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
   */
  SubspaceModel fit(ScatterSnapshot rows, Roles roles);
}
