package ml.tacit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.NumberReport;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Release;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.Formulas;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Split;

/**
 * The folder that a release and its audits stand in.
 *
 * <p>It never looks whole with files of two runs in it: the audits of an earlier run go first,
 * audit.json comes after them and states the hashes of the release and the model that it is about.
 * The manifest goes before everything and comes last: where it is, the folder is whole.
 */
final class ReleaseFolder {
  static final String RELEASED = "released.csv";
  static final String MODEL = "model.safetensors";
  static final String REPORT = "report";
  static final String AUDIT = "audit";

  private final Path folder;
  private final List<String> hide;
  private Formulas formulas = Formulas.asTheyAre();

  /** For a release that hides these labels. */
  ReleaseFolder(Path folder, List<String> hide) {
    this.folder = folder;
    this.hide = List.copyOf(hide);
  }

  /** The files to be written. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(RELEASED, MODEL));
    for (int i = 0; i < Math.max(1, hide.size()); i++) {
      names.add(REPORT + suffix(i) + ".html");
      names.add(AUDIT + suffix(i) + ".json");
    }
    names.add(Manifest.NAME);
    return names;
  }

  /** The first hidden label has the plain names; any other has its own beside them. */
  private String suffix(int label) {
    return label == 0 ? "" : "-" + LabelNames.of(hide).get(label);
  }

  /** What becomes of released texts that a spreadsheet would run. */
  void guardBy(Formulas those) {
    formulas = those;
  }

  /** What a report says of the label at this position, once the provenance is complete. */
  interface Context {
    ReportContext of(int label);
  }

  /** A manifest of another tool would be lost. */
  void requireOwnManifest() throws IOException {
    Path file = folder.resolve(Manifest.NAME);
    if (Files.isRegularFile(file) && Manifest.read(file).isEmpty()) {
      throw BadDataException.of(
          "%s: is not a manifest of a release, and would be replaced; name another folder", file);
    }
  }

  /**
   * Writes everything, the audit of the first label last, without a label that of the numbers; then
   * the manifest.
   *
   * @param split of the released rows: fit, attack, test
   * @param candidates how many releases this one was chosen among on the rows to attack; 1 for none
   * @param session the column whose sessions the parts are made by, or null
   */
  void write(
      LabelledRows released,
      Release release,
      List<AuditResult> audits,
      Provenance provenance,
      Split split,
      int candidates,
      String session,
      Context context)
      throws IOException {
    Files.createDirectories(folder);
    remove(folder.resolve(Manifest.NAME));
    removeAudits();
    CsvWriter.writeAll(folder.resolve(RELEASED), released, formulas);
    release.save(folder.resolve(MODEL));
    String sha256 = provenance.written("release", folder.resolve(RELEASED));
    provenance.written("model", folder.resolve(MODEL));
    if (audits.isEmpty()) {
      write(REPORT + ".html", NumberReport.page(context.of(0)));
      write(AUDIT + ".json", NumberReport.toJson(context.of(0)));
    }
    for (int i = audits.size() - 1; i >= 0; i--) {
      write(REPORT + suffix(i) + ".html", AuditHtml.page(audits.get(i), context.of(i)));
      write(AUDIT + suffix(i) + ".json", AuditJson.toJson(audits.get(i), context.of(i)));
    }
    Manifest.of(sha256, released.size(), split, candidates, session)
        .write(folder.resolve(Manifest.NAME));
  }

  /** Audits and reports of an earlier run; of more labels than this one has, perhaps. */
  private void removeAudits() throws IOException {
    List<Path> audits = new ArrayList<>(List.of(folder.resolve(AUDIT + ".json")));
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, AUDIT + "-*.json")) {
      others.forEach(audits::add);
    }
    for (Path audit : audits) {
      if (isOurs(audit)) {
        String name = audit.getFileName().toString();
        String suffix = name.substring(AUDIT.length(), name.length() - ".json".length());
        remove(audit);
        remove(folder.resolve(REPORT + suffix + ".html"));
      }
    }
    for (String name : names()) {
      if (!name.equals(RELEASED) && !name.equals(MODEL)) {
        remove(folder.resolve(name));
      }
    }
  }

  /** Through a link, which stays; no device or pipe. */
  private static void remove(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      Files.delete(file.toRealPath());
    }
  }

  /** Another tool's file may have such a name, too. */
  private static boolean isOurs(Path audit) throws IOException {
    if (!Files.isRegularFile(audit)) {
      return false;
    }
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(audit));
      return (root.has("verdict") || root.has("numbers"))
          && root.has("provenance")
          && root.has("again");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(
        folder.resolve(name), stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
