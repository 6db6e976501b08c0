package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ml.tacit.table.Grid;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model says of deviations and grids is what its rows have. */
class ResolutionTest {
  private static final LabelledRows ROWS = rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("person");

  /** Columns of every scale, the last two whole numbers and a constant. */
  private static LabelledRows rows() {
    Sample sample = Sample.of(5, 600, 9, 4, 3);
    DMatrixRMaj rows = sample.rows().copy();
    for (int i = 0; i < rows.numRows; i++) {
      rows.set(i, 0, rows.get(i, 0) * 1e-9);
      rows.set(i, 1, rows.get(i, 1) * 1e12);
      rows.set(i, 6, Math.rint(rows.get(i, 6) * 10) / 10);
      rows.set(i, 7, 5 * Math.rint(rows.get(i, 7)));
      rows.set(i, 8, 2.5);
    }
    List<String> names = new ArrayList<>();
    for (int j = 0; j < rows.numCols; j++) {
      names.add("x" + j);
    }
    return new LabelledRows(
        names, rows, Map.of("person", sample.person(), "activity", sample.activity()));
  }

  static Stream<Trainer> trainers() {
    return Stream.of(
            Rdca.ridge(Ridge.relative(1e-8)),
            new Rdca(Ridge.relative(1e-8), true, 3),
            Dca.ridge(Ridge.relative(1e-3)),
            Duca.ridge(Ridge.relative(1e-3)),
            Pca.components(3))
        .flatMap(trainer -> Stream.of(trainer, new Standardized(trainer)));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void deviationsAndGridsAreThoseOfTheRowsAndOfWhatIsReleased(Trainer trainer) {
    SubspaceModel model = trainer.fit(ROWS, ROLES);
    Resolution resolution = model.resolution();
    assertTrue(resolution.isKnown());
    close(Standardization.fit(ROWS.rows()).deviation(), resolution.inputDeviations());
    DMatrixRMaj released = model.transform(ROWS.rows());
    close(Standardization.fit(released).deviation(), resolution.outputDeviations());

    List<Optional<Grid>> grids = resolution.inputGrids();
    assertEquals(9, grids.size());
    grids.subList(0, 6).forEach(grid -> assertEquals(Optional.empty(), grid));
    assertEquals(Optional.of(new Grid(0, 1, 1)), grids.get(6));
    assertEquals(Optional.of(new Grid(0, 5, 0)), grids.get(7));
    assertEquals(Optional.of(new Grid(0, 1, 1)), grids.get(8));
    assertEquals(grids, model.withRoles(ROLES).resolution().inputGrids(), "names do not change it");
  }

  @Test
  void aColumnThatTheHiddenLabelDeterminesIsNothingOnceErased() {
    DMatrixRMaj rows = ROWS.rows().copy();
    for (int i = 0; i < rows.numRows; i++) {
      rows.set(i, 3, ROWS.label("person").code(i) % 2 + rows.get(i, 2));
    }
    SubspaceModel model =
        Rdca.ridge(Ridge.relative(1e-8))
            .fit(ROWS.withRows(ROWS.features(), rows), Roles.hide("person"));
    DMatrixRMaj released = model.transform(rows);
    close(Standardization.fit(released).deviation(), model.resolution().outputDeviations());
  }

  @Test
  void continuousAttributesAreNoInputs() {
    DMatrixRMaj attributes = new DMatrixRMaj(600, 1);
    for (int i = 0; i < 600; i++) {
      attributes.set(i, 0, 20 + i % 50);
    }
    Resolution resolution =
        Rdca.ridge(Ridge.relative(1e-8)).fitContinuous(ROWS.rows(), attributes).resolution();
    assertEquals(9, resolution.inputGrids().size());
    assertEquals(Optional.of(new Grid(0, 5, 0)), resolution.inputGrids().get(7));
  }

  @Test
  void nothingIsKnownOfAModelThatWasNotFittedHere() {
    assertFalse(Resolution.UNKNOWN.isKnown());
    assertThrows(
        IllegalArgumentException.class,
        () -> Resolution.of(new double[2], List.of(), new double[1]));
  }

  private static void close(double[] expected, double[] found) {
    assertEquals(expected.length, found.length);
    for (int j = 0; j < expected.length; j++) {
      assertEquals(expected[j], found[j], 1e-6 * expected[j], "column " + j);
    }
  }
}
