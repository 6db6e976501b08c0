package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** A file that is opened more than once: whether it is still the one it was. */
record UnchangedFile(Path path, long size, FileTime modified, Object key) {

  /** Throws if it is a pipe; {@code format} says what asks for a file. */
  static UnchangedFile of(Path path, String format) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BadDataException(
          path + ": " + format + " is not read from a pipe; save it to a file first");
    }
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new UnchangedFile(path, now.size(), now.lastModifiedTime(), now.fileKey());
  }

  /** Throws if the file is another one now. */
  void require() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (now.size() != size
        || !now.lastModifiedTime().equals(modified)
        || !Objects.equals(now.fileKey(), key)) {
      throw new BadDataException(path + ": was changed while it was read");
    }
  }
}
