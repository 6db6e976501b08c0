package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that finds no room says which it is, what it needs, and what there is. */
class NoRoomTest {
  @TempDir Path folder;

  /** Takes so many bytes, then fails as a full disk does. */
  private static OutputStream full(int room) {
    return new OutputStream() {
      private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (taken.size() + length > room) {
          throw new IOException("No space left on device");
        }
        taken.write(bytes, offset, length);
      }
    };
  }

  @Test
  void fileNeedAndFreeSpaceAreNamed() throws IOException {
    OutputStream out = new FileErrors.NamedStream("out/released.csv", full(100), folder);
    out.write(new byte[80]);
    String said = assertThrows(IOException.class, () -> out.write(new byte[30])).getMessage();
    assertTrue(
        said.startsWith("out/released.csv: No space left on device: it needs 110 bytes or more; "),
        said);
    // The disk of this test has room: the fault is a limit, and that is said.
    long free = Files.getFileStore(folder).getUsableSpace();
    assertTrue(free > 30 && said.contains(" are free in " + folder), said);
    assertTrue(said.endsWith("so a limit for files or users is reached"), said);
  }

  @Test
  void whatIsInNoFolderHasItsNameOnly() {
    OutputStream out = new FileErrors.NamedStream("/pipe", full(0), null);
    String said = assertThrows(IOException.class, () -> out.write(1)).getMessage();
    assertEquals("/pipe: No space left on device", said);
  }
}
