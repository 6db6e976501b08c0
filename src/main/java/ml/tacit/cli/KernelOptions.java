package ml.tacit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The kernel of a method and how its features are made, as options. */
final class KernelOptions {
  /** What kdca takes if none is named. */
  private static final String DEFAULT = "rbf";

  @Option(
      names = "--kernel",
      paramLabel = "K",
      description = {
        "Work on the features of a kernel: linear, rbf, laplacian, polynomial, sigmoid or chi-square, with settings as in"
            + " rbf:gamma=0.01 or polynomial:degree=2,gamma=1,coef0=1. Without gamma, rbf and laplacian are as wide as"
            + " the rows are apart (median). Default of kdca: rbf. Repeat for multikernel."
      })
  List<String> kernels = new ArrayList<>();

  @Option(
      names = "--landmarks",
      paramLabel = "N",
      description =
          "Features from at most N landmarks, each the mean of 5 distinct rows or more, and of 2 classes or more of each"
              + " hidden label; of fewer than 10 distinct rows the rows themselves, with a warning. This is the default, with 500.")
  Integer landmarks;

  @Option(
      names = "--random-features",
      paramLabel = "N",
      description =
          "N random features that look at no row: rbf and laplacian (N even), polynomial (N a power of two).")
  Integer randomFeatures;

  @Option(
      names = "--rows",
      description =
          "The exact method, in memory, for up to 20000 rows. The model file then contains the training rows.")
  boolean rows;

  @Option(
      names = "--weights",
      paramLabel = "W",
      description =
          "multikernel only, one of ${COMPLETION-CANDIDATES}: what the kernels' weights are in proportion to."
              + " snr is that of the fitted rows and favours narrow kernels. Default: held-out.")
  Weights weights;

  /** How a multi-kernel's weights are found. */
  enum Weights {
    UNIFORM(KernelWeighting.UNIFORM),
    ALIGNMENT(KernelWeighting.ALIGNMENT),
    SNR(KernelWeighting.TRAINING_SNR),
    HELD_OUT(KernelWeighting.HELD_OUT_SNR),
    LEAVE_ONE_OUT(KernelWeighting.LEAVE_ONE_OUT_SNR);

    final KernelWeighting weighting;

    Weights(KernelWeighting weighting) {
      this.weighting = weighting;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether the method has a kernel. */
  boolean isUsed(Method method) {
    return !kernels.isEmpty() || method == Method.KDCA || method == Method.MULTIKERNEL;
  }

  /** The kernel of a method that has one. */
  String one() {
    return kernels.isEmpty() ? DEFAULT : kernels.get(0);
  }

  KernelWeighting weighting() {
    return (weights == null ? Weights.HELD_OUT : weights).weighting;
  }

  /** Throws ParameterException where options do not go together. */
  void check(Method method, String given, CommandLine command) {
    boolean multi = method == Method.MULTIKERNEL;
    require(command, kernels.isEmpty() || method != Method.PCA, "--kernel is not for --method pca");
    require(command, !multi || !kernels.isEmpty(), "--method multikernel needs --kernel");
    require(
        command,
        kernels.size() < 2 || multi,
        String.format(
            Locale.ROOT,
            "--kernel is given %d times, only --method multikernel takes more than one",
            kernels.size()));
    require(
        command,
        isUsed(method) || (landmarks == null && randomFeatures == null && !rows),
        "--landmarks, --random-features and --rows need --kernel");
    int ways = (landmarks == null ? 0 : 1) + (randomFeatures == null ? 0 : 1) + (rows ? 1 : 0);
    require(command, ways < 2, "--landmarks, --random-features and --rows exclude each other");
    require(
        command,
        !rows || method.hasExactForm(),
        "--rows is not for --method "
            + method
            + ", which has no exact form; use --landmarks or --random-features");
    require(command, !rows || given == null, "--rows and --given exclude each other");
    require(
        command,
        !multi || randomFeatures == null,
        "--random-features is not for --method multikernel; use --landmarks or --rows");
    require(command, weights == null || multi, "--weights is for --method multikernel only");
    requirePositive(command, "--landmarks", landmarks);
    requirePositive(command, "--random-features", randomFeatures);
    for (String kernel : kernels) {
      requireKernel(command, kernel);
    }
  }

  /** The settings given, as texts by option name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!kernels.isEmpty()) {
      settings.put("kernel", String.join(" ", kernels));
    }
    if (landmarks != null) {
      settings.put("landmarks", landmarks.toString());
    }
    if (randomFeatures != null) {
      settings.put("random-features", randomFeatures.toString());
    }
    if (rows) {
      settings.put("rows", "true");
    }
    if (weights != null) {
      settings.put("weights", weights.toString());
    }
    return settings;
  }

  /** With rows that any width can be found in, so that only the text can be wrong. */
  private static void requireKernel(CommandLine command, String text) {
    try {
      Kernel.parse(text, new DMatrixRMaj(2, 1, true, 0, 1));
    } catch (BadDataException e) {
      throw new ParameterException(command, "--kernel: " + e.getMessage(), e);
    }
  }

  private static void requirePositive(CommandLine command, String option, Integer value) {
    require(command, value == null || value > 0, option + " " + value + ": at least 1 is needed");
  }

  private static void require(CommandLine command, boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(command, message);
    }
  }
}
