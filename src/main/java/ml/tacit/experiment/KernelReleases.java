package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ml.tacit.audit.AuditRows;
import ml.tacit.kernel.FittedKernels;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.kernel.SnrForm;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * Raw rows; PCA and random projections; each kernel compressed alone; and the multi-kernel in each
 * of its weightings. For learners that take columns as they are: the weights are in their lengths.
 *
 * @param keep the label that kernels are compressed for
 * @param person the label whose cells with {@code keep} are cut in time for held-out weights, or
 *     empty where rows have no order: they are then held out at random
 * @param standardise whether columns are standardised on the fitted part first
 * @param ridge ρ of every kernel
 * @param singles whether each kernel is released alone too
 * @param compareForms whether weights by every form of signal over noise are released too
 */
record KernelReleases(
    String keep,
    String person,
    boolean standardise,
    Ridge ridge,
    boolean singles,
    boolean compareForms)
    implements Releases {
  private static final List<String> KERNELS =
      List.of(
          "linear",
          "polynomial",
          "wide rbf",
          "median rbf",
          "narrow rbf",
          "median laplacian",
          "narrow laplacian");
  private static final Set<KernelWeighting> WEIGHTINGS = EnumSet.allOf(KernelWeighting.class);
  private static final double HELD_OUT = 0.3;
  private static final int GAP = 2;

  /** A multi-kernel to release. */
  private record Weighted(String name, KernelWeighting weighting, SnrForm form) {}

  /** A linear baseline, of as many columns as one compressed kernel or as all of them. */
  private record Baseline(String name, boolean all, boolean random) {}

  private static final List<Baseline> BASELINES =
      List.of(
          new Baseline("pca, size of one kernel", false, false),
          new Baseline("random, size of one kernel", false, true),
          new Baseline("pca, size of all kernels", true, false),
          new Baseline("random, size of all kernels", true, true));

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("raw"));
    BASELINES.forEach(baseline -> names.add(baseline.name()));
    if (singles) {
      KERNELS.forEach(kernel -> names.add(kernel + " kernel"));
    }
    weighted().forEach(each -> names.add(each.name()));
    return names;
  }

  @Override
  public Fitted of(Rows given, int seed) {
    Rows rows = standardise ? standardised(given) : given;
    LabelledRows fit = rows.fit();
    List<Released> released = new ArrayList<>();
    released.add(new Released("raw", "", new AuditRows(rows.learn(), rows.test())));
    List<Kernel> kernels = kernels(fit.rows());
    MultiKernel settings =
        MultiKernel.of(kernels.toArray(Kernel[]::new))
            .withRidge(ridge)
            .exact()
            .withStandardization(false); // where it is asked for, all releases have it
    FittedKernels fitted =
        FittedKernels.fit(settings, WEIGHTINGS, fit, Roles.keep(keep), scoring(fit, seed));
    KernelWeights uniform = fitted.weights(KernelWeighting.UNIFORM, SnrForm.TRACE_RATIO);
    KernelModel all = fitted.model(uniform);
    DMatrixRMaj learn = all.transform(rows.learn().rows());
    DMatrixRMaj test = all.transform(rows.test().rows());
    int columns = learn.numCols;
    int size = columns / kernels.size();
    addBaselines(released, rows, size, columns, seed);
    if (singles) {
      for (int m = 0; m < kernels.size(); m++) {
        double[] only = new double[kernels.size()];
        only[m] = 1;
        released.add(
            new Released(KERNELS.get(m) + " kernel", "", weighted(rows, learn, test, only, size)));
      }
    }
    List<String> notes = new ArrayList<>();
    notes.add("kernels: " + String.join(", ", kernels.stream().map(Kernel::toString).toList()));
    for (Weighted each : weighted()) {
      KernelWeights weights = fitted.weights(each.weighting(), each.form());
      released.add(
          new Released(each.name(), "", weighted(rows, learn, test, weights.values(), size)));
      notes.add(each.name() + ": " + text(weights.values()));
    }
    return new Fitted(released, notes);
  }

  private List<Weighted> weighted() {
    List<Weighted> list = new ArrayList<>();
    list.add(new Weighted("uniform", KernelWeighting.UNIFORM, SnrForm.TRACE_RATIO));
    list.add(new Weighted("alignment", KernelWeighting.ALIGNMENT, SnrForm.TRACE_RATIO));
    for (SnrForm form : compareForms ? SnrForm.values() : new SnrForm[] {SnrForm.TRACE_RATIO}) {
      String ending =
          form == SnrForm.TRACE_RATIO
              ? ""
              : ", " + form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      list.add(new Weighted("training SNR" + ending, KernelWeighting.TRAINING_SNR, form));
      list.add(new Weighted("held-out SNR" + ending, KernelWeighting.HELD_OUT_SNR, form));
      list.add(new Weighted("leave-one-out SNR" + ending, KernelWeighting.LEAVE_ONE_OUT_SNR, form));
    }
    return list;
  }

  private void addBaselines(List<Released> released, Rows rows, int one, int all, int seed) {
    LabelledRows fit = rows.fit();
    int columns = fit.features().size();
    ScatterSnapshot scatter = new Scatter(columns).accept(fit.rows()).snapshot();
    for (Baseline baseline : BASELINES) {
      // Where all kernels together have more columns than the rows, nothing is projected away.
      int size = Math.min(columns, baseline.all() ? all : one);
      Trainer trainer =
          baseline.random()
              ? new RandomProjection(size, seed)
              : Pca.components(size).withoutStandardization();
      AffineMap map = trainer.fit(scatter, Roles.NONE).map();
      released.add(new Released(baseline.name(), "", LinearReleases.release(map, rows)));
    }
  }

  /** Held out within the fitted part: the end of each cell, or rows at random. */
  private Split scoring(LabelledRows fit, int seed) {
    return person.isEmpty()
        ? Splits.stratified(fit.label(keep), seed, 1 - HELD_OUT, HELD_OUT)
        : Splits.timeBlocked(fit.label(person), fit.label(keep), GAP, 1 - HELD_OUT, HELD_OUT);
  }

  private static List<Kernel> kernels(DMatrixRMaj rows) {
    double rbf = gamma(Kernel.rbfMedian(rows));
    double laplacian = gamma(Kernel.laplacianMedian(rows));
    return List.of(
        Kernel.linear(),
        Kernel.polynomial(2, 1.0 / rows.numCols, 1),
        Kernel.rbf(rbf / 4),
        Kernel.rbf(rbf),
        Kernel.rbf(4 * rbf),
        Kernel.laplacian(laplacian),
        Kernel.laplacian(4 * laplacian));
  }

  private static double gamma(Kernel kernel) {
    String text = kernel.toString();
    return Double.parseDouble(text.substring(text.indexOf('=') + 1));
  }

  /** The columns of kernel m times √μ_m; those of weight 0 are left out. */
  private static AuditRows weighted(
      Rows rows, DMatrixRMaj learn, DMatrixRMaj test, double[] weights, int size) {
    return new AuditRows(
        LinearReleases.withRows(rows.learn(), weighted(learn, weights, size)),
        LinearReleases.withRows(rows.test(), weighted(test, weights, size)));
  }

  private static DMatrixRMaj weighted(DMatrixRMaj all, double[] weights, int size) {
    int kept = (int) Arrays.stream(weights).filter(w -> w > 0).count();
    DMatrixRMaj result = new DMatrixRMaj(all.numRows, kept * size);
    for (int i = 0, at = 0; i < all.numRows; i++) {
      for (int j = 0; j < all.numCols; j++) {
        double weight = weights[j / size];
        if (weight > 0) {
          result.data[at++] = Math.sqrt(weight) * all.get(i, j);
        }
      }
    }
    return result;
  }

  private static Rows standardised(Rows rows) {
    Standardization columns = Standardization.fit(rows.fit().rows());
    return new Rows(
        rows.fit().withRows(rows.fit().features(), columns.apply(rows.fit().rows())),
        rows.learn().withRows(rows.learn().features(), columns.apply(rows.learn().rows())),
        rows.test().withRows(rows.test().features(), columns.apply(rows.test().rows())));
  }

  private static String text(double[] weights) {
    return String.join(
        " ", Arrays.stream(weights).mapToObj(w -> String.format(Locale.ROOT, "%.3f", w)).toList());
  }
}
