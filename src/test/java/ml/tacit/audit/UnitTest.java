package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
  /** A table of people in random order, each with so many rows; sex is one for each. */
  private static LabelledRows people(int people, int rowsEach, String column, Random random) {
    List<String[]> rows = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      String sex = random.nextDouble() < 0.4 ? "f" : "m";
      for (int i = 0; i < rowsEach; i++) {
        rows.add(new String[] {"p" + p, sex, random.nextBoolean() ? "yes" : "no"});
      }
    }
    return table(rows, column, random);
  }

  private static LabelledRows table(List<String[]> rows, String column, Random random) {
    DMatrixRMaj x = new DMatrixRMaj(rows.size(), 3);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = random.nextGaussian();
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    String[] names = {column, "sex", "income"};
    for (int j = 0; j < 3; j++) {
      int at = j;
      labels.put(names[j], Labels.of(rows.stream().map(row -> row[at]).toArray(String[]::new)));
    }
    return new LabelledRows(List.of("a", "b", "c"), x, labels);
  }

  private static LabelledRows without(LabelledRows rows, String label) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.remove(label);
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }

  private static LabelledRows shuffled(LabelledRows rows, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return rows.select(order.stream().mapToInt(Integer::intValue).toArray());
  }

  private static LabelledRows sorted(LabelledRows rows, String label) {
    Labels by = rows.label(label);
    return rows.select(
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(by::code))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** Windows of people, one after another, that do things in turn; neighbours are alike. */
  private static LabelledRows windows(String hide, int people, Random random) {
    int each = 60;
    DMatrixRMaj x = new DMatrixRMaj(people * each, 4);
    String[] who = new String[people * each];
    String[] what = new String[people * each];
    for (int i = 0; i < who.length; i++) {
      who[i] = "w" + i / each;
      what[i] = "a" + i / 15 % 2;
      for (int j = 0; j < 4; j++) {
        double before = i % each == 0 ? 0 : x.get(i - 1, j);
        x.set(i, j, 0.8 * before + 0.6 * random.nextGaussian());
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put(hide, Labels.of(who));
    labels.put("activity", Labels.of(what));
    return new LabelledRows(List.of("a", "b", "c", "d"), x, labels);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void recordingsOfPeopleAreBlocksWhateverTheLabelIsCalled(long seed) {
    for (String name : List.of("subject", "人", "wer")) {
      LabelledRows rows = windows(name, 6, new Random(seed));
      assertEquals(Unit.BLOCKS, Unit.found(rows, "activity", name));
      assertEquals(Unit.BLOCKS, Unit.found(rows, null, name));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tableInRandomOrderIsRows(long seed) {
    LabelledRows rows = without(people(300, 1, "who", new Random(seed)), "who");
    assertEquals(Unit.ROWS, Unit.found(rows, "income", "sex"));
    assertEquals(Unit.ROWS, Unit.found(rows, null, "sex"));
    assertTrue(Unit.found(rows, null, "sex").evidence().contains("random order"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tableSortedByTheHiddenLabelIsRows(long seed) {
    LabelledRows rows = sorted(without(people(400, 1, "who", new Random(seed)), "who"), "sex");
    assertEquals(Unit.ROWS, Unit.found(rows, "income", "sex"));
    assertEquals(Unit.ROWS, Unit.found(rows, null, "sex"));
    assertTrue(Unit.found(rows, null, "sex").evidence().contains("sorted"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void columnOfPeopleIsTheUnitOfAnAttribute(long seed) {
    for (String name : List.of("person", "kunde", "顧客")) {
      LabelledRows rows = people(40, 8, name, new Random(seed));
      assertEquals(Unit.column(name), Unit.found(rows, "income", "sex"));
      assertEquals(Unit.column(name), Unit.found(sorted(rows, "sex"), "income", "sex"));
    }
    // In random order its name must say so: a title, Mrs and Mr, has one sex each, too.
    LabelledRows people = shuffled(people(40, 8, "person", new Random(seed)), seed);
    assertEquals(Unit.column("person"), Unit.found(people, "income", "sex"));
    LabelledRows titles = shuffled(people(40, 8, "title", new Random(seed)), seed);
    assertEquals(Unit.ROWS, Unit.found(titles, "income", "sex"));
  }

  @Test
  void columnOfWhichEveryValueOccursOnceIsNoUnit() {
    LabelledRows rows = people(300, 1, "person", new Random(1));
    assertEquals(Unit.ROWS, Unit.found(rows, "income", "sex"));
  }

  @Test
  void columnWhoseValuesHaveBothClassesIsNoUnit() {
    List<String[]> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      rows.add(new String[] {"city" + i / 20, random.nextBoolean() ? "f" : "m", "no"});
    }
    assertEquals(Unit.ROWS, Unit.found(table(rows, "city", random), null, "sex"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fortyRowsAreEnough(long seed) {
    LabelledRows rows = without(people(40, 1, "who", new Random(seed)), "who");
    assertEquals(Unit.ROWS, Unit.found(rows, "income", "sex"));
    assertEquals(Unit.ROWS, Unit.found(sorted(rows, "sex"), "income", "sex"));
    LabelledRows windows = windows("wer", 2, new Random(seed));
    int[] every = IntStream.range(0, 40).map(i -> 3 * i).toArray();
    assertEquals(Unit.BLOCKS, Unit.found(windows.select(every), "activity", "wer"));
  }

  @Test
  void aUnitIsAValue() {
    assertEquals(Unit.column("a"), Unit.column("a").because("of something"));
    assertEquals(Unit.column("a").hashCode(), Unit.column("a").because("of it").hashCode());
    assertTrue(!Unit.column("row").equals(Unit.ROWS));
  }
}
