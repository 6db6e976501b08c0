package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import ml.tacit.score.LinearLoss;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept answer is given to its own question only. */
class AttackStoreTest {
  private static final int ROWS = 12;
  private static final int CLASSES = 3;
  private static final Adversary WHO =
      new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC));

  private final Plan plan = new Plan("p", WHO, data(1, 0), task());
  private final String key = AttackStore.key(plan);

  /** Every component of the task in turn, those added later too. */
  @Test
  void everyFieldOfTheTaskIsPartOfTheKey() throws Exception {
    RecordComponent[] components = LearningTask.class.getRecordComponents();
    Set<String> keys = new HashSet<>(Set.of(key));
    for (RecordComponent component : components) {
      Object[] values = values(task(), components);
      int at = List.of(components).indexOf(component);
      values[at] = changed(values[at]);
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      LearningTask other = LearningTask.class.getDeclaredConstructor(types).newInstance(values);
      assertTrue(
          keys.add(AttackStore.key(new Plan("p", WHO, plan.data(), other))), component.getName());
    }
    LearningTask without =
        new LearningTask(
            task().labels(), 3, task().given(), 2, null, task().inner(), Budget.FULL, 1);
    assertTrue(keys.add(AttackStore.key(new Plan("p", WHO, plan.data(), without))), "null");
    assertEquals(components.length + 2, keys.size());
  }

  @Test
  void everyNumberAndTheAdversaryArePartOfTheKey() {
    Set<String> keys = new HashSet<>(Set.of(key));
    DMatrixRMaj raw = rows(3, ROWS);
    AttackData[] others = {
      data(1, 1), // one test number
      data(2, 0),
      AttackData.of(rows(1, ROWS), rows(7, ROWS), Scaling.AS_GIVEN, Budget.FULL),
      AttackData.of(rows(1, ROWS), rows(7, ROWS), Scaling.STANDARDISED, ROWS - 1),
      data(1, 0).knowing(raw, Origins.UNKNOWN),
      data(1, 0).knowing(rows(4, ROWS), Origins.UNKNOWN),
    };
    for (AttackData other : others) {
      assertTrue(keys.add(AttackStore.key(new Plan("p", WHO, other, task()))));
    }
    for (Adversary other : Adversary.forPrivacy()) {
      boolean same = other.name("").equals(WHO.name(""));
      assertEquals(!same, keys.add(AttackStore.key(new Plan("p", other, plan.data(), task()))));
    }
    assertEquals(key, AttackStore.key(new Plan("another name", WHO, data(1, 0), task())));
  }

  @Test
  void anExchangedFileIsNotBelieved(@TempDir Path folder) throws Exception {
    AttackStore store = AttackStore.open(folder);
    Plan other = new Plan("q", WHO, data(2, 0), task());
    String otherKey = AttackStore.key(other);
    store.write(key, answer("first"));
    store.write(otherKey, answer("second"));
    assertEquals("first", store.read(key, plan).tuned());
    Path a = folder.resolve(key.substring(0, 24) + ".attack");
    Path b = folder.resolve(otherKey.substring(0, 24) + ".attack");
    byte[] kept = Files.readAllBytes(a);
    Files.write(a, Files.readAllBytes(b));
    Files.write(b, kept);
    assertNull(store.read(key, plan));
    assertNull(store.read(otherKey, other));
  }

  /** Any bytes, with a checksum that fits, are an answer of this shape or none. */
  @Test
  void damagedContentsAreAbsent(@TempDir Path folder) throws Exception {
    AttackStore store = AttackStore.open(folder);
    store.write(key, answer("tuned"));
    Path file = folder.resolve(key.substring(0, 24) + ".attack");
    byte[] whole = Files.readAllBytes(file);
    assertNotNull(store.read(key, plan));
    Random random = new Random(3);
    int[] lengths = {64, 64 + 4 + 4 * ROWS}; // where the two numbers of entries are
    for (int at : lengths) {
      for (int wrong : new int[] {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 1, 1 << 28}) {
        byte[] content = Arrays.copyOfRange(whole, 8, whole.length);
        ByteBuffer.wrap(content).putInt(at, wrong);
        write(file, content);
        assertNull(store.read(key, plan), at + " " + wrong);
      }
    }
    for (int trial = 0; trial < 3000; trial++) {
      byte[] content = Arrays.copyOfRange(whole, 8, 8 + random.nextInt(whole.length - 7));
      for (int changes = random.nextInt(4); changes >= 0 && content.length > 0; changes--) {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
      }
      write(file, content);
      Predictions read = store.read(key, plan);
      if (read != null) {
        assertEquals(ROWS, read.codes().length);
        assertTrue(Arrays.stream(read.codes()).allMatch(c -> c >= 0 && c < CLASSES));
        assertTrue(Arrays.stream(read.logProbabilities()).allMatch(Double::isFinite));
      }
    }
    Files.write(file, new byte[0]);
    assertNull(store.read(key, plan));
    Files.write(file, whole);
    Plan moreRows = new Plan("p", WHO, AttackData.of(rows(1, 9), rows(7, 9), Budget.FULL), task());
    assertNull(store.read(key, moreRows), "another number of rows");
  }

  @Test
  void longTextsAndAnswersWithoutProbabilitiesAreKept(@TempDir Path folder) {
    AttackStore store = AttackStore.open(folder.resolve("a/b"));
    String tuned = "Größe ".repeat(20_000);
    Predictions answer = new Predictions(answer("").codes(), null, tuned);
    store.write(key, answer);
    Predictions read = store.read(key, plan);
    assertEquals(tuned, read.tuned());
    assertNull(read.logProbabilities());
    assertArrayEquals(answer.codes(), read.codes());
  }

  @Test
  void onlyTheOwnerReadsThem(@TempDir Path folder) throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path kept = folder.resolve("kept");
    AttackStore store = AttackStore.open(kept);
    store.write(key, answer(""));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void aPlaceWhereNothingCanBeKeptIsRefusedInOneLine(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(
        file + ": finished attacks cannot be kept there (a folder is needed, this is a file)",
        assertThrows(BadDataException.class, () -> AttackStore.open(file)).getMessage());
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "not as root");
    assertEquals(
        locked + ": finished attacks cannot be kept there (access denied)",
        assertThrows(BadDataException.class, () -> AttackStore.open(locked)).getMessage());
  }

  private static void write(Path file, byte[] content) throws Exception {
    CRC32 sum = new CRC32();
    sum.update(content);
    ByteBuffer all = ByteBuffer.allocate(8 + content.length);
    Files.write(file, all.putLong(sum.getValue()).put(content).array());
  }

  private static Object[] values(LearningTask task, RecordComponent[] components)
      throws ReflectiveOperationException {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].getAccessor().invoke(task);
    }
    return values;
  }

  private static Object changed(Object value) {
    if (value instanceof int[] codes) {
      int[] others = codes.clone();
      others[others.length - 1] ^= 1;
      return others;
    }
    if (value instanceof InnerSplit inner) {
      return new InnerSplit(inner.fit(), (int[]) changed(inner.tune()));
    }
    if (value instanceof Budget) {
      return Budget.QUICK;
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    assertTrue(value instanceof Long, "a component of a new type: change it here: " + value);
    return (Long) value + 1;
  }

  private static Predictions answer(String tuned) {
    double[] logs = new double[ROWS * CLASSES];
    Arrays.fill(logs, -Math.log(CLASSES));
    int[] codes = new int[ROWS];
    Arrays.setAll(codes, i -> i % CLASSES);
    return new Predictions(codes, logs, tuned);
  }

  private static LearningTask task() {
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    int[] given = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
    return new LearningTask(
        labels, CLASSES, given, 2, given.clone(), InnerSplit.of(given, labels), Budget.FULL, 1);
  }

  private static AttackData data(int seed, double more) {
    DMatrixRMaj test = rows(7, ROWS);
    test.data[5] += more;
    return AttackData.of(rows(seed, ROWS), test, Budget.FULL);
  }

  private static DMatrixRMaj rows(int seed, int rows) {
    return new DMatrixRMaj(rows, 2, true, new Random(seed).doubles(2L * rows).toArray());
  }
}
