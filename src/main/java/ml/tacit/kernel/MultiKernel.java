package ml.tacit.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowSource;
import ml.tacit.table.Split;

/**
 * The compressive multi-kernel: every kernel is compressed to L−1 components by DCA in its feature
 * space, and the components are put side by side, √μ_m Z_m, so that the inner products of released
 * rows are Σ μ_m Z_mZ_mᵀ.
 *
 * <pre>{@code
 * MultiKernel kernels = MultiKernel.of(List.of("rbf", "laplacian")).withLandmarks(20);
 * KernelModel model = kernels.fit(data, Roles.keep("activity"));
 * DMatrixRMaj released = model.transform(fresh);
 * }</pre>
 *
 * <p>The weights are lengths of columns: a learner that standardises its columns undoes them, one
 * of distances or inner products (nearest neighbours, ridge, a support vector machine on columns as
 * they are) follows them.
 *
 * <p>Rows are standardised first; landmarks are means of rows and common to all kernels. All rows
 * are in memory. A model of {@link #exact} kernels <b>contains the training rows</b>. Source:
 * Chanyaswad, Chang, Kung, arXiv:2106.10671 (the protocol and the form of the ratio are ours). An
 * immutable value, thread-safe.
 */
public final class MultiKernel {
  /** One row in so many of each class is held out, the last ones. */
  private static final int HELD_OUT = 4;

  private final List<KernelSpec> kernels;
  private final Settings settings;

  /**
   * What {@code with…} changes.
   *
   * @param landmarks how many at most, 0 for exact kernels
   * @param asked whether that number was asked for
   */
  private record Settings(
      KernelWeighting weighting,
      SnrForm form,
      Ridge ridge,
      int landmarks,
      boolean asked,
      boolean standardized) {}

  private MultiKernel(List<KernelSpec> kernels, Settings settings) {
    this.kernels = kernels;
    this.settings = settings;
  }

  /**
   * Held-out SNR weights by traces, a relative ridge of 0.01, at most 500 landmarks, standardised
   * rows.
   *
   * @param kernels at least one, of rows after standardisation
   * @return the trainer
   * @throws BadDataException if there is no kernel
   */
  public static MultiKernel of(Kernel... kernels) {
    return ofSpecs(Arrays.stream(kernels).map(KernelSpec::of).toList());
  }

  /**
   * The same of texts.
   *
   * @param kernels at least one, as {@link Kernelized#of(String, ml.tacit.subspace.Trainer)} takes
   *     them
   * @return the trainer
   * @throws BadDataException if there is no kernel, or a text is none
   */
  public static MultiKernel of(List<String> kernels) {
    return ofSpecs(kernels.stream().map(KernelSpec::new).toList());
  }

  private static MultiKernel ofSpecs(List<KernelSpec> kernels) {
    if (kernels.isEmpty()) {
      throw new BadDataException("kernels: 0, at least one is needed");
    }
    return new MultiKernel(
        kernels,
        new Settings(
            KernelWeighting.HELD_OUT_SNR,
            SnrForm.TRACE_RATIO,
            Kernelized.RIDGE,
            Nystrom.LANDMARKS,
            false,
            true));
  }

  /**
   * The same with kernels scored in another way.
   *
   * @param weighting the way
   * @return the trainer
   */
  public MultiKernel withWeighting(KernelWeighting weighting) {
    return withWeighting(weighting, settings.form);
  }

  /**
   * The same with kernels scored in another way.
   *
   * @param weighting the way
   * @param form what signal over noise means
   * @return the trainer
   */
  public MultiKernel withWeighting(KernelWeighting weighting, SnrForm form) {
    return new MultiKernel(
        kernels,
        new Settings(
            Objects.requireNonNull(weighting, "weighting"),
            Objects.requireNonNull(form, "form"),
            settings.ridge,
            settings.landmarks,
            settings.asked,
            settings.standardized));
  }

  /**
   * The same with another ridge.
   *
   * @param ridge absolute, for every kernel, or relative: α·trace(K̄_m)/N, kernel by kernel
   * @return the trainer
   */
  public MultiKernel withRidge(Ridge ridge) {
    return new MultiKernel(
        kernels,
        new Settings(
            settings.weighting,
            settings.form,
            Objects.requireNonNull(ridge, "ridge"),
            settings.landmarks,
            settings.asked,
            settings.standardized));
  }

  /**
   * The same with another number of landmarks: no row is kept, and N may be large.
   *
   * @param most how many at most
   * @return the trainer
   * @throws IllegalArgumentException if it is less than 1 or too many for a Gram matrix
   */
  public MultiKernel withLandmarks(int most) {
    Nystrom.requireLandmarks(most);
    return new MultiKernel(
        kernels,
        new Settings(
            settings.weighting, settings.form, settings.ridge, most, true, settings.standardized));
  }

