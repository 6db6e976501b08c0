package ml.tacit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;
import ml.tacit.table.RowInput;

/** Whether a folder of results is what its manifest says. */
final class FolderCheck {
  private final Path folder;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Something wrong.
   *
   * @param file its name in the folder
   * @param what what was found, and what was expected
   */
  record Finding(String file, String what) {}

  private FolderCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * All that is wrong in a folder, by itself.
   *
   * @throws BadDataException if it is no folder of results, or of an earlier version
   */
  static List<Finding> of(Path folder, Contents contents) throws IOException {
    FolderCheck check = new FolderCheck(folder);
    for (Contents.Entry file : contents.files()) {
      check.file(file);
    }
    check.others(contents);
    if (check.findings.isEmpty()) {
      check.released(contents);
      check.audits(contents);
    }
    return check.findings;
  }

  /**
   * The manifest of a folder.
   *
   * @throws BadDataException if there is none that names the files
   */
  static Contents contents(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw BadDataException.of(
          Files.exists(folder)
              ? "%s: is a file, the folder of a release is expected"
              : "%s: no such folder",
          folder);
    }
    if (FolderSwap.isBegun(folder)) {
      throw BadDataException.of(
          "%s: a run ended, or is, amid putting its results in place: what lies there is of two runs; the next 'tacit"
              + " desensitize' into it finishes that",
          folder);
    }
    Path file = folder.resolve(Manifest.NAME);
    Manifest manifest =
        Manifest.read(file)
            .orElseThrow(
                () ->
                    BadDataException.of(
                        Files.exists(file)
                            ? "%s: is not a manifest of a release"
                            : "%s: no such file: the folder is not whole, or none of 'tacit desensitize'",
                        file));
    Contents contents = manifest.contents();
    if (contents == null || contents.file(ReleaseFolder.RELEASED).isEmpty()) {
      throw BadDataException.of(
          "%s: names no files, as those of earlier versions; run 'tacit desensitize' again", file);
    }
    return contents;
  }

  private void file(Contents.Entry entry) throws IOException {
    Path file = inside(entry.name());
    if (file == null) {
      found(entry.name(), "is no name of a file in the folder");
    } else if (!Files.isRegularFile(file)) {
      found(entry.name(), Files.exists(file) ? "is no file" : "is missing");
    } else {
      String sha256 = Provenance.sha256(file);
      if (!sha256.equals(entry.sha256())) {
        found(
            entry.name(),
            "was altered: sha256 "
                + sha256
                + " of "
                + Files.size(file)
                + " bytes, expected "
                + entry.sha256()
                + " of "
                + entry.bytes());
      }
    }
  }

  /** The file of a name, or null where the name leads elsewhere. */
  private Path inside(String name) {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return null;
    }
    Path file = folder.resolve(name);
    return file.getFileName().toString().equals(name) ? file : null;
  }

  private void others(Contents contents) throws IOException {
    Set<String> others = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> others.add(file.getFileName().toString()));
    }
    others.remove(Manifest.NAME);
    contents.files().forEach(file -> others.remove(file.name()));
    for (String other : others) {
      found(
          other,
          Files.isDirectory(folder.resolve(other), LinkOption.NOFOLLOW_LINKS)
              ? "is a folder that the manifest does not name"
              : "is not named by the manifest");
    }
  }

  /** What others may have is fit for it. */
  private void released(Contents contents) throws IOException {
    Release release = Release.load(folder.resolve(ReleaseFolder.MODEL));
    List<String> hide = release.info().roles().toHide();
    List<String> columns = RowInput.of(folder.resolve(ReleaseFolder.RELEASED)).header();
    for (String column : columns) {
      if (hide.stream().anyMatch(h -> ColumnNames.folded(h).equals(ColumnNames.folded(column)))) {
        found(ReleaseFolder.RELEASED, "has the hidden column '" + column + "'");
      }
    }
    boolean named = hide.stream().anyMatch(release.info().classes()::containsKey);
    boolean publish = contents.file(ReleaseFolder.MODEL).map(Contents.Entry::publish).orElse(false);
    if (publish && (named || (release.draws() && release.hasKey()))) {
      found(
          ReleaseFolder.MODEL,
          "is said to be for others, and has "
              + (named ? "names of hidden classes" : "the key that it draws with"));
    }
  }

  /** An audit states which release and which model it is about. */
  private void audits(Contents contents) throws IOException {
    Map<String, String> about =
        Map.of("release", ReleaseFolder.RELEASED, "model", ReleaseFolder.MODEL);
    for (Contents.Entry entry : contents.files()) {
      if (!entry.name().startsWith(ReleaseFolder.AUDIT) || !entry.name().endsWith(".json")) {
        continue;
      }
      JsonNode facts;
      try {
        facts =
            new ObjectMapper()
                .readTree(Files.readAllBytes(folder.resolve(entry.name())))
                .path("provenance");
      } catch (JsonProcessingException | CharConversionException e) {
        found(entry.name(), "is no audit");
        continue;
      }
      for (Map.Entry<String, String> one : about.entrySet()) {
        String sha256 = contents.file(one.getValue()).map(Contents.Entry::sha256).orElse("none");
        if (!facts.path(one.getKey()).asText().endsWith("sha256 " + sha256)) {
          found(entry.name(), "is about another " + one.getKey() + " than " + one.getValue());
        }
      }
    }
  }

  private void found(String file, String what) {
    findings.add(new Finding(file, what));
  }
}
