package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The NumPy reader of docs/python.md gives what {@code transform} gives. */
class PythonPageTest {
  private static final Path READER = Path.of("docs/read_model.py");
  private static final double TOLERANCE = 1e-12;
  private static final List<String> COLUMNS = List.of("age", "work", "hours", "land");
  private static final Roles ROLES = Roles.keep("income").withHide("sex");

  @TempDir Path folder;

  @Test
  void thePageShowsTheFile() throws Exception {
    String page = Files.readString(Path.of("docs/python.md"));
    String reader = Files.readString(READER);
    assertTrue(page.contains("```python\n" + reader + "```"));
    assertTrue(reader.lines().skip(1).filter(line -> !line.isBlank()).count() <= 40);
  }

  @Test
  void linearReleasesAreTheSame() throws Exception {
    Python.assumeNumPy();
    LabelledRows data = Simulator.standard().withPeople(3).withSeconds(30).generate();
    for (Model model :
        List.of(
            Rdca.ridge(1).fit(data, Roles.hide("subject")),
            Dca.ridge(1).fit(data, Roles.keep("activity")),
            Pca.components(4).fit(data, Roles.hide("subject")))) {
      requireSame(Release.of(model, Digits.FULL), data);
      Release rounded = Release.of(model);
      if (rounded.drawnColumns().isEmpty()) {
        requireSame(rounded, data);
      } else {
        AssertionError refused =
            assertThrows(AssertionError.class, () -> requireSame(rounded, data));
        assertTrue(refused.getMessage().contains("step 'round'"), refused.getMessage());
      }
    }
  }

  @Test
  void tablesAreTheSame() throws Exception {
    Python.assumeNumPy();
    LabelledRows table = table(600, 1);
    Encoding encoding = Encoding.fit(table, COLUMNS, EncodingRules.DEFAULT, null);
    LabelledRows encoded = encoding.encode(table);
    Model dca = Dca.ridge(1).fit(encoded, ROLES);
    LabelledRows fresh = table(300, 2);
    requireSame(Release.of(dca).withEncoding(encoding), fresh);
    requireSame(
        Release.of(Rdca.ridge(1).fit(encoded, ROLES), Digits.FULL).withEncoding(encoding), fresh);
    requireSame(
        Release.load(Path.of("src/test/resources/ml/tacit/release/table-v3.safetensors"))
            .withFullPrecision(),
        fresh);
  }

  /** Rows with gaps and rare levels, which other rows do not have. */
  private static LabelledRows table(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj numbers = new DMatrixRMaj(n, 2);
    String[] work = new String[n];
    String[] land = new String[n];
    String[] income = new String[n];
    String[] sex = new String[n];
    for (int i = 0; i < n; i++) {
      boolean rich = random.nextInt(3) == 0;
      boolean female = random.nextBoolean();
      double age = Math.rint(40 + 9 * random.nextGaussian() + (rich ? 8 : 0));
      numbers.set(i, 0, random.nextInt(9) == 0 ? Double.NaN : age);
      numbers.set(i, 1, random.nextGaussian() + (female ? 1 : 0));
      int kind = random.nextInt(20);
      work[i] = kind < 10 ? "à son compte" : kind < 16 ? "a" : kind < 19 ? "c" : "rare" + seed + i;
      land[i] = random.nextInt(8) == 0 ? "" : female ? "here" : "there";
      income[i] = rich ? "high" : "low";
      sex[i] = female ? "f" : "m";
    }
    return new LabelledRows(
        List.of("age", "hours"),
        numbers,
        Map.of(
            "work", Labels.of(work),
            "land", Labels.of(land),
            "income", Labels.of(income),
            "sex", Labels.of(sex)));
  }

  private void requireSame(Release release, LabelledRows rows) throws Exception {
    release.save(folder.resolve("model.safetensors"));
    Files.copy(READER, folder.resolve("read_model.py"), StandardCopyOption.REPLACE_EXISTING);
    new ObjectMapper()
        .writeValue(folder.resolve("table.json").toFile(), columns(rows, release.inputs()));
    Python.run(
        folder,
        """
        import json, read_model
        import numpy as np
        with open("table.json", encoding="utf-8") as f:
            table = {n: v if isinstance(v[0], str) else np.array(v, float) for n, v in json.load(f).items()}
        read_model.transform("model.safetensors", table).astype("<f8").tofile("released.bin")
        """);
    byte[] found = Files.readAllBytes(folder.resolve("released.bin"));
    double[] expected = release.transform(rows).rows().data;
    assertEquals(expected.length * Double.BYTES, found.length);
    ByteBuffer numbers = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : expected) {
      assertEquals(number, numbers.getDouble(), TOLERANCE * Math.max(1, Math.abs(number)));
    }
  }

  /** Values by column, a gap among numbers as null. */
  private static Map<String, List<?>> columns(LabelledRows rows, List<String> names) {
    Map<String, List<?>> columns = new LinkedHashMap<>();
    for (String name : names) {
      Labels texts = rows.labels().get(name);
      double[] numbers = texts == null ? rows.columns(List.of(name)).data : null;
      columns.put(
          name,
          IntStream.range(0, rows.size())
              .mapToObj(
                  i ->
                      texts != null
                          ? texts.name(i)
                          : Double.isNaN(numbers[i]) ? null : (Object) numbers[i])
              .collect(Collectors.toList()));
    }
    return columns;
  }
}
