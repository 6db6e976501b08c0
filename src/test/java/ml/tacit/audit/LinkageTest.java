package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import ml.tacit.table.BadDataException;
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
    Linkage linkage = Linkage.of(Synthetic.rows(1, 12, 20, 10, 5, PLACED), "hide", 1);
    assertEquals(12, linkage.people());
    assertEquals(2 * 120 * 120, linkage.pairs());
    assertTrue(linkage.auc() > 0.85, linkage.toString());
    assertTrue(linkage.aucLow() > 0.5 && linkage.aucLow() <= linkage.auc(), linkage.toString());
    assertTrue(linkage.equalErrorRate() < 0.25, linkage.toString());
    assertTrue(linkage.rankOneLow() > linkage.rankOneChance(), linkage.toString());
    assertEquals(1 / 6.0, linkage.rankOneChance(), 1e-12);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    Linkage linkage =
        Linkage.of(Synthetic.rows(1, 12, 20, 10, 5, Synthetic.INDEPENDENT), "hide", 1);
    assertEquals(0.5, linkage.auc(), 0.04);
    assertEquals(0.5, linkage.equalErrorRate(), 0.04);
    assertEquals(linkage.rankOneChance(), linkage.rankOne(), 0.1);
  }

  @Test
  void sameSeedSameFigures() {
    AuditRows rows = Synthetic.rows(1, 6, 10, 5, 5, PLACED);
    assertEquals(Linkage.of(rows, "hide", 3), Linkage.of(rows, "hide", 3));
  }

  @Test
  void countsByHand() {
    double[] same = {1, 3};
    double[] other = {0, 1, 2, 5};
    // 1 beats one and ties one of four, 3 beats three.
    assertEquals((1.5 + 3) / 8, LinkedPerson.auc(same, other), 1e-15);
    assertEquals(0, LinkedPerson.equalErrorRate(new double[] {4, 5}, new double[] {1, 2}), 1e-15);
    assertEquals(1, LinkedPerson.auc(new double[] {4, 5}, new double[] {1, 2}), 1e-15);
  }

  @Test
  void refusesFewerThanFourPeople() {
    AuditRows rows = Synthetic.rows(1, 3, 10, 5, 5, PLACED);
    BadDataException thrown =
        assertThrows(BadDataException.class, () -> Linkage.of(rows, "hide", 1));
    assertEquals(
        "label 'hide': 3 people with training and test rows, at least 4 expected (two to learn from, two to link)",
        thrown.getMessage());
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
