package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.Ridge;
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

  @ParameterizedTest
  @EnumSource
  void weightsAreSharesAndReleasedProductsTheWeightedSum(KernelWeighting weighting) {
    Sample sample = Sample.of(1, 160, 5, 3);
    DMatrixRMaj fresh = Sample.of(2, 30, 5, 3).rows();
    Kernel[] kernels = {Kernel.linear(), WIDE, Kernel.laplacian(0.2)};
    for (SnrForm form : SnrForm.values()) {
      MultiKernelModel model =
          MultiKernel.of(kernels)
              .weights(weighting, form)
              .ridge(0.5)
              .fit(sample.rows(), sample.labels());
      double[] mu = model.weights().values();
      assertEquals(1, Arrays.stream(mu).sum(), 1e-12);
      assertTrue(Arrays.stream(mu).allMatch(w -> w > 0));
      DMatrixRMaj released = model.transform(fresh);
      assertEquals(6, released.numCols);
      assertEquals(model.model().subspace().map().outputs(), released.numCols);
      DMatrixRMaj expected = new DMatrixRMaj(30, 30);
      for (int m = 0; m < 3; m++) {
        DMatrixRMaj z =
            KernelDca.of(kernels[m])
                .ridge(0.5)
                .fit(sample.rows(), sample.labels())
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
        MultiKernel.of(Kernel.linear(), WIDE)
            .weights(KernelWeighting.ALIGNMENT)
            .fit(sample.rows(), sample.labels())
            .weights();
    assertEquals(KernelWeighting.ALIGNMENT, weights.weighting());
    KernelWeights.Entry wide = weights.entries().get(1);
    assertEquals(WIDE, wide.kernel());
    assertEquals(alignment(WIDE, sample), wide.score(), 1e-12);
    double sum = weights.entries().get(0).score() + wide.score();
    assertEquals(wide.score() / sum, wide.weight(), 1e-15);
    assertArrayEquals(
        new double[] {0.5, 0.5},
        MultiKernel.of(Kernel.linear(), WIDE)
            .weights(KernelWeighting.UNIFORM)
            .fit(sample.rows(), sample.labels())
            .weights()
            .values());
  }

  @Test
  void trainingSnrIsTheScattersOfTheScores() {
    Sample sample = Sample.of(4, 150, 5, 3);
    KernelDcaModel model = KernelDca.of(WIDE).ridge(0.1).fit(sample.rows(), sample.labels());
    DMatrixRMaj z = model.trainingScores();
    double total = 0;
    for (double value : z.data) {
      total += value * value;
    }
    double between = Arrays.stream(model.eigenvalues()).sum();
    MultiKernel one = MultiKernel.of(WIDE).ridge(0.1);
    assertEquals(
        between / (total - between),
        score(one.weights(KernelWeighting.TRAINING_SNR), sample),
        1e-9);
    assertEquals(
        Arrays.stream(model.eigenvalues()).map(v -> v / (1 - v)).sum(),
        score(one.weights(KernelWeighting.TRAINING_SNR, SnrForm.FISHER_SUM), sample),
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

    MultiKernel both = MultiKernel.of(NARROW, WIDE);
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
    KernelDcaModel model =
        KernelDca.of(Kernel.rbf(1e6))
            .ridge(0.1)
            .withLeaveOneOut()
            .fit(sample.rows(), sample.labels());
    DMatrixRMaj left = model.leaveOneOutScores().orElseThrow();
    double plain = Snr.of(SnrForm.TRACE_RATIO, left, sample.labels(), left, sample.labels());
    assertTrue(plain > 1e6, "between-class scatter over scatter within: " + plain);
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () ->
                MultiKernel.of(Kernel.rbf(1e6))
                    .weights(KernelWeighting.LEAVE_ONE_OUT_SNR)
                    .fit(sample.rows(), sample.labels()));
    assertTrue(e.getMessage().contains("no kernel"), e.getMessage());
    assertTrue(e.getMessage().contains("LEAVE_ONE_OUT_SNR"), e.getMessage());
  }

  @Test
  void rowsHeldOutByTheCallerAreTheOnesThatCount() {
    Sample sample = Sample.of(7, 120, 5, 3);
    MultiKernel both = MultiKernel.of(NARROW, WIDE);
    int[] early = IntStream.range(0, 90).toArray();
    int[] late = IntStream.range(90, 120).toArray();
    double[] last = both.fit(sample.rows(), sample.labels()).weights().values();
    assertArrayEquals(last, weights(both, sample, early, late), "the default");
    assertTrue(last[1] != weights(both, sample, late, early)[1]);
    message("row 120, from 0 to 119", () -> weights(both, sample, early, new int[] {120}));
    message("no row of 120", () -> weights(both, sample, early, new int[0]));
    message("1 parts, two", () -> weights(both, sample, early));
  }

  private static double[] weights(MultiKernel kernels, Sample sample, int[]... parts) {
    return kernels.fit(sample.rows(), sample.labels(), new Split(parts)).weights().values();
  }

  @Test
  void anUninformativeKernelIsWeighedDown() {
    // On rings the linear kernel sees nothing, and the narrow one fits its own rows only.
    Sample rings = Sample.rings(8, 300);
    Sample test = Sample.rings(9, 300);
    MultiKernel three = MultiKernel.of(Kernel.linear(), Kernel.rbf(1), Kernel.rbf(1e4));
    for (KernelWeighting weighting :
        List.of(KernelWeighting.HELD_OUT_SNR, KernelWeighting.LEAVE_ONE_OUT_SNR)) {
      MultiKernelModel model = three.weights(weighting).fit(rings.rows(), rings.labels());
      double[] mu = model.weights().values();
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
        MultiKernel.of(Kernel.laplacian(1), Kernel.rbf(1)).weights(weighting).landmarks(60);
    MultiKernelModel model = two.fit(rings.rows(), rings.labels());
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
    KernelDcaModel model =
        KernelDca.of(Kernel.rbf(0.5)).ridge(0.01).withLeaveOneOut().fit(rows, coin);
    DMatrixRMaj fitted = model.trainingScores();
    double training = Snr.of(SnrForm.TRACE_RATIO, fitted, coin, fitted, coin);
    double left =
        Snr.of(SnrForm.TRACE_RATIO, model.leaveOneOutScores().orElseThrow(), coin, fitted, coin);
    assertTrue(training > 1, "the kernel fits noise: " + training);
    assertTrue(left < 0.05, "and the rows left out say so: " + left);
  }

  /** The three lines of the Javadoc, and that they stand there. */
  @Test
  void theJavadocExampleRuns() throws IOException {
    DMatrixRMaj rows = Sample.rings(20, 900).rows();
    Labels activity = Sample.rings(20, 900).labels();
    DMatrixRMaj fresh = Sample.rings(21, 300).rows();
    // Javadoc begins
    MultiKernel kernels = MultiKernel.of(Kernel.rbfMedian(rows), Kernel.laplacianMedian(rows));
    MultiKernelModel model = kernels.landmarks(100).fit(rows, activity);
    DMatrixRMaj released = model.transform(fresh);
    // Javadoc ends
    assertTrue(model.warnings().isEmpty());
    assertTrue(
        NearestMean.accuracy(
                model.transform(rows), activity, released, Sample.rings(21, 300).labels())
            > 0.95);
    List<String> javadoc =
        lines("src/main/java/ml/tacit/kernel/MultiKernel.java", "<pre>{@code", "}</pre>");
    assertEquals(3, javadoc.size());
    assertEquals(
        lines(
            "src/test/java/ml/tacit/kernel/MultiKernelTest.java", "// Java" + "doc begins", "ends"),
        javadoc);
  }

  private static List<String> lines(String file, String first, String last) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    int from = 0;
    while (!lines.get(from).contains(first)) {
      from++;
    }
    return lines.subList(from + 1, lines.size()).stream()
        .takeWhile(line -> !line.contains(last))
        .map(line -> line.replaceFirst("^\\s*\\*?\\s*", ""))
        .toList();
  }

  @Test
  void aModelIsRebuiltFromItsPartsToTheLastBit() {
    Sample sample = Sample.of(11, 100, 5, 3);
    MultiKernelModel model =
        MultiKernel.of(Kernel.linear(), WIDE).fit(sample.rows(), sample.labels());
    MultiKernelModel same =
        new MultiKernelModel(
            new KernelModel(model.model().features(), model.model().subspace()), model.weights());
    assertArrayEquals(model.transform(sample.rows()).data, same.transform(sample.rows()).data);
    assertEquals(List.of(Kernel.linear(), WIDE), model.model().features().kernels());
    message(
        "weights: of the kernels [rbf:gamma=0.05]",
        () ->
            new MultiKernelModel(
                model.model(),
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
    message("kernels: 0", MultiKernel::of);
    message(
        "row 2, column 1",
        () -> {
          DMatrixRMaj bad = sample.rows().copy();
          for (int i = 0; i < bad.data.length; i++) {
            bad.data[i] = Math.abs(bad.data[i]);
          }
          bad.set(1, 0, -1);
          MultiKernel.of(Kernel.linear(), Kernel.chiSquare(1)).fit(bad, sample.labels());
        });
  }

  private static double score(MultiKernel one, Sample sample) {
    return one.fit(sample.rows(), sample.labels()).weights().entries().get(0).score();
  }

  private static double[] weights(
      MultiKernel kernels, KernelWeighting weighting, SnrForm form, Sample sample) {
    return kernels
        .weights(weighting, form)
        .ridge(Ridge.relative(0.01))
        .fit(sample.rows(), sample.labels())
        .weights()
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
