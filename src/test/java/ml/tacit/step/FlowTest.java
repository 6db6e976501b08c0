package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Steps are wired so that what is released comes out, in order, and nothing else is carried. */
class FlowTest {
  private static final LabelledRows DATA = Crowd.of(30, 3, 2, 1);

  private final Flow flow =
      new Flow(DATA, Crowd.ROLES, 1, new byte[Coins.KEY_BYTES], null, new Shared());

  /** The sum of columns, as one. */
  private int sum(int... takes) {
    DMatrixRMaj ones = new DMatrixRMaj(1, takes.length);
    ones.fill(1);
    Step step = AffineMap.dense(ones, new double[1]);
    return flow.add(step, takes, List.of(Column.of("sum", Column.Kind.CHANNEL)))[0];
  }

  private double[] through(int row) {
    double[] values = Matrices.rows(DATA.rows(), new int[] {row}).data;
    return ChainMap.of(flow.steps().toArray(Step[]::new)).apply(values);
  }

  private double raw(int row, int column) {
    return DATA.rows().get(row, column);
  }

  @Test
  void outputsComeInTheOrderReleasedWhateverTheOrderMade() {
    int a = sum(0, 1);
    int b = sum(a, 2);
    int c = sum(3);
    flow.release(b, 5, a, c);
    assertArrayEquals(
        new double[] {
          raw(4, 0) + raw(4, 1) + raw(4, 2), raw(4, 5), raw(4, 0) + raw(4, 1), raw(4, 3)
        },
        through(4));
    assertEquals(List.of("sum", "دقة", "sum", "sum"), names());
  }

  private List<String> names() {
    return flow.outputs().stream().map(Column::name).toList();
  }

  @Test
  void whatNothingNeedsIsNotComputedAndWhatIsNotNeededAgainIsDropped() {
    int a = sum(0, 1);
    sum(a, 2); // a dead end
    int b = sum(a, 3);
    flow.release(b);
    List<Step> steps = flow.steps();
    assertEquals(2, steps.size());
    assertEquals(2, steps.get(0).outputs(), "column 3 and the first sum");
    assertEquals(1, steps.get(1).outputs());
    assertArrayEquals(new double[] {raw(0, 0) + raw(0, 1) + raw(0, 3)}, through(0));
  }

  @Test
  void aStepMayTakeAColumnTwiceAndGiveMoreThanIsReleased() {
    int twice = sum(2, 2);
    int[] both =
        flow.add(
            new Select(2, new int[] {1, 0}),
            new int[] {twice, 4},
            List.of(
                Column.of("one", Column.Kind.CHANNEL), Column.of("other", Column.Kind.CHANNEL)));
    flow.release(both[1]);
    assertArrayEquals(new double[] {2 * raw(1, 2)}, through(1));
    assertArrayEquals(flow.outputValues().data, all());
  }

  private double[] all() {
    return IntStream.range(0, DATA.size()).mapToDouble(i -> through(i)[0]).toArray();
  }

  @Test
  void coinsAreMadeOnceAndEveryDrawHasItsNumber() {
    int[] coins = flow.coins();
    assertArrayEquals(coins, flow.coins());
    assertNotEquals(flow.nextDraw(), flow.nextDraw());
    flow.release(sum(0));
    assertEquals(1, flow.steps().size(), "coins that nothing draws from are not made");
  }

  @Test
  void aPlanThatChangesNothingIsRefused() {
    BadDataException refused = assertThrows(BadDataException.class, flow::steps);
    assertTrue(refused.getMessage().contains("none changes"), refused.getMessage());
  }

  @Test
  void columnsTakeThePlaceOfOthers() {
    flow.release(1, 2, 3);
    int a = sum(2, 3);
    flow.replaceReleased(new int[] {2, 3}, new int[] {a});
    assertArrayEquals(new int[] {1, a}, flow.released());
    flow.addReleased(7);
    assertArrayEquals(new int[] {a, 7}, flow.released(), "raw columns fall away");
  }

  @Test
  void wiringOfColumnsThatAreNotThereIsRefused() {
    Step one = new Select(1, new int[] {0});
    assertThrows(BadDataException.class, () -> new On(2, new int[] {2}, new int[] {0}, one));
    assertThrows(BadDataException.class, () -> new On(2, new int[0], new int[] {-1}, one));
    assertThrows(BadDataException.class, () -> new On(2, new int[0], new int[] {0, 1}, one));
    assertThrows(BadDataException.class, () -> new Select(2, new int[0]));
    assertThrows(BadDataException.class, () -> new Select(2, new int[] {2}));
  }
}
