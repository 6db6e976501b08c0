package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import ml.tacit.audit.GridTable;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInHandTest {
  private static final int TRIED = 60;

  @ParameterizedTest
  @CsvSource({
    "rdca, 6, 2, 3",
    "rdca, 12, 5, 3",
    "rdca, 40, 10, 4",
    "dca 2, 6, 3, 3",
    "pca 5, 12, 2, 3",
    "rdca, 12, 2, 0",
    "rdca, 100, 10, 3",
    "rdca, 960, 20, 1",
    "pca 30, 60, 2, 3",
    "rdca, 64, 10, 3",
    "pca 30, 64, 2, 4"
  })
  void atFullDigitsRawRowsComeBack(String method, int columns, int people, int decimals) {
    LabelledRows all = GridTable.of(1200, columns, people, decimals, columns);
    LabelledRows rows = all.select(IntStream.range(0, 1200).filter(i -> i % 3 > 0).toArray());
    LabelledRows tests = all.select(IntStream.range(0, TRIED).map(i -> 3 * i * 6).toArray());
    Roles roles = method.startsWith("rdca") ? Roles.hide("person") : Roles.keep("activity");
    Model model = GridTable.trainer(method).fit(rows, roles);
    RawColumns raw = RawColumns.of(rows.rows());
    ModelInHand attacker = ModelInHand.of(model.steps(), raw);
    DMatrixRMaj released = attacker.unrounded(tests.rows());
    DMatrixRMaj estimates = attacker.estimate(released, new double[released.numCols]);
    assertTrue(restored(raw, estimates, tests) >= TRIED - 1);
  }

  private static int restored(RawColumns raw, DMatrixRMaj estimates, LabelledRows tests) {
    int whole = 0;
    for (int i = 0; i < estimates.numRows; i++) {
      int cells = 0;
      for (int j = 0; j < estimates.numCols; j++) {
        if (raw.same(j, estimates.get(i, j), tests.rows().get(i, j))) {
          cells++;
        }
      }
      whole += cells == estimates.numCols ? 1 : 0;
    }
    return whole;
  }
}
