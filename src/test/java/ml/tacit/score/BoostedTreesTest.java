package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

  /** Numbers, counts, and the flags of a category of seven levels. */
  private static DMatrixRMaj table(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 10);
    for (int i = 0; i < n; i++) {
      rows.set(i, 0, random.nextGaussian());
      rows.set(i, 1, random.nextInt(12));
      rows.set(i, 2, random.nextInt(10) == 0 ? random.nextGaussian() : 0);
      rows.set(i, 3 + random.nextInt(7), 1);
    }
    return rows;
  }

  @Test
  void binsSayOnWhichSideOfACutEachRowIs() {
    DMatrixRMaj rows = table(3000, 1);
    ColumnBins bins = ColumnBins.of(rows);
    for (int j = 0; j < rows.numCols; j++) {
      assertTrue(bins.cuts()[j].length <= 254);
      for (int cut = 0; cut < bins.cuts()[j].length; cut++) {
        for (int i = 0; i < rows.numRows; i += 7) {
          assertEquals(rows.get(i, j) <= bins.cuts()[j][cut], bins.isLow(j, cut, i));
        }
      }
    }
    assertTrue(bins.sizes().length <= 5, "flags of a category share a bundle");
  }

  /** The best of all cuts, against a search over all of them. */
  @Test
  void theFirstCutIsTheBestOfAll() {
    DMatrixRMaj rows = table(400, 2);
    Random random = new Random(5);
    int[] codes =
        IntStream.range(0, 400)
            .map(i -> rows.get(i, 5) + rows.get(i, 0) + random.nextGaussian() > 0.7 ? 1 : 0)
            .toArray();
    ColumnBins bins = ColumnBins.of(rows);
    Boosting boosting = new Boosting(rows, bins, codes, 2, 20, 1);
    boosting.round(2, 1);
    DMatrixRMaj node = boosting.trees(1).nodes();
    double share = IntStream.of(codes).sum() / 400.0;
    double best = 0;
    int column = -1;
    for (int j = 0; j < rows.numCols; j++) {
      for (double cut : bins.cuts()[j]) {
        double low = 0;
        double lowRows = 0;
        double all = 0;
        for (int i = 0; i < 400; i++) {
          double gradient = share - codes[i];
          all += gradient;
          if (rows.get(i, j) <= cut) {
            low += gradient;
            lowRows++;
          }
        }
        double h = share * (1 - share);
        double gain =
            low * low / (lowRows * h + 1) + (all - low) * (all - low) / ((400 - lowRows) * h + 1);
        if (lowRows >= 20 && lowRows <= 380 && gain > best) {
          best = gain;
          column = j;
        }
      }
    }
    assertEquals(column, node.get(0, 0));
  }

  /** No straight line tells these classes; a tree of four leaves does. */
  @Test
  void treesSeeWhatNoLineDoes() {
    int[] codes = new int[600];
    DMatrixRMaj rows = ScorersTest.rows(codes, 2, 0, 3);
    for (int i = 0; i < 600; i++) {
      codes[i] = rows.get(i, 0) > 0.1 == rows.get(i, 1) > -0.2 ? 1 : 0;
    }
    ScoreStep trees = Scorers.named("boosted").fit(rows, Labels.of(codes), 1);
    assertTrue(ScorersTest.right(trees, rows, codes) > 0.95);
    ScoreStep line = Scorers.named("logistic").fit(rows, Labels.of(codes), 1);
    assertTrue(ScorersTest.right(line, rows, codes) < 0.7, "control");
  }

  @Test
  void everyLeafHasFiveRowsOrMore() {
    int[] codes = new Random(1).ints(60, 0, 2).toArray();
    DMatrixRMaj rows = ScorersTest.rows(new int[60], 3, 0, 2);
    Boosting boosting = new Boosting(rows, ColumnBins.of(rows), codes, 2, 5, 1);
    boosting.round(31, 0.1);
    BoostedTrees tree = boosting.trees(1);
    DMatrixRMaj said = tree.apply(rows);
    for (double leaf : tree.values().data) {
      long count = IntStream.range(0, 60).filter(i -> said.data[i] == leaf).count();
      assertTrue(count >= 5, count + " rows");
    }
    assertTrue(tree.values().numRows > 2);
  }

  @Test
  void nodesThatAreNoTreesAreRefused() {
    double[][] good = {{0, 0.5, 1}, {-1, 0, 0}, {-1, 0, 1}};
    DMatrixRMaj values = new DMatrixRMaj(2, 1);
    BoostedTrees.of(1, new int[] {0}, new DMatrixRMaj(good), values);
    for (double[] lie :
        List.of(
            new double[] {0, 0.5, 0}, // its own child: never ends
            new double[] {0, 0.5, 2}, // the second child would be behind the last node
            new double[] {1, 0.5, 1}, // no such column
            new double[] {0.5, 0.5, 1},
            new double[] {-1, 0, 2})) { // no such leaf
      DMatrixRMaj nodes = new DMatrixRMaj(new double[][] {lie, good[1], good[2]});
      BadDataException e =
          assertThrows(
              BadDataException.class, () -> BoostedTrees.of(1, new int[] {0}, nodes, values));
      assertTrue(e.getMessage().startsWith("nodes: node 0 holds "), e.getMessage());
    }
    for (int[] roots : List.of(new int[] {3}, new int[] {0, 0}, new int[] {1, 0})) {
      assertThrows(
          BadDataException.class, () -> BoostedTrees.of(1, roots, new DMatrixRMaj(good), values));
    }
  }
}
