package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;

/**
 * The kernels of a {@link MultiKernel}, each compressed once, to be weighted in more than one way:
 * the factorisations are all of the cost, the weights next to nothing.
 *
 * <p>Immutable and thread-safe. Exact models <b>contain the training rows</b>, as those of {@link
 * MultiKernel} do.
 */
public final class FittedKernels {
  private final List<Kernel> kernels;
  private final Ridge ridge;
  private final Set<KernelWeighting> weightings;
  private final List<KernelComponents> components;
  private final TargetColumns targets;

  /** What the kernels saw, after standardisation. */
  private final LabelledRows rows;

  /** Standardisation, or null. */
  private final AffineMap scaling;

  /** Of the rows as they came. */
  private final ColumnMeasures columns;

  private final HeldOut heldOut;
  private final List<HeldOut.Scores> held;

  private FittedKernels(
      List<Kernel> kernels,
      Ridge ridge,
      Set<KernelWeighting> weightings,
      List<KernelComponents> components,
      TargetColumns targets,
      LabelledRows rows,
      AffineMap scaling,
      ColumnMeasures columns,
      HeldOut heldOut,
      List<HeldOut.Scores> held) {
    this.kernels = kernels;
    this.ridge = ridge;
    this.weightings = weightings;
    this.components = components;
    this.targets = targets;
    this.rows = rows;
    this.scaling = scaling;
    this.columns = columns;
    this.heldOut = heldOut;
    this.held = held;
  }

  /**
   * Fits every kernel, one Gram matrix at a time.
   *
   * @param settings kernels, ridge and landmarks; its own weighting and form do not matter
   * @param weightings those that {@link #weights} will be asked for: held-out ones cost a second
   *     fit, leave-one-out ones up to two more
   * @param data N rows, finite, only read (exact models keep a copy)
   * @param roles one label to keep; what a model leaves of those to hide is measured
   * @param scoring part 0 is fitted to score the kernels on part 1; only held-out weights look at
   *     it
   * @return the fitted kernels
   * @throws BadDataException as for {@link MultiKernel#fit(LabelledRows, Roles, Split)}
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link MultiKernel#fit(LabelledRows,
   *     Roles, Split)}
   */
  public static FittedKernels fit(
      MultiKernel settings,
      Set<KernelWeighting> weightings,
      LabelledRows data,
      Roles roles,
      Split scoring) {
    TargetColumns targets = TargetColumns.of(data, roles, "multikernel");
    boolean landmarks = settings.hasLandmarks(data.size());
    if (!landmarks) {
      GramSize.require(data.size());
    }
    RawRows.require(data, roles);
    AffineMap scaling = settings.isStandardized() ? Scaling.of(data.rows()) : null;
    DMatrixRMaj scaled = scaling == null ? data.rows() : scaling.apply(data.rows());
    List<Kernel> kernels = settings.kernels().stream().map(spec -> spec.on(scaled)).toList();
    kernels.forEach(kernel -> kernel.form().check(scaled));

    Labels keep = targets.keep();
    HeldOut heldOut =
        weightings.contains(KernelWeighting.HELD_OUT_SNR)
            ? HeldOut.of(scaled, keep, scoring)
            : null;
    boolean leaveOneOut = weightings.contains(KernelWeighting.LEAVE_ONE_OUT_SNR);
    SharedRows shared =
        new SharedRows(
            landmarks || scaling != null ? scaled : scaled.copy(),
            roles.toHide().stream().map(label -> data.label(label).codes()).toList());
    List<KernelComponents> components = new ArrayList<>();
    List<HeldOut.Scores> held = new ArrayList<>();
    for (Kernel kernel : kernels) {
      components.add(settings.trainer(kernel, leaveOneOut).fit(shared, keep));
      if (heldOut != null) {
        held.add(heldOut.scores(settings.trainer(kernel, false)));
      }
    }
    return new FittedKernels(
        kernels,
        settings.ridge(),
        Set.copyOf(weightings),
        components,
        targets,
        data.withRows(data.features(), shared.rows()),
        scaling,
        ColumnMeasures.of(data.rows()),
        heldOut,
        held);
  }

