package ml.tacit.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * What {@code desensitize} releases unless it sweeps: the columns, erased (RDCA). Where many
 * columns have so few values that each would show raw ones, and a label is to be kept, components
 * that tell its classes apart take their place, erased as well.
 *
 * @param release the release
 * @param remark why it is not the columns, or empty
 */
record ReleaseChoice(Release release, Optional<String> remark) {
  /** So much dearer is a hidden difference than a kept one is worth that none is left. */
  private static final double ERASING = 1e6;

  /** A table has columns of few values if one in so many is: below it, they are among others. */
  private static final int ONE_IN = 10;

  private static final int SHOWN = 4;

  /**
   * Fits.
   *
   * @param columnsForm whether the columns are released whatever values they have
   */
  static ReleaseChoice fit(LabelledRows rows, Roles roles, Digits digits, boolean columnsForm) {
    Model columns = Rdca.ridge(Ridge.DEFAULT).fit(rows, roles);
    List<String> coarse = coarse(columns);
    if (coarse.isEmpty() || columnsForm || roles.toKeep().isEmpty()) {
      return new ReleaseChoice(Release.of(columns, digits), Optional.empty());
    }
    String keep = roles.toKeep().get(0);
    int classes = (int) Arrays.stream(rows.label(keep).counts()).filter(count -> count > 0).count();
    int components = Math.min(classes - 1, rows.features().size());
    try {
      Release release =
          Release.of(new Duca(Ridge.DEFAULT, 1, ERASING, components).fit(rows, roles), digits);
      return new ReleaseChoice(release, Optional.of(remark(coarse, keep, components)));
    } catch (BadDataException e) {
      throw new BadDataException(
          fewValues(coarse)
              + ", and components cannot take their place: "
              + e.getMessage()
              + "; --columns-form releases the columns, rounded at random",
          e);
    }
  }

  /**
   * Fits to private numbers, and to the labels to hide if there are any: the columns, erased.
   *
   * @param joint the rows, the private numbers the last of their features
   * @param numbers how many private numbers there are
   */
  static ReleaseChoice fit(
      LabelledRows joint, int numbers, Roles roles, Digits digits, boolean columnsForm) {
    Model columns =
        Rdca.ridge(Ridge.DEFAULT)
            .fitContinuous(Scatter.of(joint, roles.labels()).snapshot(), numbers, roles);
    List<String> coarse = coarse(columns);
    if (!coarse.isEmpty() && !columnsForm) {
      throw new BadDataException(
          fewValues(coarse)
              + ", and components do not hide a number; --columns-form releases the columns, rounded at random");
    }
    return new ReleaseChoice(Release.of(columns, digits), Optional.empty());
  }

  /**
   * The columns that would show raw values if they were released as columns; none where they are
   * fewer than one in {@value #ONE_IN}, and where components leave.
   */
  static List<String> coarse(Model model) {
    if (!model.keepsColumns()) {
      return List.of();
    }
    Release columns = Release.of(model);
    List<String> drawn = columns.drawnColumns();
    return drawn.size() * ONE_IN < columns.outputs().size() ? List.of() : drawn;
  }

  private static String remark(List<String> coarse, String keep, int components) {
    return String.format(
        Locale.ROOT,
        "%s: %d component%s of '%s' (duca) instead of columns; --columns-form releases the columns, rounded at random",
        fewValues(coarse),
        components,
        components == 1 ? "" : "s",
        keep);
  }

  /** A reason, to begin a line. */
  static String fewValues(List<String> coarse) {
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
