package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.kernel.RowsKept;
import ml.tacit.subspace.ModelWarning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files that earlier versions wrote, and what those versions made of a row. */
class GoldenModelTest {
  /** Plain and SIMD kernels differ in the last bits. */
  private static final double LAST_BITS = 1e-13;

  /** A file, the row it was given, and what the version that wrote it answered. */
  record Golden(String file, double[] row, double... released) {
    Release load() throws IOException {
      return Release.load(Path.of("src/test/resources/ml/tacit/release/" + file + ".safetensors"));
    }
  }

  static List<Golden> files() {
    double[] one = {1, 2, 3};
    double[] two = {0.5, -1.25, 2};
    return List.of(
        new Golden("rdca-v1", one, 1.7850453436796516, 2.249164968450363, 1.3089453439545429),
        new Golden("dca-v1", one, -0.29404450061942655),
        new Golden(
            "nystrom-v2", two, 0.1108869790007383, -0.02596170429650624, 0.026157968268168352),
        new Golden(
            "fourier-v2",
            two,
            0.3992911120705202,
            0.11067204146406184,
            0.332454231865414,
            0.20009822228665736,
            0.15876895464577293,
            0.40776099876357774,
            -0.2385704475134973,
            -0.41141525204560603,
            -0.27274744070147183,
            -0.26413325704352436,
            0.16358551489910889,
            0.05587083095499601),
        new Golden(
            "sketch-v2", two, 0.07521269765822863, 0.0035261885031712195, -0.03193309990158351),
        new Golden(
            "multi-v2",
            two,
            0.08696298986016776,
            -0.032622316274146086,
            0.043012002125853536,
            0.0686173708827082,
            0.029452910372834606,
            -0.047073325423656935),
        new Golden(
            "exact-v2", two, 0.057445389896480625, 0.03733890676387652, -0.024673509822203954));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileOfVersionZeroOneIsReadAndGivesTheSameNumbers(Golden golden) throws IOException {
    Release release = golden.load();
    assertArrayEquals(golden.released(), release.transform(golden.row()), LAST_BITS);
    assertEquals("0.1.0", release.info().libraryVersion());
    assertEquals(golden.file().contains("multi"), release.weights().isPresent());
    assertEquals(
        golden.file().contains("exact"),
        release.warnings().stream().anyMatch(RowsKept.class::isInstance));
    assertTrue(release.warnings().contains(new ModelWarning.FullPrecision()), "no step rounds");
    assertTrue(Double.isNaN(release.info().candidates()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void writtenAnewItGivesTheSameBits(Golden golden) throws IOException {
    Release release = golden.load();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    release.writeTo(out);
    Release again = Release.read(new ByteArrayInputStream(out.toByteArray()));
    assertArrayEquals(release.transform(golden.row()), again.transform(golden.row()));
    assertEquals(release.info(), again.info());
    assertFalse(again.steps().isEmpty());
  }
}
