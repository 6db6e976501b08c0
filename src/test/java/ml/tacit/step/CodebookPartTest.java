package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Rows in their own columns: plausible ones, of which many people and rows are behind each. */
class CodebookPartTest {
  private static final Roles ROLES = Roles.keep("activity").withHide("person");

  @Test
  void everyReleasedRowIsOneOfTheSchema() {
    LabelledRows rows = MadeUpRows.of(1, 3000, 2, 2);
    StepsModel model = fit("codebook 12 --leak 0.03 --rest 0.5 --score logistic", rows);
    assertTrue(model.keepsColumns());
    DMatrixRMaj released = model.transform(MadeUpRows.of(2, 2000, 2, 2).rows());
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < released.numRows; i++) {
      double[] row = Arrays.copyOfRange(released.data, i * 7, (i + 1) * 7);
      distinct.add(Arrays.toString(row));
      assertEquals(Math.rint(row[2]), row[2], "a whole number stays one");
      assertEquals(1, row[4] + row[5] + row[6], "one level");
      assertTrue(Arrays.stream(row, 4, 7).allMatch(x -> x == 0 || x == 1), "no part of a level");
    }
    assertTrue(distinct.size() > 2 && distinct.size() <= 12, distinct.size() + " rows");
    assertEquals(OptionalLong.of(book(model).rows().length), model.distinctRows());
  }

  @Test
  void behindEachRowAreAsManyRowsAndPeopleAsAreSaid() {
    LabelledRows rows = MadeUpRows.of(1, 1500, 6, 2);
    StepsModel model =
        fit("codebook 30 --leak 0.5 --rows 20 --people 4 --rest 5 --score logistic", rows);
    Codebook book = book(model);
    assertTrue(Arrays.stream(book.rows()).allMatch(count -> count >= 20), book.guarantee());
    assertTrue(Arrays.stream(book.people()).allMatch(count -> count >= 4), book.guarantee());
    assertEquals(1500, Arrays.stream(book.rows()).sum());
    assertTrue(book.rows().length < 30, "some were dissolved: " + book.guarantee());
    BadDataException refused =
        assertThrows(
            BadDataException.class,
            () -> fit("codebook 4 --leak 0.5 --rows 2000 --score logistic", rows));
    assertTrue(refused.getMessage().contains("2000"), refused.getMessage());
  }

  @Test
  void theBoundHoldsForTheRowsAsForTheCells() {
    LabelledRows rows = MadeUpRows.of(1, 6000, 2, 2);
    LabelledRows others = MadeUpRows.of(2, 20_000, 2, 2);
    StepsModel open = fit("codebook 16 --leak 0.5 --score logistic", rows);
    StepsModel closed = fit("codebook 16 --leak 0.02 --score logistic", rows);
    double leakOfOpen = counted(open, others, "person", others.label("activity"));
    double leakOfClosed = counted(closed, others, "person", others.label("activity"));
    assertTrue(leakOfOpen > 0.62, "positive control: " + leakOfOpen);
    assertTrue(leakOfClosed < 0.58, "leak: " + leakOfClosed); // 0.53 on the rows of the channel
    Labels nothing = Labels.of(new int[others.size()]);
    assertTrue(counted(closed, others, "activity", nothing) > 0.85, "utility");
  }

  @Test
  void middlesAreOfTheKindOfTheirColumns() {
    DMatrixRMaj rows =
        new DMatrixRMaj(
            new double[][] {
              {1, 0, 0, 0, 0.5, 10, 7, 1},
              {0, 1, 0, 0, 1.5, 11, 7, 0},
              {0, 1, 0, 0, 2.25, 13, 8, 1},
              {0, 0, 0, 0, 9.125, 24, 9, 1},
              {0, 0, 1, 0, 8, 35, 10, 0},
              {0, 0, 0, 1, 7, 46, 11, 0},
              {0, 0, 0, 1, 6, 57, 12, 0}
            });
    Map<String, Labels> none = new HashMap<>();
    LabelledRows data =
        new LabelledRows(
            List.of("k=a", "k=b", "k=c", "other=1", "number", "count", "few", "flag"), rows, none);
    CodebookRows middles = new CodebookRows(data);
    double[] middle = middles.middle(new int[] {0, 1, 2});
    assertArrayEquals(new double[] {0, 1, 0, 0}, Arrays.copyOf(middle, 4), "the commonest level");
    assertEquals((0.5 + 1.5 + 2.25) / 3, middle[4], 1.0 / 16, "a mean, in eighths");
    assertEquals(11, middle[5], "a whole number");
    assertEquals(7, middle[6]);
    assertEquals(1, middle[7]);
    double[] without = middles.middle(new int[] {3, 5, 6, 0});
    assertArrayEquals(
        new double[] {0, 0, 0}, Arrays.copyOf(without, 3), "no level is the commonest here");
  }

  @Test
  void theTextIsReadAndWritten() {
    for (String text :
        List.of(
            "codebook 24 --leak 0.02",
            "codebook --leak 0.02 --unknown --rows 20 --people 5 --rest 0.3")) {
      assertEquals(text, Steps.parse(text).toString());
    }
    assertThrows(BadDataException.class, () -> Steps.parse("codebook 24 --leak 0.1 --rows 1"));
  }

  private static StepsModel fit(String plan, LabelledRows rows) {
    return Steps.parse(plan).withSeed(1).fit(rows, ROLES);
  }

  private static Codebook book(StepsModel model) {
    On last = (On) model.steps().get(model.steps().size() - 1);
    return (Codebook) last.inner();
  }

  private static double counted(StepsModel model, LabelledRows rows, String hide, Labels known) {
    DMatrixRMaj released = model.transform(rows.rows());
    Map<String, Integer> codes = new HashMap<>();
    int[] cells = new int[rows.size()];
    int d = released.numCols;
    for (int i = 0; i < cells.length; i++) {
      String row = Arrays.toString(Arrays.copyOfRange(released.data, i * d, (i + 1) * d));
      cells[i] = codes.computeIfAbsent(row, key -> codes.size());
    }
    return MadeUpRows.counted(cells, rows.label(hide), known);
  }
}
