package ml.tacit.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import ml.tacit.step.Coins;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.NamedInput;

/**
 * The secret that a release draws with: noise, random answers and random rounding are functions of
 * a row under it. It stays with whoever releases rows; a model that others may have does not hold
 * it. Immutable and thread-safe.
 */
public final class ReleaseKey {
  private static final String MARK = "tacit-key-1 ";
  private static final int DIGITS = 2 * Coins.KEY_BYTES;
  private static final byte[] CHECK = "tacit key check".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECK_DIGITS = 16;

  private final byte[] bytes;

  ReleaseKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /**
   * A new key, from the system's secure random numbers.
   *
   * @return the key
   */
  public static ReleaseKey random() {
    byte[] bytes = new byte[Coins.KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ReleaseKey(bytes);
  }

  /**
   * The key of a seed, for experiments: whoever knows the seed has the key.
   *
   * @param seed the seed
   * @return the key, the same for the same seed
   */
  public static ReleaseKey ofSeed(long seed) {
    return new ReleaseKey(Coins.keyOf(seed));
  }

  /**
   * Reads a key file.
   *
   * @param file a file written by {@link #save}
   * @return the key
   * @throws IOException if it cannot be read
   * @throws BadDataException if it is no key file
   */
  public static ReleaseKey read(Path file) throws IOException {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new BadDataException(file + ": no such key file");
    }
    byte[] content;
    try (var in = NamedInput.open(file)) {
      content = in.readNBytes(MARK.length() + DIGITS + 2);
    }
    String text = new String(content, StandardCharsets.US_ASCII).strip();
    if (!text.startsWith(MARK) || text.length() != MARK.length() + DIGITS) {
      throw new BadDataException(
          file + ": no key file; 'tacit fit --for-release --key F' writes one");
    }
    try {
      return new ReleaseKey(HexFormat.of().parseHex(text.substring(MARK.length())));
    } catch (IllegalArgumentException e) {
      throw new BadDataException(file + ": no key file, its digits are not hexadecimal", e);
    }
  }

  /**
   * Writes a key file, whole or not at all, that only its owner may read (mode 600).
   *
   * @param file where to; replaced if it exists
   * @throws IOException if writing fails; the file is then as it was
   */
  public void save(Path file) throws IOException {
    String text = MARK + HexFormat.of().formatHex(bytes) + "\n";
    AtomicFile.writePrivate(file, out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Digits by which a key is known that says nothing else of it. */
  String check() {
    var digest = Digests.sha256();
    digest.update(CHECK);
    return Digests.hex(digest.digest(bytes)).substring(0, CHECK_DIGITS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReleaseKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ReleaseKey[" + check() + "]";
  }
}
