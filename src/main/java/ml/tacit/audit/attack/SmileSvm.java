package ml.tacit.audit.attack;

import java.util.Arrays;
import smile.base.svm.KernelMachine;
import smile.base.svm.LASVM;
import smile.math.kernel.MercerKernel;

/**
 * Smile's SVM on a kernel matrix, one against one: a machine per pair of classes, most votes win,
 * of equals the larger sum of margins.
 *
 * <p>Own pairing, not Smile's {@code OneVersusOne}: each pair touches only its own rows of the
 * kernel matrix, and the votes are counted in a fixed order.
 */
final class SmileSvm {
  private static final double TOLERANCE = 1e-3;

  private final int[] classes;
  private final Pair[] pairs;

  private SmileSvm(int[] classes, Pair[] pairs) {
    this.classes = classes;
    this.pairs = pairs;
  }

  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Pair(int first, int second, int[] support, double[] weights, double intercept) {
    double score(float[] kernelRow) {
      double score = intercept;
      for (int i = 0; i < support.length; i++) {
        score += weights[i] * kernelRow[support[i]];
      }
      return score;
    }
  }

  /**
   * Fits on the rows {@code chosen}; {@code kernel} and {@code labels} are over all rows; {@code
   * epochs} passes over them (one comes close, Bordes et al., JMLR 6, 2005, two are Smile's own).
   */
  static SmileSvm fit(
      float[][] kernel, int[] chosen, int[] labels, double cost, int epochs, long seed) {
    SmileRandom.seed(seed);
    int[] classes = Arrays.stream(chosen).map(row -> labels[row]).distinct().sorted().toArray();
    MercerKernel<Integer> lookUp = new LookUp(kernel);
    Pair[] pairs = new Pair[classes.length * (classes.length - 1) / 2];
    int at = 0;
    for (int a = 0; a < classes.length; a++) {
      for (int b = a + 1; b < classes.length; b++) {
        int first = classes[a];
        int second = classes[b];
        Integer[] rows =
            Arrays.stream(chosen)
                .filter(row -> labels[row] == first || labels[row] == second)
                .boxed()
                .toArray(Integer[]::new);
        int[] signs = Arrays.stream(rows).mapToInt(row -> labels[row] == first ? 1 : -1).toArray();
        KernelMachine<Integer> machine =
            new LASVM<>(lookUp, cost, TOLERANCE).fit(rows, signs, epochs);
        pairs[at++] =
            new Pair(
                a,
                b,
                Arrays.stream(machine.instances()).mapToInt(Integer::intValue).toArray(),
                machine.weights(),
                machine.intercept());
      }
    }
    return new SmileSvm(classes, pairs);
  }

  /**
   * Adds a score per class, from a row's kernel values with all rows: its votes, and less than one
   * vote for the sum of its margins. A class that was not among the rows gets none.
   */
  void score(float[] kernelRow, double[] scores, int at) {
    double[] margins = new double[classes.length];
    for (Pair pair : pairs) {
      double score = pair.score(kernelRow);
      scores[at + classes[score > 0 ? pair.first : pair.second]]++;
      margins[pair.first] += score;
      margins[pair.second] -= score;
    }
    for (int c = 0; c < classes.length; c++) {
      scores[at + classes[c]] += 0.49 * margins[c] / (1 + Math.abs(margins[c]));
    }
  }

  /** A kernel between row numbers, with no parameters of its own. */
  private static final class LookUp implements MercerKernel<Integer> {
    private static final long serialVersionUID = 1L;
    private final transient float[][] kernel;

    LookUp(float[][] kernel) {
      this.kernel = kernel;
    }

    @Override
    public double k(Integer a, Integer b) {
      // Smile holds the second row while the first varies: this order reads along one array.
      return kernel[b][a];
    }

    @Override
    public double[] kg(Integer a, Integer b) {
      return new double[] {k(a, b)};
    }

    @Override
    public MercerKernel<Integer> of(double[] parameters) {
      return this;
    }

    @Override
    public double[] hyperparameters() {
      return new double[0];
    }

    @Override
    public double[] lo() {
      return new double[0];
    }

    @Override
    public double[] hi() {
      return new double[0];
    }
  }
}
