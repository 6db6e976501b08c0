package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch, stream and merge are one statistic, whatever the partition, to 1e-12. */
class ScatterMergeTest {
  private static final Sample SAMPLE = Sample.of(11, 700, 9, 4, 3);

  /** A way to bring rows into a statistic. */
  private record Way(String name, Function<Sample, Scatter> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Scatter empty() {
    return new Scatter(SAMPLE.rows().numCols, "person", "activity");
  }

  private static Scatter add(Scatter scatter, Sample sample, int from, int to) {
    Sample part = sample.permuted(IntStream.range(from, to).toArray());
    return scatter.accept(part.rows(), part.person(), part.activity());
  }

  static Stream<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (int size : new int[] {1, 7, 64, 699}) {
      ways.add(
          new Way(
              "stream in blocks of " + size,
              sample -> {
                Scatter scatter = empty();
                for (int from = 0; from < 700; from += size) {
                  add(scatter, sample, from, Math.min(700, from + size));
                }
                return scatter;
              }));
    }
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      ways.add(
          new Way(
              "merge of a random partition, seed " + seed,
              sample -> {
                Scatter scatter = empty();
                int from = 0;
                while (from < 700) {
                  int to = Math.min(700, from + random.nextInt(200));
                  Scatter part = add(empty(), sample, from, to);
                  scatter = random.nextBoolean() ? scatter.combine(part) : part.combine(scatter);
                  from = to;
                }
                return scatter;
              }));
    }
    ways.add(
        new Way(
            "tree of merges",
            sample -> {
              List<Scatter> level = new ArrayList<>();
              for (int from = 0; from < 700; from += 50) {
                level.add(add(empty(), sample, from, from + 50));
              }
              while (level.size() > 1) {
                List<Scatter> next = new ArrayList<>();
                for (int i = 0; i < level.size(); i += 2) {
                  next.add(
                      i + 1 < level.size() ? level.get(i).combine(level.get(i + 1)) : level.get(i));
                }
                level = next;
              }
              return level.get(0);
            }));
    return ways.stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyPartitionGivesTheBatchStatistic(Way way) {
    ScatterSnapshot batch = add(empty(), SAMPLE, 0, 700).snapshot();
    ScatterSnapshot other = way.run().apply(SAMPLE).snapshot();
    assertEquals(batch.count(), other.count());
    close(batch.total(), other.total());
    close(batch.within("person"), other.within("person"));
    close(batch.betweenFactor("activity"), other.betweenFactor("activity"));
    close(
        batch.betweenFactorGiven("person", "activity"),
        other.betweenFactorGiven("person", "activity"));
    DMatrixRMaj p = Rdca.ridge(1).fit(batch, Roles.hide("person")).map().matrix();
    close(p, Rdca.ridge(1).fit(other, Roles.hide("person")).map().matrix(), 1e-11);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aLargeOffsetCostsNoDigits(Way way) {
    DMatrixRMaj moved = SAMPLE.rows().copy();
    double offset = 1 << 20;
    for (int i = 0; i < moved.data.length; i++) {
      moved.data[i] += offset;
    }
    Sample far = new Sample(moved, SAMPLE.person(), SAMPLE.activity());
    // The offset itself rounds every value to 2⁻³²; the statistic must not add more than that.
    close(SAMPLE.scatter().total(), way.run().apply(far).snapshot().total(), 1e-10);
  }

  @Test
  void theSameCallsGiveTheSameBitsAndASnapshotStaysAsItWas() {
    Scatter scatter = add(empty(), SAMPLE, 0, 300);
    ScatterSnapshot before = scatter.snapshot();
    double[] total = before.total().data;
    add(scatter, SAMPLE, 300, 700);
    assertArrayEquals(total, before.total().data);
    assertNotEquals(total[0], scatter.snapshot().total().data[0]);
    Scatter again = add(add(empty(), SAMPLE, 0, 300), SAMPLE, 300, 700);
    assertArrayEquals(scatter.snapshot().total().data, again.snapshot().total().data);
  }

  @Test
  void aClassThatAppearsLateIsCounted() {
    Scatter scatter = new Scatter(2, "label");
    scatter.accept(new DMatrixRMaj(new double[][] {{1, 2}, {3, 5}}), Labels.of("b", "b"));
    scatter.accept(new DMatrixRMaj(new double[][] {{7, 2}, {9, 1}}), Labels.of("a", "a"));
    assertEquals(List.of("a", "b"), scatter.snapshot().classes("label"));
    assertArrayEquals(new long[] {2, 2}, scatter.snapshot().classCounts("label"));
    assertArrayEquals(new double[] {5, 2.5}, scatter.snapshot().mean());
    assertArrayEquals(new double[] {40, -10, -10, 9}, scatter.snapshot().total().data, 1e-12);
  }

  @Test
  void badRowsAreNamedAndLeaveNothingBehind() {
    Scatter scatter = new Scatter(2, "label");
    DMatrixRMaj bad = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
    BadDataException e =
        assertThrows(BadDataException.class, () -> scatter.accept(bad, Labels.of("a", "b")));
    assertEquals("rows: row 2 (from 1), feature 2: NaN is not a finite number", e.getMessage());
    assertThrows(BadDataException.class, scatter::snapshot, "nothing was taken in");
  }

  private static void close(DMatrixRMaj expected, DMatrixRMaj found) {
    close(expected, found, 1e-12);
  }

  private static void close(DMatrixRMaj expected, DMatrixRMaj found, double relative) {
    assertTrue(CommonOps_DDRM.elementMaxAbs(expected) > 0);
    assertArrayEquals(expected.data, found.data, relative * CommonOps_DDRM.elementMaxAbs(expected));
  }
}
