package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowInput;

/**
 * Where rows go: those of all files into one file, or those of each into a file of its name in a
 * folder.
 *
 * @param folder the folder, or null
 * @param parts what is read and written, one after the other
 */
record TransformedFiles(Path folder, List<Part> parts) {

  /** Rows that go into one file. */
  record Part(RowInput from, Path to) {}

  /**
   * Finds out. A folder is one that is there, a name that ends with a slash, and, for several
   * files, a name without an ending.
   *
   * @throws BadDataException if two files of one name would become one
   */
  static TransformedFiles of(RowInput input, String output) {
    Path target = Outputs.of(Path.of(output));
    if (!isFolder(input, output, target)) {
      return new TransformedFiles(null, List.of(new Part(input, target)));
    }
    List<Part> parts = new ArrayList<>();
    Map<String, Path> taken = new HashMap<>();
    for (RowInput file : input.each()) {
      Path from = file.files().get(0);
      if (!file.isRereadable()) {
        throw BadDataException.of(
            "%s: is a pipe, which gives no name to a file in %s; name a file to write",
            from, target);
      }
      String name = from.getFileName().toString();
      Path other = taken.put(name, from);
      if (other != null) {
        throw BadDataException.of(
            "%s and %s: both would be written to %s; transform them one after the other",
            other, from, target.resolve(name));
      }
      parts.add(new Part(file, target.resolve(name)));
    }
    return new TransformedFiles(target, parts);
  }

  private static boolean isFolder(RowInput input, String output, Path target) {
    if (AtomicFile.isStandardOutput(target)) {
      return false;
    }
    return Files.isDirectory(target)
        || output.endsWith("/")
        || (!Files.exists(target)
            && input.files().size() > 1
            && target.getFileName().toString().indexOf('.') < 0);
  }

  /** What is written, for {@link Outputs}. */
  Outputs writes(Outputs outputs) {
    if (folder == null) {
      return outputs.writes("--output", parts.get(0).to());
    }
    return outputs.writesInto(
        "--output",
        folder,
        parts.stream().map(part -> part.to().getFileName().toString()).toList());
  }

  /** Makes the folder, if there is to be one. */
  void open() throws IOException {
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  /** What was written, in words. */
  String name() {
    return folder == null ? parts.get(0).to().toString() : parts.size() + " files to " + folder;
  }
}
