package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.audit.LeakWarning;
import org.junit.jupiter.api.Test;

class WarningLinesTest {
  private static final LeakWarning OTHER = new LeakWarning.Unchanged();

  private static List<LeakWarning> tiny(int count) {
    List<LeakWarning> all = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(i -> all.add(new LeakWarning.TinyClass("person", "p" + i, 2)));
    all.add(1, OTHER);
    return all;
  }

  @Test
  void manyOfAKindAreCounted() {
    List<String> lines = WarningLines.of(tiny(40));
    assertEquals(5, lines.size());
    assertEquals(tiny(3).get(3).sentence(), lines.get(2));
    assertEquals("37 more like this; the JSON has all", lines.get(3));
    assertEquals(OTHER.sentence(), lines.get(4));
  }

  @Test
  void fewAreAllShown() {
    for (int count : new int[] {1, 3, 4}) {
      assertEquals(count + 1, WarningLines.of(tiny(count)).size(), count + " of a kind");
    }
    assertEquals(List.of(), WarningLines.of(List.of()));
  }
}
