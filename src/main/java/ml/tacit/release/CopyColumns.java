package ml.tacit.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;
import ml.tacit.table.Formulas;

/**
 * Which columns go from the input to the output unchanged: the labels to keep, and what is named.
 * No other column does, so one that is new in the input stays behind until somebody asks for it.
 *
 * <p>A hidden label is never copied, under any spelling, nor is a column that the release reads.
 * Immutable and thread-safe.
 */
public final class CopyColumns {
  /** The labels that the release was fitted to keep, where the input has them. */
  public static final CopyColumns KEPT = new CopyColumns(List.of(), Formulas::asTheyAre);

  private final List<String> named;
  private final Supplier<Formulas> formulas;

  private CopyColumns(List<String> named, Supplier<Formulas> formulas) {
    this.named = List.copyOf(named);
    this.formulas = formulas;
  }

  /**
   * The labels to keep, and these columns.
   *
   * @param columns their names; the input must have them
   * @return the choice
   */
  public static CopyColumns of(String... columns) {
    return of(List.of(columns));
  }

  /**
   * The labels to keep, and these columns.
   *
   * @param columns their names; the input must have them
   * @return the choice
   */
  public static CopyColumns of(List<String> columns) {
    return new CopyColumns(columns, Formulas::asTheyAre);
  }

  /**
   * The same columns; what becomes of texts in them that a spreadsheet would run when it opens a
   * CSV file is up to these.
   *
   * @param these counts them, over all files that are written with this choice
   * @return the choice, which is then no more immutable or thread-safe than these are
   */
  public CopyColumns with(Formulas these) {
    return new CopyColumns(named, () -> these);
  }

  Formulas formulas() {
    return formulas.get();
  }

  /**
   * The columns to copy of an input with these columns, in the order of the input.
   *
   * @param header the columns of the input
   * @param release what is applied to it
   * @return the labels to keep and the named columns, of those that the input has
   * @throws BadDataException if a column is missing, hidden, or read by the release
   */
  public List<String> from(List<String> header, Release release) {
    requireAllowed(release);
    Set<String> wanted = new HashSet<>(named);
    for (String name : named) {
      if (!header.contains(name)) {
        throw ColumnNames.missing("columns to copy", name, header);
      }
    }
    wanted.addAll(release.info().roles().toKeep());
    wanted.removeAll(release.inputs());
    List<String> copied = new ArrayList<>(header);
    copied.retainAll(wanted);
    for (String name : copied) {
      if (release.outputs().contains(name)) {
        throw new BadDataException(
            "column '" + name + "' of the input has the name of an output of the model");
      }
    }
    return copied;
  }

  private void requireAllowed(Release release) {
    for (String name : named) {
      for (String hidden : release.info().roles().toHide()) {
        if (ColumnNames.folded(name).equals(ColumnNames.folded(hidden))) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "column '%s' to copy: the model was fitted to hide '%s'",
                  name,
                  hidden));
        }
      }
      if (release.inputs().contains(name)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "column '%s' to copy: the model reads it, its raw values would stand beside the released ones",
                name));
      }
    }
  }
}
