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
import ml.tacit.leak.NoiseBound;
import ml.tacit.step.Cells;
import ml.tacit.step.Coins;
import ml.tacit.step.Collapse;
import ml.tacit.step.Noise;
import ml.tacit.step.On;
import ml.tacit.step.Residual;
import ml.tacit.step.Response;
import ml.tacit.step.Select;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model file says of the steps of a plan is read back, and lies are refused. */
class PlanFormatsTest {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("test", "step");
  private static final DMatrixRMaj CENTROIDS = new DMatrixRMaj(new double[][] {{0, 1}, {5, -3}});
  private static final DMatrixRMaj SHAPE = new DMatrixRMaj(new double[][] {{2, 0}, {1, 0.5}});
  private static final Noise NOISE = new Noise(CENTROIDS, SHAPE, new NoiseBound(0.3, 0.4), 7);
  private static final Collapse COLLAPSE = new Collapse(CENTROIDS, 0.1);
  private static final Coins COINS = new Coins(3, new byte[Coins.KEY_BYTES]);
  private static final Response RESPONSE = new Response(4, 1.5, 2);
  private static final On ON =
      new On(4, new int[] {3, 0}, new int[] {1, 1}, new Select(2, new int[] {1}));
  private static final Cells CELLS =
      new Cells(new int[] {2}, List.of(new DMatrixRMaj(new double[][] {{-1, 1}, {0, 0}})));

  static Stream<Step> steps() {
    return Stream.of(
        NOISE,
        COLLAPSE,
        COINS,
        COINS.withKey(new byte[0]),
        RESPONSE,
        ON,
        CELLS,
        new Cells(new int[] {3, 4}, List.of()),
        new Select(5, new int[] {4, 0, 4}));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsReadAsItWasWritten(Step step) {
    Step read = read(written(step), step);
    assertEquals(step, read);
    assertEquals(step.hashCode(), read.hashCode());
    assertEquals(step.guarantee(), read.guarantee());
    assertEquals(step.inputs(), read.inputs());
    assertEquals(step.outputs(), read.outputs());
  }

  @Test
  void liesAreRefusedInOneLine() {
    requireRefused(NOISE, "number", -1, "number");
    requireRefused(NOISE, "deviation", 0.0, "deviation");
    requireRefused(NOISE, "deviation", null, "deviation");
    requireRefused(NOISE, "radius", -1.0, "radius");
    requireRefused(NOISE, "shape", "steps.0.centroids", "shape");
    requireRefused(NOISE, "shape", "nowhere", "nowhere");
    requireRefused(COLLAPSE, "share", 1.5, "share");
    requireRefused(COLLAPSE, "share", "half", "share");
    requireRefused(COINS, "key", "00", "key: 1 bytes");
    requireRefused(COINS, "key", "zz", "hexadecimal");
    requireRefused(RESPONSE, "size", 1, "size: 1");
    requireRefused(RESPONSE, "epsilon", 701.0, "epsilon");
    requireRefused(ON, "keep", List.of(4), "keep: column 4, there are 4 inputs");
    requireRefused(ON, "keep", List.of(-1), "keep");
    requireRefused(ON, "takes", List.of(0), "columns: column 1, there are 1 inputs");
    requireRefused(ON, "inner", Map.of("kind", "magic"), "magic");
    requireRefused(ON, "inner", null, "inner");
    requireRefused(CELLS, "levels", List.of(3), "edges: 2 rows, 3 are expected");
    requireRefused(CELLS, "levels", List.of(2, 2147483647), "cells: 2 times 2147483647");
    requireRefused(CELLS, "levels", List.of(0), "cells: 1 times 0");
    Residual residual =
        new Residual(AffineMap.dense(new DMatrixRMaj(2, 3), new double[2]), CENTROIDS);
    assertEquals(4, read(written(residual), residual).inputs());
    requireRefused(residual, "means", "nowhere", "nowhere");
    requireRefused(
        residual, "map", Map.of("kind", "select", "columns", List.of(0)), "no affine map");
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    DMatrixRMaj none = CENTROIDS.copy();
    none.data[1] = Double.NaN;
    assertThrows(BadDataException.class, () -> new Collapse(none, 0.5));
    assertThrows(BadDataException.class, () -> new Noise(none, SHAPE, NOISE.bound(), 0));
    DMatrixRMaj endless = SHAPE.copy();
    endless.data[2] = Double.POSITIVE_INFINITY;
    assertThrows(BadDataException.class, () -> new Noise(CENTROIDS, endless, NOISE.bound(), 0));
    DMatrixRMaj edges = new DMatrixRMaj(new double[][] {{Double.NaN}});
    assertThrows(BadDataException.class, () -> new Cells(new int[0], List.of(edges)));
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
