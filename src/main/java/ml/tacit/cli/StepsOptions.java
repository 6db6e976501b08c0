package ml.tacit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A plan of steps as options, in place of a method. */
final class StepsOptions {
  /** A mean of fewer rows says much of each. */
  private static final int RARE = 5;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--steps",
      paramLabel = "'S | S …'",
      converter = Parser.class,
      description =
          "Steps in place of a --method, each fitted to what the one before leaves (docs/steps.md): 'decide | collapse"
              + " 0.1 | noise 0.3'. Reads the rows into memory.")
  private Steps steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "--steps only: draw noise and random answers from a seed, so that a run can be repeated. For experiments:"
              + " whoever knows the seed knows every draw, and then they protect nothing. Default: a new secret key.")
  private Long seed;

  @Option(
      names = "--device",
      paramLabel = "COL",
      description =
          "--steps only: the column that tells devices (people) apart, for own history; rows in the order of time. Default:"
              + " the first --hide.")
  private String device;

  /** What draws are made from; null for a new secret key. */
  Long seed() {
    return seed;
  }

  boolean isUsed() {
    return steps != null;
  }

  /** Throws ParameterException where options do not go together. */
  void check(MethodOptions method, Roles roles) {
    require(seed == null || isUsed(), "--seed is for --steps only");
    require(device == null || isUsed(), "--device is for --steps only");
    if (isUsed()) {
      String other = method.firstGiven();
      require(other == null, "--steps and " + other + " exclude each other");
      require(!roles.toKeep().isEmpty(), "--steps needs --keep");
      require(roles.given() == null, "--steps and --given exclude each other");
      for (String label : roles.toHide()) {
        require(
            !roles.toKeep().contains(label), "'" + label + "' cannot be in both --keep and --hide");
      }
    }
  }

  /** What is read besides the labels of the roles. */
  List<String> columns() {
    return InputOptions.optional(device);
  }

  /** The fitted plan as a release. */
  Release fit(LabelledRows rows, Roles roles, PrecisionOptions precision) {
    Steps plan = seed == null ? steps : steps.withSeed(seed);
    return Release.of(plan.fit(rows, roles, device), precision.digits())
        .withSettings(settings(precision));
  }

  /**
   * The kept classes of few rows, whose means the steps hold: a line for each.
   *
   * @throws BadDataException if there is one and others may have the model
   */
  static List<String> rareClasses(LabelledRows rows, Roles roles, boolean forRelease) {
    List<String> lines = new ArrayList<>();
    for (String label : roles.toKeep()) {
      Labels labels = rows.label(label);
      int[] counts = labels.counts();
      for (int c = 0; c < counts.length; c++) {
        if (counts[c] > 0 && counts[c] < RARE) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "label '%s': class '%s' has %d rows of the %d at least, and the steps hold its mean, which says"
                      + " much of each",
                  label,
                  labels.classes().get(c),
                  counts[c],
                  RARE));
        }
      }
    }
    if (forRelease && !lines.isEmpty()) {
      throw new BadDataException("--for-release: " + lines.get(0));
    }
    return lines;
  }

  private Map<String, String> settings(PrecisionOptions precision) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("steps", steps.toString());
    if (precision.isGiven()) {
      settings.put("digits", precision.digits().toString());
    }
    return settings;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Says what is wrong as the library does. */
  static final class Parser implements ITypeConverter<Steps> {
    @Override
    public Steps convert(String text) {
      try {
        return Steps.parse(text);
      } catch (BadDataException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
