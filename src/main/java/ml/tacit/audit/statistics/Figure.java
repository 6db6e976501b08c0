package ml.tacit.audit.statistics;

import java.util.Arrays;

/**
 * A mean over test rows, with its error from whole blocks.
 *
 * <p>The error is that of a ratio estimate, Σ e_b² B/(B − 1), where e_b is what block b adds to the
 * mean beyond its rows' part of it (Cochran 1977, Sampling Techniques, ch. 9A; Obuchowski 1997,
 * Biometrics 53, for areas). Degrees of freedom are the blocks less one.
 *
 * @param centre the mean as if there were one effective row more of each class, half right; the
 *     mean itself where classes do not matter
 * @param error its standard error
 * @param skew of the mean, third central moment over error³
 * @param freedom degrees of freedom of the error
 * @param rows that count
 * @param blocks with such rows
 * @param residuals e_b of every block
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Figure(
    double mean,
    double centre,
    double error,
    double skew,
    double freedom,
    int rows,
    int blocks,
    double[] residuals) {

  /** Of a value per row; NaN values are not counted. */
  static Figure of(double[] values, Blocks in) {
    double[] sums = new double[in.count()];
    int[] rows = new int[in.count()];
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        sums[in.of()[row]] += values[row];
        rows[in.of()[row]]++;
      }
    }
    int all = Arrays.stream(rows).sum();
    int counted = (int) Arrays.stream(rows).filter(n -> n > 0).count();
    double mean = Arrays.stream(sums).sum() / all;
    double squares = 0;
    double cubes = 0;
    double[] residuals = new double[in.count()];
    for (int b = 0; b < residuals.length; b++) {
      double e = (sums[b] - mean * rows[b]) / all;
      residuals[b] = e;
      squares += e * e;
      cubes += e * e * e;
    }
    boolean still = squares <= 1e-24 * (1 + mean * mean);
    return new Figure(
        mean,
        mean,
        still ? 0 : Math.sqrt(squares * counted / Math.max(1, counted - 1)),
        still ? 0 : cubes / Math.pow(squares, 1.5),
        Math.max(1, counted - 1),
        all,
        counted,
        residuals);
  }

  /**
   * With the error that it has for as many rows of each class: a sum over the classes, each with
   * the correction and the freedom of its own blocks (Satterthwaite 1946, Biometrics Bull. 2), and
   * at least that of its rows being all right but for one more, half right and half wrong. So a
   * class of few rows that are all right is no certainty.
   *
   * @param pull by how much a row of this class can change the figure at most
   */
  Figure within(double[] values, Blocks in, int[] group, double[] pull) {
    double[] shares = new double[pull.length]; // of the squared residuals
    double[] rows = new double[pull.length];
    boolean[][] there = new boolean[pull.length][in.count()];
    double single = 0;
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        double own = (values[row] - mean) / this.rows;
        shares[group[row]] += own * residuals[in.of()[row]];
        rows[group[row]]++;
        there[group[row]][in.of()[row]] = true;
        single += own * own;
      }
    }
    double together = Arrays.stream(residuals).map(e -> e * e).sum();
    double perBlock = (double) this.rows / blocks;
    double alike =
        error == 0 || single == 0
            ? perBlock
            : Math.max(1, Math.min(perBlock, together / single)); // rows that count as one
    double p = Math.max(0, Math.min(1, mean));
    double half = (p * p + (1 - p) * (1 - p)) / 2;
    double centre = p;
    double variance = 0;
    double unsure = 0;
    for (int c = 0; c < pull.length; c++) {
      int has = count(there[c]);
      if (has == 0) {
        continue;
      }
      double effective = rows[c] / alike;
      double scale = pull[c] * rows[c];
      double part =
          Math.max(
              Math.max(0, shares[c]) * has / Math.max(1, has - 1),
              scale * scale * half / (effective * (effective + 1)));
      centre += scale * (0.5 - p) / (effective + 1);
      variance += part;
      unsure += part * part / Math.max(1, has - 1);
    }
    double satterthwaite = variance == 0 ? freedom : variance * variance / unsure;
    return new Figure(
        mean,
        centre,
        Math.sqrt(variance),
        skew,
        Math.max(1, satterthwaite),
        this.rows,
        blocks,
        residuals);
  }

  /**
   * With as few degrees of freedom as the error of the variance has, 2B/(κ − 1) with the kurtosis κ
   * of e_b: for values without bounds, where a few blocks may make the error.
   */
  Figure unbounded() {
    double squares = 0;
    double fourths = 0;
    for (double e : residuals) {
      squares += e * e;
      fourths += e * e * e * e;
    }
    double kurtosis = squares == 0 ? 1 : blocks * fourths / (squares * squares);
    double fewer = Math.min(freedom, 2 * blocks / Math.max(1e-9, kurtosis - 1));
    return new Figure(mean, centre, error, skew, Math.max(1, fewer), rows, blocks, residuals);
  }

  double correlation(Figure other) {
    double product = 0;
    double own = 0;
    double others = 0;
    for (int b = 0; b < residuals.length; b++) {
      product += residuals[b] * other.residuals[b];
      own += residuals[b] * residuals[b];
      others += other.residuals[b] * other.residuals[b];
    }
    return own == 0 || others == 0 ? 0 : product / Math.sqrt(own * others);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
