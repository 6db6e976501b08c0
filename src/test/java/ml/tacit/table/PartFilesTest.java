package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PartFilesTest {
  @TempDir Path folder;

  /** A process that has a file open and waits. */
  static final class Writer {
    public static void main(String[] args) throws Exception {
      AtomicFile file = AtomicFile.create(Path.of(args[0]));
      file.stream().write(1);
      System.out.println("open");
      Thread.sleep(100_000);
    }
  }

  private Process writer(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.resolve(name).toString())
            .start();
    assertEquals("open", process.inputReader(StandardCharsets.UTF_8).readLine());
    return process;
  }

  private List<String> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith("t")).toList();
    }
  }

  @Test
  void whoIsAskedToEndClearsItsOwn() throws Exception {
    Process process = writer("a.csv");
    assertEquals(1, parts().size());
    process.destroy();
    process.waitFor();
    assertEquals(List.of(), parts());
  }

  @Test
  void theNextRunClearsWhatACrashLeftAndNothingElse() throws Exception {
    Process killed = writer("a.csv");
    Process alive = writer("b.csv");
    killed.destroyForcibly().waitFor();
    String dead = killed.pid() + "-1f";
    List<String> others = List.of("a." + dead + ".part", ".a." + dead + "x.part", ".a.x-1f.part");
    for (String other : others) {
      Files.writeString(folder.resolve(other), "");
    }
    Files.createDirectory(folder.resolve(".d." + dead + ".part"));
    try {
      AtomicFile.write(folder.resolve("c.csv"), out -> out.write(2));
      List<String> left = parts();
      assertEquals(others.size() + 2, left.size(), left.toString());
      assertTrue(left.containsAll(others), left.toString());
      assertTrue(left.stream().anyMatch(name -> name.contains("." + alive.pid() + "-")));
      assertFalse(left.stream().anyMatch(name -> name.startsWith(".a.csv")), left.toString());
    } finally {
      alive.destroyForcibly().waitFor();
    }
  }

  /** In containers numbers repeat: the lock decides. */
  @Test
  void ownNumberOfAnEarlierProcessIsClearedAndOpenFilesStay() throws Exception {
    Path left = folder.resolve(".a." + ProcessHandle.current().pid() + "-1f.part");
    Files.writeString(left, "");
    try (AtomicFile file = AtomicFile.create(folder.resolve("a"))) {
      assertFalse(Files.exists(left));
      assertEquals(1, parts().size());
      file.commit();
    }
    assertEquals(List.of(), parts());
  }

  /** A process that makes a folder and waits. */
  static final class Maker {
    public static void main(String[] args) throws Exception {
      PartFolder part = PartFolder.in(Path.of(args[0]), "out");
      Files.writeString(part.path().resolve("a.csv"), "1");
      System.out.println("open");
      Thread.sleep(100_000);
      part.close();
    }
  }

  private Process maker() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Maker.class.getName(),
                folder.toString())
            .start();
    assertEquals("open", process.inputReader(StandardCharsets.UTF_8).readLine());
    return process;
  }

  private long folders() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parts")).count();
    }
  }

  @Test
  void aFolderInTheMakingGoesWithItsProcessOrWithTheNext() throws Exception {
    Process asked = maker();
    Process killed = maker();
    Process alive = maker();
    try {
      assertEquals(3, folders());
      asked.destroy();
      asked.waitFor();
      assertEquals(2, folders(), "asked to end, it clears its own");
      killed.destroyForcibly().waitFor();
      PartFolder part = PartFolder.in(folder, "out");
      assertEquals(2, folders(), "that of a crash goes, that of a live process stays");
      part.close();
      assertEquals(1, folders());
    } finally {
      alive.destroyForcibly().waitFor();
      asked.destroyForcibly();
      killed.destroyForcibly();
    }
  }

  @Test
  void aFolderIsItsOwnersAloneUntilItIsPutInPlace() throws Exception {
    Path usual = Files.createDirectory(folder.resolve("usual"));
    try (PartFolder part = PartFolder.in(folder, "out")) {
      Assumptions.assumeTrue(
          Files.getFileStore(folder).supportsFileAttributeView("posix"), "no modes here");
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part.path())));
      part.becomes(folder.resolve("out"));
    }
    assertEquals(
        Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(folder.resolve("out")));
    assertEquals(0, folders());
  }
}
