package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every way to learn class scores. */
class ScorersTest {
  static Stream<Scorer> all() {
    return Scorers.names().stream().map(Scorers::named);
  }

  /** Classes {@code apart} deviations from each other in one column each. */
  static DMatrixRMaj rows(int[] codes, int d, double apart, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(codes.length, d);
    for (int i = 0; i < codes.length; i++) {
      for (int j = 0; j < d; j++) {
        rows.set(i, j, random.nextGaussian() + (codes[i] % d == j ? apart : 0));
      }
    }
    return rows;
  }

  static int[] codes(int n, int classes) {
    return IntStream.range(0, n).map(i -> i % classes).toArray();
  }

  static double right(ScoreStep scores, DMatrixRMaj rows, int[] codes) {
    DMatrixRMaj decided = new Decision(scores).apply(rows);
    return IntStream.range(0, codes.length).filter(i -> decided.data[i] == codes[i]).count()
        / (double) codes.length;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRowHasTheSameBitsAloneAndInABlock(Scorer scorer) {
    int[] codes = codes(150, 3);
    ScoreStep scores = scorer.fit(rows(codes, 5, 2, 1), Labels.of(codes), 1);
    DMatrixRMaj fresh = rows(codes(300, 3), 5, 2, 2);
    DMatrixRMaj block = scores.apply(fresh);
    for (int i = 0; i < fresh.numRows; i++) {
      double[] alone = scores.apply(Arrays.copyOfRange(fresh.data, 5 * i, 5 * i + 5));
      assertArrayEquals(Arrays.copyOfRange(block.data, 3 * i, 3 * i + 3), alone, 0);
    }
    assertEquals(0, scores.apply(new DMatrixRMaj(0, 5)).numRows);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameRowsGiveTheSameBits(Scorer scorer) {
    int[] codes = codes(120, 2);
    DMatrixRMaj rows = rows(codes, 4, 1, 1);
    double[] once = scorer.fit(rows, Labels.of(codes), 1).apply(rows).data;
    assertArrayEquals(once, scorer.fit(rows, Labels.of(codes), 1).apply(rows).data, 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void classesFarApartAreDecidedRight(Scorer scorer) {
    for (int classes : new int[] {2, 5}) {
      int[] codes = codes(200, classes);
      ScoreStep scores = scorer.fit(rows(codes, 6, 12, 1), Labels.of(codes), 1);
      assertEquals(classes, scores.outputs());
      assertEquals(1, right(scores, rows(codes, 6, 12, 2), codes), 0.011, classes + " classes");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void otherNamesOfTheClassesChangeNoDecision(Scorer scorer) {
    int[] codes = codes(180, 3);
    int[] others = Arrays.stream(codes).map(c -> (c + 1) % 3).toArray();
    DMatrixRMaj rows = rows(codes, 4, 2, 1);
    DMatrixRMaj fresh = rows(codes(90, 3), 4, 2, 2);
    double[] decided = new Decision(scorer.fit(rows, Labels.of(codes), 1)).apply(fresh).data;
    double[] renamed = new Decision(scorer.fit(rows, Labels.of(others), 1)).apply(fresh).data;
    long equal = IntStream.range(0, 90).filter(i -> (decided[i] + 1) % 3 == renamed[i]).count();
    assertTrue(equal >= 88, equal + " of 90 decisions");
  }

  /** A constant column and units of 10¹² and 10⁻¹² change nothing but rounding. */
  @ParameterizedTest
  @MethodSource("all")
  void unitsAndConstantColumnsDoNotMatter(Scorer scorer) {
    int[] codes = codes(160, 2);
    double[] unit = {1e12, 1, 1e-12, 1, 0};
    DMatrixRMaj rows = rows(codes, 5, 3, 1);
    DMatrixRMaj fresh = rows(codes, 5, 3, 2);
    for (DMatrixRMaj table : List.of(rows, fresh)) {
      for (int i = 0; i < table.data.length; i++) {
        table.data[i] = table.data[i] * unit[i % 5] + (i % 5 == 4 ? 0.1 : 0);
      }
    }
    ScoreStep scores = scorer.fit(rows, Labels.of(codes), 1);
    double right = right(scores, fresh, codes);
    assertTrue(right > 0.93, "of two classes 3√2 deviations apart " + right);
    fresh.set(0, 4, 7);
    assertTrue(Double.isFinite(scores.apply(fresh).get(0, 0)), "off the constant");
  }

  @ParameterizedTest
  @MethodSource("all")
  void fewRowsAndAClassOfOneWillDo(Scorer scorer) {
    int[] codes = codes(40, 2);
    codes[7] = 2;
    ScoreStep scores = scorer.fit(rows(codes, 3, 6, 1), Labels.of(codes), 1);
    int[] fresh = codes(100, 2);
    assertTrue(right(scores, rows(fresh, 3, 6, 2), fresh) > 0.9);
    for (double score : scores.apply(rows(fresh, 3, 6, 2)).data) {
      assertTrue(Double.isFinite(score));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aClassWithoutRowsIsNeverDecidedFor(Scorer scorer) {
    int[] codes = codes(120, 3);
    int[] chosen = IntStream.range(0, 120).filter(i -> codes[i] != 1).toArray();
    DMatrixRMaj rows = rows(codes, 3, 3, 1);
    ScoreStep scores =
        scorer.fit(Landmarks.select(rows, chosen), Labels.of(codes).select(chosen), 1);
    assertEquals(3, scores.outputs());
    assertTrue(Arrays.stream(new Decision(scores).apply(rows).data).noneMatch(code -> code == 1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void columnsThatSayNothingGiveTheCommonClass(Scorer scorer) {
    int[] codes = IntStream.range(0, 100).map(i -> i % 5 == 0 ? 1 : 0).toArray();
    DMatrixRMaj rows = new DMatrixRMaj(100, 2);
    Arrays.fill(rows.data, 3);
    ScoreStep scores = scorer.fit(rows, Labels.of(codes), 1);
    assertEquals(0.8, right(scores, rows, codes), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("all")
  void oneLineSaysWhatIsWrong(Scorer scorer) {
    DMatrixRMaj rows = rows(codes(20, 2), 3, 1, 1);
    for (Labels labels : List.of(Labels.of(codes(19, 2)), Labels.of(new int[20]))) {
      BadDataException e = assertThrows(BadDataException.class, () -> scorer.fit(rows, labels, 1));
      assertTrue(e.getMessage().startsWith("labels: "), e.getMessage());
    }
    rows.set(3, 1, Double.NaN);
    BadDataException e =
        assertThrows(BadDataException.class, () -> scorer.fit(rows, Labels.of(codes(20, 2)), 1));
    assertTrue(e.getMessage().startsWith("rows: row 4, column 2"), e.getMessage());
  }

  @Test
  void anUnknownMethodIsToldTheKnownOnes() {
    BadDataException e = assertThrows(BadDataException.class, () -> Scorers.named("oracle"));
    for (String name : List.of("vote", "kernel", "multikernel", "logistic", "boosted")) {
      assertTrue(e.getMessage().contains(name), e.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void settingsThatAreSettledOnRowsAreThoseOfAFitToThem(Scorer scorer) {
    int[] codes = codes(300, 3);
    DMatrixRMaj rows = rows(codes, 5, 2, 1);
    Labels labels = Labels.of(codes);
    DMatrixRMaj fresh = rows(codes(300, 3), 5, 2, 2);
    DMatrixRMaj whole = scorer.fit(rows, labels, 1).apply(fresh);
    Scorer settled = scorer.settled(rows, labels, 1);
    assertEquals(scorer.name(), settled.name());
    assertArrayEquals(whole.data, settled.fit(rows, labels, 1).apply(fresh).data, 0.02);
  }

  @Test
  void theVoteIsNotSpoiltByMembersThatTellNothing() {
    // Few rows of groups far apart: means of rows tell groups, and nothing of the classes.
    int n = 240;
    int d = 400;
    int[] codes = IntStream.range(0, 2 * n).map(i -> i / 40 % 2).toArray();
    Random random = new Random(1);
    DMatrixRMaj groups = new DMatrixRMaj(40, d);
    Arrays.setAll(groups.data, i -> 3 * random.nextGaussian());
    DMatrixRMaj rows = new DMatrixRMaj(2 * n, d);
    for (int i = 0; i < 2 * n; i++) {
      for (int j = 0; j < d; j++) {
        double side = j % 20 == 0 ? 1.2 * codes[i] : 0;
        rows.set(i, j, groups.get(i % 40, j) + random.nextGaussian() + side);
      }
    }
    DMatrixRMaj fitted = Landmarks.select(rows, IntStream.range(0, n).toArray());
    DMatrixRMaj fresh = Landmarks.select(rows, IntStream.range(n, 2 * n).toArray());
    int[] asked = Arrays.copyOfRange(codes, n, 2 * n);
    Labels labels = Labels.of(Arrays.copyOf(codes, n));
    double linear = right(Scorers.named("logistic").fit(fitted, labels, 1), fresh, asked);
    double kernel = right(Scorers.named("multikernel").fit(fitted, labels, 1), fresh, asked);
    double vote = right(Scorers.named("vote").fit(fitted, labels, 1), fresh, asked);
    assertTrue(linear > 0.85 && kernel < linear - 0.15, "control: " + linear + ", " + kernel);
    assertTrue(vote > linear - 0.03, "vote " + vote + ", logistic " + linear);
  }
}
