package ml.tacit.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.kernel.NystromMap;
import ml.tacit.kernel.RandomFourierMap;
import ml.tacit.kernel.SideBySideMap;
import ml.tacit.kernel.TensorSketchMap;
import ml.tacit.release.Release;
import ml.tacit.score.BoostedTrees;
import ml.tacit.score.Decision;
import ml.tacit.score.FeatureScores;
import ml.tacit.step.Atoms;
import ml.tacit.step.Cells;
import ml.tacit.step.Codebook;
import ml.tacit.step.Collapse;
import ml.tacit.step.FairTree;
import ml.tacit.step.Odds;
import ml.tacit.step.On;
import ml.tacit.step.Residual;
import ml.tacit.step.Select;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step gives in ONNX Runtime what it gives here. */
class OnnxStepsTest {
  private static final double IN_FLOATS = 1e-6;
  private static final double IN_DOUBLES = 1e-12;
  private static final int ROWS = 97;

  /** Steps under a name; the rows are normal, or codes below some numbers and then normal. */
  record Kind(String name, int[] codes, Step... steps) {
    @Override
    public String toString() {
      return name;
    }

    DMatrixRMaj rows() {
      DMatrixRMaj rows = OnnxRun.single(OnnxRun.normal(ROWS, steps[0].inputs(), 11));
      Random random = new Random(12);
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < codes.length; j++) {
          rows.set(i, j, random.nextInt(codes[j]));
        }
      }
      return rows;
    }
  }

  private static Kind kind(String name, Step... steps) {
    return new Kind(name, new int[0], steps);
  }

  static Stream<Kind> kinds() {
    DMatrixRMaj matrix = OnnxRun.normal(3, 4, 1);
    DMatrixRMaj landmarks = OnnxRun.normal(9, 4, 2);
    DMatrixRMaj away = landmarks.copy();
    for (int at = 0; at < away.data.length; at++) {
      away.data[at] = Math.abs(away.data[at]) + 1e4 * (at % 4);
    }
    double[] centre = {1, -2, 3, 1e4};
    AffineMap dense = AffineMap.dense(matrix, new double[] {1, 2, 3}).withCentre(centre);
    DMatrixRMaj left = OnnxRun.normal(4, 2, 3);
    AffineMap removal =
        AffineMap.thin(new double[] {1, 1, 1, 1}, left, OnnxRun.normal(4, 2, 4), centre)
            .withCentre(centre);
    AffineMap mixed =
        AffineMap.thin(new double[] {1, 0, 2, 1}, left, OnnxRun.normal(4, 2, 5), centre)
            .withCentre(centre);
    double[] lone = {1 / 3.0};
    AffineMap wide = AffineMap.dense(OnnxRun.normal(3, 1, 13), new double[3]);
    AffineMap narrow = AffineMap.dense(OnnxRun.normal(1, 4, 14), new double[1]);
    FeatureScores scores =
        new FeatureScores(ChainMap.of(AffineMap.dense(matrix, new double[] {0, 0.5, 0})));
    LandmarkMap rbf = LandmarkMap.of(Kernel.rbf(0.3), landmarks, false);
    DMatrixRMaj nodes =
        new DMatrixRMaj(
            new double[][] {
              {0, 0.25, 1}, {-1, 0, 0}, {2, -0.5, 3}, {-1, 0, 1}, {-1, 0, 2}, {-1, 0, 3}
            });
    return Stream.of(
        kind("affine, dense", dense),
        kind("affine, a removal", removal),
        kind("affine, thin", mixed),
        kind("affine, a scaling", AffineMap.scaling(centre, centre)),
        kind("a lone column before a product", AffineMap.scaling(lone, lone), wide),
        kind("a lone column behind a product", narrow, AffineMap.scaling(lone, lone)),
        kind("chain", ChainMap.of(removal, dense)),
        kind("side by side", new SideBySideMap(List.of(dense, removal))),
        kind("linear kernel", LandmarkMap.of(Kernel.linear(), landmarks, false)),
        kind("polynomial", LandmarkMap.of(Kernel.polynomial(3, 0.5, 1), landmarks, false)),
        kind("sigmoid", LandmarkMap.of(Kernel.sigmoid(0.5, 0.1), landmarks, false)),
        kind("rbf", rbf),
        kind("rbf, far away", shift(away), LandmarkMap.of(Kernel.rbf(0.3), away, false)),
        kind("laplacian", LandmarkMap.of(Kernel.laplacian(0.3), landmarks, false)),
        new Kind(
            "chi-square",
            new int[] {9, 9, 9, 2},
            LandmarkMap.of(Kernel.chiSquare(0.1), positive(landmarks), false)),
        kind("nystrom", NystromMap.of(rbf, OnnxRun.normal(9, 5, 6), twos(9))),
        kind("random fourier", RandomFourierMap.draw(Kernel.rbf(0.3), 4, 16, 7)),
        kind("random fourier, laplacian", RandomFourierMap.draw(Kernel.laplacian(0.3), 4, 16, 7)),
        kind("tensor sketch", TensorSketchMap.draw(Kernel.polynomial(3, 0.5, 1), 4, 64, 8)),
        kind("select", new Select(5, new int[] {4, 0, 4})),
        kind("on", new On(6, new int[] {5, 0}, new int[] {3, 2, 1, 0}, dense)),
        kind("on, nothing kept", new On(4, new int[0], new int[] {0, 1, 2, 3}, dense)),
        new Kind("collapse", new int[] {9}, new Collapse(landmarks, 0.3)),
        new Kind("codebook", new int[] {9}, new Codebook(landmarks, twos(9), twos(9))),
        new Kind("residual", new int[0], residual(dense)),
        new Kind(
            "cells",
            new int[] {2, 3},
            new Cells(new int[] {2, 3}, List.of(ascending(6, 3), ascending(6, 1)))),
        kind("cells of numbers", new Cells(new int[0], List.of(ascending(1, 2), ascending(1, 1)))),
        new Kind("cells of codes", new int[] {4, 5}, new Cells(new int[] {4, 5}, List.of())),
        kind("odds", new Odds(new int[] {2, 3}, new double[] {0.5, 2}, 1)),
        kind("atoms, nearest", Atoms.nearest(landmarks)),
        kind("atoms, a plane", Atoms.plane(new double[] {-0.5, 0.5}, ascending(3, 2))),
        kind("atoms, strips", Atoms.plane(new double[] {-0.5, 0.5}, new DMatrixRMaj(3, 0))),
        kind("scores", scores),
        kind("decision", new Decision(scores)),
        kind("trees", BoostedTrees.of(4, new int[] {0, 5}, nodes, OnnxRun.normal(4, 2, 9))),
        kind("no tree", BoostedTrees.of(4, new int[0], nodes, OnnxRun.normal(4, 2, 9))),
        kind(
            "fair tree",
            new FairTree(3, new int[] {1, 0}, new double[] {0.1, -0.2}, new int[] {2, 1, 3, 4})));
  }

  private static Step residual(AffineMap map) {
    DMatrixRMaj code = new DMatrixRMaj(1, 5); // a code of every row: 1
    ChainMap chain =
        ChainMap.of(
            new On(
                4,
                new int[] {0, 1, 2, 3},
                new int[] {0},
                AffineMap.dense(new DMatrixRMaj(1, 1), new double[] {1})),
            new Residual(map, OnnxRun.normal(2, code.numCols - 2, 10)));
    return chain;
  }

  /** Brings rows to where the landmarks are. */
  private static AffineMap shift(DMatrixRMaj landmarks) {
    double[] offset = new double[4];
    System.arraycopy(landmarks.data, 0, offset, 0, 4);
    return AffineMap.scaling(new double[] {1, 1, 1, 1}, offset);
  }

  private static DMatrixRMaj positive(DMatrixRMaj matrix) {
    DMatrixRMaj positive = matrix.copy();
    for (int at = 0; at < positive.data.length; at++) {
      positive.data[at] = at < 4 ? 0 : Math.abs(positive.data[at]);
    }
    return positive;
  }

  private static int[] twos(int count) {
    int[] twos = new int[count];
    Arrays.fill(twos, 2);
    return twos;
  }

  /** Rows of ascending numbers. */
  private static DMatrixRMaj ascending(int rows, int columns) {
    DMatrixRMaj ascending = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        ascending.set(i, j, 0.1 * i - 0.7 + 0.6 * j);
      }
    }
    return ascending;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStepGivesTheSame(Kind kind) throws Exception {
    Release release = Release.of(new StepsAsModel(kind.steps()));
    DMatrixRMaj rows = kind.rows();
    DMatrixRMaj expected = release.transform(rows);
    double size = OnnxRun.difference(new DMatrixRMaj(ROWS, expected.numCols), expected);
    assertEquals(!kind.name().equals("no tree"), size > 0.1, "zeros would do");
    try (OnnxRun floats = OnnxRun.inFloats(release);
        OnnxRun doubles = OnnxRun.inDoubles(release)) {
      double inFloats = OnnxRun.difference(floats.run(rows), expected);
      double inDoubles = OnnxRun.difference(doubles.run(rows), expected);
      assertTrue(inFloats <= IN_FLOATS, kind + " in floats: " + inFloats);
      assertTrue(inDoubles <= IN_DOUBLES, kind + " in doubles: " + inDoubles);
      for (int count : new int[] {0, 1, 2}) {
        DMatrixRMaj some = new DMatrixRMaj(count, rows.numCols);
        System.arraycopy(rows.data, 0, some.data, 0, some.getNumElements());
        assertEquals(count, doubles.run(some).numRows);
      }
    }
  }
}
