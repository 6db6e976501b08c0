package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ml.tacit.release.Release;
import ml.tacit.release.Releaser;
import ml.tacit.sensing.Simulator;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same work for long: the same bits, and no more memory than at its beginning. */
class SoakTest {
  private static final int THREADS = 32;

  /** A service restarts no release: what one of its rows left would be found a million times. */
  private static final long SLACK_BYTES = 4 << 20;

  /** Rows that a device of this plan compares with, of one channel in two decisions. */
  private static final int LAST = 20;

  private static final long DEVICE_BYTES = 2 * LAST * Double.BYTES + 600;

  private static final LabelledRows ROWS = rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");

  private static LabelledRows rows() {
    LabelledRows all = Simulator.standard().withPeople(3).withSeconds(40).withSeed(5).generate();
    List<String> some = all.features().subList(0, 12);
    return all.withRows(some, all.columns(some));
  }

  @Test
  void manyThreadsShareARelease() throws Exception {
    share(0.2);
  }

  @Test
  @Tag("attack")
  void manyThreadsShareAReleaseForLong() throws Exception {
    share(600);
  }

  @Test
  void modelsAreForgotten() throws Exception {
    models(60);
  }

  @Test
  @Tag("attack")
  void tenThousandModelsAreForgotten() throws Exception {
    models(10_000);
  }

  @Test
  void whatDevicesRememberIsBounded() {
    devices(2_000);
  }

  @Test
  @Tag("attack")
  void whatAHundredThousandDevicesRememberIsBounded() {
    devices(100_000);
  }

  /** Twice: memory after the second time, the longer one, is that after the first. */
  private static void share(double seconds) throws Exception {
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, ROLES));
    double[] expected = release.transform(ROWS.rows()).data;
    try (Tally same = Tally.of(Promise.THREADS, "32 threads on one release")) {
      work(release, expected, Budget.seconds("threads", seconds / 10), same);
      long before = usedBytes();
      work(release, expected, Budget.seconds("threads", seconds), same);
      requireFlat(same, before, usedBytes());
    }
  }

  private static void work(Release release, double[] expected, Budget budget, Tally same)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(
            threads.submit(
                () -> {
                  int turn = thread;
                  do {
                    same.tried(isSame(release, expected, turn++), "thread " + thread);
                  } while (budget.lasts());
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** By turns a block and a row. */
  private static boolean isSame(Release release, double[] expected, int turn) {
    if (turn % 2 == 0) {
      return Arrays.equals(expected, release.transform(ROWS.rows()).data);
    }
    int row = turn % ROWS.size();
    int width = expected.length / ROWS.size();
    double[] raw = columns(row);
    return Arrays.equals(
        Arrays.copyOfRange(expected, row * width, (row + 1) * width), release.transform(raw));
  }

  private static double[] columns(int row) {
    DMatrixRMaj rows = ROWS.rows();
    return Arrays.copyOfRange(rows.data, row * rows.numCols, (row + 1) * rows.numCols);
  }

  /** Fitted, saved, read, applied and dropped. */
  private static void models(int count) throws IOException {
    try (Tally tally = Tally.of(Promise.THREADS, "models fitted and dropped in one process")) {
      long before = 0;
      for (int i = 0; i < count; i++) {
        Release fitted = Release.of(i % 2 == 0 ? rdca(i) : Dca.ridge(1 + i).fit(ROWS, ROLES));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        fitted.writeTo(file);
        Release read = Release.read(new ByteArrayInputStream(file.toByteArray()));
        boolean same = Arrays.equals(fitted.transform(columns(0)), read.transform(columns(0)));
        tally.tried(same, "model " + i + ": read, it gives another row");
        before = i == count / 10 ? usedBytes() : before;
      }
      requireFlat(tally, before, usedBytes());
    }
  }

  private static SubspaceModel rdca(int ridge) {
    return Rdca.ridge(1 + ridge).fit(ROWS, ROLES);
  }

  /** Twice as many rows as each remembers, and then as many again. */
  private static void devices(int count) {
    LabelledRows two =
        ROWS.withRows(List.of("x", "y"), ROWS.columns(ROWS.features().subList(0, 2)));
    Release release =
        Release.of(Steps.parse("decide logistic | extra x | rank " + LAST).fit(two, ROLES));
    DMatrixRMaj rows = firstRows(two, 4 * LAST);
    try (Tally tally = Tally.of(Promise.MEMORY, "devices with a history of their own")) {
      long empty = usedBytes();
      List<Releaser> devices = new ArrayList<>();
      double[] last = null;
      for (int i = 0; i < count; i++) {
        Releaser device = release.forDevice();
        devices.add(device);
        double[] released = device.transform(rows).data;
        tally.tried(last == null || Arrays.equals(last, released), "device " + i);
        last = released;
      }
      long full = usedBytes();
      devices.forEach(device -> device.transform(rows));
      requireFlat(tally, full, usedBytes());
      long each = (full - empty) / count;
      tally.tried(
          each <= DEVICE_BYTES + SLACK_BYTES / count,
          String.format(Locale.ROOT, "%d bytes a device, %d are promised", each, DEVICE_BYTES));
    }
  }

  private static DMatrixRMaj firstRows(LabelledRows rows, int count) {
    int width = rows.rows().numCols;
    return DMatrixRMaj.wrap(count, width, Arrays.copyOf(rows.rows().data, count * width));
  }

  private static void requireFlat(Tally tally, long before, long after) {
    tally.tried(
        after <= before + SLACK_BYTES,
        String.format(
            Locale.ROOT, "%.1f MB at first, %.1f MB in the end", before / 1e6, after / 1e6));
  }

  /** What is reachable: the least of several looks, for a collection may come late. */
  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** A leak of one row a turn is more than the slack. */
  @Test
  void aLeakIsSeen() {
    long before = usedBytes();
    byte[][] kept = new byte[64][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1 << 17];
    }
    long after = usedBytes();
    assertTrue(after > before + SLACK_BYTES, kept.length + " kept");
  }
}
