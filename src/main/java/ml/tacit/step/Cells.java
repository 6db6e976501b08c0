package ml.tacit.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Codes and numbers to one code, the cell: numbers are cut into bins, whose edges may differ from
 * one combination of the codes to the next.
 *
 * <p>Of codes c₁, c₂ … with K₁, K₂ … values and bins b₁, b₂ … of B₁, B₂ …, the cell is ((c₁·K₂ +
 * c₂) …·B₁ + b₁)·B₂ + b₂ …; a number on an edge is in the bin above it. Immutable and thread-safe.
 */
public final class Cells implements Step {
  private static final long MOST = 1_000_000;

  private final int[] levels;
  private final List<DMatrixRMaj> edges;
  private final int combinations;
  private final int size;

  /**
   * Cells.
   *
   * @param levels how many values each code has, at least 1 each; copied; may be none
   * @param edges for each number: a row of ascending edges, one fewer than there are bins, for each
   *     combination of the codes; not copied
   * @throws BadDataException if there is neither a code nor a number, there are more than a million
   *     cells, or edges do not fit or do not ascend
   */
  public Cells(int[] levels, List<DMatrixRMaj> edges) {
    this.levels = levels.clone();
    this.edges = List.copyOf(edges);
    if (levels.length + edges.size() == 0) {
      throw new BadDataException("cells: no code and no number, at least one is needed");
    }
    this.combinations = combinations(levels);
    long cells = combinations;
    for (DMatrixRMaj table : edges) {
      requireEdges(table);
      cells = times(cells, table.numCols + 1);
    }
    this.size = (int) cells;
  }

  /** How many combinations of codes there are; refused where these are too many for cells. */
  static int combinations(int[] levels) {
    long combinations = 1;
    for (int count : levels) {
      combinations = times(combinations, count);
    }
    return (int) combinations;
  }

  private static long times(long cells, int count) {
    if (count < 1 || cells * count > MOST) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "cells: %d times %d, from 1 to %d are possible", cells, count, MOST));
    }
    return cells * count;
  }

  private void requireEdges(DMatrixRMaj table) {
    if (table.numRows != combinations) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "edges: %d rows, %d are expected", table.numRows, combinations));
    }
    for (int i = 0; i < table.data.length; i++) {
      double edge = table.data[i];
      if (Double.isNaN(edge) || (i % table.numCols > 0 && edge < table.data[i - 1])) {
        throw new BadDataException("edges: not ascending at " + edge);
      }
    }
  }

  /**
   * How many values each code has.
   *
   * @return a fresh array
   */
  public int[] levels() {
    return levels.clone();
  }

  /**
   * Where numbers are cut.
   *
   * @return for each number its edges, combinations × (bins − 1), not to be written to
   */
  public List<DMatrixRMaj> edges() {
    return edges;
  }

  /**
   * How many cells there are.
   *
   * @return K
   */
  public int size() {
    return size;
  }

  @Override
  public int inputs() {
    return levels.length + edges.size();
  }

  @Override
  public int outputs() {
    return 1;
  }

  /**
   * Finds the cell of rows.
   *
   * @param rows n × (codes, then numbers); only read
   * @return n × 1, fresh
   * @throws BadDataException if a code is outside its values
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj cells = new DMatrixRMaj(rows.numRows, 1);
    for (int i = 0; i < rows.numRows; i++) {
      cells.data[i] = cell(rows.data, i * inputs());
    }
    return cells;
  }

  private int cell(double[] data, int at) {
    int combination = 0;
    for (int j = 0; j < levels.length; j++) {
      combination = combination * levels[j] + Codes.of("code", data[at + j], levels[j]);
    }
    int cell = combination;
    for (int j = 0; j < edges.size(); j++) {
      DMatrixRMaj table = edges.get(j);
      double value = data[at + levels.length + j];
      int bin = 0;
      while (bin < table.numCols && table.data[combination * table.numCols + bin] <= value) {
        bin++;
      }
      cell = cell * (table.numCols + 1) + bin;
    }
    return cell;
  }

  @Override
  public String guarantee() {
    return guarantee(size);
  }

  /** What is promised where one of some codes goes on and nothing else. */
  static String guarantee(int cells) {
    return String.format(
        Locale.ROOT,
        "one of %d codes goes on and nothing else of the row, at most %.2f bits: where it leaves,"
            + " 'tacit certify' bounds how often any attacker is right, from rows that were not fitted",
        cells,
        Math.log(cells) / Math.log(2));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Cells cells)
        || !Arrays.equals(levels, cells.levels)
        || edges.size() != cells.edges.size()) {
      return false;
    }
    for (int j = 0; j < edges.size(); j++) {
      if (!Matrices.equal(edges.get(j), cells.edges.get(j))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(levels) + size;
  }

  @Override
  public String toString() {
    return "Cells[" + size + "]";
  }
}
