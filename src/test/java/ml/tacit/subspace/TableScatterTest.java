package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** One pass over a table gives what encoding it in memory gives. */
class TableScatterTest {
  private static final List<String> INPUTS = List.of("work", "age", "far", "cents", "land", "all");
  private static final Set<String> CATEGORIES = Set.of("work", "land");
  private static final List<String> LABELS = List.of("person", "activity");
  private static final double CLOSE = 1e-12;

  @Test
  void anyPartitionAndOrderGivesTheStatisticOfTheEncodedTable() throws IOException {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      LabelledRows raw = table(400 + random.nextInt(400), random);
      List<TableScatter> parts = parts(raw, random);
      while (parts.size() > 1) {
        TableScatter other = parts.remove(random.nextInt(parts.size()));
        TableScatter into = parts.get(random.nextInt(parts.size()));
        into.combine(random.nextBoolean() ? other : read(bytes(other)));
      }
      TableScatter whole = random.nextBoolean() ? parts.get(0) : read(bytes(parts.get(0)));
      for (String person : new String[] {null, "person"}) {
        Encoding expected = Encoding.fit(raw, INPUTS, EncodingRules.DEFAULT, person);
        Encoding found = whole.encoding(EncodingRules.DEFAULT, person);
        assertSame(expected, found);
        // The same encoding for both: means that are not on a grid differ in their last bits.
        assertSame(Scatter.of(expected.encode(raw), LABELS), whole.scatter(expected));
      }
    }
  }

  @Test
  void theStatisticOfAnotherEncodingIsThatOfTheTableEncodedByIt() {
    Random random = new Random(77);
    LabelledRows raw = table(500, random);
    TableScatter whole = new TableScatter(INPUTS, CATEGORIES, LABELS).accept(raw);
    // Fitted to other rows: levels that these do not have, missing values where there were none.
    LabelledRows few = table(40, new Random(5)).select(IntStream.range(0, 40).toArray());
    Encoding other = Encoding.fit(few, INPUTS, new EncodingRules(2, 1), null);
    assertSame(Scatter.of(other.encode(raw), LABELS), whole.scatter(other));
  }

  @Test
  void aFitToTheStatisticIsAFitToTheEncodedTable() {
    LabelledRows raw = table(600, new Random(3));
    TableScatter whole = new TableScatter(INPUTS, CATEGORIES, LABELS).accept(raw);
    Encoding encoding = whole.encoding(EncodingRules.DEFAULT, null);
    Roles roles = Roles.keep("activity").withHide("person");
    LabelledRows encoded = encoding.encode(raw);
    DMatrixRMaj expected = Rdca.ridge(1).fit(encoded, roles).transform(encoded.rows());
    DMatrixRMaj found =
        Rdca.ridge(1).fit(whole.scatter(encoding).snapshot(), roles).transform(encoded.rows());
    assertArrayEquals(expected.data, found.data, 1e-9);
  }

  @Test
  void aTableOfNumbersOnlyHasTheBitsAndTheBytesOfAScatter() throws IOException {
    LabelledRows numbers = numbers(300, new Random(9));
    TableScatter table = new TableScatter(numbers.features(), Set.of(), LABELS);
    Scatter scatter = new Scatter(numbers.features(), LABELS);
    for (int from = 0; from < 300; from += 100) {
      LabelledRows part = numbers.select(IntStream.range(from, from + 100).toArray());
      table.accept(part);
      scatter.accept(part);
    }
    assertTrue(table.isPlain());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    scatter.writeTo(out);
    assertArrayEquals(out.toByteArray(), bytes(table));
    TableScatter again = read(out.toByteArray());
    assertTrue(again.isPlain());
    ByteArrayOutputStream anew = new ByteArrayOutputStream();
    Scatter.read(new ByteArrayInputStream(out.toByteArray())).writeTo(anew);
    assertArrayEquals(anew.toByteArray(), bytes(again));
    // Rows with missing values may still come, say of another owner.
    LabelledRows more = numbers(200, new Random(10));
    more.rows().set(7, 1, Double.NaN);
    again.accept(more);
    assertFalse(again.isPlain());
    Encoding encoding = again.encoding(EncodingRules.DEFAULT, null);
    Scatter expected = Scatter.of(encoding.encode(numbers), LABELS).accept(encoding.encode(more));
    assertSame(expected, again.scatter(encoding));
  }

  @Test
  void theFileOfATableIsTheSameForEveryPartitionButForRounding() throws IOException {
    LabelledRows raw = table(300, new Random(21));
    TableScatter whole = new TableScatter(INPUTS, CATEGORIES, LABELS).accept(raw);
    byte[] bytes = bytes(whole);
    assertArrayEquals(bytes, bytes(read(bytes)));
    String message =
        assertThrows(BadDataException.class, () -> Scatter.read(new ByteArrayInputStream(bytes)))
            .getMessage();
    assertTrue(message.contains("table with categories"), message);
    // No number of a row stands in it, not even that of the first one.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains(Double.toString(raw.rows().get(0, 2))));
  }

  @Test
  void aCategoryThatIsALabelUnderAnotherNameIsFound() {
    String[] people = {"p", "q", "r", "p", "q", "r"};
    String[] names = {"Ann", "Bob", "Joe", "Ann", "Bob", "Joe"};
    String[] sexes = {"f", "m", "m", "f", "m", "m"};
    String[] nearly = {"Ann", "Bob", "Joe", "Ann", "Joe", "Joe"};
    for (String[] column : List.of(names, sexes, nearly)) {
      LabelledRows raw =
          new LabelledRows(
              List.of("x"),
              DMatrixRMaj.wrap(6, 1, new double[] {1, 2, 3, 4, 5, 6}),
              Map.of("person", Labels.of(people), "column", Labels.of(column)));
      TableScatter table =
          new TableScatter(List.of("x", "column"), Set.of("column"), List.of("person")).accept(raw);
      if (column == names) {
        BadDataException e =
            assertThrows(BadDataException.class, () -> table.requireNoCopy("person"));
        assertTrue(e.getMessage().startsWith("column 'column' has one value"), e.getMessage());
      } else {
        table.requireNoCopy("person");
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    LabelledRows raw = table(50, new Random(1));
    TableScatter table = new TableScatter(INPUTS, CATEGORIES, LABELS).accept(raw);
    TableScatter fewer = new TableScatter(INPUTS.subList(0, 3), CATEGORIES, LABELS);
    assertThrows(IllegalArgumentException.class, () -> table.combine(fewer));
    TableScatter codes = new TableScatter(INPUTS, Set.of("work"), LABELS);
    assertThrows(IllegalArgumentException.class, () -> table.combine(codes));
    String[] many = IntStream.range(0, 1001).mapToObj(i -> "id" + i).toArray(String[]::new);
    LabelledRows identifiers =
        new LabelledRows(List.of("x"), new DMatrixRMaj(1001, 1), Map.of("name", Labels.of(many)));
    String message =
        assertThrows(
                BadDataException.class,
                () ->
                    new TableScatter(List.of("name", "x"), Set.of("name"), List.of())
                        .accept(identifiers))
            .getMessage();
    assertTrue(message.contains("column 'name': more than 1000 levels"), message);
    raw.rows().set(11, 1, Double.POSITIVE_INFINITY);
    String infinite = assertThrows(BadDataException.class, () -> table.accept(raw)).getMessage();
    assertTrue(infinite.contains("row 62 (from 1), column 'far': Infinity"), infinite);
    assertEquals(50, table.count());
    String none =
        assertThrows(
                BadDataException.class,
                () ->
                    new TableScatter(INPUTS, CATEGORIES, LABELS)
                        .encoding(EncodingRules.DEFAULT, null))
            .getMessage();
    assertEquals("rows: none were seen, at least one is needed", none);
  }

  private static void assertSame(Encoding expected, Encoding found) {
    assertEquals(expected.outputs(), found.outputs());
    for (int j = 0; j < expected.columns().size(); j++) {
      if (expected.columns().get(j) instanceof Encoding.Numeric number) {
        Encoding.Numeric other = (Encoding.Numeric) found.columns().get(j);
        assertEquals(number.fill(), other.fill(), 1e-13 * Math.abs(number.fill()) + 1e-14);
        assertEquals(number.indicator(), other.indicator());
      } else {
        assertEquals(expected.columns().get(j), found.columns().get(j));
      }
    }
  }

  private static void assertSame(Scatter expected, Scatter found) {
    ScatterSnapshot all = expected.snapshot();
    ScatterSnapshot other = found.snapshot();
    assertEquals(all.features(), other.features());
    assertEquals(all.count(), other.count());
    assertEquals(all.grids(), other.grids());
    DMatrixRMaj total = all.total();
    double[] mean = all.mean();
    double[] otherMean = other.mean();
    for (int j = 0; j < mean.length; j++) {
      double deviation = Math.sqrt(total.get(j, j) / all.count());
      assertEquals(mean[j], otherMean[j], CLOSE * deviation + 4 * Math.ulp(mean[j]));
    }
    assertClose(total, other.total(), total);
    for (String label : LABELS) {
      assertEquals(all.classes(label), other.classes(label));
      assertArrayEquals(all.classCounts(label), other.classCounts(label));
      assertClose(all.within(label), other.within(label), total);
    }
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj found, DMatrixRMaj total) {
    for (int i = 0; i < expected.numRows; i++) {
      for (int j = 0; j < expected.numCols; j++) {
        double scale = Math.sqrt(total.get(i, i) * total.get(j, j));
        assertEquals(expected.get(i, j), found.get(i, j), CLOSE * scale, i + ", " + j);
      }
    }
  }

  /** Consecutive rows in blocks, dealt to several statistics. */
  private static List<TableScatter> parts(LabelledRows raw, Random random) {
    List<TableScatter> parts = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int p = 0; p < count; p++) {
      parts.add(new TableScatter(INPUTS, CATEGORIES, LABELS));
    }
    for (int from = 0; from < raw.size(); ) {
      int to = Math.min(raw.size(), from + 1 + random.nextInt(90));
      LabelledRows block = raw.select(IntStream.range(from, to).toArray());
      parts.get(random.nextInt(count)).accept(block);
      from = to;
    }
    return parts;
  }

  /** Of every kind of column, with gaps; levels that come late; numbers far from zero. */
  private static LabelledRows table(int rows, Random random) {
    DMatrixRMaj numbers = new DMatrixRMaj(rows, 4);
    String[] work = new String[rows];
    String[] land = new String[rows];
    String[] person = new String[rows];
    String[] activity = new String[rows];
    for (int i = 0; i < rows; i++) {
      int who = random.nextInt(15);
      person[i] = "p" + who;
      activity[i] = random.nextInt(3) == 0 ? "run" : "walk";
      double level = 0.2 * who + (activity[i].equals("run") ? 1 : 0);
      numbers.set(
          i,
          0,
          random.nextInt(8) == 0 ? Double.NaN : Math.rint(40 + 9 * random.nextGaussian() + level));
      numbers.set(
          i,
          1,
          i < rows / 3 || random.nextInt(3) == 0
              ? Double.NaN
              : 1e7 + level + random.nextGaussian());
      numbers.set(i, 2, Math.rint(100 * (level + random.nextGaussian())) / 100);
      numbers.set(i, 3, level + random.nextGaussian());
      work[i] =
          random.nextInt(9) == 0
              ? ""
              : random.nextInt(60) == 0
                  ? "rare" + random.nextInt(9)
                  : "w" + random.nextInt(1 + who % 4) + (who < 3 ? "few" : "");
      land[i] = i < rows / 2 ? "here" : random.nextBoolean() ? "there" : "(other)";
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("activity", Labels.of(activity));
    labels.put("work", Labels.of(work));
    labels.put("person", Labels.of(person));
    labels.put("land", Labels.of(land));
    return new LabelledRows(List.of("age", "far", "cents", "all"), numbers, labels);
  }

  private static LabelledRows numbers(int rows, Random random) {
    LabelledRows raw = table(rows, random);
    for (int at = 0; at < raw.rows().data.length; at++) {
      raw.rows().data[at] = Double.isNaN(raw.rows().data[at]) ? 7 : raw.rows().data[at];
    }
    return raw;
  }

  private static byte[] bytes(TableScatter table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeTo(out);
    return out.toByteArray();
  }

  private static TableScatter read(byte[] bytes) throws IOException {
    return TableScatter.read(new ByteArrayInputStream(bytes));
  }
}
