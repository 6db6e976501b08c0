package ml.tacit.table;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file that appears whole or not at all.
 *
 * <p>Bytes go to a temporary file beside the target; {@link #commit()} forces them to the disk and
 * moves the file into place in one step. Closing without a commit leaves the target as it was and
 * removes the temporary file; so does a process that is asked to end. What a crash left, the next
 * process that writes into the folder removes. Only its owner may read the temporary file, where
 * modes are kept (POSIX): what a crash leaves, others on the machine cannot read.
 *
 * <p>A symbolic link is written through: what it points to is replaced, the link stays. A file that
 * is replaced passes its mode, owner and group on; one that nobody may write to is not replaced.
 * Only the superuser can give a file to another owner: for anybody else it becomes the writer's
 * own, and no group is let in that was not. Access lists beside the mode are not seen. A device, a
 * pipe or the standard output ({@code /dev/stdout}) is not replaced but written to as the bytes
 * come, so whole-or-nothing does not hold there. Every error names the target. Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String where;
  private final OutputStream sink;
  private final OutputStream out;

  /** Null, as the two after it, where bytes go straight into the target. */
  private final Path target;

  private final Path temporary;
  private final FileChannel channel;

  /** What the file gets when it is complete; until then it is its owner's alone. */
  private Set<PosixFilePermission> mode;

  private boolean open = true;

  private AtomicFile(
      String where, OutputStream sink, Path target, Path temporary, FileChannel channel) {
    this.where = where;
    this.sink = sink;
    this.out = new Buffer(new FileErrors.NamedStream(where, sink, folder(target)));
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
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
   * @throws BadDataException as {@link #requirePossible}
   */
  public static void write(Path target, Content content) throws IOException {
    write(create(target), content);
  }

  /**
   * Writes a whole file that holds secrets: if it is new, only its owner may read it (mode 600).
   *
   * @param target the file
   * @param content writes the bytes
   * @throws IOException if writing fails; the target is then untouched
   * @throws BadDataException as {@link #requirePossible}
   */
  public static void writePrivate(Path target, Content content) throws IOException {
    write(createPrivate(target), content);
  }

  /**
   * Puts a finished file in the place of another as a commit does: whole or not at all. The mode of
   * what it replaces stays, but a file that only its owner may read is let nobody else read.
   *
   * @param finished a file in the folder of the target, or one in it; it is gone afterwards
   * @param target the file to be
   * @throws IOException if that fails; both are then as they were
   */
  public static void replace(Path finished, Path target) throws IOException {
    if (Files.isSymbolicLink(target) || Destination.isSpecial(target)) {
      write(target, out -> Files.copy(finished, out));
      Files.delete(finished);
      return;
    }
    try {
      if (Files.exists(target) && !FileAccess.isOwnerOnly(finished)) {
        Set<PosixFilePermission> mode = FileAccess.takeOver(target, finished);
        if (mode != null) {
          Files.setPosixFilePermissions(finished, mode);
        }
      }
      move(finished, target);
    } catch (IOException e) {
      throw FileErrors.named(target.toString(), e);
    }
  }

  /**
   * Makes a folder for files that hold secrets, and the folders above it: what is new, only its
   * owner may enter (mode 700).
   *
   * @param folder the folder; one that exists stays as it is
   * @throws IOException if it cannot be made
   */
  public static void createPrivateFolder(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    Files.createDirectories(folder, FileAccess.ownerOnlyFolder(existing));
  }

  /**
   * Checks a target before long work: it must not be a directory or read-only, and its directory
   * must exist and be writable.
   *
   * @param target the file to be written later; null is no file and passes
   * @throws BadDataException if it could not be written
   */
  public static void requirePossible(Path target) {
    if (target != null) {
      Destination.requireWritable(target);
    }
  }

  /**
   * Whether two paths are one file, so that writing one changes the other: also through symbolic
   * and hard links, and also where the file does not exist yet.
   *
   * @param a a file
   * @param b another, perhaps
   * @return whether they are the same regular file, or would be
   * @throws IOException if that cannot be found out
   */
  public static boolean isSame(Path a, Path b) throws IOException {
    if (Files.exists(a) && Files.exists(b)) {
      // A terminal may be standard input and output at once: nothing of it is replaced.
      return Files.isRegularFile(a) && Files.isSameFile(a, b);
    }
    if (Files.exists(a) || Files.exists(b) || !hasFolder(a) || !hasFolder(b)) {
      return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
    return Destination.resolved(a).equals(Destination.resolved(b));
  }

  private static Path folder(Path target) {
    return target == null ? null : target.getParent();
  }

  private static boolean hasFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder);
  }

  /**
   * Whether bytes written to a path go to the standard output of this process.
   *
   * @param target the file to be written, or null
   * @return whether it is {@code /dev/stdout}, {@code /dev/fd/1} or a link to one of them
   */
  public static boolean isStandardOutput(Path target) {
    return target != null && Destination.isStandardOutput(target);
  }

  /**
   * Opens the temporary file beside the target.
   *
   * @param target the file to appear on {@link #commit()}; its directory must exist
   * @return the open file
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException as {@link #requirePossible}
   */
  public static AtomicFile create(Path target) throws IOException {
    return create(target, false);
  }

  /**
   * The same for a file that holds secrets: if it is new, only its owner may read it (mode 600).
   *
   * @param target the file to appear on {@link #commit()}; its directory must exist
   * @return the open file
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException as {@link #requirePossible}
   */
  public static AtomicFile createPrivate(Path target) throws IOException {
    return create(target, true);
  }

  private static AtomicFile create(Path target, boolean ownerOnly) throws IOException {
    requirePossible(target);
    String where = target.toString();
    try {
      if (Destination.isStandardOutput(target)) {
        // Not opened again: it may be a socket, or a file with other text before and after.
        return direct(where, new Unclosed(new FileOutputStream(FileDescriptor.out)));
      }
      if (Destination.isSpecial(target)) {
        return direct(where, Files.newOutputStream(target, StandardOpenOption.WRITE));
      }
      return beside(where, Destination.resolved(target), ownerOnly);
    } catch (IOException e) {
      throw FileErrors.named(where, e);
    }
  }

  private static AtomicFile direct(String where, OutputStream sink) {
    return new AtomicFile(where, sink, null, null, null);
  }

  private static AtomicFile beside(String where, Path target, boolean ownerOnly)
      throws IOException {
    Path folder = target.getParent();
    PartFiles.clear(folder);
    Path temporary = PartFiles.beside(target);
    boolean replaces = Files.exists(target);
    Set<PosixFilePermission> usual = ownerOnly || replaces ? null : FileAccess.usualMode(temporary);
    FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            FileAccess.ownerOnlyFile(folder));
    PartFiles.opened(temporary, channel);
    AtomicFile file =
        new AtomicFile(where, Channels.newOutputStream(channel), target, temporary, channel);
    try {
      file.mode = replaces ? FileAccess.takeOver(target, temporary) : usual;
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void write(AtomicFile opened, Content content) throws IOException {
    try (AtomicFile file = opened) {
      content.writeTo(file.stream());
      file.commit();
    }
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
    out.flush();
    try {
      if (channel != null) {
        channel.force(true);
      }
      sink.close();
      if (temporary != null) {
        if (mode != null) {
          Files.setPosixFilePermissions(temporary, mode);
        }
        move(temporary, target);
        PartFiles.closed(temporary);
      }
    } catch (IOException e) {
      throw FileErrors.named(where, e);
    }
    open = false;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Gives up what was not committed; does nothing after a commit. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      try {
        sink.close(); // what is in the buffer is given up with the rest
      } finally {
        if (temporary != null) {
          Files.deleteIfExists(temporary);
          PartFiles.closed(temporary);
        }
      }
    }
  }

  /** Closing it writes what it holds; the file below stays open until the commit. */
  private static final class Buffer extends BufferedOutputStream {
    Buffer(OutputStream out) {
      super(out, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** The standard output is not ours to close. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
