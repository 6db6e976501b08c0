package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.step.OwnRows;
import ml.tacit.step.Relative;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release with own history: one device or many, one row or many, in one go or with a pause. */
class ReleaserTest {
  private static final List<String> INPUTS = List.of("code", "a", "b");
  private static final LabelledRows ROWS = rows(3000, 1);
  private static final Release HISTORY = release(10);

  @TempDir Path folder;

  /** Rows of five people, one after the other at random. */
  private static LabelledRows rows(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    int[] person = new int[n];
    int[] activity = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = 100 + random.nextInt(5);
      activity[i] = random.nextInt(3);
      rows.set(i, 0, activity[i]);
      rows.set(i, 1, random.nextGaussian() + person[i]);
      rows.set(i, 2, random.nextGaussian() * (person[i] - 99));
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    labels.put("watch", Labels.of(person));
    return new LabelledRows(INPUTS, rows, labels);
  }

  static Release release(int last) {
    Roles roles = Roles.keep("activity").withHide("person");
    return new Release(
        List.of(new Relative(new OwnRows(last, List.of(3), 2), true)),
        INPUTS,
        List.of("a_relative", "b_relative"),
        ReleaseInfo.of(new Duca(Ridge.DEFAULT, 1, 1, 2).fit(ROWS, roles)),
        List.of());
  }

  private static int[] rowsOf(int person) {
    return IntStream.range(0, ROWS.size())
        .filter(i -> ROWS.label("person").code(i) == person)
        .toArray();
  }

  private static double[] row(DMatrixRMaj rows, int i) {
    return Arrays.copyOfRange(rows.data, i * rows.numCols, (i + 1) * rows.numCols);
  }

  @Test
  void rowBlockAndStreamGiveTheSameBitsForEveryDevice() throws IOException {
    LabelledRows replayed = HISTORY.replay("person").transform(ROWS, CopyColumns.KEPT);
    Path input = folder.resolve("in.csv");
    CsvWriter.writeAll(input, ROWS);
    Path output = folder.resolve("out.csv");
    Streamed streamed =
        HISTORY.replay("person").transformCsv(input, output, CopyColumns.KEPT, bytes -> {});
    assertEquals(List.of("activity"), streamed.copied());
    LabelledRows read = CsvReader.readAll(output, ColumnRoles.labels("activity"));
    assertArrayEquals(replayed.rows().data, read.rows().data);
    for (int person = 0; person < 5; person++) {
      int[] own = rowsOf(person);
      DMatrixRMaj block = HISTORY.forDevice().transform(ROWS.select(own).rows());
      Releaser rowByRow = HISTORY.forDevice();
      for (int k = 0; k < own.length; k++) {
        assertArrayEquals(row(replayed.rows(), own[k]), row(block, k));
        assertArrayEquals(row(block, k), rowByRow.transform(row(ROWS.rows(), own[k])));
      }
    }
  }

  @Test
  void aDeviceGoesOnFromItsFileWithTheSameBits() throws IOException {
    DMatrixRMaj rows = ROWS.select(rowsOf(2)).rows();
    DMatrixRMaj whole = HISTORY.forDevice().transform(rows);
    Releaser first = HISTORY.forDevice();
    int half = rows.numRows / 2;
    DMatrixRMaj early = DMatrixRMaj.wrap(half, 3, Arrays.copyOf(rows.data, half * 3));
    first.transform(early);
    Path state = folder.resolve("device.safetensors");
    first.save(state);
    Releaser second = HISTORY.forDevice(state);
    for (int i = half; i < rows.numRows; i++) {
      assertArrayEquals(row(whole, i), second.transform(row(rows, i)));
    }
  }

