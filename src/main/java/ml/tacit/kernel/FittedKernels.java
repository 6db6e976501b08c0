package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ml.tacit.table.BadDataException;
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
  private final MultiKernel settings;
  private final Set<KernelWeighting> weightings;
  private final List<KernelDcaModel> models;
  private final TargetColumns targets;
  private final DMatrixRMaj rows;
  private final HeldOut heldOut;
  private final List<HeldOut.Scores> held;

  private FittedKernels(
      MultiKernel settings,
      Set<KernelWeighting> weightings,
      List<KernelDcaModel> models,
      TargetColumns targets,
      DMatrixRMaj rows,
      HeldOut heldOut,
      List<HeldOut.Scores> held) {
    this.settings = settings;
    this.weightings = weightings;
    this.models = models;
    this.targets = targets;
    this.rows = rows;
    this.heldOut = heldOut;
    this.held = held;
  }

  /**
   * Fits every kernel, one Gram matrix at a time.
   *
   * @param settings kernels, ridge and landmarks; its own weighting and form do not matter
   * @param weightings those that {@link #weights} will be asked for: held-out ones cost a second
   *     fit, leave-one-out ones up to two more
   * @param rows N × d, finite, only read (exact models keep a copy)
   * @param labels N labels to keep
   * @param scoring part 0 is fitted to score the kernels on part 1; only held-out weights look at
   *     it
   * @return the fitted kernels
   * @throws BadDataException as for {@link MultiKernel#fit(DMatrixRMaj, Labels, Split)}
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link KernelDca#fit}
   */
  public static FittedKernels fit(
      MultiKernel settings,
      Set<KernelWeighting> weightings,
      DMatrixRMaj rows,
      Labels labels,
      Split scoring) {
    return fit(settings, weightings, rows, TargetColumns.of(rows, labels), scoring);
  }

  static FittedKernels fit(
      MultiKernel settings,
      Set<KernelWeighting> weightings,
      DMatrixRMaj rows,
      TargetColumns targets,
      Split scoring) {
    Labels labels = targets.keep();
    boolean leaveOneOut = weightings.contains(KernelWeighting.LEAVE_ONE_OUT_SNR);
    List<KernelDca> trainers =
        settings.kernels().stream()
            .map(k -> new KernelDca(k, settings.ridge(), leaveOneOut, settings.landmarks()))
            .toList();
    for (KernelDca trainer : trainers) {
      trainer.check(rows, labels);
    }
    HeldOut heldOut =
        weightings.contains(KernelWeighting.HELD_OUT_SNR)
            ? HeldOut.of(rows, labels, scoring)
            : null;
    SharedRows shared = new SharedRows(settings.landmarks() > 0 ? rows : rows.copy());
    List<KernelDcaModel> models = new ArrayList<>();
    List<HeldOut.Scores> held = new ArrayList<>();
    for (KernelDca trainer : trainers) {
      models.add(trainer.fit(shared, labels));
      if (heldOut != null) {
        held.add(
            heldOut.scores(
                new KernelDca(trainer.kernel(), trainer.ridge(), false, trainer.landmarks())));
      }
    }
    return new FittedKernels(
        settings, Set.copyOf(weightings), models, targets, shared.rows(), heldOut, held);
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
    double[] scores = new double[models.size()];
    Arrays.setAll(scores, m -> score(m, weighting, form));
    return KernelWeights.of(weighting, form, settings.kernels(), scores);
  }

  /**
   * The multi-kernel of some weights.
   *
   * @param weights of these kernels, in their order
   * @return the model
   * @throws BadDataException if they are for another number of kernels
   */
  public MultiKernelModel model(KernelWeights weights) {
    if (weights.entries().size() != models.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "weights: %d for %d kernels", weights.entries().size(), models.size()));
    }
    return MultiKernelModel.of(models, weights, targets, rows);
  }

  private double score(int m, KernelWeighting weighting, SnrForm form) {
    KernelDcaModel model = models.get(m);
    DMatrixRMaj training = model.trainingScores();
    Labels labels = targets.keep();
    return switch (weighting) {
      case UNIFORM -> 1;
      case ALIGNMENT -> Math.max(0, model.alignment());
      case TRAINING_SNR ->
          form == SnrForm.FISHER_SUM
              ? fisherSum(model.eigenvalues())
              : Snr.of(form, training, labels, training, labels);
      case LEAVE_ONE_OUT_SNR ->
          Snr.of(form, model.leaveOneOutScores().orElseThrow(), labels, training, labels);
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
