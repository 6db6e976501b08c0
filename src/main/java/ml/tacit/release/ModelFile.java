package ml.tacit.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.NamedInput;

/**
 * A release as a {@link TensorFile}.
 *
 * <p>Version 3 has a list of steps and named sections. Versions 1 (one affine map) and 2 (a feature
 * map before it) are still read.
 */
final class ModelFile {
  static final String VERSION = "3";

  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-model", "model");

  private ModelFile() {}

  static void write(Release release, Path file) throws IOException {
    byte[] bytes = bytes(release);
    AtomicFile.writePrivate(file, out -> out.write(bytes));
  }

  static void write(Release release, OutputStream out) throws IOException {
    out.write(bytes(release));
  }

  /** The file's bytes: the same release, the same bytes. */
  private static byte[] bytes(Release release) {
    TensorWriter tensors = new TensorWriter();
    return TensorFile.bytes(KIND, VERSION, ModelHeader.of(release, tensors), tensors);
  }

  static Release read(Path file) throws IOException {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new BadDataException(file + ": no such model file");
    }
    try (InputStream in = NamedInput.open(file)) {
      return read(in, file.toString());
    }
  }

  /** Reads to the end of the stream; {@code where} opens messages. */
  static Release read(InputStream in, String where) throws IOException {
    try {
      TensorFile.Content content =
          TensorFile.parse(KIND, TensorFile.readAll(in), "1", "2", VERSION);
      return ModelHeader.release(content.version(), content.description(), content.tensors());
    } catch (BadDataException | IllegalArgumentException e) {
      throw new BadDataException(where + ": not a usable model file: " + e.getMessage(), e);
    }
  }
}
