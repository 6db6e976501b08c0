package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void whatIsSaidOfManyClassesIsOneLine() {
    assertEquals(
        List.of(
            "40 classes of 'person' have 2 rows ('p0', 'p1', 'p2' and 37 more): the mean of each is nearly"
                + " a row, and little can be said about them",
            OTHER.sentence()),
        WarningLines.of(tiny(40)));
    LeakWarning elsewhere = new LeakWarning.TinyClass("race", "r", 3);
    List<LeakWarning> both = tiny(2);
    both.add(elsewhere);
    List<String> lines = WarningLines.of(both);
    assertTrue(lines.get(0).startsWith("2 classes of 'person' have 2 rows ('p0', 'p1'): "));
    assertEquals(List.of(OTHER.sentence(), elsewhere.sentence()), lines.subList(1, 3));
  }

  @Test
  void aSingleOneKeepsItsSentence() {
    assertEquals(List.of(tiny(1).get(0).sentence(), OTHER.sentence()), WarningLines.of(tiny(1)));
    assertEquals(List.of(), WarningLines.of(List.of()));
  }

  @Test
  void columnsThatTellTheLabelAreOneLine() {
    List<LeakWarning> columns =
        List.of(
            new LeakWarning.IdentifyingFeature("a", 0.817, 0.514),
            new LeakWarning.IdentifyingFeature("b", 0.801, 0.514));
    assertEquals(
        List.of(
            "each of 2 columns alone ('a', 'b') names the hidden label in 80.1 to 81.7 % of test rows"
                + " (majority 51.4 %)"),
        WarningLines.of(columns));
  }

  @Test
  void otherKindsAreCountedFromTheFourthOn() {
    List<LeakWarning> many = new ArrayList<>();
    IntStream.range(0, 9).forEach(i -> many.add(new LeakWarning.OfTheModel("says " + i)));
    assertEquals(
        List.of("says 0", "says 1", "says 2", "6 more like this; the JSON has all"),
        WarningLines.of(many));
    many.replaceAll(warning -> many.get(0));
    assertEquals(List.of("says 0"), WarningLines.of(many));
  }
}
