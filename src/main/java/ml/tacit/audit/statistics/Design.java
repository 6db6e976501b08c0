package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The test rows as the statistics see them: the units that limits take for independent, the
 * exchangeable units of the permutations and their strata.
 *
 * <p>Without a unit column whole (utility, privacy) cells are independent, and permuted among the
 * cells of their utility class: whatever the rows of a cell share, a session say, moves with them.
 * Where there are fewer than {@value #ENOUGH} permutations, blocks of a cell take its part, which
 * supposes that they are independent. With a unit column (a person column, beside a label such as
 * the sex):
 *
 * <ul>
 *   <li>if every unit has one hidden class, units are independent and permuted whole, within their
 *       utility class if every unit has one of those too;
 *   <li>else blocks are cells of unit and both labels; they are independent, and permuted within
 *       their unit and utility class.
 * </ul>
 *
 * @param blocks rows that an attacker may take together
 * @param independent the unit of each row that limits take for independent of the others
 * @param exchanged the exchangeable unit of each row: permuted whole
 * @param label the hidden class of each exchangeable unit; −1 for one that no attacker can name
 * @param stratum of each exchangeable unit, which is permuted within its stratum only
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record Design(
    Blocks blocks, Blocks independent, Blocks exchanged, int[] label, int[] stratum) {
  private static final int ENOUGH = 1000;

  /** Without a unit column; codes per test row. */
  public static Design of(int[] keep, int[] hide) {
    Blocks cells = Blocks.numbered(Blocks.cells(keep, hide));
    Blocks blocks = ways(cells.shared(keep)) >= ENOUGH ? cells : Blocks.of(keep, hide);
    return new Design(blocks, blocks, blocks, blocks.shared(hide), blocks.shared(keep));
  }

  /** Each row on its own: permuted within its utility class. */
  public static Design ofRows(int[] keep, int[] hide) {
    Blocks rows = Blocks.single(hide.length);
    return new Design(rows, rows, rows, hide.clone(), keep.clone());
  }

  /** In how many ways units can be permuted within their strata: the product of the factorials. */
  private static double ways(int[] stratum) {
    Map<Integer, Integer> sizes = new HashMap<>();
    double ways = 1;
    for (int s : stratum) {
      ways *= sizes.merge(s, 1, Integer::sum);
    }
    return ways;
  }

  /** With a unit column; codes per test row. */
  public static Design of(int[] keep, int[] hide, int[] unit) {
    Blocks blocks = Blocks.within(unit, keep, hide);
    Blocks units = Blocks.numbered(Arrays.stream(unit).asLongStream().toArray());
    int[] label = units.shared(hide);
    boolean nested = true;
    for (int row = 0; row < hide.length; row++) {
      nested &= label[units.of()[row]] == hide[row];
    }
    if (nested) {
      return new Design(blocks, units, units, label, sharedOrNone(units, keep));
    }
    int[] stratum = Blocks.numbered(Blocks.cells(unit, keep)).of();
    return new Design(blocks, blocks, blocks, blocks.shared(hide), blocks.shared(stratum));
  }

  /** The class of each unit if all its rows have the same; else all 0. */
  private static int[] sharedOrNone(Blocks units, int[] perRow) {
    int[] shared = units.shared(perRow);
    for (int row = 0; row < perRow.length; row++) {
      if (shared[units.of()[row]] != perRow[row]) {
        return new int[units.count()];
      }
    }
    return shared;
  }

  /**
   * What attackers know of each row anyway: its utility class, in the stratum of its unit.
   *
   * @param keep the utility class of each row
   * @return a number per row
   */
  public int[] known(int[] keep) {
    int[] stratumOfRow = new int[keep.length];
    Arrays.setAll(stratumOfRow, row -> stratum[exchanged.of()[row]]);
    return Blocks.numbered(Blocks.cells(stratumOfRow, keep)).of();
  }

  /**
   * What each test row counts for in its exchangeable unit: blocks of a unit count alike, rows of a
   * block count alike; the sum over a unit is 1.
   */
  double[] rowWeights() {
    int[] blockSizes = blocks.sizes();
    int[] blocksOf = new int[exchanged.count()];
    for (int unit : blocks.shared(exchanged.of())) {
      blocksOf[unit]++;
    }
    double[] weights = new double[exchanged.of().length];
    Arrays.setAll(
        weights, row -> 1.0 / (blockSizes[blocks.of()[row]] * blocksOf[exchanged.of()[row]]));
    return weights;
  }
}
