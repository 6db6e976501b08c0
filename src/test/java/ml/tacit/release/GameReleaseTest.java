package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of the game and of a codebook go through a file with all their bits. */
class GameReleaseTest {
  private static final LabelledRows DATA = rows(300);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "game 4 --leak 0.02 --score logistic",
        "codebook 4 --leak 0.02 --score logistic",
        "game 4 --leak 0.02 --score boosted"
      })
  void aFileGivesTheSameRowsAndKeepsWhatIsSaid(String plan) throws IOException {
    Release release = release(plan);
    byte[] file = bytes(release);
    Release read = Release.read(new ByteArrayInputStream(file));
    assertArrayEquals(release.transform(DATA).rows().data, read.transform(DATA).rows().data);
    assertArrayEquals(file, bytes(read));
    assertEquals(guarantees(release), guarantees(read));
    assertTrue(
        guarantees(read).stream().anyMatch(words -> words.contains("the best attacker on person")),
        "it is said: " + guarantees(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"prior\":", "\"bound\":", "\"number\":", "\"rows\":[", "\"weights\":\""})
  void aFileThatLiesIsRefusedInOneLine(String field) throws IOException {
    byte[] file = bytes(release("codebook 4 --leak 0.02 --score logistic"));
    String lie =
        field.endsWith("[") ? field + "0," : field.endsWith("\"") ? field + "x" : field + "-1";
    byte[] changed = ModelBytes.replaced(file, escaped(field), escaped(lie));
    BadDataException refused =
        assertThrows(BadDataException.class, () -> Release.read(new ByteArrayInputStream(changed)));
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
  }

  /** A piece of the description, which is a text in the file's header. */
  private static String escaped(String json) {
    return json.replace("\"", "\\\"");
  }

  private static Release release(String plan) {
    return Release.of(
        Steps.parse(plan).withSeed(1).fit(DATA, Roles.keep("activity").withHide("person")));
  }

  private static List<String> guarantees(Release release) {
    return release.steps().stream().map(Step::guarantee).toList();
  }

  private static byte[] bytes(Release release) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    release.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static LabelledRows rows(int n) {
    Random random = new Random(3);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    int[] person = new int[n];
    int[] activity = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = random.nextInt(2);
      activity[i] = random.nextInt(2);
      rows.set(i, 0, 3 * activity[i] + person[i] + random.nextGaussian());
      rows.set(i, 1, person[i] + random.nextGaussian());
      rows.set(i, 2, Math.rint(5 * random.nextGaussian()));
    }
    return new LabelledRows(
        Arrays.asList("a", "b", "count"),
        rows,
        Map.of("person", Labels.of(person), "activity", Labels.of(activity)));
  }
}
