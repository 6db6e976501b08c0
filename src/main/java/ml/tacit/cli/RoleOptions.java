package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.subspace.Roles;
import ml.tacit.table.NamesInText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which labels a release keeps and which it hides. */
final class RoleOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--hide",
      parameterConsumer = NameList.class,
      paramLabel = "COL",
      description = "Privacy labels; of several each is audited, and all together as one label.")
  private List<String> hide = new ArrayList<>();

  @Option(names = "--keep", paramLabel = "COL", description = "Utility label.")
  private String keep;

  @Option(
      names = "--given",
      paramLabel = "COL",
      description =
          "Erase from the columns within each class of this label, against attackers who predict it first; without search.")
  private String given;

  /** The labels to hide, each once. */
  List<String> hide() {
    return InputOptions.labels(hide);
  }

  /** The label to keep, or null. */
  String keep() {
    return keep;
  }

  /** The label within whose classes is erased, or null. */
  String given() {
    return given;
  }

  /** All of them. */
  List<String> labels() {
    return InputOptions.labels(hide, InputOptions.optional(keep), InputOptions.optional(given));
  }

  Roles roles() {
    return Roles.NONE.withKeep(InputOptions.optional(keep)).withHide(hide()).withGiven(given);
  }

  /** The built-in rows have labels of their own. */
  void ofSimulator() {
    require(hide.isEmpty() && keep == null, "--hide and --keep need --input");
    require(given == null || given.equals("activity"), "--given needs --input, or 'activity'");
    hide = List.of("subject");
    keep = "activity";
  }

  void requireDistinct() {
    for (String label : hide()) {
      require(!label.equals(keep), "'" + label + "' cannot be both --hide and --keep");
      require(!label.equals(given), "'" + label + "' cannot be both --hide and --given");
    }
  }

  /** What must be said to have the same again; --given in its own place. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!hide.isEmpty()) {
      words.addAll(List.of("--hide", NamesInText.join(hide())));
    }
    if (keep != null) {
      words.addAll(List.of("--keep", keep));
    }
    return words;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
