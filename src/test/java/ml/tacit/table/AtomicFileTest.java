package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AtomicFileTest {
  @TempDir Path dir;

  @BeforeEach
  void onlyWherePermissionsAreKept() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void aSymbolicLinkIsWrittenThrough() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("other"));
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("other", "t.csv"));
    Path second = Files.createSymbolicLink(dir.resolve("second"), link);
    write(second, "new");
    assertEquals("new", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    assertOnly(folder, 1);
    assertOnly(dir, 3);
  }

  @Test
  void aLinkToNothingYetMakesTheFileItNames() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("other"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("other", "t.csv"));
    write(link, "new");
    assertEquals("new", Files.readString(folder.resolve("t.csv")));
    assertTrue(Files.isSymbolicLink(link));
    Path astray = Files.createSymbolicLink(dir.resolve("astray"), Path.of("none", "t.csv"));
    assertRefused(astray, "does not exist");
    Path circle = Files.createSymbolicLink(dir.resolve("circle"), Path.of("circle"));
    assertRefused(circle, "too many symbolic links");
  }

  @Test
  void aPipeIsWrittenToAndStaysAPipe() throws Exception {
    Path pipe = pipe();
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> readAll(pipe));
    write(pipe, "through the pipe");
    assertEquals("through the pipe", read.get(10, TimeUnit.SECONDS));
    assertFalse(Files.isRegularFile(pipe));
    assertOnly(dir, 1);
  }

  @Test
  void modeAndOwnerOfAReplacedFileStay() throws IOException {
    for (String mode : new String[] {"rw-------", "rw-r-----", "rwxrw-rw-", "rw-r--r--"}) {
      Path file = Files.writeString(dir.resolve(mode), "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      Object owner = Files.getOwner(file);
      write(file, "new");
      assertEquals("new", Files.readString(file));
      assertEquals(mode, mode(file));
      assertEquals(owner, Files.getOwner(file));
      AtomicFile.writePrivate(file, out -> out.write(1));
      assertEquals(mode, mode(file), "what somebody set stays");
    }
  }

  @Test
  void theTemporaryFileIsItsOwnersAlone() throws IOException {
    Path usual = Files.createFile(dir.resolve("usual"));
    Path wide = Files.writeString(dir.resolve("wide"), "old");
    Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rw-rw-rw-"));
    for (Path file : new Path[] {wide, dir.resolve("new")}) {
      String expected = file.equals(wide) ? "rw-rw-rw-" : mode(usual);
      try (AtomicFile atomic = AtomicFile.create(file)) {
        atomic.stream().write(1);
        try (Stream<Path> all = Files.list(dir)) {
          List<Path> parts = all.filter(path -> path.toString().endsWith(".part")).toList();
          assertEquals(1, parts.size());
          assertEquals("rw-------", mode(parts.get(0)));
        }
        atomic.commit();
      }
      assertEquals(expected, mode(file), "and the file is as wide as any other, in the end");
    }
    assertOnly(dir, 3);
  }

  @Test
  void theOwnerOfAReplacedFileStaysWhereThatIsAllowed() throws IOException {
    Path file = Files.writeString(dir.resolve("t"), "old");
    try {
      Files.setAttribute(file, "unix:uid", 65_534);
      Files.setAttribute(file, "unix:gid", 65_534);
    } catch (IOException e) {
      assumeTrue(false, "skipped: only the superuser may give files away");
    }
    write(file, "new");
    assertEquals(65_534, Files.getAttribute(file, "unix:uid"));
    assertEquals(65_534, Files.getAttribute(file, "unix:gid"));
  }

  @Test
  void aReadOnlyFileIsNotReplaced() throws IOException {
    Path file = Files.writeString(dir.resolve("t"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertRefused(file, "is read-only, so it is not replaced");
    assertRefused(Files.createSymbolicLink(dir.resolve("link"), file), "is read-only");
    assertEquals("old", Files.readString(file));
    assertOnly(dir, 2);
  }

  @Test
  void secretsAreMadeForTheirOwnerAlone() throws IOException {
    Path folder = dir.resolve("above").resolve("secrets");
    AtomicFile.createPrivateFolder(folder);
    assertEquals("rwx------", mode(folder));
    assertEquals("rwx------", mode(folder.getParent()));
    AtomicFile.createPrivateFolder(folder);
    Path file = folder.resolve("t");
    AtomicFile.writePrivate(file, out -> out.write(1));
    assertEquals("rw-------", mode(file));
  }

  @Test
  void filesAreTheSameThroughLinksAndBeforeTheyExist() throws IOException {
    Path file = Files.writeString(dir.resolve("t"), "old");
    Path soft = Files.createSymbolicLink(dir.resolve("soft"), file);
    Path hard = Files.createLink(dir.resolve("hard"), file);
    Path folder = Files.createSymbolicLink(dir.resolve("folder"), dir);
    assertTrue(AtomicFile.isSame(file, soft));
    assertTrue(AtomicFile.isSame(soft, hard));
    assertTrue(AtomicFile.isSame(folder.resolve("hard"), file));
    assertTrue(AtomicFile.isSame(folder.resolve("new"), dir.resolve(".").resolve("new")));
    Path dangling = Files.createSymbolicLink(dir.resolve("dangling"), Path.of("new"));
    assertTrue(AtomicFile.isSame(folder.resolve("new"), dangling));
    assertFalse(AtomicFile.isSame(file, dir.resolve("new")));
    assertFalse(AtomicFile.isSame(file, Files.writeString(dir.resolve("u"), "old")));
    assertFalse(AtomicFile.isSame(dir.resolve("none/new"), dir.resolve("new")));
  }

  @Test
  void errorsNameTheFile() throws IOException {
    Path file = dir.resolve("t");
    try (AtomicFile atomic = AtomicFile.create(file);
        Stream<Path> all = Files.list(dir)) {
      Files.delete(all.findFirst().orElseThrow());
      atomic.stream().write(1);
      String message = assertThrows(IOException.class, atomic::commit).getMessage();
      assertTrue(message.startsWith(file + ": "), message);
    }
    Path pipe = pipe();
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try (var in = Files.newInputStream(pipe)) {
                return "" + in.read();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    String message =
        assertThrows(
                IOException.class,
                () ->
                    AtomicFile.write(
                        pipe,
                        out -> {
                          out.write(1);
                          out.flush();
                          reader.join();
                          out.write(new byte[1 << 20]);
                        }))
            .getMessage();
    assertEquals(pipe + ": Broken pipe", message);
  }

  private void assertRefused(Path file, String reason) {
    BadDataException e = assertThrows(BadDataException.class, () -> write(file, "new"));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private Path pipe() throws IOException {
    Path pipe = dir.resolve("pipe");
    try {
      int status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
      assumeTrue(status == 0, "skipped: no named pipes here");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return pipe;
  }

  private static String readAll(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void assertOnly(Path folder, int files) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(files, left.count(), "no temporary file is left");
    }
  }
}
