package ml.tacit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit verify}: whether a folder of results is whole and unaltered. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Checks a folder that 'tacit desensitize' wrote against its manifest.json: every file by its sha256, files that are missing,"
          + " and files that the manifest does not name; that the audits are about this release and this model; and that what others"
          + " may have holds no hidden column, no key and no name of a hidden class.",
      "",
      "With --input, it makes the release again from the rows, and compares each number and text. One line is written for each"
          + " thing that is wrong; the exit status is then 1. Nothing is changed. It finds damage and mistakes: whoever can write a"
          + " false manifest can make it true to the files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacit verify tacit-out",
      "  tacit verify tacit-out --input rows.csv --json"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a release.")
  private Path folder;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "F",
      description = "The rows that the release was made of, as they were given to desensitize.")
  private List<String> input = new ArrayList<>();

  @Mixin private DialectOptions dialect;

  @Option(
      names = "--key",
      paramLabel = "F",
      description = "With --input: the key of a model that was made with --for-release.")
  private Path key;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (key != null && input.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--key is for --input only");
    }
    Contents contents;
    try {
      contents = FolderCheck.contents(folder);
    } catch (BadDataException e) {
      if (!json) {
        throw e;
      }
      print(null, List.of(new FolderCheck.Finding(Manifest.NAME, e.getMessage())), false);
      return ExitCode.SOFTWARE;
    }
    List<FolderCheck.Finding> findings = new ArrayList<>(FolderCheck.of(folder, contents));
    boolean compared = !input.isEmpty() && modelAndReleaseAreThere(findings);
    if (compared) {
      RowInput rows = RowInput.of(input, dialect.dialect());
      RowsCheck.of(folder, contents, model(), rows).ifPresent(findings::add);
    }
    print(contents, findings, compared);
    return findings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Altered files are not compared with rows. */
  private static boolean modelAndReleaseAreThere(List<FolderCheck.Finding> findings) {
    return findings.stream()
        .noneMatch(
            finding ->
                finding.file().equals(ReleaseFolder.RELEASED)
                    || finding.file().equals(ReleaseFolder.MODEL));
  }

  private Release model() throws IOException {
    Path file = folder.resolve(ReleaseFolder.MODEL);
    Release release = Release.load(file);
    if (key != null) {
      return release.withKey(ReleaseKey.read(key));
    }
    if (!release.hasKey()) {
      throw BadDataException.of(
          "%s: made for release, without its key; give the file that desensitize wrote it to: --key F",
          file);
    }
    return release;
  }

  private void print(Contents contents, List<FolderCheck.Finding> findings, boolean compared)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("whole", findings.isEmpty());
      fields.put("comparedWithRows", compared);
      fields.put("findings", findings);
      fields.put("files", contents == null ? List.of() : contents.files());
      String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields);
      out.print(text + System.lineSeparator());
      out.flush();
      return;
    }
    for (FolderCheck.Finding finding : findings) {
      out.println(Failures.oneLine(folder.resolve(finding.file()) + ": " + finding.what()));
    }
    if (findings.isEmpty()) {
      out.println(
          folder
              + ": "
              + contents.files().size()
              + " files, each as "
              + Manifest.NAME
              + " says; others may have "
              + names(contents, true)
              + ", not "
              + names(contents, false));
      if (compared) {
        out.println(
            folder.resolve(ReleaseFolder.RELEASED)
                + ": what the model makes of "
                + contents.input().name());
      }
    }
  }

  private static String names(Contents contents, boolean publish) {
    return contents.files().stream()
        .filter(file -> file.publish() == publish)
        .map(Contents.Entry::name)
        .collect(Collectors.joining(", "));
  }
}
