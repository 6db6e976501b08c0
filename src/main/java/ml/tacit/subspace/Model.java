package ml.tacit.subspace;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted method: the steps from a row to its released form, and what is known about the fit.
 *
 * <p>Immutable and thread-safe; arrays and matrices handed out are fresh.
 */
public interface Model {

  /**
   * The name of the method, as the command line spells it.
   *
   * @return the name
   */
  String method();

  /**
   * The labels that were kept and hidden.
   *
   * @return the roles; without names where the fit was to bare matrices
   */
  Roles roles();

  /**
   * The names of the columns that were fitted.
   *
   * @return the names, immutable; none where the fit was to bare matrices
   */
  List<String> inputs();

  /**
   * The map, step by step.
   *
   * @return at least one step, immutable
   */
  List<Step> steps();

  /**
   * Whether the outputs are the input columns, changed, rather than components.
   *
   * @return true for erasure in its column form
   */
  boolean keepsColumns();

  /**
   * The names of the outputs, where the method has its own.
   *
   * @return a name per output, or none: a release then names them after the inputs or the method
   */
  default List<String> outputNames() {
    return List.of();
  }

  /**
   * The outputs that are codes from 0, and what the codes stand for.
   *
   * @return names of levels, by code, by name of output; none where no output is a code
   */
  default Map<String, List<String>> outputLevels() {
    return Map.of();
  }

  /**
   * How many different rows the model can give, where these are finitely many by its construction:
   * then nothing is rounded.
   *
   * @return the number, or empty where it is not finite or not known
   */
  default OptionalLong distinctRows() {
    return OptionalLong.empty();
  }

  /**
   * The ridge in absolute terms.
   *
   * @return the mean of the diagonal of R, which is ρ where R = ρI; 0 where the method has none
   */
  double ridge();

  /**
   * The ridge as a share, where it is relative.
   *
   * @return α; NaN where the ridge is absolute or the method has none
   */
  default double ridgeRelative() {
    return Double.NaN;
  }

  /**
   * The eigenvalues of the method's pencil that belong to the signal, descending: for DCA and RDCA
   * the discriminant eigenvalues, in [0, 1); for PCA those of the total scatter.
   *
   * @return a fresh array
   */
  double[] eigenvalues();

  /**
   * What the map took away, on the fitted rows.
   *
   * @return the measurements
   */
  Removed removed();

  /**
   * Number of rows fitted to.
   *
   * @return n
   */
  long rowsSeen();

  /**
   * Class names of the labels that the fitted rows carried.
   *
   * @return class names by label, immutable
   */
  Map<String, List<String>> classes();

  /**
   * The same model with names for its labels, for a fit to bare matrices.
   *
   * @param roles as many labels to keep and to hide as were fitted, in the same order
   * @return the model
   * @throws ml.tacit.table.BadDataException if the labels have names already that differ, or the
   *     numbers of labels do
   */
  Model withRoles(Roles roles);

  /**
   * What whoever holds the model knows by that alone, say training rows.
   *
   * @return the warnings, immutable
   */
  default List<ModelWarning> warnings() {
    return steps().stream().flatMap(step -> step.warnings().stream()).distinct().toList();
  }

  /**
   * How finely the fitted rows were measured, and how far apart the outputs of them are.
   *
   * @return the deviations of inputs and outputs and the grids of the inputs; {@link
   *     Resolution#UNKNOWN} for a model that was not fitted to rows that could tell
   */
  default Resolution resolution() {
    return Resolution.UNKNOWN;
  }

  /**
   * The sum of the eigenvalues: for DCA and RDCA the discriminant information tr((S̄+R)⁻¹S_B).
   *
   * @return the sum
   */
  default double discriminantInformation() {
    double sum = 0;
    for (double value : eigenvalues()) {
      sum += value;
    }
    return sum;
  }

  /**
   * Applies the steps to rows.
   *
   * @param rows n × d, finite, only read
   * @return n × m, fresh
   */
  DMatrixRMaj transform(DMatrixRMaj rows);

  /**
   * Applies the steps to one row; the same bits as in a block.
   *
   * @param row d numbers, finite, only read
   * @return m numbers, fresh
   */
  double[] transform(double[] row);
}
