package ml.tacit.table;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a path to be written leads to, and whether it can be written. */
final class Destination {
  private static final int MOST_LINKS = 40;
  private static final Set<String> STANDARD_INPUT = Set.of("/dev/fd/0", "/proc/self/fd/0");
  private static final Set<String> STANDARD_OUTPUT = Set.of("/dev/fd/1", "/proc/self/fd/1");

  private Destination() {}

  /**
   * The file that writing to a path changes, whether it exists or not: symbolic links are followed,
   * also one that points at nothing yet.
   */
  static Path resolved(Path path) throws IOException {
    Path end = endOfLinks(path);
    Path folder = end.getParent();
    return folder == null ? end : folder.toRealPath().resolve(end.getFileName());
  }

  /** Whether a path is the process's own standard output, as {@code /dev/stdout} is. */
  static boolean isStandardOutput(Path path) {
    return leadsTo(STANDARD_OUTPUT, path);
  }

  /** Whether a path is the process's own standard input, as {@code /dev/stdin} is. */
  static boolean isStandardInput(Path path) {
    return leadsTo(STANDARD_INPUT, path);
  }

  private static boolean leadsTo(Set<String> stream, Path path) {
    try {
      return stream.contains(endOfLinks(path).normalize().toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a path exists and is a device, a pipe or a socket: it is written to, not replaced. */
  static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** Throws if the path could not be written. */
  static void requireWritable(Path path) {
    if (Files.isDirectory(path)) {
      throw new BadDataException(path + ": is a directory, a file was expected");
    }
    if (isSpecial(path) || isStandardOutput(path)) {
      return;
    }
    requireReplaceable(path);
  }

  private static void requireReplaceable(Path path) {
    Path folder;
    try {
      folder = endOfLinks(path).getParent();
    } catch (IOException e) {
      throw new BadDataException(path + ": " + FileErrors.reason(e), e);
    }
    if (!Files.isDirectory(folder)) {
      throw new BadDataException(path + ": its directory " + folder + " does not exist");
    }
    if (!Files.isWritable(folder)) {
      throw new BadDataException(path + ": its directory " + folder + " cannot be written to");
    }
    if (Files.exists(path) && (!Files.isWritable(path) || FileAccess.isReadOnly(path))) {
      throw new BadDataException(path + ": is read-only, so it is not replaced");
    }
  }

  /** Follows the last name of a path, link by link; the folders before it stay as they are. */
  private static Path endOfLinks(Path path) throws IOException {
    Path end = path.toAbsolutePath();
    for (int i = 0; i < MOST_LINKS; i++) {
      String name = end.normalize().toString();
      if (STANDARD_INPUT.contains(name) // links themselves, to what is no name
          || STANDARD_OUTPUT.contains(name)
          || !Files.isSymbolicLink(end)) {
        return end;
      }
      end = end.resolveSibling(Files.readSymbolicLink(end));
    }
    throw new FileSystemException(path.toString(), null, "too many symbolic links");
  }
}
