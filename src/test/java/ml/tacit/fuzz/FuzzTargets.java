package ml.tacit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every reader under attack: the classes of the tests whose names end in {@code Fuzz}. */
final class FuzzTargets {
  private static final Path CLASSES = Path.of("target", "test-classes");

  /** Cases that were faults once, and seeds that are no text: a folder a reader. */
  private static final Path CASES = Path.of("src", "test", "resources", "fuzz");

  /** Values that somebody did not think of. */
  static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "0",
          "-1",
          "-0.0",
          "0.5",
          "1e999",
          "1e-999",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "99999999999999999999",
          "NaN",
          "-Infinity",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "%s");

  private FuzzTargets() {}

  /** Their class names, sorted. */
  static List<String> names() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith("Fuzz.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fuzzed of(String name) throws ReflectiveOperationException {
    return Class.forName(name).asSubclass(Fuzzed.class).getDeclaredConstructor().newInstance();
  }

  /** The kept cases of a reader, by name; none where it has no folder. */
  static List<Path> cases(String name) throws IOException {
    Path folder = CASES.resolve(simple(name));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
