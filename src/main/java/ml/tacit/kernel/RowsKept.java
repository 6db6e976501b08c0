package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.subspace.ModelWarning;

/**
 * Warning that a model contains training rows as they were: whoever has the model (or its file) has
 * the rows, whatever the released columns hide.
 *
 * @param rows how many
 * @param columns features of each
 */
public record RowsKept(int rows, int columns) implements ModelWarning {

  /**
   * One line for a user.
   *
   * @return the text
   */
  @Override
  public String message() {
    return String.format(
        Locale.ROOT,
        "the model contains %d training rows of %d features; share it only with those who may see them, or use landmarks that are means, or random features",
        rows,
        columns);
  }
}
