package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.matrix.ThinQr;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Few rows of many columns are fitted on the small side: the same fit, no d × d matrix. */
class SmallSideTest {
  private static final int COLUMNS = 640;
  private static final int ROWS = 90;
  private static final double SAME = 1e-8;

  /** The full side is right to ε·cond, which is 1e-10 here: beside 1e-8 the small side counts. */
  private static final Ridge RIDGE = Ridge.relative(1e-4);

  private static final List<String> LABELS = List.of("person", "activity");
  private static final Labels PEOPLE = labels("p", 6, 1);
  private static final Labels ACTIVITIES = labels("a", 3, 6);
  private static final DMatrixRMaj X = rows(ROWS);

  private static Labels labels(String name, int classes, int each) {
    String[] labels = new String[ROWS];
    Arrays.setAll(labels, i -> name + i / each % classes);
    return Labels.of(labels);
  }

  /** Columns of many scales and offsets, correlated, one constant; classes have their own means. */
  private static DMatrixRMaj rows(int n) {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(n, COLUMNS);
    double[][] means = new double[9][COLUMNS];
    for (double[] mean : means) {
      Arrays.setAll(mean, j -> random.nextGaussian());
    }
    for (int i = 0; i < n; i++) {
      double common = random.nextGaussian();
      for (int j = 0; j < COLUMNS; j++) {
        double value =
            random.nextGaussian()
                + common * (j % 7) / 3
                + means[i % 6][j]
                + means[6 + i / 6 % 3][j];
        x.set(i, j, j == 5 ? 2.5 : Math.pow(10, j % 11 - 5) * (value + j % 3 * 100));
      }
    }
    return x;
  }

  private static Scatter scatter() {
    return new Scatter(COLUMNS, LABELS.toArray(String[]::new)).accept(X, PEOPLE, ACTIVITIES);
  }

  private static final ScatterSnapshot THIN = scatter().snapshot();

