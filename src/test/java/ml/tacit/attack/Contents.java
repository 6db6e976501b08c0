package ml.tacit.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ml.tacit.table.Digests;

/** The files of a folder, as a whole. */
final class Contents {
  private Contents() {}

  /** The sha256 of each file below a folder, by its name in it; none where there is no folder. */
  static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      digests.put(
          folder.relativize(file).toString().replace('\\', '/'),
          Digests.sha256(Files.readAllBytes(file)));
    }
    return digests;
  }

  /** Names, sizes and times: changes with the first byte that a process writes. */
  static String state(Path folder) throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path file : files(folder)) {
      try {
        state.append(file).append(' ').append(Files.size(file)).append(' ');
        state.append(Files.getLastModifiedTime(file)).append('\n');
      } catch (NoSuchFileException e) {
        state.append("gone\n");
      }
    }
    return state.toString();
  }

  /** Puts copies of the files of one folder into another, in which nothing else stays. */
  static void copy(Path from, Path to) throws IOException {
    remove(to);
    Files.createDirectories(to);
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** With all that is in it. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      return List.of(); // changes meanwhile
    }
  }
}
