package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void classesAreNumbersByValueThenTexts() {
    Labels labels = Labels.of("walk", "10", "9", "-1", "01", "1", "Walk");
    assertEquals(List.of("-1", "01", "1", "9", "10", "Walk", "walk"), labels.classes());
    assertArrayEquals(new int[] {6, 4, 3, 0, 1, 2, 5}, labels.codes());
  }

  @Test
  void namesOfCodesAreTheNamesGivenAndOrderOfRowsChangesNoCode() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        names.add(random.nextBoolean() ? "p" + random.nextInt(9) : "" + random.nextInt(99));
      }
      Labels labels = Labels.of(names.toArray(new String[0]));
      int[] counts = new int[labels.classes().size()];
      for (int i = 0; i < names.size(); i++) {
        assertEquals(names.get(i), labels.name(i));
        assertEquals(names.get(i), labels.classes().get(labels.code(i)));
        counts[labels.code(i)]++;
      }
      assertArrayEquals(counts, labels.counts());
      Collections.shuffle(names, random);
      assertEquals(labels.classes(), Labels.of(names.toArray(new String[0])).classes());
    }
  }

  @Test
  void selectKeepsTheCodes() {
    Labels labels = Labels.of(30, 10, 20, 10);
    Labels selected = labels.select(new int[] {3, 0, 3});
    assertEquals(List.of("10", "20", "30"), selected.classes());
    assertArrayEquals(new int[] {0, 2, 0}, selected.codes());
    assertArrayEquals(new int[] {2, 0, 1}, selected.counts());
  }

  @Test
  void edges() {
    assertEquals(0, Labels.of(new String[0]).size());
    assertThrows(NullPointerException.class, () -> Labels.of("a", null));
    int[] codes = Labels.of("a", "b").codes();
    codes[0] = 7;
    assertEquals(1, Labels.of("a", "b").code(1));
  }
}
