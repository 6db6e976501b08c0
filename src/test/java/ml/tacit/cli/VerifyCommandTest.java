package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import ml.tacit.table.Digests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tacit verify}: what is wrong is found, and nothing where all is right. */
class VerifyCommandTest {
  private static final String PERSON = "zebulon";

  @TempDir static Path temp;

  private static Path rows;
  private static Path made;

  private Path out;

  @BeforeAll
  static void release() throws IOException {
    rows = Files.write(temp.resolve("rows.csv"), lines(1));
    made = temp.resolve("made");
    ok(desensitize(rows, made, "--columns-form"));
  }

  private static List<String> lines(int seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("who,what,x,y,z,u,v"));
    for (int who = 0; who < 4; who++) {
      for (int i = 0; i < 72; i++) {
        int what = i / 12 % 3;
        lines.add(
            String.join(
                ",",
                PERSON + who,
                "a" + what,
                Double.toString(random.nextGaussian() + 3 * who),
                Double.toString(random.nextGaussian() + 4 * what),
                Double.toString(random.nextGaussian() - 4 * what + 0.5 * who),
                Double.toString(random.nextGaussian()),
                Double.toString(random.nextGaussian() + what)));
      }
    }
    return lines;
  }

  private static Shell desensitize(Path input, Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("desensitize", "--input", input, "--out", out));
    words.addAll(List.of("--hide", "who", "--keep", "what", "--quick"));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  private static void ok(Shell shell) {
    assertEquals(0, shell.status(), shell.err() + shell.out());
  }

  @BeforeEach
  void copy() throws IOException {
    out = Files.createDirectory(Files.createTempDirectory(temp, "copy").resolve("out"));
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, out.resolve(file.getFileName()));
      }
    }
  }

  /** The one line that it says. */
  private String finding(Object... more) {
    List<Object> words = new ArrayList<>(List.of("verify", out));
    words.addAll(List.of(more));
    Shell shell = Shell.run(words.toArray());
    assertEquals(1, shell.status(), shell.out());
    assertEquals(1, (shell.out() + shell.err()).lines().count(), shell.out() + shell.err());
    return shell.out() + shell.err();
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void aReleaseIsWhatItsManifestSaysAndWhatTheModelMakes() throws IOException {
    Shell shell = Shell.run("verify", out, "--input", rows);
    ok(shell);
    assertContains(shell.out(), "4 files", "others may have released.csv, not model", "rows.csv");
    String manifest = Files.readString(out.resolve("manifest.json"));
    assertFalse(manifest.contains(temp.toString()), "no path");
    assertFalse(manifest.contains(PERSON), "no hidden class");
    JsonNode root = new ObjectMapper().readTree(manifest);
    assertEquals(
        Digests.sha256(Files.readAllBytes(rows)), root.get("input").get("sha256").asText());
    assertContains(root.get("settings").asText(), "./tacit desensitize", "--columns-form");
    assertContains(
        root.get("files").get(1).get("why").asText(), "names of hidden people", "--for-release");
  }

  @Test
  void everyByteOfEveryFileCounts() throws IOException {
    for (String name : List.of("released.csv", "model.safetensors", "report.html", "audit.json")) {
      byte[] bytes = Files.readAllBytes(out.resolve(name));
      byte[] other = bytes.clone();
      other[bytes.length / 2] ^= 1;
      Files.write(out.resolve(name), other);
      assertContains(finding("--input", rows), out.resolve(name) + ": was altered");
      Files.delete(out.resolve(name));
      assertContains(finding(), out.resolve(name) + ": is missing");
      Files.write(out.resolve(name), bytes);
    }
    ok(Shell.run("verify", out));
  }

  @Test
  void aFileThatNothingNamesIsSaid() throws IOException {
    Files.writeString(out.resolve("notes.txt"), "mine");
    assertContains(finding(), out.resolve("notes.txt") + ": is not named by the manifest");
    Files.delete(out.resolve("notes.txt"));
    Files.createDirectory(out.resolve("resume"));
    assertContains(finding(), out.resolve("resume") + ": is a folder");
  }

  @Test
  void answersAreJsonToo() throws IOException {
    Files.writeString(out.resolve("released.csv"), "x\n");
    Shell shell = Shell.run("verify", out, "--json");
    assertEquals(1, shell.status());
    JsonNode root = new ObjectMapper().readTree(shell.out());
    assertFalse(root.get("whole").asBoolean());
    assertEquals("released.csv", root.get("findings").get(0).get("file").asText());
    Files.delete(out.resolve("manifest.json"));
    shell = Shell.run("verify", out, "--json");
    assertEquals(1, shell.status());
    assertContains(shell.out(), "not whole");
    assertContains(finding(), "not whole");
  }

  @Test
  void aModelOfOtherRowsIsFoundThoughEveryDigestWasMadeTrue() throws IOException {
    Path others = Files.write(temp.resolve("others.csv"), lines(2));
    Path other = temp.resolve("other.safetensors");
    Object[] roles = {"--method", "rdca", "--hide", "who", "--keep", "what"};
    List<Object> fit = new ArrayList<>(List.of("fit", "--input", others, "--model", other));
    fit.addAll(List.of(roles));
    ok(Shell.run(fit.toArray()));
    replace("model.safetensors", Files.readAllBytes(other));
    assertContains(finding(), "audit.json: is about another model");
    String audit =
        Files.readString(out.resolve("audit.json"))
            .replace(sha256(made, "model.safetensors"), sha256(out, "model.safetensors"));
    replace("audit.json", audit.getBytes(StandardCharsets.UTF_8));
    ok(Shell.run("verify", out));
    assertContains(
        finding("--input", rows),
        "released.csv: is not what the model makes of the rows: row 1, column",
        "found",
        "the model makes");
    assertContains(finding("--input", others), "made of other rows", "expected");
  }

  private static String sha256(Path folder, String name) throws IOException {
    return Digests.sha256(Files.readAllBytes(folder.resolve(name)));
  }

  /** Another file of a name, and a manifest that says so. */
  private void replace(String name, byte[] bytes) throws IOException {
    String before = sha256(out, name);
    Files.write(out.resolve(name), bytes);
    Path manifest = out.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace(before, sha256(out, name)));
  }

  @Test
  void aManifestLeadsNowhereElse() throws IOException {
    Path manifest = out.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("report.html", "../rows.csv"));
    Shell shell = Shell.run("verify", out);
    assertEquals(1, shell.status());
    assertContains(shell.out(), "../rows.csv: is no name of a file in the folder");
    Files.writeString(manifest, text.replace("\"files\"", "\"older\""));
    assertContains(finding(), "names no files, as those of earlier versions");
    Files.writeString(manifest, "{");
    assertContains(finding(), "is not a manifest");
    Files.writeString(manifest, text.replaceFirst("\"first\":1,", "\"first\":0,"));
    assertContains(finding("--input", rows), "rows from row 0 on");
  }

  @Test
  void aModelForOthersHasNoKeyAndNoNamesAndFilesOfOthersAreKept() throws IOException {
    Path key = temp.resolve("a.key");
    Object[] plan = {
      "--steps", "decide logistic | extra x | noise 2", "--for-release", "--key", key
    };
    Files.writeString(out.resolve("notes.txt"), "mine");
    Shell shell = desensitize(rows, out, plan);
    ok(shell);
    assertContains(shell.out(), "kept in " + out, "notes.txt");
    assertEquals("mine", Files.readString(out.resolve("notes.txt")));
    Files.delete(out.resolve("notes.txt"));
    assertContains(shell.out(), "others may have the model", key + ", the key");
    String model = Files.readString(out.resolve("model.safetensors"), StandardCharsets.ISO_8859_1);
    assertFalse(model.contains(PERSON));
    Shell verify = Shell.run("verify", out);
    ok(verify);
    assertContains(verify.out(), "others may have released.csv, model.safetensors, not report");
    assertContains(finding("--input", rows), "--key F");
    ok(Shell.run("verify", out, "--input", rows, "--key", key));
    Shell again = desensitize(rows, out, plan);
    assertEquals(1, again.status());
    assertContains(again.err(), key.toString(), "new file");
    assertEquals(2, desensitize(rows, out, "--for-release").status());
  }

  /** A manifest that allows too much is found out. */
  @Test
  void aModelThatIsSaidToBeForOthersMustBe() throws IOException {
    Path manifest = out.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\"publish\":false", "\"publish\":true"));
    assertContains(finding(), "model.safetensors: is said to be for others, and has names");
  }

  @Test
  void rowsThatWereLeftOutAreKnown() throws IOException {
    List<String> lines = new ArrayList<>(lines(3));
    lines.set(7, "zebulon0,a0,,1.5,2,1,2");
    lines.set(101, "zebulon1,,1,2,3,4,5");
    lines.add(150, "zebulon9,a1,1,2,3,4,5");
    Path gaps = Files.write(temp.resolve("gaps.csv"), lines);
    ok(desensitize(gaps, out, "--impute", "drop", "--steps", "extra x,y | rank 20"));
    assertEquals(lines.size() - 3, Files.readAllLines(out.resolve("released.csv")).size());
    ok(Shell.run("verify", out, "--input", gaps));
  }

  @Test
  void categoriesGapsAndGuardedTextsGoThroughTheModelAgain() throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(5);
    for (String line : lines(4)) {
      String colour = random.nextBoolean() ? ",red" : random.nextBoolean() ? ",blue" : ",";
      lines.add(line + (lines.isEmpty() ? ",colour" : colour));
    }
    lines.replaceAll(line -> line.replace(",a1,", ",=a1,"));
    Path table = Files.write(temp.resolve("table.csv"), lines);
    ok(desensitize(table, out, "--columns-form", "--guard-formulas"));
    assertContains(Files.readString(out.resolve("released.csv")), "'=a1,");
    ok(Shell.run("verify", out, "--input", table));
  }
}