  /**
   * The same on the Gram matrices of up to 20,000 rows, one at a time. The model <b>contains the
   * training rows</b>.
   *
   * @return the trainer
   */
  public MultiKernel exact() {
    return new MultiKernel(
        kernels,
        new Settings(
            settings.weighting, settings.form, settings.ridge, 0, false, settings.standardized));
  }

  /**
   * The same with columns standardised first, or as they are.
   *
   * @param standardized whether to standardise, which is the default
   * @return the trainer
   */
  public MultiKernel withStandardization(boolean standardized) {
    return new MultiKernel(
        kernels,
        new Settings(
            settings.weighting,
            settings.form,
            settings.ridge,
            settings.landmarks,
            settings.asked,
            standardized));
  }

  /**
   * Fits to rows in memory. For {@link KernelWeighting#HELD_OUT_SNR} the last quarter of each class
   * is held out, in the order of the rows.
   *
   * @param data N rows, finite, only read (an exact model keeps a copy)
   * @param roles one label to keep; what the model leaves of those to hide is measured, no more
   * @return the model, with its {@link KernelModel#weights}
   * @throws BadDataException as for {@link Kernelized#fit(LabelledRows, Roles)}, or if no kernel
   *     scores above 0
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link Kernelized#fit(LabelledRows,
   *     Roles)}
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the flag stays
   *     set
   */
  public KernelModel fit(LabelledRows data, Roles roles) {
    return fit(data, roles, lastOfEachClass(TargetColumns.keep(data, roles, "multikernel")));
  }

  /**
   * The same with kernels scored on rows of the caller's choice, say blocks of time with a gap
   * ({@code Splits.timeBlocked}) or people left out ({@code Splits.groupOut}); the model is fitted
   * to all rows in the end. Only {@link KernelWeighting#HELD_OUT_SNR} looks at the choice.
   *
   * @param data N rows, finite, only read (an exact model keeps a copy)
   * @param roles one label to keep; what the model leaves of those to hide is measured, no more
   * @param scoring part 0 is fitted to score the kernels on part 1
   * @return the model
   * @throws BadDataException as for {@link #fit(LabelledRows, Roles)}, or if a row number is out of
   *     range, no row is held out, or part 0 cannot be fitted
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link #fit(LabelledRows, Roles)}
   */
  public KernelModel fit(LabelledRows data, Roles roles, Split scoring) {
    FittedKernels fitted =
        FittedKernels.fit(this, EnumSet.of(settings.weighting), data, roles, scoring);
    return fitted.model(fitted.weights(settings.weighting, settings.form));
  }

  /**
   * Fits to rows that are read into memory, held out as by {@link #fit(LabelledRows, Roles)}.
   *
   * @param source opens the rows, with all labels of the roles as text columns
   * @param roles one label to keep
   * @param progress told the bytes read
   * @return the model
   * @throws IOException if reading fails
   * @throws BadDataException as for {@link #fit(LabelledRows, Roles)}, or as the reader throws
   */
  public KernelModel fit(RowSource source, Roles roles, LongConsumer progress) throws IOException {
    int most = settings.landmarks == 0 ? GramSize.MAX_ROWS : Integer.MAX_VALUE;
    return fit(WholeSource.read(source, most, progress), roles);
  }

  List<KernelSpec> kernels() {
    return kernels;
  }

  boolean isStandardized() {
    return settings.standardized;
  }

  Ridge ridge() {
    return settings.ridge;
  }

  /** Each kernel's own trainer. */
  KernelDca trainer(Kernel kernel, boolean leaveOneOut) {
    return new KernelDca(kernel, settings.ridge, leaveOneOut, settings.landmarks);
  }

  /** Whether no row is kept; throws if more landmarks are asked for than so many rows can give. */
  boolean hasLandmarks(int rows) {
    if (settings.asked) {
      Nystrom.of(Kernel.linear()).withLandmarks(settings.landmarks).requireRows(rows);
    }
    return settings.landmarks > 0;
  }

  private static Split lastOfEachClass(Labels labels) {
    int[] counts = labels.counts();
    int[] before = new int[counts.length];
    List<Integer> first = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int code = labels.code(i);
      boolean early = ++before[code] <= counts[code] - counts[code] / HELD_OUT;
      (early ? first : last).add(i);
    }
    return new Split(new int[][] {array(first), array(last)});
  }

  private static int[] array(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }
}
