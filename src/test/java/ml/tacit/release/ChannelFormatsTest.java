package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.step.Atoms;
import ml.tacit.step.Codebook;
import ml.tacit.step.Draw;
import ml.tacit.step.FairTree;
import ml.tacit.step.Leak;
import ml.tacit.step.Odds;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model file says of the steps of a channel is read back, and lies are refused. */
class ChannelFormatsTest {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("test", "step");
  private static final Leak LEAK = new Leak("sex", "income", true, 0.5, 0.51, 0.51, 0.52);
  private static final Draw DRAW =
      new Draw(new DMatrixRMaj(new double[][] {{1, 0}, {0.25, 0.75}}), 3, LEAK);
  private static final Codebook BOOK =
      new Codebook(
          new DMatrixRMaj(new double[][] {{0.5, 1}, {2, 0}}), new int[] {10, 12}, new int[] {3, 4});

  private static final FairTree TREE =
      new FairTree(2, new int[] {1, 0}, new double[] {0.5, -1}, new int[] {1, 2, 3, 4});

  static Stream<Step> steps() {
    return Stream.of(
        new Odds(new int[] {2, 3}, new double[] {1, 2}, 1),
        Atoms.plane(new double[] {0}, new DMatrixRMaj(new double[][] {{-1, 1}, {0, 2}})),
        Atoms.plane(new double[0], new DMatrixRMaj(1, 0)),
        Atoms.nearest(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}, {4, 5}})),
        DRAW,
        new Draw(DRAW.channel(), 0, new Leak("person", "", false, 0.1, 0.2, 0.2, Double.NaN)),
        BOOK,
        TREE,
        new FairTree(2, new int[0], new double[0], new int[0]));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsReadAsItWasWritten(Step step) {
    Step read = read(written(step), step);
    assertEquals(step, read);
    assertEquals(step.hashCode(), read.hashCode());
    assertEquals(step.guarantee(), read.guarantee());
  }

  @Test
  void liesAreRefusedInOneLine() {
    requireRefused(DRAW, "number", -1, "number");
    requireRefused(DRAW, "leak", Map.of(), "hidden");
    requireRefused(BOOK, "rows", List.of(10), "rows: 1 counts, 2 are expected");
    requireRefused(BOOK, "rows", List.of(10, 0), "rows: 0");
    requireRefused(BOOK, "people", "many", "people");
    requireRefused(
        new Odds(new int[] {2}, new double[] {1}, 0), "groups", List.of(1), "groups: 1 classes");
    requireRefused(
        new Odds(new int[] {2}, new double[] {1}, 0), "groups", List.of(), "there are 0 groups");
    requireRefused(
        new Odds(new int[] {2}, new double[] {1}, 0),
        "groups",
        List.of(2147483647, 2147483647),
        "there are 2 groups");
    requireRefused(TREE, "columns", List.of(1, 2), "node 1 compares column 2");
    requireRefused(TREE, "columns", List.of(1), "1 columns, 2 thresholds");
    requireRefused(TREE, "children", List.of(1, 2, 3, 3), "child 3");
    requireRefused(TREE, "children", List.of(1, 2, 1, 4), "child 1");
    requireRefused(TREE, "children", List.of(1, 2, 3, 5), "child 5");
    assertThrows(
        BadDataException.class,
        () -> new Draw(new DMatrixRMaj(new double[][] {{0.5, 0.4}}), 0, LEAK));
    assertThrows(
        BadDataException.class,
        () -> new Draw(new DMatrixRMaj(new double[][] {{1.5, -0.5}}), 0, LEAK));
    assertThrows(
        BadDataException.class,
        () -> Atoms.plane(new double[] {1, 0}, new DMatrixRMaj(3, 1)),
        "not ascending");
  }

  private static void requireRefused(Step step, String field, Object lie, String message) {
    TensorWriter tensors = new TensorWriter();
    Map<String, Object> fields = new HashMap<>(StepWriter.write(step, "steps.0", tensors));
    fields.put(field, lie);
    byte[] file = TensorFile.bytes(KIND, "1", fields, tensors);
    BadDataException refused = assertThrows(BadDataException.class, () -> read(file, step));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  private static byte[] written(Step step) {
    TensorWriter tensors = new TensorWriter();
    return TensorFile.bytes(KIND, "1", StepWriter.write(step, "steps.0", tensors), tensors);
  }

  private static Step read(byte[] file, Step like) {
    TensorFile.Content content = TensorFile.parse(KIND, file, "1");
    return StepReader.readOne("steps.0", content.description(), like.inputs(), content.tensors());
  }
}
