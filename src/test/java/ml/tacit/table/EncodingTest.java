package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.table.Encoding.Category;
import ml.tacit.table.Encoding.Numeric;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EncodingTest {
  private static final EncodingRules ALL = new EncodingRules(1, 1);

  @Test
  void numbersAndCategoriesBecomeTheColumnsOfTheFormula() {
    LabelledRows raw =
        table(
            numbers("age", 20, Double.NaN, 41, 42),
            texts("work", "b", "a", "", "b"),
            texts("sex", "m", "f", "m", "f"));
    Encoding encoding = Encoding.fit(raw, List.of("age", "work"), ALL, null);
    // The mean of 20, 41, 42 is 34.33, and ages are whole numbers; b is the most frequent.
    assertEquals(
        List.of(new Numeric("age", 34, true), new Category("work", List.of("b", "a"), false, true)),
        encoding.columns());
    LabelledRows encoded = encoding.encode(raw);
    assertEquals(List.of("age", "age missing", "work=a", "work=(missing)"), encoded.features());
    assertEquals(Set.of("sex"), encoded.labels().keySet());
    assertRows(
        encoded.rows(),
        new double[][] {{20, 0, 0, 0}, {34, 1, 1, 0}, {41, 0, 0, 1}, {42, 0, 0, 0}});
  }

  @Test
  void aTableOfNumbersOnlyIsLeftAsItIs() {
    LabelledRows raw = table(numbers("x", 1, 2, 4), numbers("y", 0.5, 0.25, 0.75));
    Encoding encoding = Encoding.fit(raw, List.of("x", "y"), ALL, null);
    assertTrue(encoding.isTrivial());
    assertArrayEquals(raw.rows().data, encoding.encode(raw).rows().data);
    Encoding missing = Encoding.fit(table(numbers("x", 1, Double.NaN)), List.of("x"), ALL, null);
    assertFalse(missing.isTrivial());
  }

  @Test
  void rareLevelsAreMergedAndTheirNamesAreNowhere() {
    String[] cells = new String[40];
    for (int i = 0; i < 40; i++) {
      cells[i] = i < 20 ? "common" : i < 31 ? "usual" : i < 40 ? "rare-name" : "";
    }
    LabelledRows raw = table(texts("c", cells));
    Encoding encoding = Encoding.fit(raw, List.of("c"), EncodingRules.DEFAULT, null);
    assertEquals(List.of("c=usual", "c=(other)"), encoding.outputs());
    assertFalse(encoding.toString().contains("rare-name"));
    assertEquals(1, encoding.encode(raw).rows().data[2 * 39 + 1]);
    assertEquals(
        List.of("c=rare-name", "c=usual"),
        Encoding.fit(raw, List.of("c"), new EncodingRules(9, 1), null).outputs());
  }

  @Test
  void aLevelOfFewPeopleIsRareHoweverManyRowsItHas() {
    String[] cells = new String[240];
    String[] people = new String[240];
    for (int i = 0; i < 240; i++) {
      people[i] = "p" + i % 12;
      cells[i] = i % 12 < 4 ? "of four" : "of eight";
    }
    LabelledRows raw = table(texts("c", cells), texts("person", people));
    assertEquals(
        List.of("c=(other)"),
        Encoding.fit(raw, List.of("c"), EncodingRules.DEFAULT, "person").outputs());
    assertEquals(
        List.of("c=of four"),
        Encoding.fit(raw, List.of("c"), new EncodingRules(10, 4), "person").outputs());
    // Nine people are too few to ask for five of each level: they are not counted.
    String[] nine = IntStream.range(0, 240).mapToObj(i -> "p" + i % 9).toArray(String[]::new);
    LabelledRows few = table(texts("c", cells), texts("person", nine));
    assertEquals(
        List.of("c=of four"),
        Encoding.fit(few, List.of("c"), EncodingRules.DEFAULT, "person").outputs());
  }

  @Test
  void theReferenceIsTheMostFrequentLevelAndOfEqualOnesTheFirstByName() {
    Encoding encoding =
        Encoding.fit(table(texts("c", "10", "9", "x", "9", "10")), List.of("c"), ALL, null);
    assertEquals(List.of("9", "10", "x"), ((Category) encoding.columns().get(0)).levels());
  }

  @Test
  void aLevelThatWasNotFittedIsAnotherOneOrElseTheReference() {
    Category merged = new Category("c", List.of("a", "b"), true, false);
    Category plain = new Category("d", List.of("a", "b"), false, false);
    Encoding encoding = Encoding.of(List.of(merged, plain, new Numeric("x", 7, false)));
    LabelledRows raw =
        table(
            texts("c", "new", "", "b"), texts("d", "new", "", "b"), numbers("x", 1, Double.NaN, 3));
    DMatrixRMaj codes = encoding.codes(raw);
    assertEquals(List.of("c=b", "c=(other)", "d=b", "x"), encoding.outputs());
    assertRows(encoding.encode(codes), new double[][] {{0, 1, 0, 1}, {0, 1, 0, 7}, {1, 0, 1, 3}});
    assertArrayEquals(new long[] {1, 1, 0}, encoding.unnamed(codes));
    assertArrayEquals(new long[] {1, 1, 1}, encoding.missing(codes));
  }

  @Test
  void aCategoryOfRareOrMissingValuesOnlyHasAReferenceToo() {
    Encoding encoding =
        Encoding.fit(
            table(texts("c", "a", "b", "", "d"), numbers("x", 1, 2, 3, 4)),
            List.of("c", "x"),
            EncodingRules.DEFAULT,
            null);
    assertEquals(List.of("c=(missing)", "x"), encoding.outputs());
    LabelledRows blank = table(texts("c", "", ""), numbers("x", Double.NaN, Double.NaN));
    Encoding nothing = Encoding.fit(blank, List.of("c", "x"), ALL, null);
    assertEquals(List.of("x", "x missing"), nothing.outputs());
    assertRows(nothing.encode(blank).rows(), new double[][] {{0, 1}, {0, 1}});
    assertRefused(
        "columns: 1, each of one level only; at least one that varies is needed",
        () -> Encoding.fit(blank, List.of("c"), ALL, null));
  }

  @Test
  void namesOfOutputsAreAllDifferentWhateverTheLevelsAreCalled() {
    LabelledRows raw =
        table(
            texts("a", "z", "z", "b=c", "(other)", "(missing)", "\"q\"", ""),
            texts("a=b", "z", "z", "c", "c", "c", "c", "z"),
            numbers("a=z", 1, 2, 3, 4, 5, 6, 7),
            numbers("x", 1, Double.NaN, 3, 4, 5, 6, 7),
            numbers("x missing", 1, 2, 3, 4, 5, 6, 7),
            texts("stadt", "京都", "Ελλάδα", "京都", "Ελλάδα", "京都", "京都", "Ελλάδα"));
    Encoding encoding =
        Encoding.fit(raw, List.of("a", "a=b", "a=z", "x", "x missing", "stadt"), ALL, null);
    assertEquals(
        List.of(
            "a=\"\"q\"\"",
            "a=\"(missing)\"",
            "a=\"(other)\"",
            "a=b=c",
            "a=(missing)",
            "a=b=z",
            "a=z",
            "x",
            "x missing (2)",
            "x missing",
            "stadt=Ελλάδα"),
        encoding.outputs());
    Encoding clash =
        Encoding.of(
            List.of(
                new Category("a", List.of("r", "b=c"), false, false),
                new Category("a=b", List.of("r", "c"), false, false)));
    assertEquals(List.of("a=b=c", "a=b=c (2)"), clash.outputs());
  }

  @Test
  void aRowOfTextsHasTheCodesOfTheTable() {
    LabelledRows raw = table(texts("c", "a", "b", "", "a"), numbers("x", 1, Double.NaN, 3.5, 4));
    Encoding encoding = Encoding.fit(raw, List.of("x", "c"), ALL, null);
    DMatrixRMaj codes = encoding.codes(raw);
    String[][] rows = {{"1", "a"}, {"", "b"}, {" 3.5", ""}, {"4", "a"}};
    for (int i = 0; i < rows.length; i++) {
      double[] code = encoding.codes(Map.of("x", rows[i][0], "c", rows[i][1], "y", "more"));
      assertArrayEquals(new double[] {codes.get(i, 0), codes.get(i, 1)}, code);
    }
    assertRefused(
        "column 'x': found 'one', expected a finite number",
        () -> encoding.codes(Map.of("x", "one", "c", "a")));
    assertRefused("no column 'x'", () -> encoding.codes(Map.of("c", "a")));
  }

  @Test
  void aBlockOfAFileHasTheCodesOfTheTable() {
    LabelledRows raw =
        table(
            texts("c", "a", "b", "", "new"),
            numbers("x", 1, Double.NaN, 3.5, 4),
            numbers("y", 1, 2, 3, 4));
    Encoding encoding =
        Encoding.of(
            List.of(new Category("c", List.of("b", "a"), true, false), new Numeric("x", 2, true)));
    RowBlock block = new RowBlock(0, raw.rows(), Map.of("c", new String[] {"a", "b", "", "new"}));
    assertArrayEquals(encoding.codes(raw).data, encoding.codes(block, raw.features()).data);
  }

  @Test
  void whatIsNoCodeIsRefusedByRowAndColumn() {
    Encoding encoding =
        Encoding.of(
            List.of(new Numeric("x", 0, false), new Category("c", List.of("a", "b"), true, false)));
    for (double bad : new double[] {-1, 0.5, 3, Double.POSITIVE_INFINITY}) {
      assertRefused(
          "row 2 (from 1), column 'c': found " + bad + ", expected a code from 0 to 2",
          () -> encoding.encode(new DMatrixRMaj(new double[][] {{0, 0}, {0, bad}})));
    }
    assertRefused(
        "column 'x': found -Infinity, expected a finite number",
        () -> encoding.encode(new DMatrixRMaj(new double[][] {{Double.NEGATIVE_INFINITY, 0}})));
    assertRefused(
        "row 2 (from 1), column 'x': Infinity is not a finite number",
        () ->
            Encoding.fit(
                table(numbers("x", 1, Double.POSITIVE_INFINITY)), List.of("x"), ALL, null));
  }

  @Test
  void aMeanInTheMiddleGoesUpWhateverItsRounding() {
    for (double mean : new double[] {2.5, Math.nextDown(2.5), Math.nextUp(2.5)}) {
      assertEquals(3, Numeric.of("x", mean, Optional.of(new Grid(0, 1, 0)), 1).fill());
    }
    assertEquals(2.1, Numeric.of("x", 2.26, Optional.of(new Grid(1, 5, 1)), 1).fill());
    assertEquals(2.26, Numeric.of("x", 2.26, Optional.empty(), 0).fill());
  }

  private record Part(String name, double[] numbers, String[] texts) {}

  private static Part numbers(String name, double... values) {
    return new Part(name, values, null);
  }

  private static Part texts(String name, String... values) {
    return new Part(name, null, values);
  }

  private static LabelledRows table(Part... parts) {
    List<Part> numeric = new ArrayList<>();
    Map<String, Labels> labels = new LinkedHashMap<>();
    int rows = 0;
    for (Part part : parts) {
      if (part.numbers() == null) {
        labels.put(part.name(), Labels.of(part.texts()));
        rows = part.texts().length;
      } else {
        numeric.add(part);
        rows = part.numbers().length;
      }
    }
    DMatrixRMaj values = new DMatrixRMaj(rows, numeric.size());
    for (int j = 0; j < numeric.size(); j++) {
      for (int i = 0; i < rows; i++) {
        values.set(i, j, numeric.get(j).numbers()[i]);
      }
    }
    return new LabelledRows(numeric.stream().map(Part::name).toList(), values, labels);
  }

  private static void assertRows(DMatrixRMaj found, double[][] expected) {
    assertArrayEquals(new DMatrixRMaj(expected).data, found.data);
  }

  private static void assertRefused(String message, Executable work) {
    String found = assertThrows(BadDataException.class, work).getMessage();
    assertTrue(found.contains(message), found);
  }
}
