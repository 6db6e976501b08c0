package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged members are named, in whatever they are packed. */
class MembersTest {
  @TempDir Path folder;

  private static byte[] content() {
    byte[] content = new byte[5_000];
    new Random(1).nextBytes(content);
    return content;
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content());
    }
    return bytes.toByteArray();
  }

  private Path zip(byte[] member, String name) throws IOException {
    Path zip = folder.resolve("set.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(member);
    }
    return zip;
  }

  @Test
  void gzipMembersAreUnpacked() throws IOException {
    for (Path set : new Path[] {inFolder(gzip()), zip(gzip(), "x.txt.gz")}) {
      try (Members members = Members.open(set, "x.txt", "x.txt"::equals);
          InputStream in = members.open("x.txt")) {
        assertEquals(5_000, in.readAllBytes().length);
      }
    }
  }

  @Test
  void aCutOrForeignGzipFileIsNamed() throws IOException {
    byte[] whole = gzip();
    for (byte[] damaged :
        new byte[][] {
          Arrays.copyOf(whole, whole.length / 2),
          Arrays.copyOf(whole, whole.length + 3_000_000),
          "plain".getBytes("US-ASCII"),
          {}
        }) {
      if (damaged.length > whole.length) {
        damaged[damaged.length - 1] = 1;
      }
      for (Path set : new Path[] {inFolder(damaged), zip(damaged, "x.txt.gz")}) {
        assertNamed(set, "x.txt.gz: the gzip data ");
      }
    }
  }

  @Test
  void aDamagedZipMemberIsNamed() throws IOException {
    Path zip = zip("0".repeat(100_000).getBytes("US-ASCII"), "x.txt");
    byte[] bytes = Files.readAllBytes(zip);
    int data = 30 + "x.txt".length();
    Arrays.fill(bytes, data, data + 20, (byte) 0xFF);
    Files.write(zip, bytes);
    assertNamed(zip, "x.txt: the compressed file is cut off or altered");
  }

  private Path inFolder(byte[] member) throws IOException {
    Path set = Files.createDirectories(folder.resolve("set"));
    Files.write(set.resolve("x.txt.gz"), member);
    return set;
  }

  private static void assertNamed(Path set, String message) throws IOException {
    try (Members members = Members.open(set, "x.txt", "x.txt"::equals)) {
      BadDataException e =
          assertThrows(
              BadDataException.class,
              () -> {
                try (InputStream in = members.open("x.txt")) {
                  in.readAllBytes();
                }
              });
      assertTrue(e.getMessage().startsWith(set + ": " + message), e.getMessage());
    }
  }
}
