package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * The scores that an erasure subtracted, read off the residues, and what they did to each column.
 *
 * <p>Released is x' = x + D·s with a few scores s. Some coarse columns change by less than half a
 * step of their grid, the rarest flag by least, so their residues are d·s, and a few of them are as
 * good as s. A column that changes by more has residues that wrap around: its slope is found in
 * rows of small scores first, and then in more and more, each time unwrapped by the slope so far.
 */
final class HiddenScores {
  /** Residues of this size, in steps of the grid, hardly wrap around: uniform ones have 0.289. */
  private static final double SAFE = 0.12;

  /** A residue is a new score if it differs so much, as a share, from what the others foretell. */
  private static final double NEW = 1e-3;

  /** A slope is believed if it explains the unwrapped residues but for this share of a step. */
  private static final double EXPLAINED = 0.02;

  /** More scores than this nobody subtracts for one label. */
  private static final int MOST = 32;

  /** Rows of the first fit per score, and how their number grows. */
  private static final int FIRST = 20;

  private static final double GROWTH = 1.4;

  private final Origins origins;

  /** Which coarse columns the scores are read off, and their sizes there. */
  private final int[] read;

  private final double[] size;

  /** What a score of one adds to each released column: scores × columns. */
  private final DMatrixRMaj slopes;

  private HiddenScores(Origins origins, int[] read, double[] size, int columns) {
    this.origins = origins;
    this.read = read;
    this.size = size;
    this.slopes = new DMatrixRMaj(read.length, columns);
  }

  /** From released training rows alone: the continuous columns stay as they are. */
  static HiddenScores of(AttackData data) {
    DMatrixRMaj rows = data.trainAsGiven();
    Origins origins = data.origins();
    DMatrixRMaj residues = Residues.of(rows, origins);
    HiddenScores scores = read(residues, origins, rows.numCols, safe(residues, origins));
    DMatrixRMaj z = scores.ofResidues(residues);
    int[] nearFirst = nearFirst(z);
    int[] coarse = origins.coarse();
    for (int c = 0; c < coarse.length && z.numCols > 0; c++) {
      int column = coarse[c];
      double step = origins.grids()[column].width();
      grown(z, nearFirst, column(residues, c), step, EXPLAINED * step)
          .ifPresent(slopes -> scores.setSlopes(column, slopes));
    }
    return scores;
  }

  /** From released and raw training rows: slopes are known, for continuous columns too. */
  static HiddenScores knowingRaw(AttackData data) {
    DMatrixRMaj rows = data.trainAsGiven();
    DMatrixRMaj raw = data.raw().toDense();
    Origins origins = data.origins();
    DMatrixRMaj residues = Residues.of(rows, origins);
    HiddenScores scores = read(residues, origins, rows.numCols, safe(residues, origins));
    DMatrixRMaj z = scores.ofResidues(residues);
    int[] all = AttackData.all(rows.numRows);
    for (int j = 0; j < rows.numCols && z.numCols > 0; j++) {
      int from = origins.raw()[j];
      if (from >= 0) {
        double[] change = new double[rows.numRows];
        for (int i = 0; i < change.length; i++) {
          change[i] = rows.get(i, j) - raw.get(i, from);
        }
        scores.setSlopes(j, leastSquares(z, all, change));
      }
    }
    return scores;
  }

