package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One line that names the file, whatever carries the cause. */
class MessagesTest {
  @TempDir Path folder;

  @Test
  void whatOnlyCarriesACauseIsTakenOff() {
    IOException full = new FileSystemException("a/b.csv", null, "No space left on device");
    assertEquals("a/b.csv: No space left on device", Failures.line(new UncheckedIOException(full)));
    assertEquals(
        "dir: attacks cannot be kept there: a/b.csv: No space left on device",
        Failures.line(new UncheckedIOException("dir: attacks cannot be kept there", full)));
    assertEquals("x: bad", Failures.line(new CompletionException(new BadDataException("x: bad"))));
    assertEquals("x: bad", Failures.line(new ExecutionException(new BadDataException("x: bad"))));
    assertEquals("x: bad", Failures.line(new RuntimeException(new BadDataException("x: bad"))));
    assertEquals("m: no such file", Failures.line(new NoSuchFileException("m")));
    assertEquals("d: directory not empty", Failures.line(new DirectoryNotEmptyException("d")));
    assertTrue(Failures.line(new IllegalStateException("odd")).startsWith("unexpected "));
    assertTrue(Failures.line(new RuntimeException("odd")).startsWith("unexpected "));
  }

  @Test
  void namesFromFilesCannotChangeTheLine() {
    assertEquals(
        "column 'a\\r\\n b\\u001b[31mc\\u202ed\\u0000'",
        Failures.line(new BadDataException("column 'a\r\n b\u001b[31mc\u202ed\u0000'")));
    assertEquals("größe, \u05d0", Failures.oneLine("größe, \u05d0"));
  }

  /** The parser wraps errors of commands that are methods, as those of datasets are. */
  @Test
  void outOfMemoryIsNamedWhereverItComesFrom() {
    assertEquals(
        Failures.line(new OutOfMemoryError()),
        Failures.line(new RuntimeException(new OutOfMemoryError("Java heap space"))));
    CommandLine command = new CommandLine(new Hungry());
    String[] said = new String[1];
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          said[0] = Failures.line(e);
          return 1;
        });
    assertEquals(1, command.execute("eat"));
    assertTrue(said[0].startsWith("out of memory"), said[0]);
  }

  @Command(name = "hungry")
  static final class Hungry {
    @Command(name = "eat")
    int eat() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void resultsThatAreNoTextAreNamed() throws IOException {
    for (byte[] bytes :
        new byte[][] {{'{', (byte) 0xE2, (byte) 0x82}, "null".getBytes("US-ASCII")}) {
      Path file = Files.write(folder.resolve("results.json"), bytes);
      Shell shell = Shell.run("reproduce", "page", file, "--output", folder.resolve("page.md"));
      assertEquals(1, shell.status());
      assertTrue(shell.err().startsWith("tacit reproduce page: " + file + ": "), shell.err());
      assertEquals(1, shell.err().lines().count(), shell.err());
    }
  }
}
