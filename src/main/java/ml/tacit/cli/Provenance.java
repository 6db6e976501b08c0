package ml.tacit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.Digests;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.NamedInput;
import ml.tacit.table.RowInput;

/** Where the figures of a report come from: files with their hashes, and versions. */
final class Provenance {
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** The hash of the rows, or null. */
  private String rowsRead;

  Provenance() {
    facts.put("made by", Tacit.Version.text());
  }

  /** Reads a file and states the hash of these very bytes: later another may have its name. */
  LabelledRows read(String role, Path file, ColumnRoles roles) throws IOException {
    CsvReader.DigestedRows read = CsvReader.readDigested(file, roles);
    facts.put(role, file.getFileName() + ", sha256 " + read.sha256());
    return read.rows();
  }

  /** The same for rows that may stand in several files: the hash of all their bytes. */
  LabelledRows read(String role, RowInput input, ColumnRoles roles) throws IOException {
    CsvReader.DigestedRows read = input.readDigested(roles);
    rowsRead = read.sha256();
    facts.put(role, names(input) + ", sha256 " + read.sha256());
    return read.rows();
  }

  /** Only file names, as paths are nobody's business. */
  static String names(RowInput input) {
    List<Path> files = input.files();
    Path first = files.get(0).getFileName();
    return files.size() == 1 ? first.toString() : first + " and " + (files.size() - 1) + " more";
  }

  /** States the hash of a file that was written. */
  void written(String role, String name, String sha256) {
    facts.put(role, name + ", sha256 " + sha256);
  }

  /** The hash of a file. */
  static String sha256(Path file) throws IOException {
    try (InputStream in = NamedInput.open(file)) {
      return Digests.sha256(in);
    }
  }

  /** The hash of the rows that were read, if any were. */
  Optional<String> rowsRead() {
    return Optional.ofNullable(rowsRead);
  }

  Provenance fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  Map<String, String> facts() {
    return facts;
  }

  /** A command as somebody would type it; only file names, as paths are nobody's business. */
  static String command(List<String> words) {
    return "./tacit "
        + words.stream()
            .map(
                word ->
                    word.matches("[\\w./,:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
  }
}
