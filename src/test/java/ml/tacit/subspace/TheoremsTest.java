package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.matrix.ThinQr;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the mathematics promises of each method, on seeded rows, with a control that the leak was
 * there.
 */
class TheoremsTest {
  private static final Sample SAMPLE = Sample.standard();
  private static final int D = SAMPLE.rows().numCols;
  private static final int PERSONS = SAMPLE.person().classes().size();
  private static final int ACTIVITIES = SAMPLE.activity().classes().size();

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e4})
  void discriminantEigenvaluesAreAtMostClassesMinusOneAndBelowOne(double rho) {
    SubspaceModel dca = Dca.ridge(rho).fit(SAMPLE.rows(), SAMPLE.person());
    double[] values = dca.eigenvalues();
    assertEquals(PERSONS - 1, values.length);
    for (int i = 0; i < values.length; i++) {
      assertTrue(values[i] > 0 && values[i] < 1, () -> "in (0, 1): " + List.of(values));
      assertTrue(i == 0 || values[i] <= values[i - 1], "descending");
    }
    double information = dca.discriminantInformation();
    assertTrue(information >= 0 && information <= PERSONS - 1);
    DMatrixRMaj metric = Sample.plusRidge(SAMPLE.scatter().total(), rho);
    DMatrixRMaj factor = SAMPLE.scatter().betweenFactor("person");
    DMatrixRMaj solved = Cholesky.of(metric).solve(factor);
    assertEquals(
        CommonOps_DDRM.trace(Dense.multiplyTransposedA(factor, solved)), information, 1e-10);
  }

  @Test
  void componentsAreOrthonormalInTheMetric() {
    double rho = 3;
    DMatrixRMaj w =
        Dense.transpose(Dca.ridge(rho).fit(SAMPLE.rows(), SAMPLE.person()).map().matrix());
    DMatrixRMaj metric = Sample.plusRidge(SAMPLE.scatter().total(), rho);
    near(
        CommonOps_DDRM.identity(PERSONS - 1),
        Dense.multiplyTransposedA(w, Dense.multiply(metric, w)),
        1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e6})
  void erasureIsAProjectorThatMakesClassMeansEqualForEveryRidge(double rho) {
    SubspaceModel rdca = Rdca.ridge(rho).fit(SAMPLE.rows(), SAMPLE.person());
    DMatrixRMaj p = rdca.map().matrix();
    near(p, Dense.multiply(p, p), 1e-9);
    DMatrixRMaj factor = SAMPLE.scatter().betweenFactor("person");
    assertTrue(largest(factor) > 1, "control: the class means differed");
    near(new DMatrixRMaj(D, PERSONS), Dense.multiply(p, factor), 1e-9 * largest(factor));
    assertTrue(Sample.spread(SAMPLE.rows(), SAMPLE.person()) > 0.1, "control");
    DMatrixRMaj released = rdca.transform(SAMPLE.rows());
    assertTrue(Sample.spread(released, SAMPLE.person()) < 1e-9);
    assertArrayEquals(SAMPLE.scatter().mean(), Scatter.of(released, SAMPLE.person()).mean(), 1e-10);
    assertEquals(PERSONS - 1, rdca.removed().rank());
    assertEquals(D - (PERSONS - 1), rank(p));
    assertTrue(rdca.removed().rawSpread() > 0.1, "control, in standard deviations");
    assertTrue(rdca.removed().residualSpread() < 1e-9);
    assertEquals(
        meanSquaredDifference(SAMPLE.rows(), released),
        rdca.removed().meanSquaredChange(),
        1e-8 * rdca.removed().meanSquaredChange());
  }

  /** The closed form P = I − S̄^½ (S̄^-½ B)(S̄^-½ B)⁺ S̄^-½ of arXiv:2306.03819. */
  @Test
  void withoutARidgeErasureIsTheLeastSquaresEraser() {
    DMatrixRMaj total = SAMPLE.scatter().total();
    SymmetricEigen eigen = SymmetricEigen.of(total);
    DMatrixRMaj root = power(eigen, 0.5);
    DMatrixRMaj inverseRoot = power(eigen, -0.5);
    // The columns of B depend on each other; all but one span the same.
    DMatrixRMaj factor =
        Fitting.firstColumns(SAMPLE.scatter().betweenFactor("person"), PERSONS - 1);
    DMatrixRMaj white = Dense.multiply(inverseRoot, factor);
    DMatrixRMaj pseudo = new DMatrixRMaj(white.numCols, white.numRows);
    CommonOps_DDRM.pinv(white, pseudo);
    DMatrixRMaj removed =
        Dense.multiply(Dense.multiply(root, Dense.multiply(white, pseudo)), inverseRoot);
    DMatrixRMaj expected = CommonOps_DDRM.identity(D);
    CommonOps_DDRM.subtractEquals(expected, removed);
    near(expected, Rdca.ridge(0).fit(SAMPLE.rows(), SAMPLE.person()).map().matrix(), 1e-9);
  }

  @Test
  void noiseComponentsHoldWhatTheErasedColumnsHold() {
    SubspaceModel columns = Rdca.ridge(1).fit(SAMPLE.rows(), SAMPLE.person());
    SubspaceModel components =
        Rdca.ridge(1).withNoiseComponents().fit(SAMPLE.rows(), SAMPLE.person());
    assertEquals(D - PERSONS + 1, components.map().outputs());
    DMatrixRMaj both =
        AffineMap.beside(
            Dense.transpose(columns.map().matrix()), Dense.transpose(components.map().matrix()));
    assertEquals(D - PERSONS + 1, rank(both), "same row space");
    assertTrue(Sample.spread(components.transform(SAMPLE.rows()), SAMPLE.person()) < 1e-10);
    double[] powers = powers(components, SAMPLE);
    for (int i = 1; i < powers.length; i++) {
      assertTrue(powers[i] <= powers[i - 1] * (1 + 1e-9), "descending power");
    }
  }

  @Test
  void noiseComponentsAreTheLimitOfTwoRidges() {
    SubspaceModel limit = Rdca.ridge(1).withNoiseComponents().fit(SAMPLE.rows(), SAMPLE.person());
    SubspaceModel two = Dca.ridge(1).withNoiseRidge(-1e-7).fit(SAMPLE.rows(), SAMPLE.person());
    DMatrixRMaj a = limit.map().matrix();
    DMatrixRMaj b = two.map().matrix();
    int signal = PERSONS - 1;
    for (int i = 0; i < a.numRows; i++) {
      double cosine = 0;
      double lengths = 0;
      double lengths2 = 0;
      for (int j = 0; j < D; j++) {
        cosine += a.get(i, j) * b.get(signal + i, j);
        lengths += a.get(i, j) * a.get(i, j);
        lengths2 += b.get(signal + i, j) * b.get(signal + i, j);
      }
      assertEquals(1, Math.abs(cosine) / Math.sqrt(lengths * lengths2), 1e-4, "component " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0.5})
  void twoRidgesObeyTheEigenvalueIdentityAndTheirOrder(double rhoPrime) {
    double rho = 1;
    SubspaceModel model =
        Dca.ridge(rho).withNoiseRidge(rhoPrime).fit(SAMPLE.rows(), SAMPLE.person());
    DMatrixRMaj w = Dense.transpose(model.map().matrix());
    DMatrixRMaj metric = Sample.plusRidge(SAMPLE.scatter().within("person"), rho);
    near(CommonOps_DDRM.identity(D), Dense.multiplyTransposedA(w, Dense.multiply(metric, w)), 1e-9);
    DMatrixRMaj seen = Dense.multiplyTransposedA(SAMPLE.scatter().betweenFactor("person"), w);
    double[] values = model.eigenvalues();
    for (int i = 0; i < D; i++) {
      double between = 0;
      double length = 0;
      for (int c = 0; c < seen.numRows; c++) {
        between += seen.get(c, i) * seen.get(c, i);
      }
      for (int j = 0; j < D; j++) {
        length += w.get(j, i) * w.get(j, i);
      }
      assertEquals(1 + between + rhoPrime * length, values[i], 1e-9 * values[0]);
    }
  }

  @Test
  void fisherEigenvaluesFollowFromDiscriminantOnes() {
    double rho = 2;
    double[] values = Dca.ridge(rho).fit(SAMPLE.rows(), SAMPLE.person()).eigenvalues();
    DMatrixRMaj metric = Sample.plusRidge(SAMPLE.scatter().within("person"), rho);
    DMatrixRMaj y = Cholesky.of(metric).solveLower(SAMPLE.scatter().betweenFactor("person"));
    double[] fisher = SymmetricEigen.of(Dense.multiplyTransposedA(y, y)).values();
    for (int i = 0; i < values.length; i++) {
      assertEquals(fisher[i], values[i] / (1 - values[i]), 1e-10 * fisher[i]);
    }
  }

  @Test
  void scatterWithinAndBetweenAddUp() {
    ScatterSnapshot scatter = SAMPLE.scatter();
    for (String label : List.of("person", "activity")) {
      DMatrixRMaj sum = scatter.within(label);
      Dense.addGram(Dense.transpose(scatter.betweenFactor(label)), sum);
      near(scatter.total(), sum, 1e-12 * largest(sum));
    }
  }

  @Test
  void rowOrderAndLabelNamesDoNotMatter() {
    Random random = new Random(7);
    int[] order = random.ints(0, 1 << 30).distinct().limit(SAMPLE.rows().numRows).toArray();
    Integer[] shuffled = new Integer[order.length];
    Arrays.setAll(shuffled, i -> i);
    Arrays.sort(shuffled, (a, b) -> Integer.compare(order[a], order[b]));
    Sample moved = SAMPLE.permuted(Arrays.stream(shuffled).mapToInt(Integer::intValue).toArray());
    String[] renamed = new String[order.length];
    for (int i = 0; i < renamed.length; i++) {
      renamed[i] = "person-" + (9 - moved.person().code(i));
    }
    SubspaceModel a = Rdca.ridge(1).fit(SAMPLE.rows(), SAMPLE.person());
    SubspaceModel b = Rdca.ridge(1).fit(moved.rows(), Labels.of(renamed));
    assertArrayEquals(a.eigenvalues(), b.eigenvalues(), 1e-12);
    near(a.map().matrix(), b.map().matrix(), 1e-9);
  }

  @Test
  void rotatingTheFeaturesRotatesTheErasureAndScalingAllScalesTheRidge() {
    DMatrixRMaj q = ThinQr.of(Sample.gaussian(new Random(3), D, D)).q();
    DMatrixRMaj rotated = Dense.multiply(SAMPLE.rows(), Dense.transpose(q));
    DMatrixRMaj p = Rdca.ridge(5).fit(SAMPLE.rows(), SAMPLE.person()).map().matrix();
    DMatrixRMaj pRotated = Rdca.ridge(5).fit(rotated, SAMPLE.person()).map().matrix();
    near(Dense.multiply(Dense.multiply(q, p), Dense.transpose(q)), pRotated, 1e-10);

    DMatrixRMaj tenfold = SAMPLE.rows().copy();
    CommonOps_DDRM.scale(10, tenfold);
    near(p, Rdca.ridge(500).fit(tenfold, SAMPLE.person()).map().matrix(), 1e-10);
    near(
        Rdca.ridge(Ridge.relative(1e-3)).fit(SAMPLE.rows(), SAMPLE.person()).map().matrix(),
        Rdca.ridge(Ridge.relative(1e-3)).fit(tenfold, SAMPLE.person()).map().matrix(),
        1e-10);
  }

  @Test
  void standardisingFirstIsErasingStandardisedRows() {
    ScatterSnapshot scatter = SAMPLE.scatter();
    double[] deviation = new double[D];
    DMatrixRMaj standard = SAMPLE.rows().copy();
    for (int j = 0; j < D; j++) {
      deviation[j] = Math.sqrt(scatter.total().get(j, j) / scatter.count());
      for (int i = 0; i < standard.numRows; i++) {
        standard.set(i, j, standard.get(i, j) / deviation[j]);
      }
    }
    DMatrixRMaj expected = Rdca.ridge(1).fit(standard, SAMPLE.person()).transform(standard);
    SubspaceModel model = new Standardized(Rdca.ridge(1)).fit(scatter, Roles.hide("person"));
    DMatrixRMaj released = model.transform(SAMPLE.rows());
    for (int j = 0; j < D; j++) {
      for (int i = 0; i < released.numRows; i++) {
        assertEquals(expected.get(i, j) * deviation[j], released.get(i, j), 1e-9);
      }
    }
    near(
        Dca.ridge(1).fit(standard, SAMPLE.person()).transform(standard),
        new Standardized(Dca.ridge(1)).fit(scatter, Roles.keep("person")).transform(SAMPLE.rows()),
        1e-10);
  }

  @Test
  void conditionalErasureMakesMeansEqualWithinEachGivenClass() {
    Sample sample = Sample.of(2, 900, 20, PERSONS, ACTIVITIES);
    SubspaceModel plain = Rdca.ridge(1).fit(sample.rows(), sample.person());
    SubspaceModel given = Rdca.ridge(1).fitGiven(sample.rows(), sample.person(), sample.activity());
    assertEquals(
        (PERSONS - 1) * ACTIVITIES, given.removed().rank(), "as many as there is room for");
    for (int u = 0; u < ACTIVITIES; u++) {
      int code = u;
      int[] within =
          IntStream.range(0, sample.rows().numRows)
              .filter(i -> sample.activity().code(i) == code)
              .toArray();
      Sample part = sample.permuted(within);
      assertTrue(Sample.spread(plain.transform(part.rows()), part.person()) > 0.05, "control");
      assertTrue(Sample.spread(given.transform(part.rows()), part.person()) < 1e-9);
    }
  }

  /**
   * With few features the thin factors are no smaller than the matrix; the columns must stay
   * columns.
   */
  @Test
  void erasureKeepsItsColumnsHoweverManyDirectionsItRemoves() {
    Sample narrow = Sample.of(3, 300, PERSONS, PERSONS, ACTIVITIES);
    SubspaceModel rdca = Rdca.ridge(1).fit(narrow.rows(), narrow.person());
    assertTrue(rdca.keepsColumns());
    assertEquals(
        meanSquaredDifference(narrow.rows(), rdca.transform(narrow.rows())),
        rdca.removed().meanSquaredChange(),
        1e-8 * rdca.removed().meanSquaredChange());
  }

  /** Composition stays the composition, thin or dense. */
  @Test
  void mapsCompose() {
    SubspaceModel erased = Rdca.ridge(1).fit(SAMPLE.rows(), SAMPLE.person());
    DMatrixRMaj once = erased.transform(SAMPLE.rows());
    SubspaceModel again = Rdca.ridge(1).fit(once, SAMPLE.activity());
    SubspaceModel dca = Dca.ridge(1).fit(once, SAMPLE.activity());
    for (SubspaceModel next : List.of(again, dca)) {
      AffineMap composed = erased.map().then(next.map());
      near(next.transform(once), composed.apply(SAMPLE.rows()), 1e-9);
    }
    Sample wide = Sample.of(4, 400, 40, PERSONS, ACTIVITIES);
    AffineMap first = Rdca.ridge(1).fit(wide.rows(), wide.person()).map();
    AffineMap second = Rdca.ridge(1).fit(first.apply(wide.rows()), wide.activity()).map();
    assertTrue(first.then(second).isThin(), "thin factors stay thin");
    near(second.apply(first.apply(wide.rows())), first.then(second).apply(wide.rows()), 1e-8);
  }

  @Test
  void conditionalErasureWithOneGivenClassIsPlainErasure() {
    int[] same = new int[SAMPLE.rows().numRows];
    near(
        Rdca.ridge(1).fit(SAMPLE.rows(), SAMPLE.person()).map().matrix(),
        Rdca.ridge(1).fitGiven(SAMPLE.rows(), SAMPLE.person(), Labels.of(same)).map().matrix(),
        1e-12);
  }

  @Test
  void severalLabelsAreErasedAtOnce() {
    ScatterSnapshot scatter = SAMPLE.scatter();
    SubspaceModel both = Rdca.ridge(1).fit(scatter, Roles.hide("person", "activity"));
    DMatrixRMaj released = both.transform(SAMPLE.rows());
    assertTrue(Sample.spread(SAMPLE.rows(), SAMPLE.activity()) > 0.1, "control");
    assertTrue(Sample.spread(released, SAMPLE.person()) < 1e-9);
    assertTrue(Sample.spread(released, SAMPLE.activity()) < 1e-9);
    assertEquals(PERSONS - 1 + ACTIVITIES - 1, both.removed().rank());
    // Naming one label twice must not erase more.
    SubspaceModel twice = Rdca.ridge(1).fit(scatter, Roles.hide("person", "person"));
    assertEquals(PERSONS - 1, twice.removed().rank());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-9, 1e9})
  void continuousAttributesAreErasedWhateverTheirUnits(double unit) {
    int n = SAMPLE.rows().numRows;
    DMatrixRMaj attribute = new DMatrixRMaj(n, 1);
    Random random = new Random(5);
    for (int i = 0; i < n; i++) {
      double value = SAMPLE.rows().get(i, 0) - SAMPLE.rows().get(i, 3) + random.nextGaussian();
      attribute.set(i, 0, unit * (value + 50));
    }
    SubspaceModel model = Rdca.ridge(1).fitContinuous(SAMPLE.rows(), attribute);
    assertEquals(1, model.removed().rank());
    assertTrue(largestCorrelation(SAMPLE.rows(), attribute) > 0.3, "control");
    assertTrue(largestCorrelation(model.transform(SAMPLE.rows()), attribute) < 1e-10);
  }

  @Test
  void aLabelAndAContinuousAttributeAreErasedAtOnce() {
    int n = SAMPLE.rows().numRows;
    int d = SAMPLE.rows().numCols;
    DMatrixRMaj attribute = new DMatrixRMaj(n, 1);
    Random random = new Random(5);
    DMatrixRMaj joint = new DMatrixRMaj(n, d + 1);
    for (int i = 0; i < n; i++) {
      attribute.set(
          i, 0, SAMPLE.rows().get(i, 0) - SAMPLE.rows().get(i, 3) + random.nextGaussian());
      System.arraycopy(SAMPLE.rows().data, i * d, joint.data, i * (d + 1), d);
      joint.set(i, d, attribute.get(i, 0));
    }
    Labels hidden = SAMPLE.activity();
    ScatterSnapshot rows = new Scatter(d + 1, "hide").accept(joint, hidden).snapshot();
    SubspaceModel model = Rdca.ridge(1).fitContinuous(rows, 1, Roles.hide("hide"));
    assertEquals(hidden.classes().size(), model.removed().rank(), "a direction more than labels");
    DMatrixRMaj released = model.transform(SAMPLE.rows());
    assertTrue(largestCorrelation(SAMPLE.rows(), attribute) > 0.3, "control");
    assertTrue(largestCorrelation(released, attribute) < 1e-10);
    for (int c = 0; c < hidden.classes().size(); c++) {
      DMatrixRMaj member = new DMatrixRMaj(n, 1);
      for (int i = 0; i < n; i++) {
        member.set(i, 0, hidden.code(i) == c ? 1 : 0);
      }
      assertTrue(largestCorrelation(released, member) < 1e-10, "class " + c);
    }
  }

  @Test
  void ducaWithoutPriceIsDca() {
    SubspaceModel dca = Dca.ridge(1).fit(SAMPLE.rows(), SAMPLE.activity());
    SubspaceModel duca =
        Duca.ridge(1).withWeights(1, 0).fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person());
    assertArrayEquals(dca.eigenvalues(), duca.eigenvalues(), 1e-12);
    near(outer(dca), outer(duca), 1e-10);
  }

  @Test
  void rucaRunsFromDcaToMdr() {
    double[] dca = Dca.ridge(1).fit(SAMPLE.rows(), SAMPLE.activity()).eigenvalues();
    double[] free =
        Ruca.ridge(1)
            .withPrice(0)
            .fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person())
            .eigenvalues();
    assertArrayEquals(dca, free, 1e-12);
    // Dividing the metric S̄ + ρI + γS_B by γ: at a high price it is S_B + (S̄ + ρI)/γ, so a metric
    // S_B + ρ/γ I is what is left where S̄/γ is small beside it.
    double price = 1e9;
    DMatrixRMaj ruca =
        Ruca.ridge(1e9)
            .withPrice(price)
            .fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person())
            .map()
            .matrix();
    DMatrixRMaj mdr =
        Mdr.ridge(1).fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person()).map().matrix();
    for (int i = 0; i < mdr.numRows; i++) {
      double cosine = 0;
      double a = 0;
      double b = 0;
      for (int j = 0; j < D; j++) {
        cosine += ruca.get(i, j) * mdr.get(i, j);
        a += ruca.get(i, j) * ruca.get(i, j);
        b += mdr.get(i, j) * mdr.get(i, j);
      }
      assertEquals(1, Math.abs(cosine) / Math.sqrt(a * b), 1e-4);
    }
  }

  @Test
  void jointObjectivesTradeUtilityForPrivacy() {
    SubspaceModel cheap =
        Ruca.ridge(1).withPrice(0).fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person());
    SubspaceModel dear =
        Ruca.ridge(1).withPrice(1e4).fit(SAMPLE.rows(), SAMPLE.activity(), SAMPLE.person());
    assertTrue(leak(dear) < 0.1 * leak(cheap), () -> leak(dear) + " against " + leak(cheap));
  }

  @Test
  void whatIsRemovedIsMeasuredInStandardDeviationsOnBothSides() {
    DMatrixRMaj white = Dca.ridge(0).fit(SAMPLE.rows(), SAMPLE.person()).transform(SAMPLE.rows());
    DMatrixRMaj scaled = SAMPLE.rows().copy();
    CommonOps_DDRM.scale(1000, scaled);
    Roles roles = Roles.keep("person").withHide("person");
    Removed plain = Dca.ridge(0).fit(SAMPLE.scatter(), roles).removed();
    Removed other =
        Dca.ridge(0)
            .fit(new Scatter(D, "person").accept(scaled, SAMPLE.person()).snapshot(), roles)
            .removed();
    assertEquals(plain.rawSpread(), other.rawSpread(), 1e-9);
    assertEquals(plain.residualSpread(), other.residualSpread(), 1e-9);
    // Components of DCA without a ridge have WᵀS̄W = I, so a standard deviation is 1/√n.
    double expected = Sample.spread(white, SAMPLE.person()) * Math.sqrt(SAMPLE.rows().numRows);
    assertEquals(expected, plain.residualSpread(), 1e-9 * expected);
  }

  @Test
  void principalComponentsKeepTheMostScatter() {
    SubspaceModel pca = Pca.components(4).withoutStandardization().fit(SAMPLE.rows());
    SubspaceModel random = new RandomProjection(4, 1).fit(SAMPLE.scatter(), Roles.NONE);
    DMatrixRMaj reduced = pca.transform(SAMPLE.rows());
    double[] variances = new double[4];
    DMatrixRMaj total = Scatter.of(reduced, SAMPLE.person()).total();
    for (int i = 0; i < 4; i++) {
      variances[i] = total.get(i, i);
    }
    assertArrayEquals(pca.eigenvalues(), variances, 1e-9 * variances[0]);
    assertTrue(pca.removed().energy() < random.removed().energy());
    DMatrixRMaj directions = random.map().matrix().copy();
    DMatrixRMaj raw = SAMPLE.scatter().total();
    for (int i = 0; i < directions.data.length; i++) { // orthonormal for standardised features
      directions.data[i] *= Math.sqrt(raw.get(i % D, i % D) / SAMPLE.scatter().count());
    }
    near(
        CommonOps_DDRM.identity(4), Dense.multiply(directions, Dense.transpose(directions)), 1e-12);
  }

  /** Share of the released scatter that lies between persons. */
  private static double leak(SubspaceModel model) {
    ScatterSnapshot released = Scatter.of(model.transform(SAMPLE.rows()), SAMPLE.person());
    DMatrixRMaj factor = released.betweenFactor(ScatterSnapshot.LABEL);
    return Math.pow(NormOps_DDRM.normF(factor), 2) / CommonOps_DDRM.trace(released.total());
  }

  private static DMatrixRMaj outer(SubspaceModel model) {
    DMatrixRMaj a = model.map().matrix();
    return Dense.multiplyTransposedA(a, a);
  }

  private static double[] powers(SubspaceModel model, Sample sample) {
    // Power per unit length: wᵀS̄w / ‖w‖² follows 1 − ρ‖w‖² when wᵀ(S̄+ρI)w = 1.
    DMatrixRMaj total = Scatter.of(model.transform(sample.rows()), sample.person()).total();
    double[] powers = new double[total.numRows];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = total.get(i, i);
    }
    return powers;
  }

  private static DMatrixRMaj power(SymmetricEigen eigen, double exponent) {
    double[] scale = Arrays.stream(eigen.values()).map(v -> Math.pow(v, exponent)).toArray();
    return Dense.multiply(
        eigen.vectors(), AffineMap.scaleRows(scale, Dense.transpose(eigen.vectors())));
  }

  private static double largestCorrelation(DMatrixRMaj rows, DMatrixRMaj attribute) {
    DMatrixRMaj total =
        new Scatter(rows.numCols + 1).accept(AffineMap.beside(rows, attribute)).snapshot().total();
    double largest = 0;
    for (int j = 0; j < rows.numCols; j++) {
      double scale = Math.sqrt(total.get(j, j) * total.get(rows.numCols, rows.numCols));
      largest = Math.max(largest, Math.abs(total.get(j, rows.numCols)) / scale);
    }
    return largest;
  }

  private static double meanSquaredDifference(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.data.length; i++) {
      sum += (a.data[i] - b.data[i]) * (a.data[i] - b.data[i]);
    }
    return sum / a.numRows;
  }

  private static int rank(DMatrixRMaj a) {
    return MatrixFeatures_DDRM.rank(a, 1e-8);
  }

  private static double largest(DMatrixRMaj a) {
    return CommonOps_DDRM.elementMaxAbs(a);
  }

  private static void near(DMatrixRMaj expected, DMatrixRMaj found, double tolerance) {
    assertEquals(expected.numRows, found.numRows);
    assertEquals(expected.numCols, found.numCols);
    assertArrayEquals(expected.data, found.data, tolerance);
  }
}
