package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.score.Decision;
import ml.tacit.score.Scorers;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class scores and decisions come out of a file with the same bits, and lies are refused. */
class ScoreFormatsTest {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("test", "step");
  private static final int[] CODES = IntStream.range(0, 150).map(i -> i % 3).toArray();
  private static final DMatrixRMaj ROWS = rows();

  private static DMatrixRMaj rows() {
    Random random = new Random(1);
    DMatrixRMaj rows = new DMatrixRMaj(150, 4);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextGaussian() + (CODES[i / 4] == i % 4 ? 2 : 0);
    }
    return rows;
  }

  static Stream<String> names() {
    return Scorers.names().stream();
  }

  private static Decision decision(String name) {
    return new Decision(Scorers.named(name).fit(ROWS, Labels.of(CODES), 1));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameBitsComeBack(String name) {
    Decision decision = decision(name);
    for (Step step : List.of(decision, decision.scores())) {
      TensorWriter tensors = new TensorWriter();
      Map<String, Object> fields = StepWriter.write(step, "steps.0", tensors);
      Step again = read(TensorFile.bytes(KIND, "1", fields, tensors));
      assertEquals(step.getClass(), again.getClass());
      assertEquals(4, again.inputs());
      assertArrayEquals(step.apply(ROWS).data, again.apply(ROWS).data, 0);
      assertEquals(step.warnings(), again.warnings());
    }
  }

  @Test
  void aDecisionOfWhatIsNoScoreIsRefused() {
    TensorWriter tensors = new TensorWriter();
    Map<String, Object> fields =
        new HashMap<>(StepWriter.write(decision("logistic"), "steps.0", tensors));
    Map<?, ?> scores = (Map<?, ?>) fields.get("scores");
    fields.put("scores", Map.of("kind", "chain", "steps", scores.get("steps")));
    requireRefused(fields, tensors, "steps.0.scores.kind is 'chain', a step of class scores");
  }

  @Test
  void scoresOfOneClassAreRefused() {
    TensorWriter tensors = new TensorWriter();
    Map<String, Object> fields =
        new HashMap<>(
            StepWriter.write(
                AffineMap.dense(new DMatrixRMaj(1, 4), new double[1]), "steps.0.steps.0", tensors));
    requireRefused(
        Map.of("kind", "scores", "steps", List.of(fields)), tensors, "scores: of 1 class");
  }

  @Test
  void treesThatNeverEndAreRefused() {
    TensorWriter tensors = new TensorWriter();
    tensors.matrix("nodes", new DMatrixRMaj(new double[][] {{0, 0, 0}, {-1, 0, 0}, {-1, 0, 0}}));
    tensors.matrix("values", new DMatrixRMaj(1, 2));
    requireRefused(
        Map.of("kind", "trees", "roots", List.of(0), "nodes", "nodes", "values", "values"),
        tensors,
        "nodes: node 0 holds 0.0 in column 2");
  }

  private static void requireRefused(
      Map<String, Object> fields, TensorWriter tensors, String message) {
    byte[] file = TensorFile.bytes(KIND, "1", fields, tensors);
    BadDataException refused = assertThrows(BadDataException.class, () -> read(file));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  private static Step read(byte[] file) {
    TensorFile.Content content = TensorFile.parse(KIND, file, "1");
    return StepReader.readOne("steps.0", content.description(), 4, content.tensors());
  }
}
