package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names travel with a fit, so that no way out holds a hidden column. */
class NamesTest {
  private static final int N = 120;

  /** The label to keep is called as the unnamed label of a bare fit was in 0.1. */
  private static final LabelledRows ROWS = rows();

  @TempDir Path folder;

  private static LabelledRows rows() {
    Random random = new Random(3);
    DMatrixRMaj rows = new DMatrixRMaj(N, 6);
    int[] person = new int[N];
    int[] label = new int[N];
    for (int i = 0; i < N; i++) {
      person[i] = i % 3;
      label[i] = random.nextInt(2);
      for (int j = 0; j < 6; j++) {
        rows.set(i, j, random.nextGaussian() + (person[i] == j ? 1 : 0) + label[i]);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("label", Labels.of(label));
    labels.put("city", Labels.of(person));
    return new LabelledRows(List.of("x0", "x1", "x2", "x3", "x4", "x5"), rows, labels);
  }

  @Test
  void aBareFitMustBeNamedBeforeItIsReleased() {
    Model bare = Rdca.ridge(1).fit(ROWS.rows(), ROWS.label("person"));
    assertFalse(bare.roles().isNamed());
    message("roles: ", () -> Release.of(bare, ROWS.features()));
    Model named = bare.withRoles(Roles.hide("person"));
    message("inputs: ", () -> Release.of(named));
    Release release = Release.of(named, ROWS.features());
    assertEquals(List.of("person"), release.info().roles().toHide());
    assertEquals(List.of("0", "1", "2"), release.info().classes().get("person"));
    message("hide: 2 names", () -> bare.withRoles(Roles.hide("person", "city")));
    message("roles: ", () -> named.withRoles(Roles.hide("city")));
  }

  @Test
  void aNamedFitNeedsNoMoreNames() throws IOException {
    Roles roles = Roles.keep("label").withHide("person");
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, roles));
    assertEquals(ROWS.features(), release.inputs());
    assertEquals(Set.of("label"), release.transform(ROWS).labels().keySet());
    assertEquals(
        List.of("label", "x0", "x1", "x2", "x3", "x4", "x5"), streamed(release, CopyColumns.KEPT));
  }

  @Test
  void everyWayInKeepsTheNamesAndNoWayOutHoldsTheHiddenColumn() throws IOException {
    Roles roles = Roles.hide("person");
    Path file = folder.resolve("rows.csv");
    CsvWriter.writeAll(file, ROWS);
    Scatter streamed = new Scatter(ROWS.features(), List.of("person"));
    try (CsvReader reader = CsvReader.open(file, ColumnRoles.labels("person", "label", "city"))) {
      for (var block = reader.next(50); block != null; block = reader.next(50)) {
        streamed.accept(block);
      }
    }
    List<Model> models =
        List.of(
            Rdca.ridge(1).fit(ROWS, roles),
            Rdca.ridge(1).fit(streamed.snapshot(), roles),
            Rdca.ridge(1).withNoiseComponents().fit(ROWS, roles),
            Rdca.ridge(1).fit(ROWS, roles.withGiven("label")),
            Dca.ridge(1).fit(ROWS, Roles.keep("label").withHide("person")));
    for (Model model : models) {
      Release release = Release.of(model);
      release.save(folder.resolve("m"));
      for (Release each : List.of(release, Release.load(folder.resolve("m")))) {
        assertEquals(Set.copyOf(model.roles().toKeep()), each.transform(ROWS).labels().keySet());
        List<String> header = streamed(each, CopyColumns.KEPT);
        assertFalse(header.contains("person") || header.contains("city"), header.toString());
        assertTrue(
            streamed(each, CopyColumns.of("city")).contains("city"), "control: copied when asked");
      }
    }
  }

  @Test
  void aHiddenLabelIsNotCopiedUnderAnySpelling() throws IOException {
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, Roles.hide("person")));
    message("hide 'person'", () -> streamed(release, CopyColumns.of("person")));
    Path input = folder.resolve("capitals.csv");
    Files.writeString(input, "Person ,ｐｅｒｓｏｎ,x0,x1,x2,x3,x4,x5\nann,ann,1,2,3,4,5,6\n");
    Path output = folder.resolve("out.csv");
    assertEquals(List.of("Person", "ｐｅｒｓｏｎ"), release.transformCsv(input, output).leftBehind());
    assertEquals("x0,x1,x2,x3,x4,x5", Files.readAllLines(output).get(0));
    for (String spelled : List.of("Person ", "ｐｅｒｓｏｎ")) {
      message(
          "hide 'person'",
          () -> release.transformCsv(input, output, CopyColumns.of(spelled), bytes -> {}));
    }
    message("raw values", () -> release.transformCsv(input, output, CopyColumns.of("x1"), b -> {}));
    message("'x7'", () -> release.transformCsv(input, output, CopyColumns.of("x7"), bytes -> {}));
  }

  @Test
  void aFeatureThatIsTheHiddenLabelByNameIsRefused() {
    LabelledRows spelled =
        new LabelledRows(
            List.of("x0", "PERSON", "x2", "x3", "x4", "x5"), ROWS.rows(), ROWS.labels());
    message("'PERSON'", () -> Release.of(Rdca.ridge(1).fit(spelled, Roles.hide("person"))));
    message(
        "'x0' occurs twice",
        () ->
            Release.of(
                Dca.ridge(1).fit(ROWS, Roles.keep("label")),
                List.of("x0", "x0", "x2", "x3", "x4", "x5")));
  }

  @Test
  void aFeatureThatIsTheHiddenLabelByItsValuesStopsTheFit() {
    int[] classes = ROWS.label("person").codes();
    for (double[] codes : new double[][] {{7, 3, 0.1 + 0.2}, {100_000, 100_001, -5}}) {
      DMatrixRMaj rows = ROWS.rows().copy();
      for (int i = 0; i < N; i++) {
        rows.set(i, 4, codes[classes[i]]);
      }
      LabelledRows coded = new LabelledRows(ROWS.features(), rows, ROWS.labels());
      message("column 'x4'", () -> Rdca.ridge(1).fit(coded, Roles.hide("person")));
      message("column 'x4'", () -> Dca.ridge(1).fit(coded, Roles.keep("label").withHide("person")));
      Dca.ridge(1).fit(coded, Roles.keep("label")); // control: nothing is to be hidden
      rows.set(5, 4, 4); // one row tells otherwise
      Rdca.ridge(1).fit(coded, Roles.hide("person"));
    }
  }

  private List<String> streamed(Release release, CopyColumns copy) throws IOException {
    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv");
    CsvWriter.writeAll(input, ROWS);
    release.transformCsv(input, output, copy, bytes -> {});
    return List.of(Files.readAllLines(output).get(0).split(","));
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void message(String part, Work work) {
    BadDataException e = assertThrows(BadDataException.class, work::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }
}
