package ml.tacit.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all.
 *
 * <p>Bytes go to a temporary file beside the target; {@link #commit()} forces them to the disk and
 * moves the file into place in one step. Closing without a commit leaves the target as it was and
 * removes the temporary file. Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path temporary;
  private final OutputStream out;
  private boolean open = true;

  private AtomicFile(Path target, Path temporary, OutputStream out) {
    this.target = target;
    this.temporary = temporary;
    this.out = out;
  }

  /** What {@link #write} runs: writes the whole content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out where to; need not be closed
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a whole file, or leaves it as it was.
   *
   * @param target the file
   * @param content writes the bytes
   * @throws IOException if writing fails; the target is then untouched
   */
  public static void write(Path target, Content content) throws IOException {
    try (AtomicFile file = create(target)) {
      content.writeTo(file.stream());
      file.commit();
    }
  }

  /**
   * Checks a target before long work: it must not be a directory, and its directory must exist.
   *
   * @param target the file to be written later; null is no file and passes
   * @throws BadDataException if it could not be written
   */
  public static void requirePossible(Path target) {
    if (target == null) {
      return;
    }
    if (Files.isDirectory(target)) {
      throw new BadDataException(target + ": is a directory, a file was expected");
    }
    Path directory = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      throw new BadDataException(target + ": its directory " + directory + " does not exist");
    }
  }

  /**
   * Opens the temporary file beside the target.
   *
   * @param target the file to appear on {@link #commit()}; its directory must exist
   * @return the open file
   * @throws IOException if the directory cannot be written to
   */
  public static AtomicFile create(Path target) throws IOException {
    requirePossible(target);
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    // Not Files.createTempFile: its owner-only permissions would stay on the finished file.
    String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    Path temporary = directory.resolve("." + absolute.getFileName() + "." + unique + ".part");
    OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
    return new AtomicFile(absolute, temporary, out);
  }

  /**
   * Where the bytes go; buffered.
   *
   * @return the stream; closing it is harmless but not needed
   */
  public OutputStream stream() {
    return out;
  }

  /**
   * Forces the bytes to the disk and puts the file in place of the target.
   *
   * @throws IOException if that fails; the target is then untouched
   */
  public void commit() throws IOException {
    out.close();
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    open = false;
  }

  /** Gives up what was not committed; does nothing after a commit. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      try {
        out.close();
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
