package ml.tacit.policy;

import java.util.List;
import ml.tacit.release.Release;
import ml.tacit.subspace.Model;

/**
 * Columns of few values (flags, counts) that would each show the raw one if they were released as
 * columns.
 */
public final class CoarseColumns {
  /** A table has columns of few values if one in so many is: below it, they are among others. */
  private static final int ONE_IN = 10;

  private static final int SHOWN = 4;

  private CoarseColumns() {}

  /**
   * Such columns of a model that keeps the columns.
   *
   * @param model the model
   * @return their names; none where they are fewer than one in {@value #ONE_IN}, and where
   *     components leave
   */
  public static List<String> of(Model model) {
    if (!model.keepsColumns()) {
      return List.of();
    }
    Release columns = Release.of(model);
    List<String> drawn = columns.drawnColumns();
    return drawn.size() * ONE_IN < columns.outputs().size() ? List.of() : drawn;
  }

  /**
   * A reason, to begin a line.
   *
   * @param coarse names of such columns, at least one
   * @return plain text without a full stop
   */
  public static String reason(List<String> coarse) {
    String names =
        coarse.size() <= SHOWN
            ? String.join("', '", coarse)
            : String.join("', '", coarse.subList(0, SHOWN)) + "', … (" + coarse.size() + ")";
    return (coarse.size() == 1 ? "column '" : "columns '")
        + names
        + (coarse.size() <= SHOWN ? "'" : "")
        + (coarse.size() == 1 ? " has" : " have")
        + " few values, each would show the raw one";
  }
}
