package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import ml.tacit.audit.Frontier;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * What others publish, each in settings that were fixed before any row was looked at. Components of
 * the methods that compress for a label are as many as its classes tell apart, and half as many.
 */
final class FrontierBaselines {
  static final String RAW = Frontier.RAW;

  private static final int[] PROJECTED = {5, 20};
  private static final double[] NOISE = {1, 4};
  private static final double[] BETA = {1, 10};
  private static final double[] PRICE = {1, 10};
  private static final double[] GAMMA = {0, 0.3, 0.6};
  private static final int LEAVES = 60;
  private static final List<String> KERNELS = List.of("linear", "rbf", "laplacian");

  private final FrontierSplit split;
  private final Ridge ridge;
  private final List<FrontierRelease> all = new ArrayList<>();

  private FrontierBaselines(FrontierSplit split) {
    this.split = split;
    ridge = split.set().ridge();
  }

  /**
   * In the order of the page, raw rows first.
   *
   * @param split the question on one split; classes and columns of its fitted rows say how many
   *     components there are
   */
  static List<FrontierRelease> of(FrontierSplit split) {
    FrontierBaselines baselines = new FrontierBaselines(split);
    LabelledRows rows = split.fit();
    int[] counts = rows.label(split.set().keep()).counts();
    int classes = (int) Arrays.stream(counts).filter(count -> count > 0).count();
    baselines.add(RAW, "raw", "", () -> new Applied(null, ""));
    baselines.blind(rows.features().size());
    baselines.linear(Math.min(classes - 1, rows.features().size()));
    baselines.kernels(classes - 1);
    baselines.trees();
    return baselines.all;
  }

  private void blind(int columns) {
    for (int k : PROJECTED) {
      if (k < columns) {
        add(name("pca, %d", k), "pca", "pca --components " + k, Pca.components(k));
        String text = "random projection to " + k + " columns";
        add(
            name("random projection, %d", k),
            "random projection",
            text,
            () ->
                released(
                    new RandomProjection(k, split.seed()).fit(split.fit(), split.roles()), text));
      }
    }
    for (double deviations : NOISE) {
      String text = name("noise of %s deviations on every column", number(deviations));
      add(
          name("additive noise, %s", number(deviations)),
          "additive noise",
          text,
          () -> noisy(deviations, text));
    }
  }

  private void linear(int most) {
    add("rdca", "rdca", "rdca", Rdca.ridge(ridge));
    add(
        "rdca given",
        "rdca given",
        "rdca --given",
        () -> {
          Roles roles = split.roles().withGiven(split.roles().toKeep().get(0));
          return released(Rdca.ridge(ridge).fit(split.fit(), roles), "rdca --given");
        });
    for (int k = most; k >= 1; k = k == most && most > 1 ? most / 2 : 0) {
      add(name("dca, %d", k), "dca", "dca --components " + k, Dca.ridge(ridge).withComponents(k));
    }
    for (double beta : BETA) {
      add(
          name("duca, beta %s", number(beta)),
          "duca",
          name("duca --components %d --beta %s", most, number(beta)),
          Duca.ridge(ridge).withWeights(1, beta).withComponents(most));
    }
    for (double price : PRICE) {
      add(
          name("ruca, price %s", number(price)),
          "ruca",
          name("ruca --components %d --price %s", most, number(price)),
          Ruca.ridge(ridge).withPrice(price).withComponents(most));
    }
  }

  private void kernels(int most) {
    for (int k = most; k >= 1; k = k == most && most > 1 ? most / 2 : 0) {
      int components = k;
      String text = "kdca --kernel rbf --components " + k;
      add(
          name("kernel dca, %d", k),
          "kernel dca",
          text,
          () ->
              released(
                  Kernelized.of("rbf", Dca.ridge(Kernelized.RIDGE).withComponents(components))
                      .fit(split.fit(), split.roles()),
                  text));
    }
    String text = "multikernel --kernel " + String.join(" --kernel ", KERNELS);
    add(
        "multi-kernel",
        "multi-kernel",
        text,
        () -> released(MultiKernel.of(KERNELS).fit(split.fit(), split.roles()), text));
  }

  private void trees() {
    for (double gamma : GAMMA) {
      String text = name("fairtree %d --gamma %s", LEAVES, number(gamma));
      add(
          name("fair tree, gamma %s", number(gamma)),
          "fair tree",
          text,
          () ->
              new Applied(
                  Release.of(
                      Steps.parse(text).withSeed(split.seed()).fit(split.fit(), split.roles())),
                  text));
    }
  }

  private void add(String name, String method, String text, Trainer trainer) {
    add(name, method, text, () -> released(trainer.fit(split.fit(), split.roles()), text));
  }

  private void add(String name, String method, String text, Supplier<Applied> how) {
    all.add(new FrontierRelease(name, FrontierPoint.BASELINE, method, text, how));
  }

  /** In all digits where rounding would not keep raw rows from coming back: others publish that. */
  private static Applied released(Model model, String text) {
    try {
      return new Applied(Release.of(model, Digits.DEFAULT), text);
    } catch (BadDataException e) {
      return new Applied(Release.of(model, Digits.FULL), text + " --digits full");
    }
  }

  /** Gaussian noise in deviations of the fitted columns, anew for every row. */
  private Applied noisy(double deviations, String text) {
    double[] scale = Standardization.fit(split.fit().rows()).deviation();
    Random random = new Random(split.seed());
    return new Applied(
        null,
        rows -> {
          DMatrixRMaj noisy = rows.rows().copy();
          for (int i = 0; i < noisy.data.length; i++) {
            noisy.data[i] += deviations * scale[i % scale.length] * random.nextGaussian();
          }
          return rows.withRows(rows.features(), noisy);
        },
        text,
        "",
        1);
  }

  private static String name(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
