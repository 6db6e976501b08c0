package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.step.Encode;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Releases of tables: text columns and missing values in, the same numbers out by every way. */
class TableReleaseTest {
  private static final List<String> INPUTS = List.of("age", "work", "hours", "land");

  @Test
  void aTableARowOfTextsAndAFileGiveTheSameBits() throws IOException {
    LabelledRows raw = table(500, 1);
    Release release = columns(raw);
    assertEquals(INPUTS, release.inputs());
    LabelledRows released = release.transform(raw);
    assertEquals(List.of("income"), List.copyOf(released.labels().keySet()));
    Encoding encoding = release.encoding().orElseThrow();
    assertArrayEquals(
        released.rows().data, release.transform(encoding.codes(raw)).data, "codes of the table");
    for (int i = 0; i < 20; i++) {
      double[] row = release.transform(texts(raw, i));
      for (int j = 0; j < row.length; j++) {
        assertEquals(released.rows().get(i, j), row[j]);
      }
    }
  }

  @Test
  void aModelFileHasTheEncodingAndGivesTheSameBits() throws IOException {
    LabelledRows raw = table(500, 2);
    for (Release release : List.of(columns(raw), components(raw))) {
      Release again = Release.read(new ByteArrayInputStream(bytes(release)));
      assertEquals(release.encoding(), again.encoding());
      assertArrayEquals(release.transform(raw).rows().data, again.transform(raw).rows().data);
      assertArrayEquals(bytes(release), bytes(again));
      assertEquals("encode", again.summaries().get(0).step());
    }
  }

  @Test
  void theReleaseIsThatOfTheEncodedTable() {
    LabelledRows raw = table(500, 3);
    Encoding encoding = Encoding.fit(raw, INPUTS, EncodingRules.DEFAULT, null);
    LabelledRows numbers = encoding.encode(raw);
    Release encoded = Release.of(erased(numbers));
    assertArrayEquals(
        encoded.transform(numbers).rows().data,
        encoded.withEncoding(encoding).transform(raw).rows().data);
    // The release may leave columns out, and have them in another order.
    List<String> some =
        List.of(numbers.features().get(3), numbers.features().get(0), numbers.features().get(2));
    LabelledRows fewer = numbers.withRows(some, numbers.columns(some));
    Release ofSome = Release.of(erased(fewer));
    assertArrayEquals(
        ofSome.transform(fewer).rows().data,
        ofSome.withEncoding(encoding).transform(raw).rows().data);
  }

  @Test
  void theKeyStaysWhereAnEncodingIsPutInFront() {
    LabelledRows raw = table(500, 4);
    Encoding encoding = Encoding.fit(raw, INPUTS, EncodingRules.DEFAULT, null);
    LabelledRows numbers = encoding.encode(raw);
    Release encoded = Release.of(erased(numbers)).withKey(new ReleaseKey(new byte[32]));
    assertTrue(encoded.draws());
    assertArrayEquals(
        encoded.transform(numbers).rows().data,
        encoded.withEncoding(encoding).transform(raw).rows().data);
    assertFalse(encoded.withoutKey().withEncoding(encoding).hasKey());
  }

  @Test
  void aTableOfNumbersNeedsNoStep() {
    LabelledRows numbers =
        Encoding.fit(table(100, 5), INPUTS, EncodingRules.DEFAULT, null).encode(table(100, 5));
    Encoding trivial = Encoding.fit(numbers, numbers.features(), EncodingRules.DEFAULT, null);
    Release release = Release.of(erased(numbers)).withEncoding(trivial);
    assertTrue(release.encoding().isEmpty());
    assertFalse(release.steps().get(0) instanceof Encode);
  }

