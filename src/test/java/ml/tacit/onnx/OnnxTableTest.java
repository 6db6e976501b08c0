package ml.tacit.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Encode;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table as it stands, texts and gaps included, gives in ONNX Runtime what it gives here. */
class OnnxTableTest {
  private static final List<String> COLUMNS = List.of("age", "work", "hours", "land", "one");
  private static final Roles ROLES = Roles.keep("income").withHide("sex");

  /** Rows with gaps, rare levels and, from {@code fresh} on, levels that nobody fitted. */
  private static LabelledRows table(int n, boolean fresh) {
    Random random = new Random(fresh ? 1 : 2);
    DMatrixRMaj numbers = new DMatrixRMaj(n, 2);
    String[][] texts = new String[5][n];
    for (int i = 0; i < n; i++) {
      boolean rich = random.nextInt(3) == 0;
      boolean sex = random.nextBoolean();
      double age = Math.rint(40 + 9 * random.nextGaussian() + (rich ? 8 : 0));
      numbers.set(i, 0, random.nextInt(9) == 0 ? Double.NaN : age);
      numbers.set(
          i, 1, fresh && i % 7 == 0 ? Double.NaN : (float) (random.nextGaussian() + (sex ? 1 : 0)));
      int work = random.nextInt(20);
      texts[0][i] = work < 10 ? "self, own" : work < 16 ? "état" : work < 19 ? "c" : "rare" + i;
      texts[1][i] = random.nextInt(8) == 0 ? "" : sex ? "here" : "there";
      texts[1][i] = fresh && i % 11 == 0 ? "nowhere" : texts[1][i];
      texts[2][i] = fresh && i % 5 == 0 ? "other" : "one";
      texts[3][i] = rich ? "high" : "low";
      texts[4][i] = sex ? "f" : "m";
    }
    return new LabelledRows(
        List.of("age", "hours"),
        numbers,
        Map.of(
            "work", Labels.of(texts[0]),
            "land", Labels.of(texts[1]),
            "one", Labels.of(texts[2]),
            "income", Labels.of(texts[3]),
            "sex", Labels.of(texts[4])));
  }

  static Stream<Release> releases() {
    LabelledRows table = table(900, false);
    Encoding encoding = Encoding.fit(table, COLUMNS, EncodingRules.DEFAULT, null);
    LabelledRows encoded = encoding.encode(table);
    Model dca = Dca.ridge(1).fit(encoded, ROLES);
    return Stream.of(
        Release.of(dca, Digits.FULL).withEncoding(encoding),
        Release.of(Rdca.ridge(1).fit(encoded, ROLES), Digits.FULL).withEncoding(encoding),
        Release.of(dca).withEncoding(encoding),
        Release.of(Steps.parse("decide boosted").fit(encoded, ROLES)).withEncoding(encoding));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aTableGivesTheSame(Release release) throws Exception {
    LabelledRows fresh = table(500, true);
    DMatrixRMaj expected = release.transform(fresh).rows();
    try (OnnxRun floats = OnnxRun.inFloats(release);
        OnnxRun doubles = OnnxRun.inDoubles(release)) {
      assertEquals(Set.copyOf(COLUMNS), doubles.session().getInputNames());
      double inFloats = OnnxRun.difference(floats.run(fresh, COLUMNS), expected);
      double inDoubles = OnnxRun.difference(doubles.run(fresh, COLUMNS), expected);
      assertTrue(inFloats <= 1e-6, "in floats: " + inFloats);
      assertTrue(inDoubles <= 1e-12, "in doubles: " + inDoubles);
    }
  }

  @Test
  void theGoldenTableGivesTheSame() throws Exception {
    Release release =
        Release.load(Path.of("src/test/resources/ml/tacit/release/table-v3.safetensors"))
            .withFullPrecision();
    List<String> columns = release.inputs();
    DMatrixRMaj numbers =
        new DMatrixRMaj(new double[][] {{31, 0.5}, {Double.NaN, -2}, {80, Double.NaN}});
    LabelledRows table =
        new LabelledRows(
            List.of("age", "hours"),
            numbers,
            Map.of(
                "work", Labels.of("a", "c", "zzz"),
                "land", Labels.of("here", "", "there")));
    try (OnnxRun doubles = OnnxRun.inDoubles(release)) {
      DMatrixRMaj found = doubles.run(table, columns);
      assertEquals(0, OnnxRun.difference(found, release.transform(table).rows()), 1e-12);
    }
  }

  @Test
  void columnsWithoutANamedLevelGiveTheSame() throws Exception {
    Encoding encoding =
        Encoding.of(
            List.of(
                new Encoding.Category("x0", List.of(), true, true),
                new Encoding.Category("x1", List.of(), false, true),
                new Encoding.Category("x2", List.of("a"), true, false),
                new Encoding.Numeric("x3", 0.1, false)));
    Release release = Release.of(new StepsAsModel(new Encode(encoding)));
    LabelledRows table =
        new LabelledRows(
            List.of("x3"),
            new DMatrixRMaj(new double[][] {{1}, {Double.NaN}}),
            Map.of("x0", Labels.of("", "u"), "x1", Labels.of("u", ""), "x2", Labels.of("a", "")));
    try (OnnxRun doubles = OnnxRun.inDoubles(release)) {
      assertArrayEquals(
          release.transform(table).rows().data, doubles.run(table, release.inputs()).data);
    }
  }

  @Test
  void aColumnNamedAsTheOutputIsRefused() {
    double[] x = IntStream.range(0, 40).mapToDouble(i -> i % 7 == 0 ? Double.NaN : i).toArray();
    int[] group = IntStream.range(0, 40).map(i -> i % 2).toArray();
    LabelledRows table =
        new LabelledRows(
            List.of("output"), DMatrixRMaj.wrap(40, 1, x), Map.of("group", Labels.of(group)));
    Encoding encoding = Encoding.fit(table, List.of("output"), EncodingRules.DEFAULT, null);
    Release release =
        Release.of(Rdca.ridge(1).fit(encoding.encode(table), Roles.hide("group")), Digits.FULL)
            .withEncoding(encoding);
    BadDataException refused =
        assertThrows(BadDataException.class, () -> OnnxRun.bytes(OnnxExport.of(release)));
    assertTrue(refused.getMessage().startsWith("column 'output'"), refused.getMessage());
  }
}
