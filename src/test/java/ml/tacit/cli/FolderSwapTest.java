package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.PartFolder;
import ml.tacit.table.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Old or new, whole: whenever a run ends. */
@Timeout(120)
class FolderSwapTest {
  private static final List<String> NAMES =
      List.of("released.csv", "model.safetensors", "report.html", "audit.json");

  @TempDir Path temp;

  /** Four small files with a manifest. */
  static void fill(Path folder, String text) throws IOException {
    List<Contents.Entry> files = new ArrayList<>();
    for (String name : NAMES) {
      byte[] bytes = (name + " " + text).getBytes(StandardCharsets.UTF_8);
      Files.write(folder.resolve(name), bytes);
      files.add(new Contents.Entry(name, Digests.sha256(bytes), bytes.length, false, "a test"));
    }
    Contents contents = new Contents(files, null, null, text);
    Split split = new Split(new int[][] {{0}, {1}, {2}});
    Manifest.of(contents, 3, split, 1, null).write(folder.resolve(Manifest.NAME));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(),
            Files.isRegularFile(file) ? Files.readString(file) : "a folder");
      }
    }
    return contents;
  }

  private Map<String, String> whole(String text) throws IOException {
    Path folder = Files.createTempDirectory(temp, "whole");
    fill(folder, text);
    return contents(folder);
  }

  /** Writes a new release over an old one. */
  static final class Run {
    public static void main(String[] args) throws IOException {
      System.out.println("begun");
      FolderSwap.write(Path.of(args[0]), folder -> fill(folder, "new"));
    }
  }

  private static Process start(Path out) throws IOException {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    assertEquals("begun", run.inputReader(StandardCharsets.UTF_8).readLine());
    return run;
  }

  /** A pipe that nobody reads holds the run where it puts the report in place. */
  @Test
  void aRunThatIsKilledAmidTheSwapIsFinishedByTheNext() throws Exception {
    Path out = Files.createDirectory(temp.resolve("out"));
    FolderSwap.write(out, folder -> fill(folder, "old"));
    Files.writeString(out.resolve("notes.txt"), "mine");
    Path pipe = temp.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    Files.delete(out.resolve("report.html"));
    Files.createSymbolicLink(out.resolve("report.html"), pipe);
    Process run = start(out);
    try {
      while (run.isAlive() && !Files.isDirectory(out.resolve(FolderSwap.NEXT))) {
        Thread.sleep(5);
      }
      while (run.isAlive() && Files.exists(out.resolve(FolderSwap.NEXT).resolve(NAMES.get(1)))) {
        Thread.sleep(5);
      }
      String said = assertThrows(BadDataException.class, () -> FolderSwap.finish(out)).getMessage();
      assertTrue(said.contains("another run"), said);
    } finally {
      run.destroyForcibly().waitFor();
    }
    Files.delete(out.resolve("report.html"));
    assertEquals("released.csv new", Files.readString(out.resolve("released.csv")));
    assertEquals("audit.json old", Files.readString(out.resolve("audit.json")));
    assertFalse(Files.exists(out.resolve(Manifest.NAME)), "nothing says that this is whole");
    Shell verify = Shell.run("verify", out);
    assertEquals(1, verify.status());
    assertTrue(verify.err().contains("of two runs"), verify.err());

    assertTrue(FolderSwap.finish(out));
    Map<String, String> expected = whole("new");
    expected.put("notes.txt", "mine");
    assertEquals(expected, contents(out));
    assertFalse(FolderSwap.finish(out));
  }

  @Test
  void atRandomMomentsItIsOldOrNewAndNothingIsLeft() throws Exception {
    Map<String, String> old = whole("old");
    Map<String, String> next = whole("new");
    for (int seed = 0; seed < 3; seed++) {
      Path out = temp.resolve("out" + seed);
      FolderSwap.write(out, folder -> fill(folder, "old"));
      Process run = start(out);
      run.waitFor(20L * seed, TimeUnit.MILLISECONDS);
      run.destroyForcibly().waitFor();
      FolderSwap.finish(out);
      try (PartFolder clears = PartFolder.in(out, "any")) {
        assertTrue(clears.names().isEmpty());
      }
      Map<String, String> found = contents(out);
      assertTrue(found.equals(old) || found.equals(next), "seed " + seed + ": " + found);
    }
  }

  /** Every state that a crash can leave, made by hand. */
  @Test
  void whereverItStoppedItGoesOn() throws IOException {
    for (int placed = 0; placed <= NAMES.size() + 1; placed++) {
      Path out = Files.createDirectory(temp.resolve("out" + placed));
      fill(out, "old");
      Path next = Files.createDirectory(out.resolve(FolderSwap.NEXT));
      fill(next, "new");
      if (placed > 0) {
        Files.delete(out.resolve(Manifest.NAME));
      }
      for (String name : NAMES.subList(0, Math.max(0, placed - 1))) {
        Files.delete(out.resolve(name));
        Files.move(next.resolve(name), out.resolve(name));
      }
      if (placed == NAMES.size() + 1) {
        Files.move(next.resolve(Manifest.NAME), out.resolve(Manifest.NAME));
      }
      assertTrue(FolderSwap.finish(out));
      assertEquals(whole("new"), contents(out), "after " + placed + " files");
    }
  }

  @Test
  void aFolderThatIsThereKeepsWhatIsNotOurs() throws IOException {
    Path out = Files.createDirectory(temp.resolve("out"));
    Files.writeString(out.resolve("report-mine.html"), "mine");
    Files.createDirectory(out.resolve("more"));
    FolderSwap.write(out, folder -> fill(folder, "new"));
    assertEquals(
        Set.of("report-mine.html", "more"),
        difference(contents(out).keySet(), whole("new").keySet()));
  }

  @Test
  void anErrorNamesTheFileThatWasToBe() {
    Path out = temp.resolve("out");
    FolderSwap.Content full =
        folder -> {
          throw new IOException(folder.resolve("released.csv") + ": No space left on device");
        };
    String said = assertThrows(IOException.class, () -> FolderSwap.write(out, full)).getMessage();
    assertEquals(out.resolve("released.csv") + ": No space left on device", said);
    assertFalse(Files.exists(out));
  }

  private static Set<String> difference(Set<String> all, Set<String> some) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(some);
    return left;
  }

  /** A model with its key is let nobody read that might read the one before it. */
  @Test
  void aPrivateFileStaysPrivate() throws IOException {
    Path out = Files.createDirectory(temp.resolve("out"));
    fill(out, "old");
    Path model = out.resolve("model.safetensors");
    Path rows = out.resolve("released.csv");
    assumeTrue(Files.getFileStore(out).supportsFileAttributeView("posix"), "no modes here");
    var open = PosixFilePermissions.fromString("rw-rw-r--");
    var own = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(model, open);
    Files.setPosixFilePermissions(rows, open);
    FolderSwap.write(
        out,
        folder -> {
          fill(folder, "new");
          Files.setPosixFilePermissions(folder.resolve("model.safetensors"), own);
        });
    assertEquals(own, Files.getPosixFilePermissions(model));
    assertEquals(open, Files.getPosixFilePermissions(rows), "a replaced file passes its mode on");
  }
}
