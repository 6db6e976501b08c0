package ml.tacit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for readers that need a file; it goes with the JVM. */
public final class Scratch {
  private final Path folder;

  /** A new folder. */
  public Scratch() {
    try {
      folder = Files.createTempDirectory("tacit-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** The one file, with these bytes. */
  public Path file(byte[] data) throws IOException {
    return Files.write(folder.resolve("in"), data);
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
