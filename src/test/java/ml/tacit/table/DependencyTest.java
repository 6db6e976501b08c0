package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependencyTest {
  private static final int N = 60;
  private static final Labels PERSON = labels(i -> i % 5);

  private interface Code {
    int of(int row);
  }

  private static Labels labels(Code code) {
    return Labels.of(IntStream.range(0, N).map(code::of).toArray());
  }

  @Test
  void aCopyUnderAnotherNameIsOneToOne() {
    Dependency copy = Dependency.of(labels(i -> 9 - i % 5), PERSON);
    assertTrue(copy.isOneToOne() && copy.tells());
  }

  @Test
  void aSessionTellsThePersonAndTheTaskOfEachPersonIsTold() {
    Dependency session = Dependency.of(labels(i -> i % 5 + 5 * (i % 2)), PERSON);
    assertTrue(session.determines() && session.tells());
    assertFalse(session.isDetermined() || session.isOneToOne());
    Dependency coarse = Dependency.of(labels(i -> i % 5 / 2), PERSON);
    assertTrue(coarse.isDetermined());
    assertFalse(coarse.determines() || coarse.tells());
  }

  @Test
  void aNumberPerRowTellsNothing() {
    Dependency unique = Dependency.of(labels(i -> i), PERSON);
    assertTrue(unique.determines());
    assertFalse(unique.repeats() || unique.tells());
  }

  @Test
  void oneRowThatSaysOtherwiseIsEnough() {
    assertFalse(Dependency.of(labels(i -> i == 7 ? 0 : i % 5), PERSON).determines());
    assertTrue(Dependency.of(labels(i -> i == 7 ? 9 : i % 5), PERSON).tells());
    assertFalse(Dependency.of(labels(i -> i == 7 ? 9 : i % 5), PERSON).isOneToOne());
  }

  @Test
  void aConstantSaysNothing() {
    Labels constant = labels(i -> 1);
    assertEquals(new Dependency(false, false, false), Dependency.of(constant, PERSON));
    assertEquals(new Dependency(false, false, false), Dependency.of(PERSON, constant));
    int[] first = IntStream.range(0, N).filter(i -> i % 5 == 0).toArray();
    Labels one = PERSON.select(first);
    assertFalse(Dependency.of(one, one).tells(), "classes without rows do not count");
    assertThrows(BadDataException.class, () -> Dependency.of(one, PERSON));
  }
}
