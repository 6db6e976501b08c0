package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.sensing.DataSetInfo;
import ml.tacit.sensing.DataSets;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The files of a command, checked before any work: every output can be written, and none is an
 * input or another output.
 *
 * <pre>{@code
 * new Outputs().reads("--input", input).writes("--model", model).check(spec);
 * }</pre>
 */
final class Outputs {
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

  private final List<Role> inputs = new ArrayList<>();
  private final List<Role> outputs = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  /** A file and the option that names it. */
  private record Role(String option, Path file) {}

  /** The file of an option, where {@code -} is the standard output. */
  static Path of(Path option) {
    return option != null && option.toString().equals("-") ? STANDARD_OUTPUT : option;
  }

  /** A file or folder that the command reads; null is none. */
  Outputs reads(String option, Path file) {
    if (file != null) {
      inputs.add(new Role(option, file));
    }
    return this;
  }

  /** The data sets that are here: a command that reads one writes over none. */
  Outputs readsDataSets() {
    for (DataSetInfo info : DataSets.list()) {
      reads("data set " + info.name(), info.location().orElse(null));
    }
    return this;
  }

  /** A file that the command writes; null is none. */
  Outputs writes(String option, Path file) {
    if (file != null) {
      outputs.add(new Role(option, file));
    }
    return this;
  }

  /** A folder that the command writes these files into, and makes if it is not there. */
  Outputs writesInto(String option, Path folder, List<String> names) {
    folders.add(folder);
    names.forEach(name -> writes(option, folder.resolve(name)));
    return this;
  }

  /**
   * Throws if an output cannot be written or would replace what it must not. If one output is the
   * standard output, what the command says goes to the error stream from here on.
   */
  void check(CommandSpec spec) throws IOException {
    for (Path folder : folders) {
      requireFolder(folder);
    }
    for (Role output : outputs) {
      if (!folders.contains(output.file.getParent()) || Files.exists(output.file.getParent())) {
        AtomicFile.requirePossible(output.file);
      }
      for (Role input : inputs) {
        requireApart(output, input);
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireTwo(outputs.get(j), outputs.get(i));
      }
    }
    if (outputs.stream().anyMatch(output -> AtomicFile.isStandardOutput(output.file))) {
      CommandLine line = spec.commandLine();
      line.setOut(RunLog.current().aside(line.getOut(), line.getErr()));
    }
  }

  /** A folder stands for all files in it: those of a data set are read by names of its own. */
  private static void requireApart(Role output, Role input) throws IOException {
    boolean inside =
        Files.isDirectory(input.file)
            && Files.exists(output.file)
            && output.file.toRealPath().startsWith(input.file.toRealPath());
    if (inside || AtomicFile.isSame(output.file, input.file)) {
      throw BadDataException.of(
          "%s: %s is %s %s, name another file",
          output.file, output.option, inside ? "a file of" : "the file of", named(input, output));
    }
  }

  private static void requireTwo(Role first, Role second) throws IOException {
    boolean standard =
        AtomicFile.isStandardOutput(first.file) && AtomicFile.isStandardOutput(second.file);
    if (standard || AtomicFile.isSame(first.file, second.file)) {
      throw BadDataException.of(
          "%s: %s is the file of %s, too; each output needs its own",
          second.file, second.option, named(first, second));
    }
  }

  /** The option, and the path where it is written differently. */
  private static String named(Role role, Role other) {
    return role.file.equals(other.file) ? role.option : role.option + " (" + role.file + ")";
  }

  /** Tried, since the superuser may write where the file system does not. */
  private static boolean takesFiles(Path folder) {
    try {
      Files.delete(Files.createTempDirectory(folder, ".tacit-"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireFolder(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      throw BadDataException.of(
          "%s: a folder is needed, %s is a file", folder, existing == null ? folder : existing);
    }
    if (!takesFiles(existing)) {
      throw BadDataException.of(
          "%s: %s cannot be written to",
          folder, existing.equals(folder.toAbsolutePath()) ? "it" : existing);
    }
  }
}