  /** Rows with the scores taken out, coarse columns on their grids, and the scores beside them. */
  Matrix restored(DMatrixRMaj rows) {
    DMatrixRMaj z = ofResidues(Residues.of(rows, origins));
    DMatrixRMaj added = z.numCols == 0 ? null : Dense.multiply(z, slopes);
    int d = rows.numCols;
    int width = d + z.numCols;
    double[] values = new double[rows.numRows * width];
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < d; j++) {
        double x = rows.get(i, j) - (added == null ? 0 : added.get(i, j));
        values[i * width + j] = origins.grids()[j] == null ? x : origins.grids()[j].nearest(x);
      }
      System.arraycopy(z.data, i * z.numCols, values, i * width + d, z.numCols);
    }
    return new Matrix(values, rows.numRows, width);
  }

  /** Chooses the residues that the scores are read off, the least wrapped first. */
  private static HiddenScores read(
      DMatrixRMaj residues, Origins origins, int columns, int[] candidates) {
    HiddenScores scores = new HiddenScores(origins, new int[0], new double[0], columns);
    for (int c : candidates) {
      double step = origins.grids()[origins.coarse()[c]].width();
      double most = NEW * size(residues, c);
      if (scores.read.length < MOST && !scores.explain(residues, c, step, most)) {
        int[] read = Arrays.copyOf(scores.read, scores.read.length + 1);
        double[] size = Arrays.copyOf(scores.size, read.length);
        read[read.length - 1] = c;
        size[read.length - 1] = size(residues, c);
        scores = new HiddenScores(origins, read, size, columns);
      }
    }
    return scores;
  }

  private boolean explain(DMatrixRMaj residues, int column, double step, double most) {
    DMatrixRMaj z = ofResidues(residues);
    return read.length > 0
        && grown(z, nearFirst(z), column(residues, column), step, most).isPresent();
  }

  /** Coarse columns whose residues are there and hardly wrap around, the smallest first. */
  private static int[] safe(DMatrixRMaj residues, Origins origins) {
    int[] coarse = origins.coarse();
    double[] share =
        IntStream.range(0, coarse.length)
            .mapToDouble(c -> size(residues, c) / origins.grids()[coarse[c]].width())
            .toArray();
    return IntStream.range(0, coarse.length)
        .filter(c -> share[c] > 0 && share[c] < SAFE)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> share[c]))
        .mapToInt(c -> c)
        .toArray();
  }

  private DMatrixRMaj ofResidues(DMatrixRMaj residues) {
    DMatrixRMaj z = new DMatrixRMaj(residues.numRows, read.length);
    for (int i = 0; i < z.numRows; i++) {
      for (int q = 0; q < read.length; q++) {
        z.set(i, q, residues.get(i, read[q]) / size[q]);
      }
    }
    return z;
  }

  private void setSlopes(int column, double[] values) {
    for (int q = 0; q < values.length; q++) {
      slopes.set(q, column, values[q]);
    }
  }

  /** Slopes of residues that wrap around; empty if they leave more than {@code most} (rms). */
  private static Optional<double[]> grown(
      DMatrixRMaj z, int[] nearFirst, double[] residue, double step, double most) {
    int n = nearFirst.length;
    double[] unwrapped = residue.clone();
    double[] slopes;
    int used = Math.min(n, FIRST * z.numCols);
    while (true) {
      int[] rows = Arrays.copyOf(nearFirst, used);
      slopes = leastSquares(z, rows, unwrapped);
      if (used == n) {
        break;
      }
      used = (int) Math.min(n, Math.ceil(GROWTH * used));
      for (int k = 0; k < used; k++) {
        int i = nearFirst[k];
        double foretold = foretold(z, i, slopes);
        unwrapped[i] = residue[i] + step * Math.rint((foretold - residue[i]) / step);
      }
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = unwrapped[i] - foretold(z, i, slopes);
      squares += off * off / n;
    }
    return Math.sqrt(squares) <= most ? Optional.of(slopes) : Optional.empty();
  }

  private static double foretold(DMatrixRMaj z, int row, double[] slopes) {
    double sum = 0;
    for (int q = 0; q < slopes.length; q++) {
      sum += z.get(row, q) * slopes[q];
    }
    return sum;
  }

  /** Without an intercept: scores of zero change nothing. Zeros where the rows do not tell. */
  private static double[] leastSquares(DMatrixRMaj z, int[] rows, double[] target) {
    int q = z.numCols;
    DMatrixRMaj square = new DMatrixRMaj(q, q);
    DMatrixRMaj right = new DMatrixRMaj(q, 1);
    for (int i : rows) {
      for (int a = 0; a < q; a++) {
        right.data[a] += z.get(i, a) * target[i];
        for (int b = 0; b < q; b++) {
          square.data[a * q + b] += z.get(i, a) * z.get(i, b);
        }
      }
    }
    try {
      return Cholesky.of(square).solve(right).data;
    } catch (SingularMatrixException e) {
      return new double[q];
    }
  }

  /** Rows by the size of their scores, the smallest first. */
  private static int[] nearFirst(DMatrixRMaj z) {
    double[] far = new double[z.numRows];
    for (int i = 0; i < z.data.length; i++) {
      far[i / z.numCols] += z.data[i] * z.data[i];
    }
    return IntStream.range(0, z.numRows)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> far[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static double[] column(DMatrixRMaj m, int column) {
    return IntStream.range(0, m.numRows).mapToDouble(i -> m.get(i, column)).toArray();
  }

  /** Root mean square of a column. */
  private static double size(DMatrixRMaj m, int column) {
    return Standardization.rootMeanSquare(column(m, column));
  }
}
