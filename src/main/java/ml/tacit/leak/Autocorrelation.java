package ml.tacit.leak;

import java.util.Arrays;

/**
 * How rows of one run hang together: the agreement of two cells k rows apart, above that of any two
 * cells of the run, as a share of what is possible.
 *
 * <p>R_k = Σ_r n_r (A_kr − A_r) / Σ_r n_r (1 − A_r) over the runs of more than 2k rows, where A_kr
 * is the share of pairs k apart in run r that have the same cell, A_r that of all pairs, and n_r
 * the number of pairs k apart. For two cells it is the autocorrelation of the indicator of either.
 *
 * <p>Pairs of a short run hang together themselves, so that A_r is too large and R_k too small:
 * with b the mean correlation of two rows of a run, R_k = (ρ_k − b) / (1 − b). Here ρ and b are
 * found by turns.
 */
final class Autocorrelation {
  /** A run shorter than this says nothing of its order. */
  private static final int LEAST = 4;

  /** Autocorrelation below this is taken as none. */
  private static final double NONE = 0.1;

  private static final int FARTHEST = 100;
  private static final int TURNS = 50;

  private final Runs runs;
  private final double[] possible;
  private final double[] pairs;
  private final double[] raw;

  /** For how many distances there are figures: no more than are asked for. */
  private int measured;

  private Autocorrelation(Runs runs) {
    this.runs = runs;
    possible = new double[runs.count()];
    int[] counts = new int[runs.symbols()];
    Arrays.setAll(possible, r -> 1 - agreement(r, counts));
    int lags = runs.longest() < LEAST ? 0 : Math.min(FARTHEST, (runs.longest() - 1) / 2);
    pairs = new double[lags];
    raw = new double[lags];
  }

  static Autocorrelation of(Runs runs) {
    return new Autocorrelation(runs);
  }

  /** The share of all pairs of a run that have the same cell. */
  private double agreement(int r, int[] counts) {
    int size = runs.size(r);
    if (size < 2) {
      return 1;
    }
    double same = 0;
    for (int i = runs.from()[r]; i < runs.from()[r + 1]; i++) {
      same += counts[runs.cells()[i]]++;
    }
    for (int i = runs.from()[r]; i < runs.from()[r + 1]; i++) {
      counts[runs.cells()[i]] = 0;
    }
    return 2 * same / size / (size - 1.0);
  }

  private void measure(int k) {
    double above = 0;
    double most = 0;
    for (int r = 0; r < runs.count(); r++) {
      if (runs.size(r) > 2 * k) {
        int same = 0;
        for (int i = runs.from()[r]; i + k < runs.from()[r + 1]; i++) {
          same += runs.cells()[i] == runs.cells()[i + k] ? 1 : 0;
        }
        int found = runs.size(r) - k;
        pairs[k - 1] += found;
        above += same - found * (1 - possible[r]);
        most += found * possible[r];
      }
    }
    raw[k - 1] = most > 0 ? above / most : 0;
  }

  /** ρ_1, ρ_2, … as far as they are told from none; a standard error each (Bartlett 1946). */
  private double[][] correlations() {
    double[][] found = {{}, {}};
    double bias = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      found = told(bias);
      double next = Math.min(0.9, bias(found[0]));
      if (Math.abs(next - bias) < 1e-4) {
        break;
      }
      bias = next;
    }
    return found;
  }

  private double[][] told(double bias) {
    double[] correlation = new double[raw.length];
    double[] error = new double[raw.length];
    double squares = 0;
    int k = 0;
    for (; k < raw.length; k++) {
      if (k == measured) {
        measure(++measured);
      }
      correlation[k] = raw[k] + bias * (1 - raw[k]);
      error[k] = Math.sqrt((1 + 2 * squares) / pairs[k]);
      squares += correlation[k] * correlation[k];
      if (correlation[k] <= 2 * error[k]) {
        break;
      }
    }
    return new double[][] {Arrays.copyOf(correlation, k), Arrays.copyOf(error, k)};
  }

  /** The mean correlation of two rows of a run. */
  private double bias(double[] correlation) {
    double sum = 0;
    double most = 0;
    for (int r = 0; r < runs.count(); r++) {
      int size = runs.size(r);
      double mean = 0;
      for (int k = 1; k <= correlation.length && k < size; k++) {
        mean += 2 * (size - k) * correlation[k - 1] / size / (size - 1.0);
      }
      sum += size * possible[r] * mean;
      most += size * possible[r];
    }
    return most > 0 ? sum / most : 0;
  }

  /**
   * At least the factor by which dependence widens the variance of a mean, 1 + 2 Σ ρ_k, and at
   * least the first distance at which correlation is gone; a standard error on the safe side.
   */
  int blockLength() {
    if (raw.length == 0) {
      return Integer.MAX_VALUE;
    }
    double[][] found = correlations();
    double[] correlation = found[0];
    double factor = 1;
    int gone = 1;
    for (int k = 0; k < correlation.length; k++) {
      factor += 2 * (correlation[k] + found[1][k]);
      gone = correlation[k] > NONE ? k + 2 : gone;
    }
    return gone > raw.length && correlation.length > 0
        ? Integer.MAX_VALUE
        : Math.max(gone, (int) Math.ceil(factor - 1e-9));
  }
}
