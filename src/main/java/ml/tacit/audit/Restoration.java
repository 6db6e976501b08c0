package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.MapBack;
import ml.tacit.audit.attack.ModelInHand;
import ml.tacit.audit.attack.RawColumns;
import ml.tacit.audit.statistics.Binomial;
import ml.tacit.release.Release;
import ml.tacit.release.Rounding;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/** Tries to get raw test rows back, and counts. */
final class Restoration {
  /** Rows tried, spread over the test rows. */
  private static final int ROWS = 100;

  /** Attacks that are judged together. */
  private static final int ATTACKS = 3;

  private final List<String> columns;
  private final RawColumns known;
  private final int[] tried;
  private final DMatrixRMaj raw;
  private final DMatrixRMaj released;
  private final double level;
  private final double commonest;
  private final double commonestCells;

  private Restoration(AuditRows before, AuditRows after, List<String> columns, double level) {
    this.columns = columns;
    this.level = 1 - (1 - level) / ATTACKS;
    DMatrixRMaj train = before.train().columns(columns);
    known = RawColumns.of(train);
    int n = before.test().size();
    tried =
        IntStream.range(0, Math.min(n, ROWS))
            .map(i -> (int) ((long) i * n / Math.min(n, ROWS)))
            .toArray();
    raw = before.test().select(tried).columns(columns);
    released = after.test().select(tried).rows();
    double[] row = commonestRow(train);
    double[] cells = commonestCells(train);
    commonest = rows(same(repeated(row))) / (double) tried.length;
    commonestCells = cells(same(repeated(cells)));
  }

  /**
   * Tries every attack.
   *
   * @param after as released, to the last bit
   * @param data the released rows of an attacker that knows the raw training rows
   * @param release its steps, if they are known
   * @param level of the limits, together
   */
  static List<Restored> of(
      AuditRows before, AuditRows after, AttackData data, Optional<Release> release, double level) {
    List<String> all = before.train().features();
    List<String> read = release.map(Release::inputs).orElse(all);
    Restoration restoration = new Restoration(before, after, read, level);
    List<Restored> found = new ArrayList<>();
    found.add(restoration.snapped(after.train().features()));
    found.add(restoration.mappedBack(data, all));
    release.ifPresent(steps -> found.addAll(restoration.modelInHand(steps)));
    return found;
  }

  private Restored snapped(List<String> releasedColumns) {
    int[] places = columns.stream().mapToInt(releasedColumns::indexOf).toArray();
    if (Arrays.stream(places).anyMatch(j -> j < 0)) {
      return Restored.skipped(Restored.SNAPPED, "the released columns are not the raw ones");
    }
    return judged(Restored.SNAPPED, false, selected(released, places));
  }

  private Restored mappedBack(AttackData data, List<String> all) {
    int[] places = columns.stream().mapToInt(all::indexOf).toArray();
    return judged(Restored.MAPPED_BACK, false, selected(MapBack.of(data).testRows(tried), places));
  }

  /** On the released rows; where the release rounds, also on what it rounds, as a control. */
  private List<Restored> modelInHand(Release release) {
    Optional<Rounding> rounding = release.rounding();
    List<Step> all = release.steps();
    if (rounding.isPresent() && !rounding.get().equals(all.get(all.size() - 1))) {
      return List.of(Restored.skipped(Restored.MODEL_IN_HAND, "a step follows the rounding"));
    }
    double[] tolerance = new double[released.numCols];
    rounding.ifPresent(r -> Arrays.setAll(tolerance, i -> r.columns().get(i).tolerance()));
    List<Step> exactSteps = release.withFullPrecision().steps();
    ModelInHand attacker = ModelInHand.of(exactSteps, known);
    if (attacker.skipped().isPresent()) {
      return List.of(Restored.skipped(Restored.MODEL_IN_HAND, attacker.skipped().get()));
    }
    List<Restored> found = new ArrayList<>();
    found.add(judged(Restored.MODEL_IN_HAND, false, attacker.estimate(released, tolerance)));
    if (rounding.isPresent()) {
      double[] exact = new double[released.numCols];
      DMatrixRMaj unrounded = attacker.unrounded(raw);
      found.add(judged(Restored.MODEL_IN_HAND, true, attacker.estimate(unrounded, exact)));
    }
    return found;
  }

  private Restored judged(String attack, boolean fullDigits, DMatrixRMaj estimates) {
    boolean[][] same = same(estimates);
    int rows = rows(same);
    double[] limits = Binomial.limits(rows, tried.length, tried.length, 0, level);
    return new Restored(
        attack,
        fullDigits,
        Optional.empty(),
        tried.length,
        rows,
        limits[0],
        limits[1],
        cells(same),
        commonest,
        commonestCells);
  }

  private boolean[][] same(DMatrixRMaj estimates) {
    boolean[][] same = new boolean[raw.numRows][raw.numCols];
    for (int i = 0; i < raw.numRows; i++) {
      for (int j = 0; j < raw.numCols; j++) {
        same[i][j] = known.same(j, estimates.get(i, j), raw.get(i, j));
      }
    }
    return same;
  }

  private static int rows(boolean[][] same) {
    int whole = 0;
    for (boolean[] row : same) {
      whole += count(row) == row.length ? 1 : 0;
    }
    return whole;
  }

  private static double cells(boolean[][] same) {
    double sum = 0;
    for (boolean[] row : same) {
      sum += count(row) / (double) row.length / same.length;
    }
    return sum;
  }

  private static int count(boolean[] row) {
    int count = 0;
    for (boolean cell : row) {
      count += cell ? 1 : 0;
    }
    return count;
  }

  private DMatrixRMaj repeated(double[] row) {
    DMatrixRMaj rows = new DMatrixRMaj(tried.length, row.length);
    for (int i = 0; i < tried.length; i++) {
      System.arraycopy(row, 0, rows.data, i * row.length, row.length);
    }
    return rows;
  }

  private static DMatrixRMaj selected(DMatrixRMaj rows, int[] columns) {
    DMatrixRMaj selected = new DMatrixRMaj(rows.numRows, columns.length);
    for (int i = 0; i < rows.numRows; i++) {
      for (int c = 0; c < columns.length; c++) {
        selected.set(i, c, rows.get(i, columns[c]));
      }
    }
    return selected;
  }

  /** The first of those that come most often. */
  private static double[] commonestRow(DMatrixRMaj rows) {
    Map<FitRows.RowKey, Integer> counts = new HashMap<>();
    int best = 0;
    int most = 0;
    for (int i = 0; i < rows.numRows; i++) {
      int count = counts.merge(FitRows.RowKey.of(rows, i), 1, Integer::sum);
      if (count > most) {
        most = count;
        best = i;
      }
    }
    return Arrays.copyOfRange(rows.data, best * rows.numCols, (best + 1) * rows.numCols);
  }

  private static double[] commonestCells(DMatrixRMaj rows) {
    double[] cells = new double[rows.numCols];
    for (int j = 0; j < cells.length; j++) {
      double[] column = new double[rows.numRows];
      for (int i = 0; i < column.length; i++) {
        column[i] = rows.get(i, j);
      }
      Arrays.sort(column);
      int most = 0;
      int run = 0;
      for (int i = 0; i < column.length; i++) {
        run = i > 0 && column[i] == column[i - 1] ? run + 1 : 1;
        if (run > most) {
          most = run;
          cells[j] = column[i];
        }
      }
    }
    return cells;
  }
}
