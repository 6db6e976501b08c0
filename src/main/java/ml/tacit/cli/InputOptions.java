package ml.tacit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.NamesInText;
import picocli.CommandLine.Option;

/**
 * Which columns of a CSV file are labels and which are features; shared by the commands that fit.
 */
final class InputOptions {
  @Option(
      names = "--features",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description =
          "Columns to use as features; no other is read as a number. In every list, a name with a comma goes in double quotes.")
  List<String> features = new ArrayList<>();

  @Option(
      names = "--drop",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "Columns to ignore; \"\" is those without a name.")
  List<String> drop = new ArrayList<>();

  /** Roles of the columns, given the labels that a command reads. */
  ColumnRoles roles(List<String> labels) {
    return new ColumnRoles(labels, features, drop);
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!features.isEmpty()) {
      words.addAll(List.of("--features", NamesInText.join(features)));
    }
    if (!drop.isEmpty()) {
      words.addAll(List.of("--drop", NamesInText.join(drop)));
    }
    return words;
  }

  /** The labels of several options, each once, in order. */
  @SafeVarargs
  static List<String> labels(List<String>... lists) {
    Set<String> all = new LinkedHashSet<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  static List<String> optional(String label) {
    return label == null ? List.of() : List.of(label);
  }

  /** "F.csv: " before what a fit had to say about its rows. */
  static String prefix(Path input, String message) {
    return message.startsWith(input.toString()) ? message : input + ": " + message;
  }
}