  static List<Trainer> trainers() {
    return List.of(
        Rdca.ridge(RIDGE),
        Rdca.ridge(Ridge.relative(0.1)),
        Rdca.ridge(RIDGE).withNoiseComponents(7),
        Dca.ridge(RIDGE),
        Duca.ridge(RIDGE),
        Ruca.ridge(RIDGE).withPrice(2),
        Mdr.ridge(Ridge.relative(1e-3)),
        Pca.components(5),
        new Standardized(Rdca.ridge(1e-2)));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void fitsTheSameSubspaceAsTheFullSide(Trainer trainer) {
    Roles roles = Roles.keep("activity").withHide("person");
    assertTrue(THIN.totalSum().isThin());
    assertFalse(THIN.asMatrix().totalSum().isThin());
    SubspaceModel thin = trainer.fit(THIN, roles);
    SubspaceModel full = trainer.fit(THIN.asMatrix(), roles);
    assertTrue(gap(thin, full) < SAME, "gap " + gap(thin, full));
    for (int i = 0; i < full.eigenvalues().length; i++) {
      double value = full.eigenvalues()[i];
      assertEquals(value, thin.eigenvalues()[i], SAME * Math.abs(full.eigenvalues()[0]));
    }
    assertEquals(full.removed().rank(), thin.removed().rank());
    assertEquals(full.removed().energy(), thin.removed().energy(), SAME);
    assertEquals(full.removed().rawSpread(), thin.removed().rawSpread(), SAME);
    assertEquals(full.removed().residualSpread(), thin.removed().residualSpread(), SAME);
    double[] expected = full.resolution().outputDeviations();
    double[] found = thin.resolution().outputDeviations();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-7 * expected[i] + 1e-300);
    }
  }

  /**
   * At the default ridge the two sides agree to what the full one is right to; the small one solves
   * (S̄+R) W = F Z to the last digits.
   */
  @Test
  void isAsRightAsTheFullSideAtTheDefaultRidge() {
    Roles roles = Roles.hide("person");
    SubspaceModel thin = Rdca.ridge(Ridge.DEFAULT).fit(THIN, roles);
    SubspaceModel full = Rdca.ridge(Ridge.DEFAULT).fit(THIN.asMatrix(), roles);
    assertTrue(gap(thin, full) < 1e-6);
    DMatrixRMaj w = thin.map().right();
    DMatrixRMaj solved = Dense.multiply(THIN.total(), w);
    double[] diagonal = THIN.totalDiagonal();
    for (int i = 0; i < solved.data.length; i++) {
      int j = i / w.numCols;
      solved.data[i] += diagonal[j] * Ridge.DEFAULT.amount() * w.data[i];
    }
    DMatrixRMaj left = thin.map().left();
    for (int i = 0; i < left.data.length; i++) {
      double unit = Math.sqrt(diagonal[i / w.numCols]);
      assertEquals(left.data[i], solved.data[i], 1e-9 * unit);
    }
    assertTrue(thin.removed().residualSpread() < 1e-9);
  }

  /** A positive control: two methods do not span the same. */
  @Test
  void tellsDifferentSubspacesApart() {
    Roles roles = Roles.keep("activity").withHide("person");
    SubspaceModel erased = Rdca.ridge(RIDGE).fit(THIN, roles);
    SubspaceModel other = Rdca.ridge(Ridge.relative(1)).fit(THIN, roles);
    assertTrue(gap(erased, other) > 1e-3);
  }

  /** The sine of the largest angle between what two models see, in units of the columns. */
  private static double gap(SubspaceModel one, SubspaceModel other) {
    double worst = 0;
    for (boolean left : new boolean[] {false, true}) {
      DMatrixRMaj a = ThinQr.of(seen(one, left)).q();
      DMatrixRMaj b = ThinQr.of(seen(other, left)).q();
      DMatrixRMaj missing = a.copy();
      DMatrixRMaj within = Dense.multiply(b, Dense.multiplyTransposedA(b, a));
      for (int i = 0; i < missing.data.length; i++) {
        missing.data[i] -= within.data[i];
      }
      worst = Math.max(worst, NormOps_DDRM.normF(missing));
    }
    return worst;
  }

  private static DMatrixRMaj seen(SubspaceModel model, boolean left) {
    double[] unit = THIN.totalDiagonal();
    Arrays.setAll(unit, j -> unit[j] == 0 ? 1 : Math.sqrt(unit[j]));
    double[] inverse = Arrays.stream(unit).map(u -> 1 / u).toArray();
    AffineMap map = model.map();
    if (!map.isThin()) {
      return AffineMap.scaleRows(unit, Dense.transpose(map.matrix()));
    }
    return left ? AffineMap.scaleRows(inverse, map.left()) : AffineMap.scaleRows(unit, map.right());
  }

  @Test
  void erasesWithinClassesAndNumbersToo() {
    Roles given = Roles.hide("person").withGiven("activity");
    Rdca rdca = Rdca.ridge(Ridge.relative(1e-3));
    assertTrue(gap(rdca.fit(THIN, given), rdca.fit(THIN.asMatrix(), given)) < SAME);
    ScatterSnapshot numbers = new Scatter(COLUMNS).accept(X).snapshot();
    SubspaceModel thin = rdca.fitContinuous(numbers, 2);
    SubspaceModel full = rdca.fitContinuous(numbers.asMatrix(), 2);
    assertArrayEquals(full.eigenvalues(), thin.eigenvalues(), SAME);
    assertTrue(thin.removed().residualSpread() < 1e-9);
    assertTrue(thin.removed().rawSpread() > 0.01);
  }

  /** More components than few rows have power for: the full side gives them. */
  @Test
  void givesAllComponentsToo() {
    Roles roles = Roles.hide("person");
    SubspaceModel all = Rdca.ridge(Ridge.relative(1e-3)).withNoiseComponents().fit(THIN, roles);
    assertEquals(COLUMNS - 1 - 5, all.map().outputs());
    assertEquals(COLUMNS, new Pca(0, true).fit(THIN, Roles.NONE).map().outputs());
  }

  @Test
  void streamedMergedAndReadRowsFitTheSame() throws IOException {
    Roles roles = Roles.hide("person");
    Scatter streamed = new Scatter(COLUMNS, LABELS.toArray(String[]::new));
    Scatter merged = new Scatter(COLUMNS, LABELS.toArray(String[]::new));
    for (int from = 0; from < ROWS; from += 30) {
      int[] part = java.util.stream.IntStream.range(from, from + 30).toArray();
      DMatrixRMaj block = new DMatrixRMaj(30, COLUMNS);
      System.arraycopy(X.data, from * COLUMNS, block.data, 0, block.data.length);
      Scatter own = new Scatter(COLUMNS, LABELS.toArray(String[]::new));
      own.accept(block, PEOPLE.select(part), ACTIVITIES.select(part));
      streamed.accept(block, PEOPLE.select(part), ACTIVITIES.select(part));
      merged.combine(own);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    merged.writeTo(bytes);
    Scatter read = Scatter.read(new ByteArrayInputStream(bytes.toByteArray()));
    SubspaceModel model = Rdca.ridge(RIDGE).fit(THIN, roles);
    for (Scatter other : List.of(streamed, merged, read)) {
      assertTrue(gap(model, Rdca.ridge(RIDGE).fit(other.snapshot(), roles)) < SAME);
    }
    assertTrue(streamed.snapshot().totalSum().isThin());
    assertFalse(read.snapshot().totalSum().isThin());
  }

  /** Rows may come until they are no longer few: then a matrix takes their place. */
  @Test
  void manyRowsMakeAMatrix() {
    Scatter many = new Scatter(COLUMNS);
    for (int i = 0; i < 3; i++) {
      many.accept(rows(ROWS));
    }
    assertFalse(many.snapshot().totalSum().isThin());
    DMatrixRMaj expected = new Scatter(COLUMNS).accept(rows(ROWS)).snapshot().total();
    DMatrixRMaj found = many.snapshot().total();
    for (int j = 0; j < COLUMNS; j++) {
      assertEquals(
          3 * expected.get(j, 7),
          found.get(j, 7),
          1e-9 * Math.abs(expected.get(j, j)) + 1e-9 * expected.get(7, 7));
    }
  }

  @Test
  void withoutARidgeFewRowsAreRefused() {
    SingularMatrixException e =
        assertThrows(
            SingularMatrixException.class, () -> Rdca.ridge(0).fit(THIN, Roles.hide("person")));
    assertTrue(e.getMessage().contains("a larger ridge or fewer features"), e.getMessage());
  }

  /** Where a d × d matrix cannot be, few rows are fitted and many are refused as they come. */
  @Test
  void refusesWhatNoMatrixHolds() {
    int d = 60_000;
    Scatter wide = new Scatter(d, "person");
    DMatrixRMaj block = new DMatrixRMaj(8, d);
    Random random = new Random(1);
    Arrays.setAll(block.data, i -> random.nextGaussian());
    Labels people = Labels.of("a", "a", "b", "b", "c", "c", "d", "d");
    wide.accept(block, people);
    SubspaceModel model = Rdca.ridge(RIDGE).fit(wide.snapshot(), Roles.hide("person"));
    assertEquals(3, model.removed().rank());
    assertTrue(model.removed().residualSpread() < 1e-9);
    BadDataException e = assertThrows(BadDataException.class, () -> wide.snapshot().total());
    assertTrue(
        e.getMessage().contains("60000 × 60000, a matrix holds 2147483639 numbers at most"),
        e.getMessage());
  }
}