  /**
   * Scores the kernels in one of the ways asked for.
   *
   * @param weighting the way
   * @param form what signal over noise means
   * @return the weights
   * @throws BadDataException if no kernel scores above 0, or the way was not asked for
   */
  public KernelWeights weights(KernelWeighting weighting, SnrForm form) {
    if (!weightings.contains(weighting)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "weights: %s was not asked for when the kernels were fitted, there are %s",
              weighting,
              weightings));
    }
    double[] scores = new double[components.size()];
    Arrays.setAll(scores, m -> score(m, weighting, form));
    return KernelWeights.of(weighting, form, kernels, scores);
  }

  /**
   * The multi-kernel of some weights.
   *
   * @param weights of these kernels, in their order
   * @return the model
   * @throws BadDataException if they are of other kernels
   */
  public KernelModel model(KernelWeights weights) {
    weights.requireKernels(kernels);
    List<Step> parts = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    List<Double> between = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    double largestRidge = 0;
    int removed = 0;
    double change = 0;
    double energy = 0;
    double spread = Double.NaN;
    for (int m = 0; m < kernels.size(); m++) {
      KernelModel each = components.get(m).model();
      double weight = weights.entries().get(m).weight();
      parts.add(new ChainMap(each.steps()));
      for (double value : each.eigenvalues()) {
        scale.add(Math.sqrt(weight));
        between.add(weight * value);
      }
      for (double own : ColumnMeasures.deviations(components.get(m).trainingScores())) {
        deviations.add(Math.sqrt(weight) * own);
      }
      Removed lost = each.removed();
      largestRidge = Math.max(largestRidge, each.ridge());
      removed += lost.rank();
      change += weight * lost.meanSquaredChange();
      energy += weight * lost.energy();
      double left = targets.spread(components.get(m).trainingScores());
      spread = m == 0 ? left : Math.max(spread, left);
    }
    SubspaceModel weighted =
        SubspaceModel.of(
            "multikernel",
            AffineMap.scaling(array(scale), new double[scale.size()]),
            targets.roles(),
            largestRidge,
            array(between),
            new Removed(removed, rawSpread(), spread, change, energy),
            rows.size(),
            targets.classes());
    KernelModel model =
        KernelModel.of(new SideBySideMap(parts), weighted)
            .withInputs(rows.features())
            .withWeights(weights)
            .withRidge(ridge)
            .withResolution(columns, array(deviations));
    return scaling == null ? model : model.after(scaling);
  }

  private double rawSpread() {
    if (targets.labels().size() == 1) {
      return Double.NaN;
    }
    DMatrixRMaj centred = rows.rows().copy();
    Matrices.centreColumns(centred);
    return targets.spread(centred);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double score(int m, KernelWeighting weighting, SnrForm form) {
    KernelComponents model = components.get(m);
    DMatrixRMaj training = model.trainingScores();
    Labels labels = targets.keep();
    return switch (weighting) {
      case UNIFORM -> 1;
      case ALIGNMENT -> Math.max(0, model.alignment());
      case TRAINING_SNR ->
          form == SnrForm.FISHER_SUM
              ? fisherSum(model.model().eigenvalues())
              : Snr.of(form, training, labels, training, labels);
      case LEAVE_ONE_OUT_SNR ->
          Snr.of(form, model.model().leaveOneOutScores().orElseThrow(), labels, training, labels);
      case HELD_OUT_SNR -> heldOut.snr(held.get(m), form);
    };
  }

  private static double fisherSum(double[] eigenvalues) {
    double sum = 0;
    for (double value : eigenvalues) {
      sum += value / (1 - value);
    }
    return sum;
  }
}
