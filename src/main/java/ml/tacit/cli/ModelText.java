package ml.tacit.cli;

import java.math.BigDecimal;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseInfo;
import ml.tacit.release.Rounding;
import ml.tacit.release.StepSummary;
import ml.tacit.table.Grid;
import ml.tacit.table.Shown;

/** A model in words, for a terminal. */
final class ModelText {
  private static final int SHOWN = 8;
  private static final String DEVICE =
      "rows are compared with earlier ones of their device: transform --device COL, or release.forDevice()";

  private ModelText() {}

  /** A few lines: what it is, what it took away, and whether it holds rows. */
  static String summary(Release release) {
    ReleaseInfo info = release.info();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d columns to %d, fitted to %d rows",
            Shown.text(info.method()),
            release.inputs().size(),
            release.outputs().size(),
            info.rowsSeen()));
    if (!isPlan(info)) {
      text.append(", ridge ").append(ridge(release));
    }
    release
        .features()
        .ifPresent(features -> text.append(System.lineSeparator()).append(made(features)));
    if (!isPlan(info)) {
      text.append(removed(info));
    }
    text.append(String.format(Locale.ROOT, "%nrounded: %s", rounding(release)));
    release
        .warnings()
        .forEach(
            warning ->
                text.append(
                    String.format(Locale.ROOT, "%nwarning: %s", Shown.text(warning.message()))));
    return text.toString();
  }

  /** Whether a plan of steps was fitted: nothing was projected away, there is no ridge. */
  private static boolean isPlan(ReleaseInfo info) {
    return Double.isNaN(info.removed().energy());
  }

  private static String removed(ReleaseInfo info) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nremoved: %d directions, %.3g %% of the variance",
            info.removed().rank(),
            100 * info.removed().energy()));
    if (!Double.isNaN(info.removed().rawSpread())) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %s up to %.3g deviations off before, %.3g after",
              Shown.text(hidden(info)),
              info.removed().rawSpread(),
              info.removed().residualSpread()));
    }
    return text.toString();
  }

  /** The grids that released numbers are on, and how many raw rows a released one may come from. */
  static String rounding(Release release) {
    double candidates = release.info().candidates();
    OptionalLong rows = release.info().distinctRows();
    return release
            .rounding()
            .map(ModelText::widths)
            .orElse(
                rows.isEmpty()
                    ? "not at all"
                    : "no need, at most " + rows.getAsLong() + " different rows are released")
        + (Double.isNaN(candidates)
            ? ""
            : String.format(
                Locale.ROOT,
                "; about 2^%.0f rows with the digits of the raw ones fit a released row",
                candidates));
  }

  private static String widths(Rounding rounding) {
    DoubleSummaryStatistics widths =
        rounding.columns().stream()
            .flatMap(column -> column.grid().stream())
            .mapToDouble(Grid::width)
            .summaryStatistics();
    long random = rounding.columns().stream().filter(Rounding.Column::random).count();
    return widths.getCount() == 0
        ? "not at all"
        : (widths.getMin() == widths.getMax()
                ? "to multiples of " + shortest(widths.getMin())
                : String.format(
                    Locale.ROOT,
                    "to multiples of %s to %s",
                    shortest(widths.getMin()),
                    shortest(widths.getMax())))
            + (random == 0
                ? ""
                : ", " + random + (random == 1 ? " column" : " columns") + " at random");
  }

  private static String shortest(double width) {
    return new BigDecimal(Double.toString(width)).stripTrailingZeros().toString();
  }

  private static String ridge(Release release) {
    ReleaseInfo info = release.info();
    // In a feature space every direction has the same ridge, a share of the mean row or not.
    return Double.isNaN(info.ridgeRelative()) || release.features().isPresent()
        ? String.format(Locale.ROOT, "%.6g", info.ridge())
        : String.format(Locale.ROOT, "%.6g of each column's scatter", info.ridgeRelative());
  }

  /** What the file itself gives away, however well it hides things in rows. */
  static String givesAway(Release release) {
    List<String> named =
        release.info().roles().toHide().stream()
            .filter(label -> release.info().classes().containsKey(label))
            .map(
                label ->
                    String.format(
                        Locale.ROOT,
                        "the names of the %d classes of '%s'",
                        release.info().classes().get(label).size(),
                        label))
            .toList();
    return "the model file holds statistics of the raw rows"
        + (named.isEmpty() ? "" : " and " + String.join(", ", named))
        + ", and with it released rows tell more about the raw ones than without"
        + (release.hasKey()
            ? ": it stays on the private side, with the raw rows, not with the released ones"
            : "; what each step promises holds against whoever has it without the key");
  }

  /** Everything worth a look. */
  static String full(Release release) {
    ReleaseInfo info = release.info();
    StringBuilder text = new StringBuilder(summary(release));
    line(text, "keep", String.join(", ", info.roles().toKeep()));
    line(text, "hide", String.join(", ", info.roles().toHide()));
    line(text, "given", info.roles().given() == null ? "" : info.roles().given());
    for (Map.Entry<String, List<String>> label : info.classes().entrySet()) {
      List<String> names = label.getValue();
      line(text, "classes of " + label.getKey(), names.size() + ": " + some(names));
    }
    info.levels().forEach((output, names) -> line(text, output, codes(names)));
    line(
        text,
        "eigenvalues",
        some(
            info.eigenvalues().stream()
                .map(value -> String.format(Locale.ROOT, "%.6g", value))
                .toList()));
    if (!info.eigenvalues().isEmpty()) {
      line(text, "information", String.format(Locale.ROOT, "%.6g", info.discriminantInformation()));
    }
    release
        .features()
        .ifPresent(features -> features(text, features, release.weights().orElse(null)));
    line(text, "inputs", some(release.inputs()));
    release
        .encoding()
        .ifPresent(
            table -> TableText.columns(table).forEach((name, what) -> line(text, name, what)));
    line(text, "outputs", some(release.outputs()));
    info.settings().forEach((name, value) -> line(text, "--" + name, value));
    steps(text, release);
    line(text, "own history", release.needsDevice() ? DEVICE : "");
    line(text, "fitted by", "tacit " + info.libraryVersion());
    return text.toString();
  }

  /** A line for each step: what it is, how many columns it takes and gives, what it promises. */
  private static void steps(StringBuilder text, Release release) {
    List<StepSummary> steps = release.summaries();
    for (int i = 0; i < steps.size(); i++) {
      StepSummary step = steps.get(i);
      line(
          text,
          "step " + (i + 1),
          String.format(
              Locale.ROOT,
              "%s, %d to %d columns: %s",
              step.step(),
              step.inputs(),
              step.outputs(),
              step.guarantee()));
    }
    if (!release.hasKey()) {
      line(text, "key", "not in this file; rows are transformed with transform --key F only");
    }
  }

  private static String codes(List<String> names) {
    return some(IntStream.range(0, names.size()).mapToObj(c -> code(c, names.get(c))).toList());
  }

  /** A level that is named by its number is not numbered again. */
  private static String code(int number, String name) {
    String own = String.valueOf(number);
    return name.equals(own) || name.endsWith(" " + own) ? name : number + " " + name;
  }

  private static String made(FeatureMap features) {
    String kernels = String.join(", ", features.kernels().stream().map(Kernel::toString).toList());
    return features.landmarkCount() > 0
        ? String.format(
            Locale.ROOT, "kernel: %s with %d landmarks", kernels, features.landmarkCount())
        : String.format(
            Locale.ROOT, "kernel: %s by %d random features", kernels, features.outputs());
  }

  private static void features(StringBuilder text, FeatureMap features, KernelWeights weights) {
    List<Kernel> kernels = features.kernels();
    for (int m = 0; m < kernels.size(); m++) {
      String weight =
          weights == null
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", weight %.4g (%s %.4g)",
                  weights.entries().get(m).weight(),
                  weights.weighting(),
                  weights.entries().get(m).score());
      line(text, "kernel", kernels.get(m) + weight);
    }
    if (features.landmarkCount() > 0) {
      line(text, "landmarks", String.valueOf(features.landmarkCount()));
    }
    line(text, "features", String.valueOf(features.outputs()));
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%n%-22s %s", Shown.text(name), Shown.text(value)));
    }
  }

  static String some(List<String> items) {
    return items.size() <= SHOWN
        ? String.join(", ", items)
        : String.join(", ", items.subList(0, SHOWN)) + ", … (" + items.size() + ")";
  }

  /** What is the same afterwards; a hidden number has no classes. */
  private static String hidden(ReleaseInfo info) {
    return info.roles().toHide().stream()
        .collect(Collectors.partitioningBy(info.classes()::containsKey, Collectors.joining(", ")))
        .entrySet()
        .stream()
        .filter(names -> !names.getValue().isEmpty())
        .map(names -> (names.getKey() ? "class means of " : "covariance with ") + names.getValue())
        .collect(Collectors.joining(" and "));
  }
}
