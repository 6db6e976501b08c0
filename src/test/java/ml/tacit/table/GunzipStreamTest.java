package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipStreamTest {
  private static final int HEADER = 10;

  @Test
  void membersFollowOneAnotherAndZerosEndThem() throws IOException {
    byte[] a = text(1, 100_000);
    byte[] b = text(2, 70_000);
    byte[] members = joined(packed(a), packed(b), packed(new byte[0]), packed(a));
    byte[] expected = joined(a, b, a);
    assertArrayEquals(expected, unpacked(members));
    assertArrayEquals(expected, unpacked(joined(members, new byte[1])));
    assertArrayEquals(expected, unpacked(joined(members, new byte[200_000])));
    assertArrayEquals(
        new GZIPInputStream(new ByteArrayInputStream(members)).readAllBytes(), unpacked(members));
  }

  /** Time, level and system of a header say nothing about the rows; all else does. */
  @Test
  void everyBitFlipInAHeaderIsRefusedOrHarmless() throws IOException {
    byte[] a = text(1, 2_000);
    byte[] b = text(2, 2_000);
    int second = packed(a).length;
    byte[] members = joined(packed(a), packed(b));
    int harmless = 0;
    for (int start : new int[] {0, second}) {
      for (int bit = 0; bit < 8 * HEADER; bit++) {
        byte[] flipped = members.clone();
        flipped[start + bit / 8] ^= (byte) (1 << bit % 8);
        try {
          assertArrayEquals(joined(a, b), unpacked(flipped), "bit " + bit);
          harmless++;
        } catch (BadDataException e) {
          assertTrue(e.getMessage().startsWith("F: "), e.getMessage());
        }
      }
    }
    // FTEXT, 4 bytes of time, level and system, twice.
    assertEquals(2 * (1 + 8 * 6), harmless);
  }

  @Test
  void everyBitFlipInTheTrailerIsRefused() throws IOException {
    byte[] members = joined(packed(text(1, 500)), packed(text(2, 500)));
    int end = packed(text(1, 500)).length;
    for (int last : new int[] {end, members.length}) {
      for (int bit = 0; bit < 64; bit++) {
        byte[] flipped = members.clone();
        flipped[last - 8 + bit / 8] ^= (byte) (1 << bit % 8);
        assertThrows(BadDataException.class, () -> unpacked(flipped));
      }
    }
  }

  @Test
  void anythingElseAfterAMemberIsRefusedWithItsOffset() throws IOException {
    byte[] member = packed(text(1, 3_000));
    for (byte[] more :
        new byte[][] {"junk".getBytes("US-ASCII"), {0x1F}, {0, 0, 1}, {0x1F, (byte) 0x8B, 8}}) {
      byte[] bytes = joined(member, more);
      BadDataException e = assertThrows(BadDataException.class, () -> unpacked(bytes));
      assertTrue(
          e.getMessage().matches("F: the gzip data (is damaged at offset \\d+: |ends early).*"),
          e.getMessage());
    }
    BadDataException e =
        assertThrows(
            BadDataException.class, () -> unpacked(joined(member, new byte[] {'j', 'u', 'n'})));
    assertEquals(
        String.format(
            Locale.ROOT,
            "F: the gzip data is damaged at offset %d: what follows its last member is neither a member nor zeros",
            member.length),
        e.getMessage());
  }

  @Test
  void everyCutIsRefused() throws IOException {
    byte[] members = joined(packed(text(1, 300)), packed(text(2, 300)));
    int whole = packed(text(1, 300)).length;
    for (int kept = 3; kept < members.length; kept++) {
      byte[] cut = Arrays.copyOf(members, kept);
      if (kept == whole) {
        assertArrayEquals(text(1, 300), unpacked(cut));
      } else {
        String message = assertThrows(BadDataException.class, () -> unpacked(cut)).getMessage();
        assertTrue(message.contains("ends early"), message);
      }
    }
  }

  @Test
  void namesCommentsExtrasAndChecksumsOfHeadersAreRead() throws IOException {
    byte[] text = text(3, 1_000);
    byte[] member = packed(text);
    byte[] head = Arrays.copyOf(member, HEADER);
    head[3] = 2 | 4 | 8 | 16;
    byte[] more = joined(head, new byte[] {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 'c', 0});
    CRC32 crc = new CRC32();
    crc.update(more);
    byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] rest = Arrays.copyOfRange(member, HEADER, member.length);
    assertArrayEquals(joined(text, text), unpacked(joined(member, more, checksum, rest)));
    checksum[0] ^= 1;
    assertThrows(BadDataException.class, () -> unpacked(joined(member, more, checksum, rest)));
  }

  private static byte[] text(int seed, int length) {
    byte[] text = new byte[length];
    Random random = new Random(seed);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('0' + random.nextInt(10));
    }
    return text;
  }

  private static byte[] packed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GunzipStream in = new GunzipStream("F", new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }
}
