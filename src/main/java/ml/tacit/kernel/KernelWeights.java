package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * The weights μ_m ≥ 0, Σμ_m = 1, of a multi-kernel, with what they were computed from.
 *
 * @param weighting how the kernels were scored
 * @param form what signal over noise means, where the scores are such
 * @param entries one per kernel, in the order given
 */
public record KernelWeights(KernelWeighting weighting, SnrForm form, List<Entry> entries) {
  /** How far from 1 the sum may be: rounding of weights that were written as text. */
  private static final double ROUNDING = 1e-9;

  /**
   * One kernel.
   *
   * @param kernel the kernel
   * @param score what the weight is in proportion to
   * @param weight μ_m
   */
  public record Entry(Kernel kernel, double score, double weight) {}

  /**
   * Checks the weights.
   *
   * @throws BadDataException if there is none, one is negative or not finite, or they do not sum to
   *     1
   */
  public KernelWeights {
    entries = List.copyOf(entries);
    double sum = 0;
    for (Entry entry : entries) {
      if (!(entry.weight() >= 0)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "weights: %s of kernel %s, a number ≥ 0 is needed",
                entry.weight(),
                entry.kernel()));
      }
      sum += entry.weight();
    }
    if (!(Math.abs(sum - 1) <= ROUNDING)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "weights: the sum of %d is %s, 1 is needed", entries.size(), sum));
    }
  }

  /**
   * Throws unless these are the weights of some kernels.
   *
   * @param kernels the kernels in their order
   * @throws BadDataException if they are others
   */
  public void requireKernels(List<Kernel> kernels) {
    List<Kernel> own = entries.stream().map(Entry::kernel).toList();
    if (!own.equals(kernels)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "weights: of the kernels %s, the features are of %s", own, kernels));
    }
  }

  /** In proportion to the scores. */
  static KernelWeights of(
      KernelWeighting weighting, SnrForm form, List<Kernel> kernels, double[] scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    if (!(sum > 0)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "weights: no kernel of %s scores above 0 by %s; wider kernels, a larger ridge or another label are needed",
              kernels,
              weighting));
    }
    List<Entry> entries = new ArrayList<>();
    for (int m = 0; m < scores.length; m++) {
      entries.add(new Entry(kernels.get(m), scores[m], scores[m] / sum));
    }
    return new KernelWeights(weighting, form, entries);
  }

  /**
   * The weights alone.
   *
   * @return μ, a fresh array
   */
  public double[] values() {
    return entries.stream().mapToDouble(Entry::weight).toArray();
  }
}
