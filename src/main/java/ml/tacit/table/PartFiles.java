package ml.tacit.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary files of {@link AtomicFile} and folders of {@link PartFolder}: none outlives its
 * process for long.
 *
 * <p>A process that is asked to end (SIGTERM, SIGINT, {@code System.exit}) removes its own. What a
 * crash left, the next run that writes into the folder removes, if all of this holds: the name is
 * one of ours, no process has the number in it, and nobody holds the file's lock. The lock tells of
 * a writer in another container, whose number means nothing here; where a file system has no locks,
 * the file stays.
 */
final class PartFiles {
  private static final Pattern NAME =
      Pattern.compile("\\..+\\.(\\d{1,18})-[0-9a-f]{1,16}\\.part", Pattern.DOTALL);
  private static final Pattern FOLDER =
      Pattern.compile("\\..+\\.(\\d{1,18})-[0-9a-f]{1,16}\\.parts", Pattern.DOTALL);
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();
  private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PartFiles::removeOpen, "tacit-part-files"));
  }

  private PartFiles() {}

  /** A new name beside the target. */
  static Path beside(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + unique() + ".part");
  }

  /** A new name of a folder. */
  static Path folderIn(Path parent, String name) {
    return parent.resolve("." + name + "." + unique() + ".parts");
  }

  private static String unique() {
    return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  }

  /** From here on the file is this process's to remove. */
  static void opened(Path file, FileChannel channel) {
    OPEN.add(file);
    try {
      channel.tryLock();
    } catch (IOException | OverlappingFileLockException e) {
      // no locks here: others go by the process's number
    }
  }

  /** The same for a folder, which has a lock of its own. */
  static void opened(Path folder) {
    OPEN.add(folder);
  }

  /** The file or folder has been moved or removed. */
  static void closed(Path file) {
    OPEN.remove(file);
  }

  private static void removeOpen() {
    for (Path file : OPEN) {
      try {
        if (FOLDER.matcher(file.getFileName().toString()).matches()) {
          PartFolder.removeAll(file);
        } else {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // the next run in the folder tries again
      }
    }
  }

  /** Removes what processes that have ended left in a folder; looked for once a process. */
  static void clear(Path folder) {
    if (!CLEARED.add(folder)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isLeft(file.getFileName().toString()))) {
      for (Path file : files) {
        removeUnlocked(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // a folder that cannot be listed is left as it is
    }
  }

  /** This process's own number may be that of one before it, as in containers. */
  static boolean isLeft(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() && !matcher.usePattern(FOLDER).reset().matches()) {
      return false;
    }
    long pid = Long.parseLong(matcher.group(1));
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  private static void removeUnlocked(Path file) {
    boolean folder = FOLDER.matcher(file.getFileName().toString()).matches();
    if (OPEN.contains(file)
        || (folder
            ? !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            : !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    if (folder) {
      removeFolder(file);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // somebody else's
    }
  }

  private static void removeFolder(Path folder) {
    try {
      PartFolder.removeUnlocked(folder);
    } catch (IOException | OverlappingFileLockException e) {
      // somebody else's, or not empty
    }
  }
}
