package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.Shared;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UciHarTest {
  @TempDir Path dir;

  @Test
  void folderCompressedFolderZipAndZipInZipGiveTheSameRows() throws IOException {
    SmallHar har = new SmallHar();
    Path zip = Files.write(dir.resolve("har.zip"), har.zip());
    Path nested =
        Files.write(dir.resolve("as-served.zip"), SmallHar.zipOf("UCI HAR Dataset.zip", har.zip()));
    for (Path source :
        List.of(
            har.folder(dir.resolve("plain"), false),
            har.folder(dir.resolve("gz"), true),
            zip,
            nested)) {
      LabelledRows rows = UciHar.load(source);
      assertEquals(
          List.of("mean()-X", "bands()-1,8", "bands()-1,8.1", "bands()-1,8.2"), rows.features());
      assertArrayEquals(
          new double[] {
            0.1, -0.25, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
          },
          rows.rows().data);
      assertEquals(List.of("3", "3", "1", "2", "2"), names(rows, "subject"));
      assertEquals(
          List.of("SITTING", "WALKING", "WALKING", "WALKING", "SITTING"), names(rows, "activity"));
      assertEquals(3, UciHar.loadTrain(source).size());
      assertEquals(List.of("2", "2"), names(UciHar.loadTest(source), "subject"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train/y_train.txt       | 2\\n1\\n        | train/y_train.txt has 2 rows, train/subject_train.txt has 3; they must agree
          test/X_test.txt         | 1 2 3 4\\n      | test/X_test.txt has 1 rows, subject_test.txt has 2; they must agree
          test/X_test.txt         | 1 2 3 4\\n5 6\\n | test/X_test.txt: line 2 has 2 values, expected 4
          test/X_test.txt         | 1 2 3 x\\n      | test/X_test.txt: line 1, value 4: 'x', expected a finite number
          test/y_test.txt         | 1\\n7\\n        | test/y_test.txt: line 2: activity 7, expected one of [1, 2]
          test/subject_test.txt   | 1\\n1.5\\n      | test/subject_test.txt: line 2: 1.5, expected a whole number from 1
          features.txt            | 1 a\\n3 b\\n    | features.txt: line 2 is '3 b', expected '2 NAME'
          """)
  void namesFileRowAndBothValues(String file, String content, String message) throws IOException {
    SmallHar har = new SmallHar();
    har.files.put(file, content.replace("\\n", "\n"));
    Path folder = har.folder(dir, false);
    BadDataException e = assertThrows(BadDataException.class, () -> UciHar.load(folder));
    assertEquals(folder + ": " + message, e.getMessage());
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    SmallHar har = new SmallHar();
    har.files.remove("test/X_test.txt");
    Path folder = har.folder(dir.resolve("part"), false);
    assertMessage(folder + ": test/X_test.txt is missing", folder);
    Path nowhere = dir.resolve("nowhere");
    assertMessage(nowhere + ": no such folder or file", nowhere);
    Path text = Files.writeString(dir.resolve("text.zip"), "not a zip file at all");
    BadDataException e = assertThrows(BadDataException.class, () -> UciHar.load(text));
    assertTrue(e.getMessage().startsWith(text + ": not a zip file"), e.getMessage());
  }

  @Test
  void publishedDataHasItsPublishedCountsAndScatter() throws IOException {
    Path folder = Shared.require("datasets/uci-har");
    LabelledRows rows = UciHar.load(folder);
    assertEquals(10_299, rows.size());
    assertEquals(561, new HashSet<>(rows.features()).size());
    assertEquals("tBodyAcc-mean()-X", rows.features().get(0));
    assertEquals("fBodyAcc-bandsEnergy()-1,8.1", rows.features().get(316));
    assertEquals(30, rows.label("subject").classes().size());
    assertEquals(
        List.of(
            "LAYING", "SITTING", "STANDING", "WALKING", "WALKING_DOWNSTAIRS", "WALKING_UPSTAIRS"),
        rows.label("activity").classes());
    assertArrayEquals(
        new int[] {1944, 1777, 1906, 1722, 1406, 1544}, rows.label("activity").counts());
    assertEquals("1", rows.label("subject").name(0));
    assertEquals(0.28858451, rows.rows().get(0, 0));

    // Total scatter of the training rows, by numpy from the published text.
    LabelledRows train = UciHar.loadTrain(folder);
    assertEquals(7352, train.size());
    assertEquals(409225.1600158662, totalScatter(train), 409225 * 1e-10);
  }

  private void assertMessage(String expected, Path source) {
    BadDataException e = assertThrows(BadDataException.class, () -> UciHar.load(source));
    assertEquals(expected, e.getMessage());
  }

  private static List<String> names(LabelledRows rows, String label) {
    return IntStream.range(0, rows.size()).mapToObj(rows.label(label)::name).toList();
  }

  private static double totalScatter(LabelledRows rows) {
    double trace = 0;
    for (int j = 0; j < rows.features().size(); j++) {
      double mean = 0;
      for (int i = 0; i < rows.size(); i++) {
        mean += rows.rows().get(i, j) / rows.size();
      }
      for (int i = 0; i < rows.size(); i++) {
        double c = rows.rows().get(i, j) - mean;
        trace += c * c;
      }
    }
    return trace;
  }
}
