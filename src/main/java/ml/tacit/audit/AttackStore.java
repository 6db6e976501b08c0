package ml.tacit.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import ml.tacit.table.AtomicFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Finished attacks on disk, so that an interrupted audit goes on where it stopped.
 *
 * <p>A file per attack, named by a hash of everything the answer depends on: rows, labels, inner
 * split, settings, adversary, seed. Another row or setting is another file. A file that is cut
 * short or altered counts as absent. The files hold guesses at the hidden label: remove them with
 * the rest of the working data.
 */
final class AttackStore {
  private static final int FORMAT = 0x54414131; // "TAA1"

  private final Path folder;

  AttackStore(Path folder) {
    this.folder = folder;
  }

  static String key(Plan plan) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Task task = plan.task();
      text(digest, FORMAT + " " + AttackStore.class.getPackage().getImplementationVersion());
      text(digest, plan.adversary().name("") + " " + plan.rowsHash());
      text(digest, task.classes() + " " + task.givenClasses() + " " + task.seed());
      text(digest, task.effort().toString());
      ints(digest, task.labels());
      ints(digest, task.given());
      ints(digest, task.inner().fit());
      ints(digest, task.inner().tune());
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A hash of the numbers of both sides, and of their shape. */
  static String hash(AuditRows rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      doubles(digest, rows.train().rows());
      doubles(digest, rows.test().rows());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The kept answer, or null. */
  Guess read(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      long expected = in.readLong();
      byte[] content = in.readAllBytes();
      return checksum(content) == expected ? decoded(content) : null;
    } catch (IOException e) {
      return null;
    }
  }

  void write(String key, Guess guess) {
    try {
      Files.createDirectories(folder);
      byte[] content = encoded(guess);
      AtomicFile.write(
          file(key),
          out -> {
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(checksum(content)).array());
            out.write(content);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": finished attacks cannot be kept there", e);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".attack");
  }

  private static byte[] encoded(Guess guess) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(guess.codes().length);
    for (int code : guess.codes()) {
      out.writeInt(code);
    }
    double[] logs = guess.logProbabilities();
    out.writeInt(logs == null ? -1 : logs.length);
    for (int i = 0; logs != null && i < logs.length; i++) {
      out.writeDouble(logs[i]);
    }
    out.writeUTF(guess.tuned());
    return bytes.toByteArray();
  }

  private static Guess decoded(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    int[] codes = new int[in.readInt()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = in.readInt();
    }
    int length = in.readInt();
    double[] logs = length < 0 ? null : new double[length];
    for (int i = 0; i < length; i++) {
      logs[i] = in.readDouble();
    }
    return new Guess(codes, logs, in.readUTF());
  }

  private static long checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static void doubles(MessageDigest digest, DMatrixRMaj rows) {
    ByteBuffer row = ByteBuffer.allocate(Double.BYTES * rows.numCols);
    text(digest, rows.numRows + " " + rows.numCols);
    for (int i = 0; i < rows.numRows; i++) {
      row.clear();
      row.asDoubleBuffer().put(rows.data, i * rows.numCols, rows.numCols);
      digest.update(row);
    }
  }

  private static void ints(MessageDigest digest, int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (values.length + 1));
    bytes.putInt(values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    digest.update(bytes.array());
  }
}
