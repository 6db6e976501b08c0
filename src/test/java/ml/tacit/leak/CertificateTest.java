package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.junit.jupiter.api.Test;

/** What holds of V and its certificate whatever the rows are. */
class CertificateTest {
  private static final int ROWS = 1200;

  /** Five people, three activities, uneven. */
  private final SplittableRandom random = new SplittableRandom(4);

  private final Labels hide = drawn(5);
  private final Labels given = drawn(3);

  private Labels drawn(int classes) {
    return Labels.of(
        IntStream.range(0, ROWS)
            .map(i -> Math.min(random.nextInt(classes), random.nextInt(classes)))
            .toArray());
  }

  @Test
  void withOneCellThePriorIsAllThatAnybodyReaches() {
    Certificate one = Certificate.of(Labels.of(new int[ROWS]), hide, given, 1);
    assertEquals(one.prior(), one.plugIn(), 1e-12);
    assertEquals(one.prior(), one.certified(), 1e-12);
    assertEquals(one.prior(), one.floor(), 1e-12);
    one.together().forEach(t -> assertEquals(t.prior(), t.certified(), 1e-12));
  }

  @Test
  void cellsThatAreThePersonTellEverything() {
    Certificate all = Certificate.of(hide, hide, given, 1);
    assertEquals(1, all.plugIn(), 1e-12);
    assertEquals(1, all.certified(), 1e-12);
    assertTrue(all.floor() < 0.6);
  }

  @Test
  void thePriorIsThatOfTheDefinition() {
    int[][] counts = new int[3][5];
    for (int i = 0; i < ROWS; i++) {
      counts[given.code(i)][hide.code(i)]++;
    }
    int most = Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).max().orElseThrow()).sum();
    Labels cells = drawn(7);
    assertEquals((double) most / ROWS, Certificate.of(cells, hide, given, 1).prior(), 1e-12);
    int unknown = Arrays.stream(hide.counts()).max().orElseThrow();
    assertEquals((double) unknown / ROWS, Certificate.of(cells, hide, null, 1).prior(), 1e-12);
  }

  @Test
  void figuresAreInOrder() {
    Certificate c = Certificate.of(drawn(7), hide, given, 3);
    assertTrue(c.prior() <= c.plugIn() && c.prior() <= c.floor() && c.plugIn() < c.certified());
    for (int i = 1; i < c.sensitivity().size(); i++) {
      double shorter = c.sensitivity().get(i - 1).certified();
      assertTrue(shorter <= c.sensitivity().get(i).certified(), c.sensitivity().toString());
    }
  }

  @Test
  void labelsMustFitTogether() {
    Labels few = Labels.of(new int[ROWS - 1]);
    assertThrows(BadDataException.class, () -> Certificate.of(few, hide, given, 1));
    assertThrows(
        BadDataException.class, () -> Certificate.of(hide, Labels.of(new int[ROWS]), given, 1));
    assertThrows(BadDataException.class, () -> Certificate.of(hide, hide, given, 0));
  }
}
