package ml.tacit.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.openblas.global.openblas;

/** The processor that OpenBLAS believes to run on; it says so on loading, if asked to. */
final class OpenBlasCore {
  /**
   * Kernels without AVX, which it picks for processors that it does not know: a fifth of the speed.
   */
  private static final Set<String> UNTUNED =
      Set.of(
          "unknown",
          "generic",
          "prescott",
          "core2",
          "penryn",
          "dunnington",
          "nehalem",
          "atom",
          "opteron",
          "barcelona",
          "bobcat",
          "nano");

  /** Asked for once; not by the process that is asked. */
  private static final class Holder {
    private static final String NAME = readName();

    private Holder() {}
  }

  private OpenBlasCore() {}

  /** Only loads OpenBLAS, in a process of its own. */
  public static void main(String[] args) {
    openblas.blas_set_num_threads(1);
  }

  static String name() {
    return Holder.NAME;
  }

  /** Refuses to compare with kernels that were not made for this processor. */
  static void requireTuned() {
    if (UNTUNED.contains(name().toLowerCase(Locale.ROOT))) {
      throw new IllegalStateException(
          "OpenBLAS fell back to its '" + name() + "' kernels: nothing to compare with");
    }
  }

  private static String readName() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OpenBlasCore.class.getName());
    builder.environment().put("OPENBLAS_VERBOSE", "2");
    try {
      Process process = builder.redirectErrorStream(true).start();
      try (InputStream stream = process.getInputStream()) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("Core:"))
            .map(line -> line.substring("Core:".length()).strip())
            .findFirst()
            .orElse("unknown");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
