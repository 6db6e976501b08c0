package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.tacit.table.BadDataException;

/** Inputs that may be pipes: read once, of unknown size. */
final class Inputs {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private Inputs() {}

  /** The file of an option, where {@code -} is the standard input. */
  static Path of(Path option) {
    return option != null && option.toString().equals("-") ? STANDARD_INPUT : option;
  }

  /** Bytes of a file, for progress; -1 if that cannot be known, as of a pipe. */
  static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : -1;
  }

  /** Whether a second pass over a file finds the same rows. */
  static boolean isRereadable(Path file) {
    return !Files.exists(file) || Files.isRegularFile(file);
  }

  /**
   * Throws if a file cannot be read twice; {@code why} completes "cannot be read twice, as ...".
   */
  static void requireRereadable(Path file, String why) {
    if (!isRereadable(file)) {
      throw BadDataException.of(
          "%s: a pipe cannot be read twice, as %s; save it to a file first", file, why);
    }
  }
}
