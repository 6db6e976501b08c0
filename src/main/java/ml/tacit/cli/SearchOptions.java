package ml.tacit.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.policy.Policy;
import ml.tacit.policy.Target;
import ml.tacit.policy.Want;
import ml.tacit.table.BadDataException;
import ml.tacit.table.NamedInput;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What a search for a release may try, and what it looks for. */
final class SearchOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--want",
      split = ",",
      converter = WantParser.class,
      paramLabel = "LIST",
      description =
          "What may leave: components (numbers), cells (codes), columns (rows of a codebook in the original columns)."
              + " Default: all three.")
  private List<Want> want = new ArrayList<>();

  @Option(
      names = "--target-utility",
      paramLabel = "U",
      description =
          "Least leak among releases from which --keep is learned with at least this accuracy (for two unequal classes:"
              + " AUC), 0 to 1. Default: 0.005 (AUC: 0.02) below that of the raw rows.")
  private Double utility;

  @Option(
      names = "--target-privacy",
      paramLabel = "P",
      description =
          "Most utility among releases from which no attacker tried names --hide with more than this accuracy, 0 to 1.")
  private Double privacy;

  @Option(
      names = "--policies",
      paramLabel = "F",
      description =
          "Compare the releases of this file, one a line ('decide | collapse 0.1', 'method dca --components 5'; # begins a"
              + " comment), in place of the built-in ones.")
  private Path policies;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "Compare N releases at most, the first of them.")
  private Integer budget;

  /** Throws ParameterException where options do not go together; before any file is read. */
  void check() {
    require(
        utility == null || privacy == null,
        "--target-utility and --target-privacy exclude each other");
    requireShare("--target-utility", utility);
    requireShare("--target-privacy", privacy);
    require(want.isEmpty() || policies == null, "--want and --policies exclude each other");
    require(budget == null || budget >= 1, "--budget " + budget + ": at least 1 is needed");
  }

  private void requireShare(String option, Double value) {
    require(
        value == null || (value >= 0 && value <= 1),
        option + " " + value + ": a share from 0 to 1 is needed");
  }

  /** The first of these options that was given; null where none was. */
  String firstGiven() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--want", !want.isEmpty());
    given.put("--target-utility", utility != null);
    given.put("--target-privacy", privacy != null);
    given.put("--policies", policies != null);
    given.put("--budget", budget != null);
    return given.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The file of candidates, or null. */
  Path policies() {
    return policies;
  }

  Set<Want> wants() {
    return want.isEmpty() ? EnumSet.allOf(Want.class) : EnumSet.copyOf(want);
  }

  Target target() {
    if (utility != null) {
      return Target.utility(utility);
    }
    return privacy == null ? Target.leastLeak() : Target.privacy(privacy);
  }

  /** The kinds of release that were tried. */
  static List<String> kinds(List<Policy> policies) {
    return policies.stream().map(policy -> policy.want().toString()).distinct().toList();
  }

  private static String spelled(Collection<Want> wants) {
    return wants.stream().map(Want::toString).collect(Collectors.joining(","));
  }

  /** The target, for reports. */
  String spelledTarget() {
    return utility != null
        ? "utility " + utility
        : privacy != null ? "privacy " + privacy : "least leak";
  }

  /** How many are compared at most; empty: as many as there are. */
  OptionalInt budget() {
    return budget == null ? OptionalInt.empty() : OptionalInt.of(budget);
  }

  /**
   * The candidates of the file.
   *
   * @throws BadDataException if a line is no policy, or there is none; it names file and line
   */
  List<Policy> ofFile() throws IOException {
    List<Policy> all = new ArrayList<>();
    List<String> lines;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                NamedInput.open(policies), StandardCharsets.UTF_8.newDecoder()))) {
      lines = in.lines().toList();
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e.getCause();
      }
      throw new BadDataException(policies + ": is not UTF-8 text", e);
    }
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).replaceFirst("#.*", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      try {
        Policy policy = Policy.parse(text);
        if (!all.contains(policy)) {
          all.add(policy);
        }
      } catch (BadDataException e) {
        throw new BadDataException(
            String.format(Locale.ROOT, "%s: line %d: %s", policies, i + 1, e.getMessage()), e);
      }
    }
    if (all.isEmpty()) {
      throw BadDataException.of(
          "%s: found no release to compare, at least one line expected", policies);
    }
    return all;
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!want.isEmpty()) {
      words.add("--want");
      words.add(spelled(want));
    }
    add(words, "--target-utility", utility);
    add(words, "--target-privacy", privacy);
    add(words, "--policies", policies == null ? null : policies.getFileName());
    add(words, "--budget", budget);
    return words;
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Reads one kind of release. */
  static final class WantParser implements ITypeConverter<Want> {
    @Override
    public Want convert(String text) {
      return Stream.of(Want.values())
          .filter(want -> want.toString().equals(text.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "found '"
                          + text
                          + "', expected of "
                          + Stream.of(Want.values())
                              .map(Want::toString)
                              .collect(Collectors.joining(", "))));
    }
  }
}
