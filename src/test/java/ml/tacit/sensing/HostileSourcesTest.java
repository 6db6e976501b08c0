package ml.tacit.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Sources made to take all memory, disk or time: refused early, by file and member. */
class HostileSourcesTest {
  @TempDir Path folder;

  /** Repeats a byte without an end, and counts how often it was asked for. */
  private static final class Endless extends InputStream {
    private final byte value;
    private long given;

    Endless(char value) {
      this.value = (byte) value;
    }

    @Override
    public int read() {
      given++;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, value);
      given += length;
      return length;
    }

    void requireAlmostUnread() {
      assertTrue(given < 10_000_000, given + " bytes were read");
    }
  }

  @Test
  void aLineWithoutEndIsRefused() throws IOException {
    Endless one = new Endless('x');
    try (NumberReader in = new NumberReader(one, "a.csv")) {
      said("a.csv: line 1 is longer than 65536 characters", in::readLine);
    }
    one.requireAlmostUnread();
    Endless two = new Endless('x');
    try (TextLines in = new TextLines(two, UTF_8, "f.txt")) {
      said("f.txt: line 1 is longer than 65536 characters", in::next);
    }
    two.requireAlmostUnread();
  }

  @Test
  void linesAreThoseOfTheJdk() throws IOException {
    String text = "a\r\nb\n\nlast";
    try (TextLines in = new TextLines(new ByteArrayInputStream(text.getBytes(UTF_8)), UTF_8, "f")) {
      for (String line : text.lines().toList()) {
        assertEquals(line, in.next());
      }
      assertEquals(4, in.number());
      assertEquals(null, in.next());
    }
  }

  @Test
  void anImageThatGoesOnAndOnIsRefused() {
    for (String begin :
        List.of("P2 # ", "P2 ", "P2 4", "P5 4 2 255 #", "P2 4 2 255 1", "P2 4 2 255 ")) {
      for (char more : new char[] {' ', '1', '#', '\n', 'x'}) {
        Endless endless = new Endless(more);
        InputStream image =
            new java.io.SequenceInputStream(
                new ByteArrayInputStream(begin.getBytes(UTF_8)), endless);
        try {
          new PgmReader(image, "i.pgm").pixels(4, 2);
          assertTrue(begin.startsWith("P5"), begin + more);
        } catch (BadDataException e) {
          assertTrue(e.getMessage().startsWith("i.pgm: "), e.getMessage());
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        endless.requireAlmostUnread();
      }
    }
  }

  @Test
  void aMemberOfATerabyteEndsAtTheLimit() throws IOException {
    Endless endless = new Endless('0');
    try (InputStream in = MemberStream.open("s.zip: x.txt", () -> endless, 1000)) {
      said("s.zip: x.txt: has more than 1000 bytes unpacked", in::readAllBytes);
    }
    endless.requireAlmostUnread();
  }

  @Test
  void everyFailureOfAMemberNamesIt() throws IOException {
    IOException open =
        assertThrows(
            IOException.class,
            () ->
                MemberStream.open(
                    "s: x.txt",
                    () -> {
                      throw new IOException("Input/output error");
                    }));
    assertEquals("s: x.txt: Input/output error", open.getMessage());
    said(
        "s: x.txt: the compressed file is cut off or altered (invalid LOC header)",
        () ->
            MemberStream.open(
                "s: x.txt",
                () -> {
                  throw new ZipException("invalid LOC header");
                }));
  }

  @Test
  void zipFilesInsideAreNotLaidDownWithoutALimit() throws IOException {
    Path set = folder.resolve("set.zip");
    Files.write(set, SmallHar.zipOf("inner.zip", new byte[100_000]));
    said(
        set + ": inner.zip: zip files inside have together more bytes than are laid down",
        () -> Members.open(set, "x", "x"::equals, 99_999));
    said(set + ": inner.zip: not a zip file", () -> Members.open(set, "x", "x"::equals));
  }

  @Test
  void namesWithoutEndAreRefused() throws IOException {
    SmallHar har = new SmallHar();
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= 100_001; i++) {
      names.append(i).append(" f").append(i).append('\n');
    }
    har.files.put("features.txt", names.toString());
    Path set = har.folder(folder.resolve("har"), true);
    said(set + ": features.txt: has more than 100000 names", () -> UciHar.load(set));
  }

  @Test
  void aDataSetWithoutRowsIsRefused() throws IOException {
    Path roots = Files.createDirectories(folder.resolve("roots/semeion"));
    Files.writeString(roots.resolve("semeion.data"), " \n \n");
    said(
        roots + ": no rows, expected the 1593 of semeion",
        () -> DataSets.load("semeion", List.of(folder.resolve("roots"))));
  }

  private static void said(String words, Executable work) {
    BadDataException e = assertThrows(BadDataException.class, work);
    assertTrue(e.getMessage().startsWith(words), e.getMessage());
    assertFalse(e.getMessage().contains("\n"));
  }
}
