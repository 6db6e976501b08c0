package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class OneToOneTest {
  private static final int N = 60;
  private static final List<String> NAMES = List.of("scaled", "zero", "coarse", "almost");

  private static Labels person(int from, int to) {
    return Labels.of(IntStream.range(from, to).mapToObj(i -> "p" + i % 5).toArray(String[]::new));
  }

  private static DMatrixRMaj rows(int from, int to) {
    DMatrixRMaj rows = new DMatrixRMaj(to - from, 4);
    for (int i = from; i < to; i++) {
      rows.set(i - from, 0, (1 + 0.1 * (i % 5)) * (1 + (i % 2) * 0x1p-52));
      rows.set(i - from, 1, i % 5 == 0 && i > 9 ? -0.0 : i % 5);
      rows.set(i - from, 2, i % 5 / 2);
      rows.set(i - from, 3, i == 59 ? 0.5 : i % 5);
    }
    return rows;
  }

  private static OneToOne fed(int block) {
    OneToOne copies = new OneToOne("person", NAMES);
    for (int from = 0; from < N; from += block) {
      int to = Math.min(N, from + block);
      copies.accept(rows(from, to), person(from, to));
    }
    return copies;
  }

  @Test
  void columnsThatAreTheLabelAreFoundInBlocksOfAnySize() {
    for (int block : new int[] {1, 7, N}) {
      assertEquals(List.of("scaled", "zero"), fed(block).found(), "blocks of " + block);
    }
  }

  @Test
  void theFirstIsNamedWithTheLabel() {
    String message = assertThrows(BadDataException.class, () -> fed(N).refuse()).getMessage();
    assertTrue(message.contains("column 'scaled'") && message.contains("'person'"), message);
  }

  @Test
  void singleRowsSayNothing() {
    OneToOne few = new OneToOne("person", NAMES);
    few.accept(rows(0, 5), person(0, 5));
    assertEquals(List.of(), few.found());
    few.refuse();
  }
}