  @Test
  void aCategoryCountsAsOneColumn() {
    // Three levels of a third each carry log₂ 3 bits; as two 0/1 columns they would carry 1.92.
    double deviation = Math.sqrt(2 / 9.0);
    Encoding thirds =
        Encoding.of(List.of(new Encoding.Category("c", List.of("a", "b", "c"), false, false)));
    double[] bits = {0.96, 0.96};
    double[] both = {deviation, deviation};
    assertEquals(
        Math.log(3) / Math.log(2), EncodedBits.of(thirds, new int[] {0, 1}, both, bits)[0], 1e-9);
    // Of two readings of the share of other, the one that carries less: 0.8 other, 0.15 and 0.05.
    Encoding other =
        Encoding.of(
            List.of(
                new Encoding.Numeric("x", 0, true),
                new Encoding.Category("c", List.of("a", "b"), true, false)));
    double[] found =
        EncodedBits.of(
            other,
            new int[] {0, 1, 2, 3},
            new double[] {5, 0.5, Math.sqrt(0.05 * 0.95), Math.sqrt(0.8 * 0.2)},
            new double[] {4, 1, 1, 1});
    assertEquals(5, found[0], 1e-9, "a number and whether it is missing");
    assertEquals(entropy(0.8, 0.15, 0.05), found[1], 1e-9);
  }

  private static double entropy(double... shares) {
    double sum = 0;
    for (double share : shares) {
      sum -= share * Math.log(share) / Math.log(2);
    }
    return sum;
  }

  @Test
  void aFileThatSaysAnythingElseIsRefused() throws IOException {
    Release release = columns(table(500, 6));
    String[][] changes = {
      {
        "\"levels\":[\"c\",\"a\",\"b\"]", "\"levels\":[\"a\",\"a\",\"b\"]", "level 'a' occurs twice"
      },
      {"\"levels\":[\"c\",\"a\",\"b\"]", "\"levels\":[\"\",\"a\",\"b\"]", "level '' is empty"},
      {"\"levels\":[\"c\",\"a\",\"b\"]", "\"levels\":[\"a\",\"b\",   ]", ""},
      {"\"levels\":[\"c\",\"a\",\"b\"]", "\"levels\":[\"a\",\"b\"]    ", "inputs"},
      {"\"levels\":[\"c\",\"a\",\"b\"]", "\"levels\":[\"a\",\"b\", 7 ]", "levels"},
      {"\"name\":\"hours\"", "\"name\":\"age\"  ", "'age' occurs twice"},
      {"\"name\":\"hours\"", "\"name\":\"lours\"", "the encoding has the columns"},
      {"\"fill\":", "\"full\":", "fill"},
      {"\"indicator\":true", "\"indicator\":1   ", "indicator"},
      {"\"other\":true", "\"other\":null", "other"},
    };
    for (String[] change : changes) {
      byte[] altered =
          ModelBytes.replaced(bytes(release), inHeader(change[0]), inHeader(change[1]));
      assertRefused(change[2], () -> Release.read(new ByteArrayInputStream(altered)));
    }
  }

  /** The description stands in the header as a text. */
  private static String inHeader(String json) {
    return json.replace("\"", "\\\"");
  }

  @Test
  void badRowsAreRefusedInOneLine() {
    Release release = columns(table(500, 7));
    assertRefused(
        "row 2 (from 1), column 'work': found 9.0, expected a code from 0 to 3",
        () -> release.transform(new DMatrixRMaj(new double[][] {{1, 0, 1, 0}, {1, 9, 1, 0}})));
    assertRefused(
        "found Infinity, expected a finite number",
        () -> release.transform(new double[] {Double.POSITIVE_INFINITY, 0, 1, 0}));
    assertRefused(
        "no column 'land'", () -> release.transform(Map.of("age", "1", "work", "a", "hours", "2")));
    Encoding other =
        Encoding.of(List.of(new Encoding.Category("c", List.of("a", "b"), true, true)));
    assertRefused("the release has one", () -> release.withEncoding(other));
    LabelledRows numbers = release.encoding().orElseThrow().encode(table(500, 7));
    Release encoded = Release.of(erased(numbers));
    assertRefused("encoding: no column 'age'", () -> encoded.withEncoding(other));
  }

