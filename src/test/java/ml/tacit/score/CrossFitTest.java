package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class CrossFitTest {

  /** Knows every row it was fitted to, and of others the class of the nearest. */
  private record Nearest(DMatrixRMaj rows, int[] codes, int classes) implements ScoreStep {
    @Override
    public int inputs() {
      return rows.numCols;
    }

    @Override
    public int outputs() {
      return classes;
    }

    @Override
    public DMatrixRMaj apply(DMatrixRMaj asked) {
      DMatrixRMaj scores = new DMatrixRMaj(asked.numRows, classes);
      for (int i = 0; i < asked.numRows; i++) {
        int row = i;
        int nearest =
            IntStream.range(0, codes.length)
                .boxed()
                .min((a, b) -> Double.compare(distance(asked, row, a), distance(asked, row, b)))
                .orElseThrow();
        scores.set(i, codes[nearest], 1);
      }
      return scores;
    }

    private double distance(DMatrixRMaj asked, int i, int other) {
      double sum = 0;
      for (int j = 0; j < rows.numCols; j++) {
        sum += Math.pow(asked.get(i, j) - rows.get(other, j), 2);
      }
      return sum;
    }
  }

  private static final Scorer NEAREST =
      new Scorer() {
        @Override
        public String name() {
          return "nearest";
        }

        @Override
        public ScoreStep fit(DMatrixRMaj rows, Labels labels, long seed) {
          return new Nearest(rows, labels.codes(), labels.classes().size());
        }
      };

  private static double right(DMatrixRMaj scores, int[] codes) {
    DMatrixRMaj decided = Decision.of(scores);
    return IntStream.range(0, codes.length).filter(i -> decided.data[i] == codes[i]).count()
        / (double) codes.length;
  }

  /** Labels that nothing tells: a fit knows its own rows, and only those. */
  @Test
  void fittedRowsLookLikeFreshOnes() {
    int[] codes = new Random(3).ints(600, 0, 2).toArray();
    DMatrixRMaj rows = ScorersTest.rows(new int[600], 3, 0, 4);
    Labels labels = Labels.of(codes);
    assertEquals(1, right(NEAREST.fit(rows, labels, 1).apply(rows), codes), "control");
    assertEquals(0.5, right(CrossFit.scores(NEAREST, rows, labels, null, 5, 1), codes), 0.08);
  }

  /** Each row twice, one after the other: only whole blocks of time hide one from the other. */
  @Test
  void neighboursInTimeStayTogether() {
    int[] codes = new Random(3).ints(300, 0, 2).toArray();
    int[] twice = IntStream.range(0, 600).map(i -> codes[i / 2]).toArray();
    DMatrixRMaj single = ScorersTest.rows(new int[300], 3, 0, 4);
    DMatrixRMaj rows = Landmarks.select(single, IntStream.range(0, 600).map(i -> i / 2).toArray());
    double right = right(CrossFit.scores(NEAREST, rows, Labels.of(twice), null, 5, 1), twice);
    assertEquals(0.5, right, 0.1);
  }

  @Test
  void foldsAreBlocksOfEachCellAndHaveEveryClassOnBothSides() {
    int[] person = IntStream.range(0, 400).map(i -> i / 100).toArray();
    int[] activity = IntStream.range(0, 400).map(i -> i / 20 % 5).toArray();
    Labels cells = Labels.of(person).crossed(Labels.of(activity));
    int[] fold = CrossFit.folds(400, Labels.of(activity), cells, 5);
    for (int c = 0; c < cells.classes().size(); c++) {
      int cell = c;
      int[] own = IntStream.range(0, 400).filter(i -> cells.code(i) == cell).toArray();
      int changes = 0;
      for (int i = 1; i < own.length; i++) {
        changes += fold[own[i]] != fold[own[i - 1]] ? 1 : 0;
      }
      assertEquals(4, changes, "five blocks");
      assertEquals(5, Arrays.stream(own).map(i -> fold[i]).distinct().count());
    }
  }

  @Test
  void smallClassesAreInEveryFit() {
    int[] codes = new int[50];
    codes[3] = 1;
    codes[4] = 1; // neighbours: in one block
    codes[20] = 2;
    int[] fold = CrossFit.folds(50, Labels.of(codes), null, 2);
    assertTrue(fold[3] != fold[4], "two rows of a class are never scored together");
    DMatrixRMaj scores =
        CrossFit.scores(
            Scorers.named("logistic"),
            ScorersTest.rows(codes, 3, 5, 1),
            Labels.of(codes),
            null,
            2,
            1);
    assertTrue(Arrays.stream(scores.data).allMatch(Double::isFinite));
    assertTrue(
        scores.get(20, 2) < Math.max(scores.get(20, 0), scores.get(20, 1)), "nobody knew it");
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    DMatrixRMaj rows = ScorersTest.rows(new int[10], 2, 0, 1);
    Labels labels = Labels.of(ScorersTest.codes(10, 2));
    for (int folds : List.of(1, 11)) {
      BadDataException e =
          assertThrows(
              BadDataException.class, () -> CrossFit.scores(NEAREST, rows, labels, null, folds, 1));
      assertEquals("folds: " + folds + ", from 2 to the 10 rows is needed", e.getMessage());
    }
    Labels short9 = Labels.of(ScorersTest.codes(9, 2));
    assertThrows(
        BadDataException.class, () -> CrossFit.scores(NEAREST, rows, labels, short9, 2, 1));
    assertThrows(BadDataException.class, () -> CrossFit.scores(NEAREST, rows, short9, null, 2, 1));
  }
}
