package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.Grid;
import ml.tacit.table.Grids;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * Which raw column each released one is made from, by its name, and which of them left the coarse
 * grid that the raw numbers are on.
 *
 * <p>That a column holds whole numbers, or 0 and 1, anybody knows: it takes no raw row.
 *
 * @param raw the raw column of the same name by released column, −1 if there is none
 * @param grids the grid of that raw column if it is coarse and the released numbers are not on it,
 *     else null
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the attack data, never compared
public record Origins(int[] raw, Grid[] grids) {
  /** Nothing is known of the released columns. */
  static final Origins UNKNOWN = new Origins(new int[0], new Grid[0]);

  /** A grid of at most this share of the column's deviation is fine. */
  private static final double FINE = 0.1;

  /**
   * Compares released columns with raw ones.
   *
   * @param released names of the released columns
   * @param releasedRows released rows, only read
   * @param names names of the raw columns
   * @param rows raw rows, only read
   */
  public static Origins of(
      List<String> released, DMatrixRMaj releasedRows, List<String> names, DMatrixRMaj rows) {
    int[] raw = released.stream().mapToInt(names::indexOf).toArray();
    if (Arrays.stream(raw).allMatch(j -> j < 0)) {
      return UNKNOWN; // components: nothing to look for
    }
    Grids found = Grids.of(rows);
    double[] deviation = Standardization.fit(rows).deviation();
    Grid[] grids =
        Arrays.stream(raw)
            .mapToObj(j -> j < 0 ? null : coarse(found, deviation, j))
            .toArray(Grid[]::new);
    for (int j = 0; j < grids.length; j++) {
      if (grids[j] != null && Residues.areZero(releasedRows, j, grids[j])) {
        grids[j] = null;
      }
    }
    return new Origins(raw, grids);
  }

  private static Grid coarse(Grids found, double[] deviation, int column) {
    return found.grid(column).filter(grid -> grid.width() > FINE * deviation[column]).orElse(null);
  }

  /** Whether some released column left a coarse grid. */
  public boolean anyCoarse() {
    return Arrays.stream(grids).anyMatch(grid -> grid != null);
  }

  /** The released columns that left coarse grids. */
  int[] coarse() {
    return IntStream.range(0, grids.length).filter(j -> grids[j] != null).toArray();
  }
}
