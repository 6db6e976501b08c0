package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MultiKernelTest {
  /** A kernel that knows next to nothing but equal rows. */
  private static final Kernel NARROW = Kernel.laplacian(100);

  private static final Kernel WIDE = Kernel.rbf(0.05);

  private static final Roles KEEP = Roles.keep("class");

  /** Exact, of rows as they are. */
  private static MultiKernel multiKernel(Kernel... kernels) {
    return MultiKernel.of(kernels).exact().withStandardization(false);
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreSharesAndReleasedProductsTheWeightedSum(KernelWeighting weighting) {
    Sample sample = Sample.of(1, 160, 5, 3);
    DMatrixRMaj fresh = Sample.of(2, 30, 5, 3).rows();
    Kernel[] kernels = {Kernel.linear(), WIDE, Kernel.laplacian(0.2)};
    for (SnrForm form : SnrForm.values()) {
      KernelModel model =
          multiKernel(kernels)
              .withWeighting(weighting, form)
              .withRidge(Ridge.absolute(0.5))
              .fit(sample.data(), KEEP);
      double[] mu = model.weights().orElseThrow().values();
      assertEquals(1, Arrays.stream(mu).sum(), 1e-12);
      assertTrue(Arrays.stream(mu).allMatch(w -> w > 0));
      DMatrixRMaj released = model.transform(fresh);
      assertEquals(6, released.numCols);
      assertEquals(model.steps().get(1).outputs(), released.numCols);
      DMatrixRMaj expected = new DMatrixRMaj(30, 30);
      for (int m = 0; m < 3; m++) {
        DMatrixRMaj z =
            KernelDca.of(kernels[m])
                .withRidge(0.5)
                .fit(sample.rows(), sample.labels())
                .model()
                .transform(fresh);
        DMatrixRMaj part = Dense.multiply(z, Dense.transpose(z));
        for (int i = 0; i < part.data.length; i++) {
          expected.data[i] += mu[m] * part.data[i];
        }
      }
      DMatrixRMaj found = Dense.multiply(released, Dense.transpose(released));
      assertTrue(Sample.largestDifference(expected, found) < 1e-10 * Sample.largest(expected));
      assertArrayEquals(Sample.row(released, 7), model.transform(Sample.row(fresh, 7)));
      assertEquals(List.of(new RowsKept(160, 5)), model.warnings());
    }
  }

  @Test
  void weightsCanBeInspected() {
    Sample sample = Sample.of(3, 120, 5, 3);
    KernelWeights weights =
        multiKernel(Kernel.linear(), WIDE)
            .withWeighting(KernelWeighting.ALIGNMENT)
            .fit(sample.data(), KEEP)
            .weights()
            .orElseThrow();
    assertEquals(KernelWeighting.ALIGNMENT, weights.weighting());
    KernelWeights.Entry wide = weights.entries().get(1);
    assertEquals(WIDE, wide.kernel());
    assertEquals(alignment(WIDE, sample), wide.score(), 1e-12);
    double sum = weights.entries().get(0).score() + wide.score();
    assertEquals(wide.score() / sum, wide.weight(), 1e-15);
    assertArrayEquals(
        new double[] {0.5, 0.5},
        multiKernel(Kernel.linear(), WIDE)
            .withWeighting(KernelWeighting.UNIFORM)
            .fit(sample.data(), KEEP)
            .weights()
            .orElseThrow()
            .values());
  }

  @Test
  void trainingSnrIsTheScattersOfTheScores() {
    Sample sample = Sample.of(4, 150, 5, 3);
    KernelComponents model = KernelDca.of(WIDE).withRidge(0.1).fit(sample.rows(), sample.labels());
    DMatrixRMaj z = model.trainingScores();
    double total = 0;
    for (double value : z.data) {
      total += value * value;
    }
    double between = Arrays.stream(model.model().eigenvalues()).sum();
    MultiKernel one = multiKernel(WIDE).withRidge(Ridge.absolute(0.1));
    assertEquals(
        between / (total - between),
        score(one.withWeighting(KernelWeighting.TRAINING_SNR), sample),
        1e-9);
    assertEquals(
        Arrays.stream(model.model().eigenvalues()).map(v -> v / (1 - v)).sum(),
        score(one.withWeighting(KernelWeighting.TRAINING_SNR, SnrForm.FISHER_SUM), sample),
        1e-9);
  }

  /** The known weakness, and that the forms on rows left out do not share it. */
  @ParameterizedTest
  @EnumSource
  void trainingSnrRewardsANarrowKernelAndLeftOutRowsDoNot(SnrForm form) {
    Sample train = Sample.of(5, 240, 5, 3);
    // The same classes again: only rows that were not fitted tell the kernels apart.
    Sample part = train.select(IntStream.range(0, 120).toArray());
    Sample test = train.select(IntStream.range(120, 240).toArray());
    KernelDca narrow = KernelDca.of(NARROW);
    KernelDca wide = KernelDca.of(WIDE);
    double narrowRight = accuracy(narrow, part, test);
    double wideRight = accuracy(wide, part, test);
    assertTrue(wideRight > narrowRight + 0.2, wideRight + " and " + narrowRight);

    MultiKernel both = multiKernel(NARROW, WIDE);
    double[] training = weights(both, KernelWeighting.TRAINING_SNR, form, part);
    double[] leaveOneOut = weights(both, KernelWeighting.LEAVE_ONE_OUT_SNR, form, part);
    double[] heldOut = weights(both, KernelWeighting.HELD_OUT_SNR, form, part);
    assertTrue(training[0] > 0.9, "fitted rows: " + training[0] + " for the narrow kernel");
    assertTrue(leaveOneOut[0] < 0.05, "leave one out: " + leaveOneOut[0]);
    assertTrue(heldOut[0] < 0.1, "held out: " + heldOut[0]);
  }

  /** Why the side of the fitted means is asked for: plain scatters would find a signal here. */
  @Test
  void aKernelThatKnowsOnlyEqualRowsScoresNothingWhenLeftOut() {
    Sample sample = Sample.of(6, 90, 4, 3);
    KernelComponents model =
        KernelDca.of(Kernel.rbf(1e6))
            .withRidge(0.1)
            .withLeaveOneOut(true)
            .fit(sample.rows(), sample.labels());
    DMatrixRMaj left = model.model().leaveOneOutScores().orElseThrow();
    double plain = Snr.of(SnrForm.TRACE_RATIO, left, sample.labels(), left, sample.labels());
    assertTrue(plain > 1e6, "between-class scatter over scatter within: " + plain);
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () ->
                multiKernel(Kernel.rbf(1e6))
                    .withWeighting(KernelWeighting.LEAVE_ONE_OUT_SNR)
                    .fit(sample.data(), KEEP));
    assertTrue(e.getMessage().contains("no kernel"), e.getMessage());
    assertTrue(e.getMessage().contains("LEAVE_ONE_OUT_SNR"), e.getMessage());
  }

  @Test
  void rowsHeldOutByTheCallerAreTheOnesThatCount() {
    Sample sample = Sample.of(7, 120, 5, 3);
    MultiKernel both = multiKernel(NARROW, WIDE);
    int[] early = IntStream.range(0, 90).toArray();
    int[] late = IntStream.range(90, 120).toArray();
    double[] last = both.fit(sample.data(), KEEP).weights().orElseThrow().values();
    assertArrayEquals(last, weights(both, sample, early, late), "the default");
    assertTrue(last[1] != weights(both, sample, late, early)[1]);
    message("row 120, from 0 to 119", () -> weights(both, sample, early, new int[] {120}));
    message("no row of 120", () -> weights(both, sample, early, new int[0]));
    message("1 parts, two", () -> weights(both, sample, early));
  }

  private static double[] weights(MultiKernel kernels, Sample sample, int[]... parts) {
    return kernels.fit(sample.data(), KEEP, new Split(parts)).weights().orElseThrow().values();
  }

  @Test
  void anUninformativeKernelIsWeighedDown() {
    // On rings the linear kernel sees nothing, and the narrow one fits its own rows only.
    Sample rings = Sample.rings(8, 300);
    Sample test = Sample.rings(9, 300);
    MultiKernel three = multiKernel(Kernel.linear(), Kernel.rbf(1), Kernel.rbf(1e4));
    for (KernelWeighting weighting :
        List.of(KernelWeighting.HELD_OUT_SNR, KernelWeighting.LEAVE_ONE_OUT_SNR)) {
      KernelModel model = three.withWeighting(weighting).fit(rings.data(), KEEP);
      double[] mu = model.weights().orElseThrow().values();
      assertTrue(mu[1] > 0.95, weighting + ": " + Arrays.toString(mu));
      assertTrue(
          NearestMean.accuracy(
                  model.transform(rings.rows()),
                  rings.labels(),
                  model.transform(test.rows()),
                  test.labels())
              > 0.95);
    }
  }

  @ParameterizedTest
  @EnumSource
  void landmarksMakeAMultiKernelWithoutRows(KernelWeighting weighting) {
    Sample rings = Sample.rings(12, 900);
    Sample test = Sample.rings(13, 300);
    MultiKernel two =
        multiKernel(Kernel.laplacian(1), Kernel.rbf(1)).withWeighting(weighting).withLandmarks(60);
    KernelModel model = two.fit(rings.data(), KEEP);
    assertTrue(model.warnings().isEmpty());
    assertTrue(
        NearestMean.accuracy(
                model.transform(rings.rows()),
                rings.labels(),
                model.transform(test.rows()),
                test.labels())
            > 0.95);
  }

  @Test
  void labelsOfNoiseHaveNothingToKeepWhenLeftOut() {
    Random random = new Random(10);
    DMatrixRMaj rows = Sample.gaussian(random, 200, 4);
    Labels coin = Labels.of(IntStream.range(0, 200).map(i -> i % 2).toArray());
    KernelComponents model =
        KernelDca.of(Kernel.rbf(0.5)).withRidge(0.01).withLeaveOneOut(true).fit(rows, coin);
    DMatrixRMaj fitted = model.trainingScores();
    double training = Snr.of(SnrForm.TRACE_RATIO, fitted, coin, fitted, coin);
    double left =
        Snr.of(
            SnrForm.TRACE_RATIO,
            model.model().leaveOneOutScores().orElseThrow(),
            coin,
            fitted,
            coin);
    assertTrue(training > 1, "the kernel fits noise: " + training);
    assertTrue(left < 0.05, "and the rows left out say so: " + left);
  }

  @Test
  void aModelIsRebuiltFromItsPartsToTheLastBit() {
    Sample sample = Sample.of(11, 100, 5, 3);
    KernelModel model = multiKernel(Kernel.linear(), WIDE).fit(sample.data(), KEEP);
    KernelModel same = KernelModel.of(model.features(), weighted(model));
    assertArrayEquals(model.transform(sample.rows()).data, same.transform(sample.rows()).data);
    assertEquals(List.of(Kernel.linear(), WIDE), model.features().kernels());
    message(
        "weights: of the kernels [rbf:gamma=0.05]",
        () ->
            model.withWeights(
                new KernelWeights(
                    KernelWeighting.UNIFORM,
                    SnrForm.TRACE_RATIO,
                    List.of(new KernelWeights.Entry(WIDE, 1, 1)))));
    message(
        "the sum of 1 is 0.5",
        () ->
            new KernelWeights(
                KernelWeighting.UNIFORM,
                SnrForm.TRACE_RATIO,
                List.of(new KernelWeights.Entry(WIDE, 1, 0.5))));
    message("kernels: 0", () -> MultiKernel.of());
    message(
        "row 2, column 1",
        () -> {
          DMatrixRMaj bad = sample.rows().copy();
          for (int i = 0; i < bad.data.length; i++) {
            bad.data[i] = Math.abs(bad.data[i]);
          }
          bad.set(1, 0, -1);
          multiKernel(Kernel.linear(), Kernel.chiSquare(1))
              .fit(new Sample(bad, sample.labels()).data(), KEEP);
        });
  }

  private static SubspaceModel weighted(KernelModel model) {
    return SubspaceModel.of(
        model.method(),
        (AffineMap) model.steps().get(1),
        model.roles(),
        model.ridge(),
        model.eigenvalues(),
        model.removed(),
        model.rowsSeen(),
        model.classes());
  }

  private static double score(MultiKernel one, Sample sample) {
    return one.fit(sample.data(), KEEP).weights().orElseThrow().entries().get(0).score();
  }

  private static double[] weights(
      MultiKernel kernels, KernelWeighting weighting, SnrForm form, Sample sample) {
    return kernels
        .withWeighting(weighting, form)
        .withRidge(Ridge.relative(0.01))
        .fit(sample.data(), KEEP)
        .weights()
        .orElseThrow()
        .values();
  }

  private static double accuracy(KernelDca dca, Sample train, Sample test) {
    return KernelDcaTest.nearestMean(dca.fit(train.rows(), train.labels()), train, test);
  }

  private static double alignment(Kernel kernel, Sample sample) {
    DMatrixRMaj gram = CentredGram.of(kernel, sample.rows()).matrix();
    DMatrixRMaj e = ClassTargets.of(sample.labels());
    DMatrixRMaj ideal = Dense.multiply(e, Dense.transpose(e));
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < gram.data.length; i++) {
      product += gram.data[i] * ideal.data[i];
      first += gram.data[i] * gram.data[i];
      second += ideal.data[i] * ideal.data[i];
    }
    return product / Math.sqrt(first * second);
  }

  private static void message(String part, org.junit.jupiter.api.function.Executable action) {
    BadDataException e = assertThrows(BadDataException.class, action);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
