package ml.tacit.cli;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import ml.tacit.audit.Division;
import ml.tacit.audit.NewPeople;
import ml.tacit.audit.Unit;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether the release is also tried on people whom it was not fitted to. */
final class NewPeopleOptions {
  @Option(
      names = "--new-people",
      paramLabel = "SHARE",
      description =
          "Besides: fit the same release without this share of the people, 0.3 say, and ask about them; in turn, so that"
              + " everybody is new once. People are those of --unit COL, else of the first --hide.")
  private Double share;

  /** Before any file is read. */
  void check(CommandSpec spec, boolean numbers) {
    if (share != null && numbers) {
      throw new ParameterException(
          spec.commandLine(), "--new-people and --hide-numeric exclude each other");
    }
    if (share != null && !(share > 0 && share <= 0.5)) {
      throw new ParameterException(
          spec.commandLine(),
          "--new-people: found " + share + ", a share above 0 and at most 0.5 expected");
    }
  }

  /** Once it is known what hangs together, before long work. */
  void check(Division division, List<String> hide) {
    if (share != null) {
      person(division, hide);
    }
  }

  /**
   * What the release does for them; null if nobody asked.
   *
   * @param fit the same release fitted to other rows
   * @param apply all rows as released
   */
  NewPeople measure(
      RowsToRelease rows,
      RoleOptions roles,
      AuditOptions options,
      Function<LabelledRows, Release> fit,
      BiFunction<Release, LabelledRows, LabelledRows> apply,
      Progress progress) {
    if (share == null) {
      return null;
    }
    progress.step("people left out");
    Division division = rows.division();
    NewPeople.Settings settings =
        new NewPeople.Settings(
            person(division, roles.hide()),
            roles.keep(),
            roles.hide(),
            division.session(),
            share,
            options.isQuick(),
            options.seed());
    return NewPeople.of(rows.rows(), settings, fit, apply);
  }

  private static String person(Division division, List<String> hide) {
    if (division.unit().equals(Unit.ROWS) || hide.isEmpty()) {
      throw BadDataException.of(
          "--new-people needs a column of people: none is hidden here (%s); say --unit COL",
          division.unit().equals(Unit.ROWS) ? division.sentence() : "no --hide");
    }
    return division.unit().column().orElse(hide.get(0));
  }

  /** What must be said to have the same again. */
  List<String> words() {
    return share == null ? List.of() : List.of("--new-people", share.toString());
  }
}
