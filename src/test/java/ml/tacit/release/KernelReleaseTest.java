package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.kernel.NystromMap;
import ml.tacit.kernel.RandomFourierMap;
import ml.tacit.kernel.RowsKept;
import ml.tacit.kernel.TensorSketchMap;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features before the affine map: every way in gives the same bits, and so does the file. */
class KernelReleaseTest {
  private static final int N = 300;
  private static final int D = 5;
  private static final Kernel RBF = Kernel.rbf(0.1);
  private static final Kernel SQUARE = Kernel.polynomial(2, 0.2, 1);
  private static final LabelledRows ROWS = rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("person");

  @TempDir Path folder;

  private static final List<Release> RELEASES = made().toList();

  static Stream<Release> releases() {
    return RELEASES.stream();
  }

  private static Stream<Release> made() {
    DMatrixRMaj rows = ROWS.rows();
    AffineMap scaling = AffineMap.scaling(new double[] {1, 0.5, 2, 1, 3}, new double[D]);
    FeatureMap standardised = ChainMap.of(scaling);
    return Stream.of(
        Release.of(plain(RBF, Rdca.ridge(0.1)).withLandmarks(20).fit(ROWS, ROLES)),
        release(
            NystromMap.of(
                LandmarkMap.of(RBF, first(20), true),
                CommonOps_DDRM.identity(20),
                IntStream.range(1, 21).toArray()),
            Rdca.ridge(0.1).withNoiseComponents(4)),
        release(standardised.then(nystrom(scaling.apply(rows))), Duca.ridge(0.1)),
        release(RandomFourierMap.draw(Kernel.laplacian(0.1), D, 15, 1), Duca.ridge(0.1)),
        release(TensorSketchMap.draw(SQUARE, D, 32, -7), Rdca.ridge(0.1)),
        Release.of(plain(RBF, Duca.ridge(1)).exact().fit(ROWS, ROLES)),
        Release.of(plain(SQUARE, Dca.ridge(1)).exact().fit(ROWS, Roles.keep("activity"))),
        multiKernel(MultiKernel.of(RBF, Kernel.linear(), Kernel.laplacian(0.2)).exact()),
        multiKernel(MultiKernel.of(RBF, SQUARE).withLandmarks(12)));
  }

  private static Kernelized plain(Kernel kernel, Trainer trainer) {
    return Kernelized.of(kernel, trainer).withStandardization(false);
  }

  /** Landmarks that are means of rows. */
  private static FeatureMap nystrom(DMatrixRMaj rows) {
    return plain(RBF, Rdca.ridge(0.1))
        .withLandmarks(20)
        .fit(ROWS.withRows(ROWS.features(), rows), ROLES)
        .features();
  }

  private static DMatrixRMaj first(int n) {
    return ROWS.select(IntStream.range(0, n).toArray()).rows();
  }

  private static Release release(FeatureMap features, Trainer trainer) {
    return Release.of(model(features, trainer), ROWS.features())
        .withSettings(Map.of("note", "é \"q\""));
  }

  private static KernelModel model(FeatureMap features, Trainer trainer) {
    Scatter scatter = new Scatter(features.outputs(), "activity", "person");
    scatter.accept(features.apply(ROWS.rows()), ROWS.label("activity"), ROWS.label("person"));
    return KernelModel.of(features, trainer.fit(scatter.snapshot(), ROLES));
  }

  private static Release multiKernel(MultiKernel kernels) {
    return Release.of(
        kernels
            .withStandardization(false)
            .withWeighting(KernelWeighting.ALIGNMENT)
            .withRidge(Ridge.absolute(1))
            .fit(ROWS, ROLES));
  }

