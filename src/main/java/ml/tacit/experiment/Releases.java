package ml.tacit.experiment;

import java.util.List;
import ml.tacit.table.LabelledRows;

/** The methods an experiment compares, with settings that were fixed beforehand. */
sealed interface Releases permits LinearReleases, ClassHiding, KernelReleases {

  /** The three parts of a split. */
  record Rows(LabelledRows fit, LabelledRows learn, LabelledRows test) {}

  /** Names of the releases, in the order of {@link #of}: known without fitting anything. */
  List<String> names();

  /** Fits every method on the first part and releases the other two. */
  Fitted of(Rows rows, int seed);

  /**
   * Releases, and what is worth knowing of the fit.
   *
   * @param released the releases
   * @param notes one line each, as printed
   */
  record Fitted(List<Released> released, List<String> notes) {}
}
