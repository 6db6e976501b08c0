package ml.tacit.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder in the making: it is put in its place in one step, or goes.
 *
 * <p>Until then it is its owner's alone (mode 700). It has a name of its own kind and a lock while
 * its process lives. A process that is asked to end removes it; what a crash left, the next process
 * that makes one in the same folder removes. It holds files only. Not thread-safe.
 */
public final class PartFolder implements AutoCloseable {
  private static final String LOCK = ".lock";

  private Path path;
  private final FileChannel lock;

  /** What a folder gets that is made without asking for a mode; null where there is none. */
  private Set<PosixFilePermission> mode;

  /** Whether a crash leaves it to the next process, to be finished rather than removed. */
  private boolean kept;

  private PartFolder(Path path, FileChannel lock, boolean kept) {
    this.path = path;
    this.lock = lock;
    this.kept = kept;
  }

  /**
   * Makes one.
   *
   * @param parent the folder to make it in
   * @param name what it is for; becomes part of its name
   * @return the folder, empty
   * @throws IOException if it cannot be made
   */
  public static PartFolder in(Path parent, String name) throws IOException {
    Path real = parent.toRealPath();
    PartFiles.clear(real);
    Path path = Files.createDirectory(PartFiles.folderIn(real, name));
    PartFiles.opened(path);
    try {
      PartFolder part = new PartFolder(path, locked(path).orElseThrow(), false);
      part.mode = FileAccess.closeToOthers(path);
      return part;
    } catch (IOException | RuntimeException e) {
      PartFiles.closed(path);
      removeAll(path);
      throw e;
    }
  }

  /**
   * Takes over a folder that was given a name ({@link #moveTo}) by a process that has ended since.
   *
   * @param folder the folder
   * @return it, or nothing where its process is alive
   * @throws IOException if it cannot be read
   */
  public static Optional<PartFolder> takeOver(Path folder) throws IOException {
    return locked(folder).map(lock -> new PartFolder(folder, lock, true));
  }

  /** The lock, or nothing if somebody has it; where a file system has none, it is nobody's. */
  private static Optional<FileChannel> locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      // no locks here
    }
    return Optional.of(channel);
  }

  /**
   * Where it is.
   *
   * @return the folder; files go into it
   */
  public Path path() {
    return path;
  }

  /**
   * Gives it a name in one step. From here on it stays until it is {@linkplain #remove removed}:
   * the next process finishes what was begun with it ({@link #takeOver}).
   *
   * @param name of a folder that is not there, in the folder that this one is in
   * @throws IOException if that fails; it is then as it was
   */
  public void moveTo(String name) throws IOException {
    Path target = path.resolveSibling(name);
    move(path, target);
    PartFiles.closed(path);
    path = target;
    kept = true;
  }

  /**
   * Puts it in the place of a folder that is not there, in one step; it is then no part any more.
   *
   * @param target the folder to be; the one it stands in must be that of this one
   * @throws IOException if that fails; it is then as it was
   */
  public void becomes(Path target) throws IOException {
    lock.close();
    Files.deleteIfExists(path.resolve(LOCK));
    if (mode != null) {
      Files.setPosixFilePermissions(path, mode);
    }
    move(path, target);
    PartFiles.closed(path);
    kept = true;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /**
   * The files in it.
   *
   * @return their names
   * @throws IOException if it cannot be read
   */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(LOCK))
          .sorted()
          .toList();
    }
  }

  /**
   * Removes it with what is left in it.
   *
   * @throws IOException if that fails
   */
  public void remove() throws IOException {
    removeAll(path);
    PartFiles.closed(path);
    kept = true;
  }

  /** Removes it, unless it has a name or became a folder; the lock ends. */
  @Override
  public void close() throws IOException {
    try (lock) {
      if (!kept) {
        remove();
      }
    }
  }

  /** Removes a folder that nobody holds. */
  static void removeUnlocked(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      removeAll(folder);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        removeAll(folder);
      }
    }
  }

  /** The lock goes last: without it, the rest would look left. */
  static void removeAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : files) {
      if (!file.endsWith(LOCK)) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }
}
