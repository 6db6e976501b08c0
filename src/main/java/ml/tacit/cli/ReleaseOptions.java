package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ml.tacit.release.Digits;
import ml.tacit.step.Steps;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How desensitize comes by a release: by a search, unless a plan or the erased columns are asked
 * for.
 */
final class ReleaseOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private SearchOptions search;

  @Option(
      names = "--columns-form",
      description =
          "Release the original columns, erased (RDCA), without search: each has the same mean in all classes of --hide. Those of few"
              + " values are rounded at random under a key. It leaves what attackers find that are not linear.")
  private boolean columnsForm;

  @Option(
      names = "--steps",
      paramLabel = "'S | S …'",
      converter = StepsOptions.Parser.class,
      description =
          "Release this plan of steps (docs/steps.md), without search: 'decide | collapse 0.1 | noise 0.3'. Each run draws under a new"
              + " secret key.")
  private Steps steps;

  @Option(
      names = "--device",
      paramLabel = "COL",
      description =
          "The column that tells devices (people) apart: steps of own history may then be searched, too. With own history, the whole"
              + " input is released in its order, and audited so. Default with --steps: the first --hide.")
  private String device;

  /** Throws ParameterException where options do not go together; before any file is read. */
  void check(RoleOptions roles, NumberOptions numbers, boolean hasInput) {
    search.check();
    List<String> without = withoutSearch(roles, numbers);
    require(
        without.size() < 2 || !without.contains("--steps"),
        "--steps and " + last(without) + " exclude each other");
    String asked =
        search.firstGiven() == null && steps == null ? deviceOption() : search.firstGiven();
    if (asked != null) {
      require(without.isEmpty(), asked + " and " + last(without) + " exclude each other");
      require(!hasInput || roles.keep() != null, asked + " needs --keep");
    }
    require(steps == null || !hasInput || roles.keep() != null, "--steps needs --keep");
  }

  private String deviceOption() {
    return device == null ? null : "--device";
  }

  /** The options that ask for a release that is not searched for; a plan first. */
  private List<String> withoutSearch(RoleOptions roles, NumberOptions numbers) {
    List<String> options = new ArrayList<>();
    add(options, steps != null, "--steps");
    add(options, columnsForm, "--columns-form");
    add(options, roles.given() != null, "--given");
    add(options, !numbers.isEmpty(), "--hide-numeric");
    return options;
  }

  private static void add(List<String> options, boolean given, String name) {
    if (given) {
      options.add(name);
    }
  }

  private static String last(List<String> options) {
    return options.isEmpty() ? "" : options.get(options.size() - 1);
  }

  /** Whether the erased columns are asked for in place of a search. */
  boolean isColumnsForm() {
    return columnsForm;
  }

  /** The file of candidates, or null. */
  Path policies() {
    return search.policies();
  }

  /** The columns that are read for the device alone. */
  List<String> columns() {
    return InputOptions.optional(device);
  }

  /**
   * What was asked for.
   *
   * @param say takes lines on the search before it begins
   * @throws ml.tacit.table.BadDataException if a file of candidates is not one
   */
  ReleaseChoice choice(
      RoleOptions roles,
      NumberOptions numbers,
      Digits digits,
      AuditOptions options,
      Progress progress,
      Consumer<String> say)
      throws IOException {
    if (steps != null) {
      return new PlannedRelease(steps, device, roles.roles(), digits);
    }
    if (roles.keep() == null || !withoutSearch(roles, numbers).isEmpty()) {
      return new ErasedColumns(roles.roles(), digits, numbers, columnsForm);
    }
    return SearchedRelease.of(search, device, roles.roles(), digits, options, progress, say);
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (steps != null) {
      words.addAll(List.of("--steps", steps.toString()));
    }
    if (device != null) {
      words.addAll(List.of("--device", device));
    }
    if (columnsForm) {
      words.add("--columns-form");
    }
    words.addAll(search.words());
    return words;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
