package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.release.Releaser;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with own history, from their text to a device and a file. */
class HistoryPlansTest {
  private static final LabelledRows DATA = Crowd.of(600, 5, 3, 1);

  @TempDir private Path folder;

  private static Release release(String plan) {
    return Release.of(Steps.parse(plan).withSeed(7).fit(DATA, Crowd.ROLES));
  }

  private static int[] rowsOf(int person) {
    return IntStream.range(0, DATA.size())
        .filter(i -> DATA.label("who").code(i) == person)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extra 强度 | rank 20",
        "decide logistic | residual 2 | rank 10",
        "decide logistic | residual 3 | relative 20 --scaled",
        "decide logistic | extra 强度 | relative 5 | noise 1",
        "decide logistic | collapse 0.5 | relative 20",
        "decide logistic | extra \"a b\",\"c,d\" | rank 20 | cells --bins \"a b_rank=2\""
      })
  void deviceReplayStreamAndFileGiveTheSameBits(String plan) throws IOException {
    Release made = release(plan);
    Path model = folder.resolve("model.safetensors");
    made.save(model);
    Release release = Release.load(model);
    assertTrue(release.needsDevice());
    LabelledRows replayed = release.replay("who").transform(DATA, CopyColumns.KEPT);
    assertEquals(release.outputs(), replayed.features());
    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv");
    CsvWriter.writeAll(input, DATA);
    release.replay("who").transformCsv(input, output, CopyColumns.KEPT, bytes -> {});
    assertArrayEquals(
        replayed.rows().data,
        CsvReader.readAll(output, new ColumnRoles(List.of(), release.outputs(), List.of()))
            .columns(release.outputs())
            .data);
    for (int person = 0; person < 5; person++) {
      int[] own = rowsOf(person);
      DMatrixRMaj rows = DATA.select(own).rows();
      assertArrayEquals(
          replayed.select(own).rows().data, made.forDevice().transform(rows).data, plan);
      Releaser one = release.forDevice();
      for (int k = 0; k < own.length; k++) {
        assertArrayEquals(
            replayed.select(new int[] {own[k]}).rows().data,
            one.transform(DATA.select(new int[] {own[k]}).rows().data));
      }
    }
  }

  @Test
  void theGuaranteeSaysWhatARankIs() {
    assertTrue(
        release("extra 强度 | rank 20").summaries().stream()
            .anyMatch(step -> step.guarantee().contains("uniform for everybody")));
  }
}
