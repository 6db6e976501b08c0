package ml.tacit.audit.attack;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;

/**
 * Finished attacks on disk, so that an interrupted audit goes on where it stopped.
 *
 * <p>A file per attack, named by a hash of everything the answer depends on: rows, the whole
 * learning task, adversary, version. Another row or setting is another file. A file holds its whole
 * hash, so that one under another's name is not believed; one that is cut short, altered or of
 * another shape counts as absent. The files hold guesses at the hidden label: only their owner may
 * read them, and they should be removed with the rest of the working data.
 */
final class AttackStore {
  private static final int FORMAT = 0x54414132; // "TAA2"

  /** Hexadecimal digits of a hash that make a file name. */
  private static final int NAME = 24;

  private final Path folder;

  private AttackStore(Path folder) {
    this.folder = folder;
  }

  /**
   * A store in a folder, made if needed, in which a file can be made.
   *
   * @throws BadDataException if not
   */
  static AttackStore open(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        AtomicFile.createPrivateFolder(folder);
      }
      Files.delete(Files.createTempFile(folder, "probe", ".tmp"));
    } catch (IOException e) {
      throw cannotKeep(folder, e);
    }
    return new AttackStore(folder);
  }

  /** What the answer of a plan depends on, as hexadecimal digits. */
  static String key(Plan plan) {
    MessageDigest digest = Digests.sha256();
    Hashing.text(digest, FORMAT + " " + Build.VERSION);
    Hashing.text(digest, plan.adversary().getClass().getName());
    Hashing.text(digest, plan.adversary().name(""));
    Hashing.text(digest, plan.data().hash());
    plan.task().hashInto(digest);
    return Digests.hex(digest.digest());
  }

  /** The kept answer, or null. */
  Predictions read(String key, Plan plan) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
      boolean whole = content.getLong() == checksum(content.slice());
      return whole ? decoded(content, key, plan.data().testRows(), plan.task().classes()) : null;
    } catch (IOException | BufferUnderflowException e) {
      return null;
    }
  }

  void write(String key, Predictions answer) {
    Path file = file(key);
    try {
      byte[] content = encoded(key, answer);
      AtomicFile.writePrivate(
          file,
          out -> {
            long sum = checksum(ByteBuffer.wrap(content));
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(sum).array());
            out.write(content);
          });
    } catch (IOException e) {
      throw cannotKeep(folder, e);
    }
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, NAME) + ".attack");
  }

  private static BadDataException cannotKeep(Path folder, IOException e) {
    return new BadDataException(
        folder + ": finished attacks cannot be kept there (" + reason(e) + ")", e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a folder is needed, this is a file";
    }
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }

  private static byte[] encoded(String key, Predictions answer) {
    byte[] name = key.getBytes(StandardCharsets.US_ASCII);
    byte[] tuned = answer.tuned().getBytes(StandardCharsets.UTF_8);
    int[] codes = answer.codes();
    double[] logs = answer.logProbabilities();
    ByteBuffer out =
        ByteBuffer.allocate(
            name.length
                + 3 * Integer.BYTES
                + codes.length * Integer.BYTES
                + (logs == null ? 0 : logs.length * Double.BYTES)
                + tuned.length);
    out.put(name).putInt(codes.length);
    Arrays.stream(codes).forEach(out::putInt);
    out.putInt(logs == null ? -1 : logs.length);
    if (logs != null) {
      Arrays.stream(logs).forEach(out::putDouble);
    }
    return out.putInt(tuned.length).put(tuned).array();
  }

  /** Null unless it is of this key, and of as many rows and classes. */
  private static Predictions decoded(ByteBuffer in, String key, int rows, int classes) {
    byte[] name = new byte[key.length()];
    in.get(name);
    if (!key.equals(new String(name, StandardCharsets.US_ASCII)) || in.getInt() != rows) {
      return null;
    }
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      codes[i] = in.getInt();
      if (codes[i] < 0 || codes[i] >= classes) {
        return null;
      }
    }
    int length = in.getInt();
    if (length != -1 && length != rows * (long) classes) {
      return null;
    }
    double[] logs = length < 0 ? null : new double[length];
    for (int i = 0; i < length; i++) {
      logs[i] = in.getDouble();
      if (!Double.isFinite(logs[i])) {
        return null;
      }
    }
    if (in.getInt() != in.remaining()) {
      return null;
    }
    return new Predictions(codes, logs, StandardCharsets.UTF_8.decode(in).toString());
  }

  private static long checksum(ByteBuffer content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }
}
