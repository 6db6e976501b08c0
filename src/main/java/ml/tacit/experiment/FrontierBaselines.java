package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.experiment.FrontierRelease.Fit;
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
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * What others publish, each in settings that were fixed before any row was looked at. Components of
 * the methods that compress for a label are as many as its classes tell apart, and half as many.
 */
final class FrontierBaselines {
  static final String RAW = "raw rows";

  private static final int[] PROJECTED = {5, 20};
  private static final double[] NOISE = {1, 4};
  private static final double[] BETA = {1, 10};
  private static final double[] PRICE = {1, 10};
  private static final double[] GAMMA = {0, 0.3, 0.6};
  private static final int LEAVES = 60;
  private static final List<String> KERNELS = List.of("linear", "rbf", "laplacian");

  private final Ridge ridge;
  private final List<FrontierRelease> all = new ArrayList<>();

  private FrontierBaselines(Ridge ridge) {
    this.ridge = ridge;
  }

  /**
   * In the order of the page, raw rows first.
   *
   * @param set the question
   * @param rows that are fitted to: their classes and columns say how many components there are
   */
  static List<FrontierRelease> of(FrontierSet set, LabelledRows rows) {
    FrontierBaselines baselines = new FrontierBaselines(set.ridge());
    int classes =
        (int) Arrays.stream(rows.label(set.keep()).counts()).filter(count -> count > 0).count();
    baselines.add(RAW, "raw", "", fit -> new Applied(null, null, "", ""));
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
            fit ->
                released(new RandomProjection(k, fit.seed()).fit(fit.rows(), fit.roles()), text));
      }
    }
    for (double deviations : NOISE) {
      String text = name("noise of %s deviations on every column", number(deviations));
      add(
          name("additive noise, %s", number(deviations)),
          "additive noise",
          text,
          fit -> noisy(fit, deviations, text));
    }
  }

  private void linear(int most) {
    add("rdca", "rdca", "rdca", Rdca.ridge(ridge));
    add(
        "rdca given",
        "rdca given",
        "rdca --given",
        fit -> {
          Roles roles = fit.roles().withGiven(fit.roles().toKeep().get(0));
          return released(Rdca.ridge(ridge).fit(fit.rows(), roles), "rdca --given");
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
          fit ->
              released(
                  Kernelized.of("rbf", Dca.ridge(Kernelized.RIDGE).withComponents(components))
                      .fit(fit.rows(), fit.roles()),
                  text));
    }
    String text = "multikernel --kernel " + String.join(" --kernel ", KERNELS);
    add(
        "multi-kernel",
        "multi-kernel",
        text,
        fit -> released(MultiKernel.of(KERNELS).fit(fit.rows(), fit.roles()), text));
  }

  private void trees() {
    for (double gamma : GAMMA) {
      String text = name("fairtree %d --gamma %s", LEAVES, number(gamma));
      add(
          name("fair tree, gamma %s", number(gamma)),
          "fair tree",
          text,
          fit ->
              new Applied(
                  Release.of(Steps.parse(text).withSeed(fit.seed()).fit(fit.rows(), fit.roles())),
                  null,
                  text,
                  ""));
    }
  }

  private void add(String name, String method, String text, Trainer trainer) {
    add(name, method, text, fit -> released(trainer.fit(fit.rows(), fit.roles()), text));
  }

  private void add(String name, String method, String text, Function<Fit, Applied> how) {
    all.add(new FrontierRelease(name, FrontierPoint.BASELINE, method, text, how));
  }

  private static Applied released(Model model, String text) {
    return new Applied(Release.of(model, Digits.DEFAULT), null, text, "");
  }

  /** Gaussian noise in deviations of the fitted columns, anew for every row. */
  private static Applied noisy(Fit fit, double deviations, String text) {
    double[] scale = Standardization.fit(fit.rows().rows()).deviation();
    Random random = new Random(fit.seed());
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
        "");
  }

  private static String name(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
