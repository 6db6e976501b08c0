package ml.tacit.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The test rows as the statistics see them: what is drawn again, what may change places.
 *
 * <p>Without a unit column whole (utility, privacy) cells are drawn again, and change places with
 * cells of their utility class: whatever the rows of a cell share, a session say, moves with them.
 * Where there are fewer than {@value #ENOUGH} ways to change places, blocks of a cell take its
 * part, which supposes that they are independent. With a unit column (a person column, beside a
 * label such as the sex):
 *
 * <ul>
 *   <li>if every unit has one hidden class, units are drawn again whole and change places whole;
 *   <li>else blocks are cells of unit and both labels; they are drawn again, and change places
 *       within their unit and utility class.
 * </ul>
 *
 * @param blocks rows that an attacker may take together
 * @param drawn the unit of resampling, per row
 * @param places the unit of permutation, per row
 * @param label the hidden class of each place; −1 for one that no attacker can name
 * @param stratum places change only within their stratum
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Design(Blocks blocks, Blocks drawn, Blocks places, int[] label, int[] stratum) {
  private static final int ENOUGH = 1000;

  static Design of(int[] keep, int[] hide) {
    Blocks cells = Blocks.numbered(Blocks.cells(keep, hide));
    Blocks blocks = ways(cells.shared(keep)) >= ENOUGH ? cells : Blocks.of(keep, hide);
    return new Design(blocks, blocks, blocks, blocks.shared(hide), blocks.shared(keep));
  }

  /** In how many ways places can change within their strata: the product of the factorials. */
  private static double ways(int[] stratum) {
    Map<Integer, Integer> sizes = new HashMap<>();
    double ways = 1;
    for (int s : stratum) {
      ways *= sizes.merge(s, 1, Integer::sum);
    }
    return ways;
  }

  static Design of(int[] keep, int[] hide, int[] unit) {
    Blocks blocks = Blocks.within(unit, keep, hide);
    Blocks units = Blocks.numbered(Arrays.stream(unit).asLongStream().toArray());
    int[] label = units.shared(hide);
    boolean nested = true;
    for (int row = 0; row < hide.length; row++) {
      nested &= label[units.of()[row]] == hide[row];
    }
    if (nested) {
      return new Design(blocks, units, units, label, new int[units.count()]);
    }
    int[] stratum = Blocks.numbered(Blocks.cells(unit, keep)).of();
    return new Design(blocks, blocks, blocks, blocks.shared(hide), blocks.shared(stratum));
  }
}
