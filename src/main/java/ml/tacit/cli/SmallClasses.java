package ml.tacit.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import ml.tacit.audit.LeftOut;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;

/**
 * Rows to release, without those of people who have too few to be fitted and attacked.
 *
 * @param rows the rows to release, in the order of the input
 * @param places their numbers among all rows, ascending from 0
 * @param split of these rows: fit, train, test
 * @param withheld how many rows are not among them
 * @param classes of how many classes of the hidden labels those are
 */
record SmallClasses(LabelledRows rows, int[] places, Split split, int withheld, int classes) {

  /** All rows, whoever is left out. */
  static SmallClasses kept(LabelledRows rows, Function<LabelledRows, Split> divide) {
    return new SmallClasses(
        rows, IntStream.range(0, rows.size()).toArray(), divide.apply(rows), 0, 0);
  }

  /** Without the rows of classes that have no test row; again, as long as that makes new ones. */
  static SmallClasses withheld(
      LabelledRows all, List<String> hide, Function<LabelledRows, Split> divide) {
    LabelledRows rows = all;
    int[] places = IntStream.range(0, all.size()).toArray();
    int classes = 0;
    while (true) {
      Split split = divide.apply(rows);
      boolean[] out = new boolean[rows.size()];
      int found = 0;
      for (String label : hide) {
        List<LeftOut> small = LeftOut.of(rows.label(label), split);
        mark(out, rows.label(label), small);
        found += small.size();
      }
      if (found == 0) {
        return new SmallClasses(rows, places, split, all.size() - rows.size(), classes);
      }
      classes += found;
      int[] left = IntStream.range(0, rows.size()).filter(row -> !out[row]).toArray();
      int[] before = places;
      places = Arrays.stream(left).map(row -> before[row]).toArray();
      rows = rows.select(left);
    }
  }

  /** The same rows in another form. */
  SmallClasses withRows(LabelledRows form) {
    return new SmallClasses(form, places, split, withheld, classes);
  }

  private static void mark(boolean[] out, Labels label, List<LeftOut> small) {
    Set<String> names = new HashSet<>();
    small.forEach(one -> names.add(one.name()));
    for (int row = 0; row < out.length; row++) {
      out[row] |= names.contains(label.name(row));
    }
  }
}
