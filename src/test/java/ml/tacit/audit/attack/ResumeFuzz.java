package ml.tacit.audit.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;
import ml.tacit.score.LinearLoss;
import org.ejml.data.DMatrixRMaj;

/**
 * Files of finished attacks, with the right key and the right checksum: an answer of the shape that
 * was asked for, or none.
 */
public final class ResumeFuzz implements Fuzzed {
  private static final int ROWS = 6;
  private static final int CLASSES = 2;

  private final Plan plan = plan();
  private final String key = AttackStore.key(plan);
  private final Scratch scratch = new Scratch();
  private final AttackStore store = AttackStore.open(scratch.folder());

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] name = key.getBytes(StandardCharsets.US_ASCII);
    byte[] content = Arrays.copyOf(name, name.length + data.length);
    System.arraycopy(data, 0, content, name.length, data.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    ByteBuffer file = ByteBuffer.allocate(Long.BYTES + content.length);
    Files.write(file(), file.putLong(sum.getValue()).put(content).array());
    Predictions read = store.read(key, plan);
    if (read == null) {
      return;
    }
    boolean isAnswer =
        read.codes().length == ROWS
            && Arrays.stream(read.codes()).allMatch(code -> code >= 0 && code < CLASSES)
            && (read.logProbabilities() == null
                || (read.logProbabilities().length == ROWS * CLASSES
                    && Arrays.stream(read.logProbabilities()).allMatch(Double::isFinite)));
    if (!isAnswer) {
      throw new AssertionError("an answer of another shape");
    }
  }

  private Path file() {
    return scratch.folder().resolve(key.substring(0, 24) + ".attack");
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    double[] logs = new double[ROWS * CLASSES];
    Arrays.fill(logs, -Math.log(CLASSES));
    return List.of(
        written(new Predictions(new int[ROWS], logs, "ridge 0.1")),
        written(new Predictions(new int[ROWS], null, "")));
  }

  /** What stands behind checksum and key. */
  private byte[] written(Predictions answer) throws IOException {
    store.write(key, answer);
    byte[] file = Files.readAllBytes(file());
    return Arrays.copyOfRange(file, Long.BYTES + key.length(), file.length);
  }

  private static Plan plan() {
    int[] labels = {0, 1, 0, 1, 0, 1};
    int[] given = {0, 0, 0, 1, 1, 1};
    LearningTask task =
        new LearningTask(
            labels, CLASSES, given, 2, given.clone(), InnerSplit.of(given, labels), Budget.FULL, 1);
    AttackData data = AttackData.of(rows(1), rows(2), Budget.FULL);
    return new Plan(
        "p", new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC)), data, task);
  }

  private static DMatrixRMaj rows(int seed) {
    return new DMatrixRMaj(ROWS, 2, true, new Random(seed).doubles(2L * ROWS).toArray());
  }
}