  static Release columns(LabelledRows raw) {
    Encoding encoding = Encoding.fit(raw, INPUTS, EncodingRules.DEFAULT, null);
    return Release.of(erased(encoding.encode(raw))).withEncoding(encoding);
  }

  /** A file that an earlier build wrote, and what it made of rows. */
  @Test
  void anOldFileGivesTheSameNumbers() throws IOException {
    Release release =
        Release.load(Path.of("src/test/resources/ml/tacit/release/table-v3.safetensors"));
    assertEquals(INPUTS, release.inputs());
    double[][] rows = {{31, 2, 0.5, 0}, {Double.NaN, 3, -1.25, Double.NaN}, {44, Double.NaN, 2, 1}};
    double[][] released = {
      {30, 0, 0, 1, 0, 0.25, 0}, {50, 1, 0, 1, 1, -0.428, 1}, {36, 0, 0, 0, 1, 0.482, 0}
    };
    assertArrayEquals(
        new DMatrixRMaj(released).data, release.transform(new DMatrixRMaj(rows)).data);
    assertArrayEquals(
        released[1],
        release.transform(Map.of("age", "", "work", "new", "hours", "-1.25", "land", "")));
  }

  private static Release components(LabelledRows raw) {
    Encoding encoding = Encoding.fit(raw, INPUTS, EncodingRules.DEFAULT, null);
    LabelledRows numbers = encoding.encode(raw);
    Model model = new Dca(Ridge.DEFAULT, 1, 0).fit(numbers, Roles.keep("income"));
    return Release.of(model).withEncoding(encoding);
  }

  private static Model erased(LabelledRows numbers) {
    return Rdca.ridge(Ridge.DEFAULT).fit(numbers, Roles.keep("income").withHide("sex"));
  }

  /** Ages with gaps, work of three levels and two rare ones, hours, land of one level and gaps. */
  static LabelledRows table(int rows, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj numbers = new DMatrixRMaj(rows, 2);
    String[] work = new String[rows];
    String[] land = new String[rows];
    String[] sex = new String[rows];
    String[] income = new String[rows];
    for (int i = 0; i < rows; i++) {
      boolean woman = random.nextInt(3) == 0;
      sex[i] = woman ? "f" : "m";
      numbers.set(i, 0, i % 9 == 4 ? Double.NaN : 20 + random.nextInt(50) + (woman ? 5 : 0));
      numbers.set(i, 1, random.nextGaussian() + (woman ? 1 : 0));
      work[i] =
          i < 4 ? "rare" + i : random.nextInt(woman ? 5 : 3) == 0 ? "a" : i % 4 == 0 ? "b" : "c";
      land[i] = i % 7 == 0 ? "" : "here";
      income[i] = numbers.get(i, 1) + random.nextGaussian() > 0 ? ">50K" : "<=50K";
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("work", Labels.of(work));
    labels.put("land", Labels.of(land));
    labels.put("sex", Labels.of(sex));
    labels.put("income", Labels.of(income));
    return new LabelledRows(List.of("age", "hours"), numbers, labels);
  }

  private static Map<String, String> texts(LabelledRows raw, int row) {
    Map<String, String> texts = new HashMap<>();
    for (int j = 0; j < raw.features().size(); j++) {
      double x = raw.rows().get(row, j);
      texts.put(raw.features().get(j), Double.isNaN(x) ? "" : Double.toString(x));
    }
    raw.labels().forEach((name, label) -> texts.put(name, label.name(row)));
    return texts;
  }

  private static byte[] bytes(Release release) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    release.writeTo(out);
    return out.toByteArray();
  }

  private static void assertRefused(String message, Executable work) {
    String found = assertThrows(BadDataException.class, work).getMessage();
    assertTrue(found.contains(message), found);
  }
}
