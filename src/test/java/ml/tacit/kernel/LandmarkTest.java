package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A landmark is nobody's row: the mean of several distinct rows, of several hidden classes. */
class LandmarkTest {
  private static final Roles ROLES = Roles.keep("y").withHide("name");
  private static final Kernelized TRAINER =
      Kernelized.of("rbf", Dca.ridge(Ridge.relative(0.01))).withLandmarks(60);

  /** People with rows of their own that repeat, but for a little noise. */
  private static LabelledRows people(int people, int rowsEach, double noise) {
    Random random = new Random(5);
    DMatrixRMaj rows = new DMatrixRMaj(people * rowsEach, 4);
    int[] name = new int[rows.numRows];
    int[] keep = new int[rows.numRows];
    for (int p = 0; p < people; p++) {
      double[] own = random.doubles(4, -3, 3).toArray();
      for (int r = 0; r < rowsEach; r++) {
        int i = p * rowsEach + r;
        name[i] = p;
        keep[i] = p % 3;
        for (int j = 0; j < 4; j++) {
          rows.set(i, j, own[j] + keep[i] + noise * random.nextGaussian());
        }
      }
    }
    return new LabelledRows(
        List.of("a", "b", "c", "d"), rows, Map.of("name", Labels.of(name), "y", Labels.of(keep)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 1e-7})
  void rowsThatRepeatAreOneRow(double noise) {
    LabelledRows data = people(60, 6, noise);
    // Rows that are equal to the last bit are a name under another name, which no fit hides.
    for (Roles roles : noise == 0 ? List.of(Roles.keep("y")) : List.of(ROLES, Roles.keep("y"))) {
      for (KernelModel model :
          List.of(
              TRAINER.fit(data, roles),
              MultiKernel.of(List.of("rbf"))
                  .withWeighting(KernelWeighting.UNIFORM)
                  .withLandmarks(60)
                  .fit(data, roles))) {
        double nearest = nearest(model, data.rows());
        assertTrue(nearest > 0.05, "a landmark is " + nearest + " from a row");
        assertEquals(List.of(), model.warnings());
      }
    }
  }

  /** 200 rows that are one, and nine others: their mean would be that row, but for 2 %. */
  @Test
  void aRowThatRepeatsDoesNotOutweighTheOthersOfItsLandmark() {
    Random random = new Random(2);
    DMatrixRMaj rows = new DMatrixRMaj(209, 3);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 3; j++) {
        rows.set(i, j, 1 + random.nextGaussian());
      }
    }
    NystromMap map = Nystrom.of(Kernel.rbf(1)).withLandmarks(1).fit(rows);
    assertEquals(10, map.rowsPerLandmark()[0]);
    for (double value : map.landmarks().landmarks().data) {
      assertTrue(Math.abs(value) > 0.1, "the landmark is nearly the row of zeros: " + value);
    }
  }

  @Test
  void eachLandmarkIsOfSeveralHiddenClasses() {
    LabelledRows data = people(12, 30, 0.3); // each person a cluster
    KernelModel model = TRAINER.fit(data, ROLES);
    for (Set<Integer> names : namesByLandmark(model, data)) {
      assertTrue(names.size() >= 2, "a landmark of the rows of " + names);
    }
    assertEquals(List.of(), model.warnings());
    int alone = 0;
    for (Set<Integer> names : namesByLandmark(TRAINER.fit(data, Roles.keep("y")), data)) {
      alone += names.size() == 1 ? 1 : 0;
    }
    assertTrue(alone > 5, "the control: nobody is hidden, and " + alone + " are of one person");
  }

  @Test
  void aModelOfTooFewDistinctRowsHasThemAsLandmarksAndWarns() {
    DMatrixRMaj rows = new DMatrixRMaj(40, 2);
    int[] keep = new int[40];
    for (int i = 0; i < 40; i++) {
      rows.set(i, 0, i % 2);
      rows.set(i, 1, i / 2 % 2);
      keep[i] = i % 2;
    }
    LabelledRows data =
        new LabelledRows(List.of("flag", "other"), rows, Map.of("y", Labels.of(keep)));
    KernelModel model = TRAINER.withLandmarks(5).fit(data, Roles.keep("y"));
    assertEquals(List.of(new RowsKept(4, 2)), model.warnings());
  }

  /** By landmark, who has a row that is nearest to it. */
  private static List<Set<Integer>> namesByLandmark(KernelModel model, LabelledRows data) {
    DMatrixRMaj rows = scaled(model, data.rows());
    DMatrixRMaj landmarks = nystrom(model).landmarks().landmarks();
    List<Set<Integer>> names = new ArrayList<>();
    for (int c = 0; c < landmarks.numRows; c++) {
      names.add(new HashSet<>());
    }
    for (int i = 0; i < rows.numRows; i++) {
      int best = 0;
      for (int c = 1; c < landmarks.numRows; c++) {
        best = distance(rows, i, landmarks, c) < distance(rows, i, landmarks, best) ? c : best;
      }
      names.get(best).add(data.label("name").code(i));
    }
    return names;
  }

  private static double nearest(KernelModel model, DMatrixRMaj raw) {
    DMatrixRMaj rows = scaled(model, raw);
    DMatrixRMaj landmarks = nystrom(model).landmarks().landmarks();
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.numRows; i++) {
      for (int c = 0; c < landmarks.numRows; c++) {
        nearest = Math.min(nearest, distance(rows, i, landmarks, c));
      }
    }
    return nearest;
  }

  /** The rows as the kernel sees them. */
  private static DMatrixRMaj scaled(KernelModel model, DMatrixRMaj raw) {
    return ((AffineMap) ((ChainMap) model.features()).steps().get(0)).apply(raw);
  }

  private static NystromMap nystrom(Step step) {
    if (step instanceof NystromMap map) {
      return map;
    }
    List<Step> inner =
        step instanceof ChainMap chain ? chain.steps() : ((SideBySideMap) step).parts();
    return inner.stream()
        .filter(FeatureMap.class::isInstance)
        .map(LandmarkTest::nystrom)
        .findFirst()
        .orElseThrow();
  }

  private static NystromMap nystrom(KernelModel model) {
    return nystrom((Step) model.features());
  }

  private static double distance(DMatrixRMaj a, int i, DMatrixRMaj b, int c) {
    double sum = 0;
    for (int j = 0; j < a.numCols; j++) {
      sum += (a.get(i, j) - b.get(c, j)) * (a.get(i, j) - b.get(c, j));
    }
    return Math.sqrt(sum);
  }
}