  @Test
  void aReplayGoesOnFromItsFileAndTheFileNamesNobody() throws IOException {
    LabelledRows whole = HISTORY.replay("person").transform(ROWS, CopyColumns.KEPT);
    int half = ROWS.size() / 2;
    Replay first = HISTORY.replay("person");
    first.transform(ROWS.select(IntStream.range(0, half).toArray()), CopyColumns.KEPT);
    Path state = folder.resolve("devices.safetensors");
    first.save(state);
    LabelledRows rest =
        HISTORY
            .replay("person", state)
            .transform(ROWS.select(IntStream.range(half, ROWS.size()).toArray()), CopyColumns.KEPT);
    assertArrayEquals(
        Arrays.copyOfRange(whole.rows().data, half * 2, whole.rows().data.length),
        rest.rows().data);
    Release named = HISTORY;
    LabelledRows one =
        new LabelledRows(
            INPUTS, new DMatrixRMaj(1, 3), Map.of("person", Labels.of("Philomena Quux")));
    Replay replay = named.replay("person");
    replay.transform(one, CopyColumns.KEPT);
    replay.save(state);
    assertFalse(
        new String(Files.readAllBytes(state), StandardCharsets.ISO_8859_1).contains("Quux"));
    assertEquals(1, named.replay("person", state).devices());
  }

  @Test
  void anUnusableFileIsRefused() throws IOException {
    Path state = folder.resolve("device.safetensors");
    Releaser releaser = HISTORY.forDevice();
    releaser.transform(ROWS.rows());
    releaser.save(state);
    refused("another model", () -> release(11).forDevice(state));
    byte[] bytes = Files.readAllBytes(state);
    for (int cut : new int[] {0, 7, 100, bytes.length - 1}) {
      Files.write(state, Arrays.copyOf(bytes, cut));
      refused("not a usable file of a device", () -> HISTORY.forDevice(state));
    }
    for (int at = 8; at < bytes.length; at += 41) {
      byte[] altered = bytes.clone();
      altered[at] ^= 1;
      Files.write(state, altered);
      refused("not a usable file of a device", () -> HISTORY.forDevice(state));
    }
    refused("no such file", () -> HISTORY.forDevice(folder.resolve("none")));
    Replay replay = HISTORY.replay("person");
    replay.transform(ROWS, CopyColumns.KEPT);
    replay.save(state);
    refused("holds 5 devices of a replay", () -> HISTORY.forDevice(state));
  }

  @Test
  void withoutADeviceItIsRefusedAndItsModelFileKeepsIt() throws IOException {
    assertTrue(HISTORY.needsDevice());
    refused("needs a device", () -> HISTORY.transform(ROWS));
    refused("needs a device", () -> HISTORY.transform(new double[3]));
    Path input = folder.resolve("in.csv");
    CsvWriter.writeAll(input, ROWS);
    Path output = folder.resolve("out.csv");
    refused("needs a device", () -> HISTORY.transformCsv(input, output));
    assertFalse(Files.exists(output));
    Path file = folder.resolve("model.safetensors");
    HISTORY.save(file);
    assertEquals(HISTORY.steps(), Release.load(file).steps());
  }

  @Test
  void aReleaseWithoutHistoryGivesItsOwnBits() {
    Release plain =
        Release.of(
            new Duca(Ridge.DEFAULT, 1, 1, 2).fit(ROWS, Roles.keep("activity").withHide("person")));
    assertFalse(plain.needsDevice());
    assertArrayEquals(
        plain.transform(ROWS).rows().data,
        plain.replay("person").transform(ROWS, CopyColumns.KEPT).rows().data);
    assertArrayEquals(
        plain.transform(ROWS.rows()).data, plain.forDevice().transform(ROWS.rows()).data);
  }

  @Test
  void theDeviceIsCopiedOnlyWhereItIsNamedAndNotHidden() {
    assertEquals(
        List.of("activity"), labels(HISTORY.replay("watch").transform(ROWS, CopyColumns.KEPT)));
    assertEquals(
        List.of("activity", "watch"),
        labels(HISTORY.replay("watch").transform(ROWS, CopyColumns.of("watch"))));
    refused(
        "fitted to hide 'person'",
        () -> HISTORY.replay("person").transform(ROWS, CopyColumns.of("person")));
    refused("is an input", () -> HISTORY.replay("a"));
  }

  private static List<String> labels(LabelledRows rows) {
    return List.copyOf(rows.labels().keySet());
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void refused(String part, Action action) {
    BadDataException e = assertThrows(BadDataException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
