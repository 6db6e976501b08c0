package ml.tacit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Standardized;
import ml.tacit.subspace.Trainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A method and its settings, as options; makes the trainer. */
final class MethodOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--method",
      paramLabel = "M",
      description = "The method.") // Method.help() stands here
  Method method;

  @Option(
      names = "--ridge",
      paramLabel = "R",
      description =
          "Ridge added to the diagonal of the total scatter (sums over rows), of the features where there is a kernel;"
              + " absolute.")
  Double ridge;

  @Option(
      names = "--ridge-relative",
      paramLabel = "A",
      description =
          "Ridge as a share of the total scatter of each column, so that units change nothing; with a kernel, of the"
              + " mean diagonal entry of the centred Gram matrix. Default: 1e-6, with a kernel 0.01.")
  Double ridgeRelative;

  @Option(
      names = "--components",
      paramLabel = "K",
      description = "Release the first K components only (rdca: as --form components).")
  Integer components;

  @Option(
      names = "--form",
      paramLabel = "F",
      description =
          "rdca only: columns (default; same columns) or components (the noise subspace).")
  Form form;

  @Option(
      names = "--standardize",
      negatable = true,
      description =
          "Give every feature unit variance first. Default: only pca and with a kernel, which see units.")
  Boolean standardize;

  @Option(names = "--alpha", paramLabel = "A", description = "duca: weight of --keep. Default: 1.")
  Double alpha;

  @Option(names = "--beta", paramLabel = "B", description = "duca: weight of --hide. Default: 1.")
  Double beta;

  @Option(names = "--price", paramLabel = "G", description = "ruca: price of --hide. Default: 1.")
  Double price;

  @Mixin KernelOptions kernel = new KernelOptions();

  @Mixin PrecisionOptions precision = new PrecisionOptions();

  /** What rdca releases. */
  enum Form {
    COLUMNS,
    COMPONENTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The trainer of a linear method. */
  Trainer trainer() {
    Trainer trainer = trainer(ridge(Ridge.DEFAULT));
    return isStandardized(false) && method != Method.PCA ? new Standardized(trainer) : trainer;
  }

  /** Whether a kernel is asked for, by an option or by the method. */
  boolean isKernel() {
    return method != null && kernel.isUsed(method);
  }

  /** Throws ParameterException where options do not go together. */
  void check(List<String> keep, List<String> hide, String given) {
    require(method != null, "--method is needed to make a --model");
    requireLabels(keep, hide, given);
    requireOptions();
    kernel.check(method, given, spec.commandLine());
  }

  /** The first of the options that say what a method does; null where none is given. */
  String firstGiven() {
    if (method != null) {
      return "--method";
    }
    return settings().keySet().stream()
        .filter(name -> !name.equals("digits"))
        .map(name -> "--" + name)
        .findFirst()
        .orElse(null);
  }

  /** Whether a column that does not vary cannot be fitted: nothing is added to its zero. */
  boolean needsVariance() {
    return isStandardized(false) || isZero(ridge) || isZero(ridgeRelative);
  }

  /** Whether columns are standardised: as asked, or as the method does unless asked. */
  boolean isStandardized(boolean otherwise) {
    return standardize == null ? otherwise : standardize;
  }

  private static boolean isZero(Double value) {
    return value != null && value == 0;
  }

  /** The ridge asked for, or else the default. */
  Ridge ridge(Ridge otherwise) {
    if (ridge != null) {
      return Ridge.absolute(ridge);
    }
    return ridgeRelative == null ? otherwise : Ridge.relative(ridgeRelative);
  }

  /** The settings given, as texts by option name, to be remembered in the model. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("ridge", ridge);
    given.put("ridge-relative", ridgeRelative);
    given.put("components", components);
    given.put("form", form);
    given.put("standardize", standardize);
    given.put("alpha", alpha);
    given.put("beta", beta);
    given.put("price", price);
    given.forEach(
        (name, value) -> {
          if (value != null) {
            settings.put(name, value.toString());
          }
        });
    settings.putAll(kernel.settings());
    if (precision.isGiven()) {
      settings.put("digits", precision.digits().toString());
    }
    return settings;
  }

  /** The trainer with another ridge, for features of a kernel or as they are. */
  Trainer trainer(Ridge amount) {
    int k = components == null ? 0 : components;
    return method.trainer(
        new MethodSettings(
            amount,
            k,
            k > 0 || form == Form.COMPONENTS,
            orOne(alpha),
            orOne(beta),
            orOne(price),
            isStandardized(true)));
  }

  private static double orOne(Double value) {
    return value == null ? 1 : value;
  }

  private void requireLabels(List<String> keep, List<String> hide, String given) {
    require(
        !method.needsKeep || keep.size() == 1, "--method " + method + " needs one --keep column");
    require(!method.needsHide || !hide.isEmpty(), "--method " + method + " needs --hide");
    for (String label : hide) {
      require(!keep.contains(label), "'" + label + "' cannot be in both --keep and --hide");
      require(!label.equals(given), "'" + label + "' cannot be both --hide and --given");
    }
    require(given == null || !hide.isEmpty(), "--given needs --hide");
  }

  private void requireOptions() {
    require(
        ridge == null || ridgeRelative == null, "--ridge and --ridge-relative exclude each other");
    require(
        method != Method.PCA || (ridge == null && ridgeRelative == null),
        "--method pca has no ridge");
    requireNumber("--ridge", ridge, 0);
    requireNumber("--ridge-relative", ridgeRelative, 0);
    requireNumber("--alpha", alpha, 0);
    requireNumber("--beta", beta, 0);
    requireNumber("--price", price, 0);
    require(
        components == null || components > 0,
        "--components " + components + ": at least 1 is needed");
    require(
        components == null || method != Method.MULTIKERNEL,
        "--components is not for --method multikernel, which releases all of them");
    require(form == null || method == Method.RDCA, "--form is for --method rdca only");
    require(
        form != Form.COLUMNS || components == null,
        "--form columns and --components exclude each other");
    require(
        (alpha == null && beta == null) || method == Method.DUCA,
        "--alpha and --beta are for --method duca only");
    require(price == null || method == Method.RUCA, "--price is for --method ruca only");
  }

  private void requireNumber(String option, Double value, double least) {
    require(
        value == null || (value >= least && !value.isInfinite()),
        option + " " + value + ": a finite number of at least " + least + " is needed");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
