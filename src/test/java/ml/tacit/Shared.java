package ml.tacit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data and reference figures beside the project; tests that need them skip where they are
 * absent.
 */
public final class Shared {
  private Shared() {}

  /** A file or folder under {@code ../shared}; skips the test if it is not there. */
  public static Path require(String path) {
    Path found = Path.of("..", "shared").resolve(path);
    Assumptions.assumeTrue(
        Files.exists(found), () -> "skipped: " + found + " is not beside the project");
    return found;
  }
}
