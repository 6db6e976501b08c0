package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LinkedPersonTest {

  @Test
  void countsByHand() {
    double[] same = {1, 3};
    double[] other = {0, 1, 2, 5};
    // 1 beats one and ties one of four, 3 beats three.
    assertEquals((1.5 + 3) / 8, Auc.ofSorted(same, other), 1e-15);
    assertEquals(0, LinkedPerson.equalErrorRate(new double[] {4, 5}, new double[] {1, 2}), 1e-15);
    assertEquals(1, Auc.ofSorted(new double[] {4, 5}, new double[] {1, 2}), 1e-15);
  }

  @Test
  void tiesAreCountedHalf() {
    double[] tied = {1, 1, 1};
    assertEquals(0.5, LinkedPerson.equalErrorRate(tied, tied), 1e-15);
    // Above 2: half found, a quarter wrong; the rest tie at 1: (½, ¼) to (0, 1) meets at 0.4.
    assertEquals(
        0.4, LinkedPerson.equalErrorRate(new double[] {1, 3}, new double[] {1, 1, 1, 3}), 1e-15);
  }
}
