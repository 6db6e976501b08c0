package ml.tacit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.audit.AuditParts;
import ml.tacit.policy.CoarseColumns;
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
 * The original columns, erased (RDCA). Where many of them have so few values that each would show
 * raw ones, and a label is to be kept, components that tell its classes apart take their place,
 * erased as well, unless columns are asked for: these are then rounded at random.
 *
 * @param numbers the private numbers, hidden as well
 * @param columnsForm whether columns leave whatever values they have
 */
record ErasedColumns(Roles roles, Digits digits, NumberOptions numbers, boolean columnsForm)
    implements ReleaseChoice {
  /** So much dearer is a hidden difference than a kept one is worth that none is left. */
  private static final double ERASING = 1e6;

  @Override
  public Chosen choose(RowsToRelease rows, AuditParts parts) {
    LabelledRows fitted = parts.fit().rows();
    List<String> remarks = new ArrayList<>();
    if (roles.toKeep().isEmpty()) {
      remarks.add(
          "no --keep: nothing says what the rows are for, so no release is searched for; the columns are erased");
    }
    Release release = numbers.isEmpty() ? fit(fitted, remarks) : fitNumbers(fitted);
    if (removesNothing(release)) {
      throw new BadDataException(
          "the release would be equal to its input: no direction tells the classes of '"
              + String.join("', '", InputOptions.labels(roles.toHide(), numbers.columns()))
              + "' apart");
    }
    ReleaseFacts facts = ReleaseFacts.of(release, roles.given());
    if (!numbers.isEmpty()) {
      facts.put("hidden numbers", String.join(", ", numbers.columns()));
    }
    return new Chosen(release, Optional.empty(), Optional.empty(), remarks, facts);
  }

  @Override
  public Release again(Chosen chosen, LabelledRows rows) {
    return numbers.isEmpty() ? fit(rows, new ArrayList<>()) : fitNumbers(rows);
  }

  /** Whether a release gives back the columns as they are. */
  private static boolean removesNothing(Release release) {
    return release.outputs().equals(release.inputs()) && release.info().removed().rank() == 0;
  }

  private Release fit(LabelledRows rows, List<String> remarks) {
    Model columns = Rdca.ridge(Ridge.DEFAULT).fit(rows, roles);
    List<String> coarse = CoarseColumns.of(columns);
    if (coarse.isEmpty() || columnsForm || roles.toKeep().isEmpty()) {
      return Release.of(columns, digits);
    }
    String keep = roles.toKeep().get(0);
    int classes = (int) Arrays.stream(rows.label(keep).counts()).filter(count -> count > 0).count();
    int components = Math.min(classes - 1, rows.features().size());
    try {
      Model duca = new Duca(Ridge.DEFAULT, 1, ERASING, components).fit(rows, roles);
      remarks.add(remark(coarse, keep, components));
      return Release.of(duca, digits);
    } catch (BadDataException e) {
      throw new BadDataException(
          CoarseColumns.reason(coarse)
              + ", and components cannot take their place: "
              + e.getMessage()
              + "; --columns-form releases the columns, rounded at random",
          e);
    }
  }

  /** The private numbers are the last features while it is fitted. */
  private Release fitNumbers(LabelledRows rows) {
    LabelledRows joint = numbers.joint(rows);
    Model columns =
        Rdca.ridge(Ridge.DEFAULT)
            .fitContinuous(
                Scatter.of(joint, roles.labels()).snapshot(), numbers.columns().size(), roles);
    List<String> coarse = CoarseColumns.of(columns);
    if (!coarse.isEmpty() && !columnsForm) {
      throw new BadDataException(
          CoarseColumns.reason(coarse)
              + ", and components do not hide a number; --columns-form releases the columns, rounded at random");
    }
    return Release.of(columns, digits);
  }

  private static String remark(List<String> coarse, String keep, int components) {
    return String.format(
        Locale.ROOT,
        "%s: %d component%s of '%s' (duca) instead of columns; --columns-form releases the columns, rounded at random",
        CoarseColumns.reason(coarse),
        components,
        components == 1 ? "" : "s",
        keep);
  }
}
