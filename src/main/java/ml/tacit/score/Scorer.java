package ml.tacit.score;

import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A way to learn class scores from rows. An immutable value with its settings.
 *
 * <p>The same rows, labels and seed give the same bits, for any number of threads.
 */
public interface Scorer {

  /**
   * The name of the method, as a plan spells it.
   *
   * @return the name
   */
  String name();

  /**
   * Learns from rows.
   *
   * @param rows n × d, finite, only read
   * @param labels the class of each row; a class without rows is never decided for
   * @param seed seed of every random choice
   * @return the scores, one per class of the labels
   * @throws ml.tacit.table.BadDataException if fewer than two classes have rows
   */
  ScoreStep fit(DMatrixRMaj rows, Labels labels, long seed);

  /**
   * The same with settings chosen on these rows, for quick fits to parts of them. Which settings
   * are best hardly differs between a set of rows and most of it.
   *
   * @param rows n × d, finite, only read
   * @param labels the class of each row
   * @param seed seed of every random choice
   * @return the method; itself where it has nothing to choose
   * @throws ml.tacit.table.BadDataException if fewer than two classes have rows
   */
  default Scorer settled(DMatrixRMaj rows, Labels labels, long seed) {
    return this;
  }
}
