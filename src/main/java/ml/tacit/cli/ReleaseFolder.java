package ml.tacit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.NumberReport;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.kernel.RowsKept;
import ml.tacit.release.Release;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.Formulas;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Split;

/**
 * The folder that a release and its audits stand in: it is put in place in one step, and says in
 * its manifest what each file is and who may have it.
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

  /**
   * What a run came to.
   *
   * @param released the rows
   * @param release as it is saved
   * @param forRelease whether others may have the model
   * @param audits one for each hidden label; none where only numbers are hidden
   * @param split of the released rows: fit, attack, test
   * @param candidates how many releases this one was chosen among on the rows to attack; 1 for none
   * @param session the column whose sessions the parts are made by, or null
   * @param input the rows that were read, or null where they were simulated
   * @param device the column that tells devices apart, or null
   * @param settings the command that makes the same again
   */
  record Results(
      LabelledRows released,
      Release release,
      boolean forRelease,
      List<AuditResult> audits,
      Split split,
      int candidates,
      String session,
      Contents.Source input,
      String device,
      String settings) {}

  /** A manifest of another tool would be lost. */
  void requireOwnManifest() throws IOException {
    Path file = folder.resolve(Manifest.NAME);
    if (Files.isRegularFile(file) && Manifest.read(file).isEmpty()) {
      throw BadDataException.of(
          "%s: is not a manifest of a release, and would be replaced; name another folder", file);
    }
  }

  /** Writes everything, the audit of the first label last; then the manifest. */
  void write(Results results, Provenance provenance, Context context) throws IOException {
    FolderSwap.write(folder, made -> fill(made, results, provenance, context));
  }

  /** The files of others in the folder: they stay. */
  Set<String> others() throws IOException {
    Set<String> others = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> others.add(file.getFileName().toString()));
    }
    names().forEach(others::remove);
    return others;
  }

  private void fill(Path made, Results results, Provenance provenance, Context context)
      throws IOException {
    List<AuditResult> audits = results.audits();
    List<Contents.Entry> files = new ArrayList<>();
    CsvWriter.writeAll(made.resolve(RELEASED), results.released(), formulas);
    files.add(entry(made, RELEASED, true, "the release; its audit says what it gives away"));
    provenance.written("release", RELEASED, files.get(0).sha256());
    results.release().save(made.resolve(MODEL));
    files.add(
        entry(
            made,
            MODEL,
            results.forRelease() && !keepsRows(results.release()),
            aboutModel(results)));
    provenance.written("model", MODEL, files.get(1).sha256());
    for (int i = Math.max(1, audits.size()) - 1; i >= 0; i--) {
      ReportContext said = context.of(i);
      AuditResult audit = audits.isEmpty() ? null : audits.get(i);
      String why = audit == null ? "figures of hidden numbers" : "holds names of hidden people";
      String html = audit == null ? NumberReport.page(said) : AuditHtml.page(audit, said);
      String json = audit == null ? NumberReport.toJson(said) : AuditJson.toJson(audit, said);
      write(made.resolve(REPORT + suffix(i) + ".html"), html);
      files.add(entry(made, REPORT + suffix(i) + ".html", false, why));
      write(made.resolve(AUDIT + suffix(i) + ".json"), json);
      files.add(entry(made, AUDIT + suffix(i) + ".json", false, why));
    }
    Contents contents = new Contents(files, results.input(), results.device(), results.settings());
    Manifest.of(
            contents,
            results.released().size(),
            results.split(),
            results.candidates(),
            results.session())
        .write(made.resolve(Manifest.NAME));
  }

  private static String aboutModel(Results results) {
    if (keepsRows(results.release())) {
      return "holds rows that it was fitted to";
    }
    if (results.forRelease()) {
      return "made for release: without a key and without names of hidden people; with it, released rows tell more about the raw ones";
    }
    return results.release().draws()
        ? "holds names of hidden people and the key that it draws with; --for-release leaves them out"
        : "holds names of hidden people; --for-release leaves them out";
  }

  private static boolean keepsRows(Release release) {
    return release.warnings().stream().anyMatch(RowsKept.class::isInstance);
  }

  private static Contents.Entry entry(Path made, String name, boolean publish, String why)
      throws IOException {
    Path file = made.resolve(name);
    return new Contents.Entry(name, Provenance.sha256(file), Files.size(file), publish, why);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
