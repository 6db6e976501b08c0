package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of two runs never look like those of one. */
class ReleaseFolderTest {
  private static LabelledRows rows;
  private static Release release;
  private static AuditResult audit;

  private static Split split;

  @TempDir Path folder;

  @BeforeAll
  static void fit() {
    LabelledRows all = Simulator.standard().withPeople(3).withSeconds(40).generate();
    split = Splits.timeBlocked(all.label("subject"), all.label("activity"), 1, 0.4, 0.36, 0.24);
    AuditParts parts = AuditParts.timeBlocked(all, "activity", "subject", 1, 0.4, 0.36, 0.24);
    rows = all;
    release =
        Release.of(
            Rdca.ridge(1).fit(parts.fit().rows(), Roles.hide("subject").withKeep("activity")));
    audit = Audit.of("activity", "subject").quick().run(parts, release);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private void write(List<String> hide, ReleaseFolder.Context context) throws IOException {
    write(hide, 1, context);
  }

  private void write(List<String> hide, int candidates, ReleaseFolder.Context context)
      throws IOException {
    Provenance provenance = new Provenance();
    List<AuditResult> audits = hide.stream().map(label -> audit).toList();
    new ReleaseFolder(folder, hide)
        .write(results(audits, candidates), provenance, full(provenance, context));
  }

  private static ReleaseFolder.Results results(List<AuditResult> audits, int candidates) {
    return new ReleaseFolder.Results(
        release.transform(rows), release, false, audits, split, candidates, null, null, null, "");
  }

  private static ReleaseFolder.Context full(Provenance facts, ReleaseFolder.Context before) {
    return label -> {
      before.of(label);
      return new ReportContext("t", Map.of(), facts.facts(), "again", null);
    };
  }

  private static ReportContext nothing(int label) {
    return null;
  }

  @Test
  void theAuditStatesWhatItIsAbout() throws IOException {
    write(List.of("subject", "activity"), ReleaseFolderTest::nothing);
    for (String name : List.of("audit.json", "audit-activity.json")) {
      JsonNode from = new ObjectMapper().readTree(folder.resolve(name).toFile()).get("provenance");
      for (String[] each :
          new String[][] {{"release", "released.csv"}, {"model", "model.safetensors"}}) {
        String hash = Digests.sha256(Files.readAllBytes(folder.resolve(each[1])));
        assertEquals(each[1] + ", sha256 " + hash, from.get(each[0]).asText());
      }
    }
  }

  /** A failure before the step leaves the earlier results, whole, and nothing else. */
  @Test
  void aRunThatFailsChangesNothing() throws IOException {
    Path missing = folder.resolve("a/b");
    Provenance facts = new Provenance();
    ReleaseFolder.Context failing =
        label -> {
          throw new IllegalStateException("between two files");
        };
    assertThrows(
        IllegalStateException.class,
        () ->
            new ReleaseFolder(missing, List.of("subject"))
                .write(results(List.of(audit), 1), facts, failing));
    assertEquals(Set.of("a"), files());
    assertEquals(0, Objects.requireNonNull(folder.resolve("a").toFile().list()).length);
    Files.delete(folder.resolve("a"));
    write(List.of("subject", "activity"), ReleaseFolderTest::nothing);
    Map<String, String> before = contents();
    assertThrows(IllegalStateException.class, () -> write(List.of("subject"), failing));
    assertEquals(before, contents());
  }

  @Test
  void filesOfOthersStayAndEarlierAuditsGo() throws IOException {
    write(List.of("subject", "activity"), ReleaseFolderTest::nothing);
    assertTrue(files().contains("audit-activity.json"));
    Files.writeString(folder.resolve("audit-mine.json"), "{\"verdict\": \"fine\"}");
    Files.writeString(folder.resolve("report-mine.html"), "mine");
    Files.writeString(folder.resolve("audit-broken.json"), "{");
    Set<String> others = Set.of("audit-mine.json", "report-mine.html", "audit-broken.json");
    write(List.of("subject"), ReleaseFolderTest::nothing);
    ReleaseFolder now = new ReleaseFolder(folder, List.of("subject"));
    assertEquals(others, now.others());
    Set<String> all = new HashSet<>(now.names());
    all.addAll(others);
    assertEquals(all, files(), "no audit of a label hidden earlier, no folder in the making");
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String name : files()) {
      contents.put(name, Digests.sha256(Files.readAllBytes(folder.resolve(name))));
    }
    return contents;
  }

  @Test
  void theManifestSaysWhatEachRowWasUsedFor() throws IOException {
    write(List.of("subject"), ReleaseFolderTest::nothing);
    Path file = folder.resolve("manifest.json");
    Manifest manifest = Manifest.read(file).orElseThrow();
    String hash = Digests.sha256(Files.readAllBytes(folder.resolve("released.csv")));
    assertEquals(hash, manifest.sha256());
    assertUsed(manifest.used(file, rows.size()), split.part(0));
    assertEquals(1, manifest.candidates());
    write(List.of("subject"), 24, ReleaseFolderTest::nothing);
    manifest = Manifest.read(file).orElseThrow();
    assertEquals(List.of("attack"), manifest.chosenOn());
    assertEquals(24, manifest.candidates());
    assertUsed(manifest.used(file, rows.size()), split.part(0));
    String unknown = Files.readString(file).replace("\"chosenAmong\":24,", "");
    Files.writeString(file, unknown);
    int[] both =
        IntStream.concat(Arrays.stream(split.part(0)), Arrays.stream(split.part(1)))
            .sorted()
            .toArray();
    assertUsed(Manifest.read(file).orElseThrow().used(file, rows.size()), both);
  }

  private static void assertUsed(boolean[] used, int[] expected) {
    int[] found = IntStream.range(0, used.length).filter(row -> used[row]).toArray();
    assertArrayEquals(expected, found);
  }

  @Test
  void aManifestOfAnotherToolStays() throws IOException {
    ReleaseFolder results = new ReleaseFolder(folder, List.of("subject"));
    results.requireOwnManifest();
    for (String text : List.of("{", "{\"name\": \"my web page\"}", "[1]")) {
      Files.writeString(folder.resolve("manifest.json"), text);
      String said = assertThrows(BadDataException.class, results::requireOwnManifest).getMessage();
      assertTrue(said.contains("manifest.json") && said.contains("another folder"), said);
    }
  }

  @Test
  void linksAreWrittenThrough() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("a.json");
    Files.writeString(elsewhere, "old");
    Files.createSymbolicLink(folder.resolve("audit.json"), elsewhere);
    write(List.of("subject"), ReleaseFolderTest::nothing);
    assertTrue(Files.isSymbolicLink(folder.resolve("audit.json")));
    assertTrue(Files.readString(elsewhere).contains("verdict"));
  }
}
