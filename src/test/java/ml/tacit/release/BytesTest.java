package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A statistic and a release as bytes, for another process, machine or owner. */
class BytesTest {
  private static final Roles ROLES = Roles.keep("activity").withHide("person");

  private static LabelledRows rows(int seed, int n, double offset) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 4);
    int[] person = new int[n];
    int[] activity = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = random.nextInt(3);
      activity[i] = random.nextInt(2);
      for (int j = 0; j < 4; j++) {
        rows.set(i, j, offset + random.nextGaussian() + (person[i] == j ? 1 : 0) + activity[i]);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    return new LabelledRows(List.of("a", "b", "é", "d,e"), rows, labels);
  }

  private static byte[] bytes(Scatter scatter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    scatter.writeTo(out);
    return out.toByteArray();
  }

  private static Scatter again(Scatter scatter) throws IOException {
    return Scatter.read(new ByteArrayInputStream(bytes(scatter)));
  }

  @Test
  void severalOwnersFitOneModelWithTheFiguresOfOneFile() throws IOException {
    for (double offset : new double[] {0, 1e6}) {
      Scatter whole = new Scatter(rows(1, 1, 0).features(), ROLES.labels());
      Scatter merged = null;
      for (int owner = 0; owner < 4; owner++) {
        LabelledRows part = rows(owner, 100 + 50 * owner, offset);
        whole.accept(part);
        Scatter sent = again(Scatter.of(part, ROLES.labels()));
        merged = merged == null ? sent : merged.combine(sent);
      }
      double[] expected = outcome(whole);
      double[] found = outcome(again(merged));
      double scale = Math.max(1, offset);
      assertArrayEquals(expected, found, 1e-12 * scale);
      assertEquals(whole.count(), merged.count());
    }
  }

  private static double[] outcome(Scatter scatter) {
    return Release.of(Rdca.ridge(1).fit(scatter.snapshot(), ROLES))
        .transform(new double[] {1, 2, 3, 4});
  }

  @Test
  void theSameStatisticGivesTheSameBytesAndHoldsNoRow() throws IOException {
    LabelledRows rows = rows(7, 60, 1e9); // far from zero: the running statistic starts at a row
    Scatter scatter = Scatter.of(rows, ROLES.labels());
    byte[] bytes = bytes(scatter);
    assertArrayEquals(bytes, bytes(scatter));
    assertEquals(scatter.features(), again(scatter).features());
    assertEquals(0, occurrences(bytes, rows.rows().data), "of 240 raw values");
    double[] counts = new double[6];
    Arrays.setAll(counts, c -> cellCount(rows, c / 2, c % 2));
    assertEquals(6, occurrences(bytes, counts), "control: the counts of the cells are found");
  }

  private static double cellCount(LabelledRows rows, int person, int activity) {
    int[] people = rows.label("person").codes();
    int[] activities = rows.label("activity").codes();
    return IntStream.range(0, people.length)
        .filter(i -> people[i] == person && activities[i] == activity)
        .count();
  }

  private static int occurrences(byte[] bytes, double[] values) {
    int found = 0;
    for (double value : values) {
      byte[] wanted = new byte[8];
      ByteBuffer.wrap(wanted).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
      for (int at = 0; at + 8 <= bytes.length; at++) {
        if (Arrays.equals(bytes, at, at + 8, wanted, 0, 8)) {
          found++;
          break;
        }
      }
    }
    return found;
  }

  @Test
  void anEmptyStatisticAndOneWithoutNamesTravelToo() throws IOException {
    assertEquals(0, again(new Scatter(3, "person")).count());
    Scatter bare = new Scatter(2).accept(new DMatrixRMaj(2, 2, true, 1, 2, 3, 5));
    assertEquals(List.of(), again(bare).features());
    assertArrayEquals(bare.snapshot().mean(), again(bare).snapshot().mean(), 1e-15);
  }

  @Test
  void anyChangedByteAndAnyTruncationOfAStatisticIsRefused() throws IOException {
    byte[] bytes = bytes(Scatter.of(rows(2, 50, 0), ROLES.labels()));
    Random random = new Random(4);
    for (int place : random.ints(300, 0, bytes.length).toArray()) {
      byte[] changed = bytes.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      refused(changed);
    }
    for (int length : new int[] {0, 7, 8, 100, bytes.length - 1}) {
      refused(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void whatCannotBeAStatisticIsRefusedThoughItsDigestIsRight() throws IOException {
    byte[] bytes = bytes(Scatter.of(rows(2, 50, 0), ROLES.labels()));
    crafted(bytes, "\\\"dimension\\\":4", "\\\"dimension\\\":5");
    crafted(bytes, "\\\"features\\\":[\\\"a\\\",", "\\\"features\\\":[");
    crafted(bytes, "[\\\"1\\\",\\\"0\\\"]", "[\\\"1\\\",\\\"1\\\"]");
    crafted(bytes, "tacit-statistic", "tacit-model");
  }

  private static void crafted(byte[] bytes, String from, String to) throws IOException {
    refused(ModelBytes.replaced(bytes.clone(), from, to));
  }

  private static void refused(byte[] bytes) {
    BadDataException e =
        assertThrows(BadDataException.class, () -> Scatter.read(new ByteArrayInputStream(bytes)));
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void javaSerializationShipsBothAndBelievesNoBytes() throws Exception {
    LabelledRows data = rows(5, 80, 0);
    Scatter scatter = Scatter.of(data, ROLES.labels());
    assertArrayEquals(outcome(scatter), outcome((Scatter) shipped(scatter)), 1e-14);
    Release release = Release.of(Rdca.ridge(1).fit(data, ROLES));
    Release arrived = (Release) shipped(release);
    assertArrayEquals(release.transform(data.rows()).data, arrived.transform(data.rows()).data);
    assertEquals(release.info(), arrived.info());

    byte[] stream = serialized(release);
    stream[stream.length / 2] ^= 1;
    assertThrows(
        IOException.class,
        () -> new ObjectInputStream(new ByteArrayInputStream(stream)).readObject());
  }

  private static byte[] serialized(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(value);
    }
    return out.toByteArray();
  }

  private static Object shipped(Object value) throws IOException, ClassNotFoundException {
    Object arrived =
        new ObjectInputStream(new ByteArrayInputStream(serialized(value))).readObject();
    return assertInstanceOf(value.getClass(), arrived);
  }

  @Test
  void aSectionThatIsNotKnownIsSkippedOrRefusedByName() throws IOException {
    Release release = Release.of(Rdca.ridge(1).fit(rows(5, 80, 0), ROLES));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    release.writeTo(out);
    String empty = "\\\"sections\\\":{}";
    String later = "\\\"sections\\\":{\\\"horoscope\\\":{\\\"sign\\\":\\\"crab\\\"}}";
    byte[] optional = ModelBytes.replaced(out.toByteArray(), empty, later);
    assertEquals(release.info(), Release.read(new ByteArrayInputStream(optional)).info());
    byte[] required =
        ModelBytes.replaced(
            optional,
            "\\\"required_sections\\\":[]",
            "\\\"required_sections\\\":[\\\"horoscope\\\"]");
    BadDataException e =
        assertThrows(
            BadDataException.class, () -> Release.read(new ByteArrayInputStream(required)));
    assertTrue(e.getMessage().contains("section 'horoscope'"), e.getMessage());
  }

  @Test
  void aSmallFileCannotAskForALargeModel() throws IOException {
    Release release = Release.of(Rdca.ridge(1).fit(rows(5, 80, 0), ROLES)).withFullPrecision();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    release.writeTo(out);
    String step = "{\\\"kind\\\":\\\"affine\\\",\\\"tensors\\\":\\\"steps.0.\\\"}";
    String many = (step + ",").repeat(20_000) + step;
    byte[] again = ModelBytes.replaced(out.toByteArray(), step, many);
    assertEquals(20_001, Release.read(new ByteArrayInputStream(again)).steps().size(), "shared");
    byte[] empty =
        ModelBytes.replaced(
            out.toByteArray(),
            "\"steps.0.left\":{\"dtype\":\"F64\",\"shape\":[4,",
            "\"steps.0.left\":{\"dtype\":\"F64\",\"shape\":[300000000,");
    assertThrows(BadDataException.class, () -> Release.read(new ByteArrayInputStream(empty)));
  }

  @Test
  void aRowOutOfTheModelsRangeIsNamedNotReturned() {
    Release model = Release.of(Rdca.ridge(1).fit(rows(5, 80, 0), ROLES));
    Release release =
        model.withStep(AffineMap.scaling(new double[] {1e308, 1, 1, 1}, new double[4]));
    BadDataException e =
        assertThrows(BadDataException.class, () -> release.transform(new double[] {100, 0, 0, 0}));
    assertTrue(e.getMessage().startsWith("row 1 (from 1), output 'a': "), e.getMessage());
  }
}
