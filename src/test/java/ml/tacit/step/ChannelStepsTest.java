package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Scores to atoms, atoms to cells by chance, cells to rows. */
class ChannelStepsTest {
  private static final Leak LEAK = new Leak("sex", "", true, 0.5, 0.51, 0.51, Double.NaN);

  @Test
  void scoresBecomeCoordinatesThatDoNotDependOnTheirConstant() {
    Odds odds = new Odds(new int[] {2, 3}, new double[] {1, 2}, 1);
    double log2 = Math.log(2);
    double[] row = odds.apply(new double[] {1, 3, 0, 0, log2, 7});
    double[] shifted = odds.apply(new double[] {-4, -2, 5, 5, 5 + log2, 7});
    assertArrayEquals(new double[] {2, 1, 1, 2 * Math.sqrt(0.5), 7}, row, 1e-12);
    assertArrayEquals(row, shifted, 1e-12);
    assertEquals(Odds.MOST, odds.apply(new double[] {-900, 900, 0, -900, -900, 0})[0]);
  }

  @Test
  void aPlaneIsCutInStripsAndWithinThem() {
    Atoms atoms = Atoms.plane(new double[] {0}, new DMatrixRMaj(new double[][] {{-1, 1}, {5, 6}}));
    assertEquals(6, atoms.size());
    assertArrayEquals(new double[] {0}, atoms.apply(new double[] {-1, -2}));
    assertArrayEquals(new double[] {1}, atoms.apply(new double[] {-1, -1}), "on a cut: above");
    assertArrayEquals(new double[] {2}, atoms.apply(new double[] {-1e300, 1e300}));
    assertArrayEquals(new double[] {3}, atoms.apply(new double[] {0, 4}));
    assertArrayEquals(new double[] {5}, atoms.apply(new double[] {0, 7}));
    Atoms one = Atoms.plane(new double[0], new DMatrixRMaj(1, 0));
    assertArrayEquals(new double[] {0}, one.apply(new double[] {3, 4}));
  }

  @Test
  void theNearestCentreIsTheAtomAndOfEqualOnesTheFirst() {
    Atoms atoms = Atoms.nearest(new DMatrixRMaj(new double[][] {{0, 0}, {2, 0}, {2, 0}}));
    assertArrayEquals(new double[] {0}, atoms.apply(new double[] {1, 3}));
    assertArrayEquals(new double[] {1}, atoms.apply(new double[] {1.1, 3}));
  }

  @Test
  void cellsAreDrawnAsOftenAsTheChannelSays() {
    double[][] chances = {{0, 1, 0}, {0.2, 0.3, 0.5}, {0.7, 0, 0.3}};
    Draw draw = new Draw(new DMatrixRMaj(chances), 1, LEAK);
    int n = 60_000;
    DMatrixRMaj rows = coins(n);
    for (int i = 0; i < n; i++) {
      rows.data[3 * i] = i % 3;
    }
    DMatrixRMaj cells = draw.apply(rows);
    double[][] shares = new double[3][3];
    for (int i = 0; i < n; i++) {
      shares[i % 3][(int) cells.data[i]] += 3.0 / n;
    }
    for (int a = 0; a < 3; a++) {
      assertArrayEquals(chances[a], shares[a], 4 * 0.5 / Math.sqrt(n / 3.0));
      for (int c = 0; c < 3; c++) {
        assertTrue(chances[a][c] > 0 || shares[a][c] == 0, "an impossible cell is never drawn");
      }
    }
  }

  @Test
  void theSameRowGetsTheSameCellAloneAndInABlock() {
    Draw draw = new Draw(new DMatrixRMaj(new double[][] {{0.5, 0.5}}), 1, LEAK);
    DMatrixRMaj rows = coins(200);
    DMatrixRMaj cells = draw.apply(rows);
    Draw other = new Draw(draw.channel(), 2, LEAK);
    int differ = 0;
    for (int i = 0; i < rows.numRows; i++) {
      double[] row = {0, rows.data[3 * i + 1], rows.data[3 * i + 2]};
      assertEquals(cells.data[i], draw.apply(row)[0]);
      differ += other.apply(row)[0] == cells.data[i] ? 0 : 1;
    }
    assertTrue(differ > 60 && differ < 140, "another step draws anew: " + differ);
  }

  @Test
  void aCodeThatIsNoneIsAnError() {
    Draw draw = new Draw(new DMatrixRMaj(new double[][] {{1}}), 1, LEAK);
    for (double code : new double[] {-1, 1, 0.5, Double.NaN}) {
      assertThrows(BadDataException.class, () -> draw.apply(new double[] {code, 0, 0}));
    }
    Codebook book =
        new Codebook(new DMatrixRMaj(new double[][] {{1, 2}}), new int[] {10}, new int[] {3});
    assertArrayEquals(new double[] {1, 2}, book.apply(new double[] {0}));
    assertThrows(BadDataException.class, () -> book.apply(new double[] {1}));
  }

  @Test
  void guaranteesSayTheNumbers() {
    Leak leak = new Leak("person", "activity", false, 0.103, 0.123, 0.122, 0.13);
    assertTrue(leak.sentence().contains("0.123 (0.103 without the release)"), leak.sentence());
    assertTrue(leak.sentence().contains("0.130 on rows of the same people"), leak.sentence());
    Codebook book =
        new Codebook(
            new DMatrixRMaj(new double[][] {{1}, {2}, {3}}),
            new int[] {10, 40, 20},
            new int[] {3, 9, 4});
    assertTrue(book.guarantee().contains("at least 10 fitted rows (median 20)"), book.guarantee());
  }

  private static DMatrixRMaj coins(int n) {
    Random random = new Random(5);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = i % 3 == 0 ? 0 : random.nextLong() >>> 12;
    }
    return rows;
  }
}
