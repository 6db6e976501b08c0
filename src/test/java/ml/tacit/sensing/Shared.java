package ml.tacit.sensing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public data sets beside the project; tests that need one are skipped where it is not. */
final class Shared {
  private Shared() {}

  static Path dataSet(String folder) {
    Path path = Path.of("..", "shared", "datasets", folder);
    assumeTrue(Files.isDirectory(path), "skipped: " + path + " is not there");
    return path;
  }
}
