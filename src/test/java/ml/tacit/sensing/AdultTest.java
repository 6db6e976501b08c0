package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.Shared;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdultTest {
  @TempDir Path dir;

  /** Rows of the published shape: 150 Private, 110 State-gov, 3 of rare classes, 7 unknown. */
  private LabelledRows small(String... more) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 270; i++) {
      String work =
          i < 150 ? "Private" : i < 260 ? "State-gov" : i < 261 ? "Rare" : i < 263 ? "Rarer" : "?";
      text.append(20 + i % 50).append(", ").append(work).append(", ").append(1000 + i);
      text.append(", HS-grad, 9, Divorced, Sales, Husband, ");
      text.append(i % 3 == 0 ? "Black" : "White").append(i % 2 == 0 ? ", Male" : ", Female");
      text.append(", ").append(i == 5 ? 2174 : 0).append(", 0, 40, United-States, ");
      text.append(i % 4 == 0 ? ">50K" : "<=50K").append('\n');
    }
    text.append(String.join("\n", more)).append('\n');
    Files.createDirectories(dir.resolve("adult"));
    Files.writeString(dir.resolve("adult/adult.data"), text);
    return DataSets.load("adult", List.of(dir));
  }

  @Test
  void numbersStayCategoriesBecomeColumnsAndSexAndRaceAreLabelsOnly() throws IOException {
    LabelledRows rows = small();
    assertEquals(
        List.of(
            "age",
            "workclass=?",
            "workclass=Private",
            "workclass=State-gov",
            "workclass=other",
            "fnlwgt",
            "education=HS-grad",
            "education-num",
            "marital-status=Divorced",
            "occupation=Sales",
            "relationship=Husband",
            "capital-gain",
            "capital-loss",
            "hours-per-week",
            "native-country=United-States"),
        rows.features());
    assertEquals(List.of("sex", "race", "income"), List.copyOf(rows.labels().keySet()));
    assertEquals(List.of("<=50K", ">50K"), rows.label("income").classes());
    assertEquals("Black", rows.label("race").name(3));
    assertEquals(270, rows.size());
    assertArrayEquals(
        new double[] {25, 0, 1, 0, 0, 1005, 1, 9, 1, 1, 1, 2174, 0, 40, 1}, row(rows, 5));
    double[] sums = new double[5];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 1; c < 5; c++) {
        sums[c] += rows.rows().get(r, c);
      }
    }
    assertArrayEquals(new double[] {0, 7, 150, 110, 3}, sums);
  }

  @Test
  void damagedLineIsNamed() {
    assertEquals(
        dir.resolve("adult") + ": adult.data: line 271: 3 columns, expected 15",
        assertThrows(BadDataException.class, () -> small("1, 2, 3")).getMessage());
    String line =
        "x, Private, 1, HS-grad, 9, Divorced, Sales, Husband, White, Male, 0, 0, 40, ?, <=50K";
    assertEquals(
        dir.resolve("adult") + ": adult.data: line 272, column age: 'x', expected a whole number",
        assertThrows(BadDataException.class, () -> small("", line)).getMessage());
  }

  @Test
  void thePublishedFileLoads() throws IOException {
    Path folder = Shared.require("datasets/adult");
    try (Members members = Catalogue.ADULT.open(folder)) {
      Checksums.of("adult").orElseThrow().verify(members, folder.toString());
    }
    LabelledRows rows = Catalogue.ADULT.loader().load(folder);
    assertEquals(Catalogue.ADULT.info().rows(), rows.size());
    assertEquals(Catalogue.ADULT.info().columns(), rows.features().size());
    assertArrayEquals(new int[] {10_771, 21_790}, rows.label("sex").counts());
    assertArrayEquals(new int[] {24_720, 7_841}, rows.label("income").counts());
    assertEquals(5, rows.label("race").classes().size());
    assertTrue(rows.features().contains("native-country=other"));
    assertFalse(rows.features().stream().anyMatch(name -> name.matches("(sex|race)=.*")));
    int unknown = rows.features().indexOf("occupation=?");
    double sum = 0;
    for (int r = 0; r < rows.size(); r++) {
      sum += rows.rows().get(r, unknown);
    }
    assertEquals(1843, sum);
    // The first person is 39 and the last 52, as published.
    assertEquals(39, rows.rows().get(0, 0));
    assertEquals(52, rows.rows().get(rows.size() - 1, 0));
  }

  private static double[] row(LabelledRows rows, int row) {
    double[] values = new double[rows.features().size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = rows.rows().get(row, c);
    }
    return values;
  }
}
