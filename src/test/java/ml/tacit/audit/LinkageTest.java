package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkageTest {
  private static final double[][] PLACES = places();

  /** Every person has a place of their own in three columns; the others are noise. */
  private static final Synthetic.Recipe PLACED =
      (row, keep, hide, random) -> {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextGaussian() + (j < 3 ? 3 * PLACES[hide][j] : 0);
        }
      };

  @Test
  void linksPeopleNobodyHasLearned() {
    Linkage linkage = linked(Synthetic.rows(1, 12, 20, 10, 5, PLACED), 1).orElseThrow();
    assertEquals(12, linkage.people());
    assertEquals(2 * 120 * 120, linkage.pairs());
    assertTrue(linkage.auc() > 0.85, linkage.toString());
    assertTrue(linkage.aucLow() > 0.5 && linkage.aucLow() <= linkage.auc(), linkage.toString());
    assertTrue(linkage.equalErrorRate() < 0.25, linkage.toString());
    assertTrue(linkage.equalErrorRateLow() <= linkage.equalErrorRate(), linkage.toString());
    assertTrue(linkage.equalErrorRate() <= linkage.equalErrorRateHigh(), linkage.toString());
    assertTrue(linkage.equalErrorRateHigh() < 0.5, linkage.toString());
    assertTrue(linkage.rankOneLow() > linkage.rankOneChance(), linkage.toString());
    assertEquals(1 / 6.0, linkage.rankOneChance(), 1e-12);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    Linkage linkage =
        linked(Synthetic.rows(1, 12, 20, 10, 5, Synthetic.INDEPENDENT), 1).orElseThrow();
    assertEquals(0.5, linkage.auc(), 0.04);
    assertEquals(0.5, linkage.equalErrorRate(), 0.04);
    assertEquals(linkage.rankOneChance(), linkage.rankOne(), 0.1);
  }

  @Test
  void sameSeedSameFigures() {
    AuditRows rows = Synthetic.rows(1, 6, 10, 5, 5, PLACED);
    assertEquals(linked(rows, 3), linked(rows, 3));
  }

  @Test
  void needsFourPeopleWithTwoRowsToLearnFrom() {
    assertEquals(Optional.empty(), linked(Synthetic.rows(1, 3, 10, 5, 5, PLACED), 1));
    AuditRows four = Synthetic.rows(1, 4, 10, 5, 5, PLACED);
    assertEquals(4, linked(four, 1).orElseThrow().people());
    int[] oneOfTheLast = IntStream.range(0, 31).toArray();
    assertEquals(
        Optional.empty(), linked(new AuditRows(four.train().select(oneOfTheLast), four.test()), 1));
  }

  private static Optional<Linkage> linked(AuditRows rows, long seed) {
    return Linkage.of(Finding.BEFORE, rows, "hide", seed);
  }

  private static double[][] places() {
    Random random = new Random(8);
    double[][] places = new double[12][3];
    for (double[] place : places) {
      for (int j = 0; j < 3; j++) {
        place[j] = random.nextGaussian();
      }
    }
    return places;
  }
}
