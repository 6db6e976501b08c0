package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;

/**
 * The compressive multi-kernel: every kernel is compressed to L−1 components by its own {@link
 * KernelDca}, and the components are put side by side, √μ_m Z_m, so that the inner products of
 * released rows are Σ μ_m Z_mZ_mᵀ.
 *
 * <pre>{@code
 * MultiKernel kernels = MultiKernel.of(Kernel.rbfMedian(rows), Kernel.laplacianMedian(rows));
 * MultiKernelModel model = kernels.landmarks(100).fit(rows, activity);
 * DMatrixRMaj released = model.transform(fresh);
 * }</pre>
 *
 * <p>The weights are lengths of columns: a learner that standardises its columns undoes them, one
 * of distances or inner products (nearest neighbours, ridge, a support vector machine on columns as
 * they are) follows them.
 *
 * <p>Source: Chanyaswad, Chang, Kung, arXiv:2106.10671 (the protocol and the form of the ratio are
 * ours). The model <b>contains the training rows</b> unless {@link #landmarks} are asked for. An
 * immutable value, thread-safe.
 *
 * @param kernels the kernels, at least one
 * @param weighting how they are scored
 * @param form what signal over noise means
 * @param ridge ρ; a relative one is α·trace(K̄_m)/N, kernel by kernel
 * @param landmarks how many landmarks at most, 0 for the exact method
 */
public record MultiKernel(
    List<Kernel> kernels, KernelWeighting weighting, SnrForm form, Ridge ridge, int landmarks) {
  /** One row in so many of each class is held out, the last ones. */
  private static final int HELD_OUT = 4;

  /**
   * Copies the list.
   *
   * @throws BadDataException if there is no kernel
   */
  public MultiKernel {
    kernels = List.copyOf(kernels);
    if (kernels.isEmpty()) {
      throw new BadDataException("kernels: 0, at least one is needed");
    }
    Objects.requireNonNull(weighting, "weighting");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(ridge, "ridge");
  }

  /**
   * Held-out SNR weights by traces, a relative ridge of 0.01.
   *
   * @param kernels at least one
   * @return the trainer
   */
  public static MultiKernel of(Kernel... kernels) {
    return new MultiKernel(
        List.of(kernels),
        KernelWeighting.HELD_OUT_SNR,
        SnrForm.TRACE_RATIO,
        Ridge.relative(0.01),
        0);
  }

  /**
   * The same with kernels scored in another way.
   *
   * @param other the way
   * @return the trainer
   */
  public MultiKernel weights(KernelWeighting other) {
    return weights(other, form);
  }

  /**
   * The same with kernels scored in another way.
   *
   * @param other the way
   * @param snr what signal over noise means
   * @return the trainer
   */
  public MultiKernel weights(KernelWeighting other, SnrForm snr) {
    return new MultiKernel(kernels, other, snr, ridge, landmarks);
  }

  /**
   * The same with an absolute ridge, for every kernel.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public MultiKernel ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * The same with another ridge.
   *
   * @param other absolute or relative
   * @return the trainer
   */
  public MultiKernel ridge(Ridge other) {
    return new MultiKernel(kernels, weighting, form, other, landmarks);
  }

  /**
   * The same with landmarks that are means of rows, common to all kernels, as {@link
   * KernelDca#landmarks}: no row is kept, and N may be large.
   *
   * @param most how many at most
   * @return the trainer
   */
  public MultiKernel landmarks(int most) {
    return new MultiKernel(kernels, weighting, form, ridge, most);
  }

  /**
   * Fits to rows in memory; one Gram matrix at a time. For {@link KernelWeighting#HELD_OUT_SNR} the
   * last quarter of each class is held out, in the order of the rows.
   *
   * @param rows N × d, finite, only read (the model keeps a copy)
   * @param labels N labels to keep
   * @return the model
   * @throws BadDataException as for {@link KernelDca#fit}, or if no kernel scores above 0
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link KernelDca#fit}
   */
  public MultiKernelModel fit(DMatrixRMaj rows, Labels labels) {
    Rows.requireLabels(rows, labels);
    return fit(rows, labels, lastOfEachClass(labels));
  }

  /**
   * The same with kernels scored on rows of the caller's choice, say blocks of time with a gap
   * ({@code Splits.timeBlocked}) or people left out ({@code Splits.groupOut}); the model is fitted
   * to all rows in the end. Only {@link KernelWeighting#HELD_OUT_SNR} looks at the choice.
   *
   * @param rows N × d, finite, only read (the model keeps a copy)
   * @param labels N labels to keep
   * @param scoring part 0 is fitted to score the kernels on part 1
   * @return the model
   * @throws BadDataException as for {@link #fit(DMatrixRMaj, Labels)}, or if a row number is out of
   *     range, no row is held out, or part 0 cannot be fitted
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link KernelDca#fit}
   */
  public MultiKernelModel fit(DMatrixRMaj rows, Labels labels, Split scoring) {
    return fit(rows, TargetColumns.of(rows, labels), scoring);
  }

  /**
   * Fits to rows in memory, held out as by {@link #fit(DMatrixRMaj, Labels)}; the model remembers
   * the names of the labels.
   *
   * @param data N rows, finite, only read (the model keeps a copy)
   * @param roles one label to keep; what the model leaves of those to hide is measured, no more
   * @return the model
   * @throws BadDataException as for {@link #fit(DMatrixRMaj, Labels)}, or if a label is missing
   * @throws ml.tacit.matrix.SingularMatrixException as for {@link KernelDca#fit}
   */
  public MultiKernelModel fit(LabelledRows data, Roles roles) {
    TargetColumns targets = TargetColumns.of(data, roles, "multikernel");
    return fit(data.rows(), targets, lastOfEachClass(targets.keep()));
  }

  private MultiKernelModel fit(DMatrixRMaj rows, TargetColumns targets, Split scoring) {
    FittedKernels fitted = FittedKernels.fit(this, EnumSet.of(weighting), rows, targets, scoring);
    return fitted.model(fitted.weights(weighting, form));
  }

  private static Split lastOfEachClass(Labels labels) {
    int[] counts = labels.counts();
    int[] seen = new int[counts.length];
    List<Integer> first = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int code = labels.code(i);
      boolean early = ++seen[code] <= counts[code] - counts[code] / HELD_OUT;
      (early ? first : last).add(i);
    }
    return new Split(new int[][] {array(first), array(last)});
  }

  private static int[] array(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }
}