  private static LabelledRows rows() {
    Random random = new Random(4);
    DMatrixRMaj rows = new DMatrixRMaj(N, D);
    int[] person = new int[N];
    int[] activity = new int[N];
    for (int i = 0; i < N; i++) {
      person[i] = random.nextInt(4);
      activity[i] = random.nextInt(3);
      for (int j = 0; j < D; j++) {
        rows.set(i, j, random.nextGaussian() + (person[i] == j ? 2 : 0) + activity[i]);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    return new LabelledRows(IntStream.range(0, D).mapToObj(j -> "x" + j).toList(), rows, labels);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyWayInGivesTheSameBits(Release release) throws IOException {
    DMatrixRMaj block = release.transform(ROWS.rows());
    int m = block.numCols;
    for (int i = 0; i < N; i += 7) {
      double[] row = Arrays.copyOfRange(ROWS.rows().data, i * D, (i + 1) * D);
      assertArrayEquals(Arrays.copyOfRange(block.data, i * m, (i + 1) * m), release.transform(row));
    }
    assertArrayEquals(block.data, release.transform(ROWS).rows().data);
    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv");
    CsvWriter.writeAll(input, ROWS);
    assertEquals(N, release.transformCsv(input, output).rows());
    LabelledRows streamed =
        CsvReader.readAll(output, new ColumnRoles(List.of(), release.outputs(), List.of()));
    assertArrayEquals(block.data, streamed.rows().data);
    assertEquals(release.info().method() + m, release.outputs().get(m - 1));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aSavedModelComesBackWithEveryBit(Release release) throws IOException {
    Path file = folder.resolve("model.safetensors");
    release.save(file);
    Release loaded = Release.load(file);
    assertEquals(release.info(), loaded.info());
    assertEquals(release.warnings(), loaded.warnings());
    assertEquals(
        release.features().orElseThrow().kernels(), loaded.features().orElseThrow().kernels());
    assertEquals(
        release.features().orElseThrow().landmarkCount(),
        loaded.features().orElseThrow().landmarkCount());
    assertArrayEquals(release.transform(ROWS.rows()).data, loaded.transform(ROWS.rows()).data);
    byte[] bytes = Files.readAllBytes(file);
    loaded.save(file);
    assertArrayEquals(bytes, Files.readAllBytes(file), "the same release, the same bytes");
  }

  @Test
  void rowsThatSeveralKernelsShareAreInTheFileOnce() throws IOException {
    MultiKernel one = MultiKernel.of(RBF).exact();
    MultiKernel three = MultiKernel.of(RBF, Kernel.rbf(0.2), Kernel.linear()).exact();
    long rows = 8L * N * D;
    long one1 = size(multiKernel(one));
    long three3 = size(multiKernel(three));
    assertTrue(one1 > rows, "the rows are there");
    // Each kernel adds its own L−1 coefficients per row, and no rows.
    assertTrue(three3 < one1 + 2 * (8L * N * 2) + 4000, one1 + " and " + three3);
    assertEquals(List.of(new RowsKept(N, D)), multiKernel(three).warnings());
    assertTrue(multiKernel(three.withLandmarks(12)).warnings().isEmpty());
  }

  private long size(Release release) throws IOException {
    Path file = folder.resolve("size.safetensors");
    release.save(file);
    return Files.size(file);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void anyChangedByteAndAnyTruncationIsRefused(Release release) throws IOException {
    Path file = folder.resolve("model.safetensors");
    release.save(file);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(6);
    for (int place : random.ints(50, 0, bytes.length).toArray()) {
      byte[] changed = bytes.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      refused(file, changed);
    }
    for (int length : random.ints(10, 0, bytes.length).toArray()) {
      refused(file, Arrays.copyOf(bytes, length));
    }
  }

  /** Whoever can write a checksum can write anything: what is said must still make sense. */
  @Test
  void aHeaderThatMakesNoSenseIsRefused() throws IOException {
    List<Release> releases = RELEASES;
    crafted(
        releases.get(0), "\\\"kind\\\":\\\"nystrom\\\"", "\\\"kind\\\":\\\"nystrum\\\"", "kind");
    crafted(releases.get(0), "rbf:gamma=0.1", "rbf:gamma=0.0", "gamma");
    crafted(releases.get(0), "rbf:gamma=0.1", "cosine:gamma=1", "unknown kernel");
    crafted(releases.get(0), "\\\"training_rows\\\":false", "\\\"training_rows\\\":0", "true or");
    crafted(
        releases.get(0), "\\\"rows_per_landmark\\\":[", "\\\"rows_per_landmark\\\":[9,", "count");
    crafted(
        releases.get(0),
        "\\\"rows_per_landmark\\\":[",
        "\\\"rows_per_landmark\\\":[1e9,",
        "counts");
    crafted(releases.get(0), "steps.0.whitening\\\"", "steps.0.whytening\\\"", "missing");
    crafted(releases.get(0), "steps.0.landmarks\\\"", "steps.1.matrix\\\"", "missing");
    crafted(releases.get(2), "\\\"kind\\\":\\\"chain\\\"", "\\\"kind\\\":\\\"side_by_side\\\"", "");
    crafted(releases.get(3), "laplacian:gamma=0.1", "linear", "'linear'");
    crafted(releases.get(4), "\\\"features\\\":32", "\\\"features\\\":1048576", "numbers");
    crafted(releases.get(4), "\\\"features\\\":32", "\\\"features\\\":64", "32 inputs");
    crafted(releases.get(4), "\\\"seed\\\":\\\"-7\\\"", "\\\"seed\\\":\\\"x\\\"", "seed");
    crafted(
        releases.get(7), "\\\"weighting\\\":\\\"ALIGN", "\\\"weighting\\\":\\\"BEST", "weighting");
    crafted(
        releases.get(7),
        "{\\\"kernel\\\":\\\"linear\\\"",
        "{\\\"kernel\\\":\\\"rbf:gamma=3\\\"",
        "");
    crafted(releases.get(0), "\\\"rank\\\":", "\\\"rank\\\":9000000000", "rank");
  }

  private void crafted(Release release, String from, String to, String mention) throws IOException {
    Path file = folder.resolve("crafted.safetensors");
    release.save(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, ModelBytes.replaced(bytes, from, to));
    BadDataException e = assertThrows(BadDataException.class, () -> Release.load(file), to);
    assertTrue(e.getMessage().contains(mention), e.getMessage());
    assertFalse(e.getMessage().contains("altered"), "the checksum was right");
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  /** A file with another header and the checksum that belongs to it never fails otherwise. */
  @Test
  void anyHeaderWithItsChecksumIsReadOrRefused() throws IOException {
    Path file = folder.resolve("fuzzed.safetensors");
    Random random = new Random(8);
    int read = 0;
    List<byte[]> files = new ArrayList<>();
    for (Release release : RELEASES) {
      release.save(file);
      files.add(Files.readAllBytes(file));
    }
    for (int i = 0; i < 800; i++) {
      byte[] bytes = files.get(random.nextInt(files.size())).clone();
      int header = ModelBytes.headerLength(bytes);
      for (int k = 0; k <= random.nextInt(3); k++) {
        bytes[8 + random.nextInt(header)] =
            (byte) "0123456789.-\"{}[]:,eatrn\\ ".charAt(random.nextInt(26));
      }
      Files.write(file, ModelBytes.signed(bytes));
      try {
        Release.load(file);
        read++;
      } catch (BadDataException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      }
    }
    assertTrue(read > 10 && read < 750, read + " of 800 still make sense");
  }

  @Test
  void aBadRowIsNamedByItsNumberInTheBlock() {
    Release release = RELEASES.get(0);
    DMatrixRMaj bad = ROWS.rows().copy();
    bad.set(290, 2, Double.NaN);
    BadDataException e = assertThrows(BadDataException.class, () -> release.transform(bad));
    assertEquals("row 291 (from 1), column 'x2': NaN is not a finite number", e.getMessage());
    LandmarkMap map = LandmarkMap.of(RBF, ROWS.rows(), true);
    e = assertThrows(BadDataException.class, () -> map.then(nystrom(ROWS.rows())));
    assertTrue(e.getMessage().contains("has 5 inputs, the one before it 300"), e.getMessage());
  }

  private void refused(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    BadDataException e = assertThrows(BadDataException.class, () -> Release.load(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }
}
