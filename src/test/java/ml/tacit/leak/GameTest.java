package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The theorems of the game, on games without a pattern and on such as people's rows give. */
class GameTest {

  static Stream<Arguments> smallGames() {
    List<SomeGames> games = new ArrayList<>();
    for (long seed = 0; seed < 4; seed++) {
      games.add(SomeGames.random(14, 4, 3, 2, seed));
      games.add(SomeGames.random(10, 5, 2, 3, seed).balanced());
      games.add(SomeGames.people(16, 4, 4, 2, 1, seed % 2 == 0, seed));
      games.add(SomeGames.people(16, 4, 4, 2, 1, false, seed).unknown());
    }
    games.add(SomeGames.scores(6, 4, 3, 5));
    games.add(SomeGames.scores(6, 4, 4, 6).balanced());
    return games.stream().map(Arguments::of);
  }

  /** Between the prior and V of the nearest cells. */
  private static double between(Game game, double share) {
    return (1 - share) * game.prior() + share * game.solve(1).leak();
  }

  @ParameterizedTest
  @MethodSource("smallGames")
  void valueIsThatOfALinearProgrammeSolver(SomeGames some) {
    Game game = some.game();
    for (double share : new double[] {0.1, 0.4, 0.8}) {
      double bound = between(game, share);
      Channel channel = game.solve(bound, 1e-4, 20_000);
      double unit = mostToLose(some);
      double value = solvedByOjAlgo(some, bound);
      assertTrue(channel.gap() <= 1e-3, () -> "gap " + channel.gap());
      assertTrue(channel.loss() >= value - 1e-6 * unit, () -> channel.loss() + " below " + value);
      assertTrue(
          channel.loss() - channel.gap() * unit <= value + 1e-6 * unit,
          () -> channel.loss() + " - " + channel.gap() * unit + " above " + value);
    }
  }

  /** The gap is proven, so it has to hold where the solver has hardly begun. */
  @ParameterizedTest
  @MethodSource("smallGames")
  void gapHoldsAfterFewIterationsToo(SomeGames some) {
    Game game = some.game();
    double bound = between(game, 0.3);
    double value = game.solve(bound, 1e-4, 20_000).loss();
    for (int iterations : new int[] {1, 5, 20, 60}) {
      Channel channel = game.solve(bound, 0, iterations);
      assertTrue(channel.loss() - channel.gap() * mostToLose(some) <= value + 1e-12);
      assertTrue(channel.leak() <= bound + 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("smallGames")
  void leakIsTheCountOfTheBestGuessesAndNoAttackerIsBetter(SomeGames some) {
    Game game = some.game();
    Channel channel = game.solve(between(game, 0.3));
    Random random = new Random(3);
    assertEquals(right(some, channel, null), channel.leak(), 1e-12);
    assertTrue(channel.leak() <= channel.bound() + 1e-12);
    for (int attacker = 0; attacker < 200; attacker++) {
      assertTrue(right(some, channel, random) <= channel.leak() + 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("smallGames")
  void lossFallsAsTheBoundRises(SomeGames some) {
    Game game = some.game();
    double before = Double.POSITIVE_INFINITY;
    for (double share : new double[] {0.1, 0.3, 0.5, 0.7, 0.9, 1}) {
      Channel channel = game.solve(between(game, share));
      double least = channel.loss() - channel.gap() * mostToLose(some);
      assertTrue(least <= before + 1e-12, least + " after " + before);
      before = channel.loss();
    }
  }

  @ParameterizedTest
  @MethodSource("smallGames")
  void boundOfOneGivesTheNearestCells(SomeGames some) {
    Channel channel = some.game().solve(1);
    assertEquals(0, channel.gap());
    for (int a = 0; a < channel.atoms(); a++) {
      for (int c = 0; c < channel.cells(); c++) {
        assertTrue(
            channel.probability(a, c) == 0
                || some.distance().get(a, c)
                    == Arrays.stream(row(some.distance(), a)).min().orElse(-1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("smallGames")
  void orderOfAtomsAndPeopleDoesNotMatter(SomeGames some) {
    double bound = between(some.game(), 0.3);
    Channel channel = some.game().solve(bound);
    Channel other = shuffled(some).game().solve(bound);
    assertEquals(
        channel.loss(), other.loss(), (channel.gap() + other.gap()) * mostToLose(some) + 1e-12);
    assertEquals(some.game().prior(), shuffled(some).game().prior(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.002, 0.01})
  void gapIsAThousandthAtTheSizeOfThirtyPeople(double above) {
    for (SomeGames some :
        List.of(
            SomeGames.random(400, 24, 30, 6, 1),
            SomeGames.people(400, 24, 30, 6, 0.7, false, 2),
            SomeGames.people(400, 24, 30, 6, 1, true, 3))) {
      Game game = some.game();
      Channel channel = game.solve(game.prior() + above);
      assertTrue(channel.gap() <= 0.001, () -> "gap " + channel.gap());
      assertTrue(channel.leak() <= game.prior() + (above == 0 ? Game.TOLERANCE : above) + 1e-12);
    }
  }

  @Test
  void sameBitsOnAnyNumberOfThreads() throws Exception {
    // Large enough for the products to be shared among threads.
    SomeGames some = SomeGames.random(1000, 40, 40, 6, 7);
    double bound = some.game().prior() + 0.01;
    List<double[]> channels = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      channels.add(pool.submit(() -> some.game().solve(bound, 0, 30)).get().probabilities().data);
      pool.shutdown();
    }
    assertArrayEquals(channels.get(0), channels.get(1));
  }

  @Test
  void atomsWithoutRowsGoToTheirNearestCells() {
    SomeGames some = SomeGames.random(10, 3, 3, 2, 5);
    DMatrixRMaj joint = some.joint();
    double left = 1;
    for (int r = 0; r < joint.numRows; r++) {
      left -= joint.get(r, 4);
      joint.set(r, 4, 0);
    }
    for (int i = 0; i < joint.data.length; i++) {
      joint.data[i] /= left;
    }
    Game game = some.game();
    Channel channel = game.solve(between(game, 0.3));
    assertTrue(channel.gap() <= Game.GAP);
    double[] row = row(some.distance(), 4);
    int nearest = 0;
    for (int c = 1; c < row.length; c++) {
      nearest = row[c] < row[nearest] ? c : nearest;
    }
    assertEquals(1, channel.probability(4, nearest));
  }

  @Test
  void onePersonHasNothingToHide() {
    SomeGames some = SomeGames.random(10, 3, 1, 4, 5);
    assertEquals(1, some.game().prior(), 1e-12);
    Channel channel = some.game().solve(some.game().prior());
    assertEquals(0, channel.gap());
    assertThrows(BadDataException.class, () -> some.game().solve(0.9));
  }

  @Test
  void cellThatCostsNothingForAnyoneIsTaken() {
    SomeGames some = SomeGames.random(10, 3, 4, 2, 5);
    for (int a = 0; a < 10; a++) {
      some.distance().set(a, 2, 0);
      some.distance().set(a, 1, a % 2);
    }
    Game game = some.game();
    Channel channel = game.solve(game.prior());
    assertEquals(0, channel.loss());
    assertEquals(0, channel.gap());
    assertTrue(channel.leak() <= game.prior() + Game.TOLERANCE);
  }

  @Test
  void interruptedThreadEndsTheGame() {
    Game game = SomeGames.random(40, 6, 5, 3, 1).game();
    double bound = between(game, 0.1);
    Thread.currentThread().interrupt();
    try {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> game.solve(bound, 0, 1_000_000));
      assertEquals("interrupted", e.getMessage());
    } finally {
      assertTrue(Thread.interrupted(), "the flag stays set");
    }
  }

  @Test
  void badInputIsNamedWithBothValues() {
    SomeGames some = SomeGames.scores(4, 3, 3, 1).balanced();
    Game game = some.game();
    expect(
        "the bound on the leak is 0.25, expected at least the prior, 0.5", () -> game.solve(0.25));
    expect("the bound on the leak is NaN", () -> game.solve(Double.NaN));
    expect("gap -1.0 and 5 iterations", () -> game.solve(0.6, -1, 5));
    expect("12 and 11", () -> Game.of(some.joint(), some.known(), new DMatrixRMaj(11, 3)));
    expect(
        "of y = 0 after y = 1",
        () -> Game.of(some.joint(), new int[] {0, 1, 0, 1}, some.distance()));
    DMatrixRMaj wrong = some.joint().copy();
    wrong.set(2, 3, -0.5);
    expect(
        "row 2, atom 3: the probability is -0.5",
        () -> Game.of(wrong, some.known(), some.distance()));
    wrong.set(2, 3, 0.5);
    expect("expected 1", () -> Game.of(wrong, some.known(), some.distance()));
    DMatrixRMaj far = some.distance().copy();
    far.set(1, 2, Double.POSITIVE_INFINITY);
    expect(
        "atom 1, cell 2: the distance is Infinity", () -> Game.of(some.joint(), some.known(), far));
    expect("atom 12, cell 0", () -> game.solve(1).probability(12, 0));
  }

  private static void expect(String part, org.junit.jupiter.api.function.Executable what) {
    String message = assertThrows(BadDataException.class, what).getMessage();
    assertTrue(message.contains(part), message);
  }

  /** How often an attacker is right: the best one if there is no chance in it. */
  private static double right(SomeGames some, Channel channel, Random random) {
    double right = 0;
    int rows = some.joint().numRows;
    for (int start = 0; start < rows; ) {
      int end = start;
      while (end < rows && some.known()[end] == some.known()[start]) {
        end++;
      }
      for (int c = 0; c < channel.cells(); c++) {
        double most = 0;
        int guess = random == null ? -1 : start + random.nextInt(end - start);
        for (int r = start; r < end; r++) {
          double sum = 0;
          for (int a = 0; a < channel.atoms(); a++) {
            sum += some.joint().get(r, a) * channel.probability(a, c);
          }
          most = guess < 0 || guess == r ? Math.max(most, sum) : most;
        }
        right += most;
      }
      start = end;
    }
    return right;
  }

  private static double mostToLose(SomeGames some) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < some.distance().numCols; c++) {
      double loss = 0;
      for (int r = 0; r < some.joint().numRows; r++) {
        for (int a = 0; a < some.joint().numCols; a++) {
          loss += some.joint().get(r, a) * some.distance().get(a, c);
        }
      }
      least = Math.min(least, loss);
    }
    return least;
  }

  private static double[] row(DMatrixRMaj m, int row) {
    return Arrays.copyOfRange(m.data, row * m.numCols, (row + 1) * m.numCols);
  }

  private static SomeGames shuffled(SomeGames some) {
    Random random = new Random(9);
    int atoms = some.joint().numCols;
    List<Integer> order = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int a = 0; a < atoms; a++) {
      order.add(a);
    }
    Collections.shuffle(order, random);
    for (int r = 0; r < some.known().length; r++) {
      rows.add(r);
    }
    Collections.shuffle(rows, random);
    rows.sort((r, s) -> Integer.compare(some.known()[r], some.known()[s]));
    DMatrixRMaj joint = some.joint().copy();
    DMatrixRMaj distance = some.distance().copy();
    for (int a = 0; a < atoms; a++) {
      for (int r = 0; r < joint.numRows; r++) {
        joint.set(r, a, some.joint().get(rows.get(r), order.get(a)));
      }
      for (int c = 0; c < distance.numCols; c++) {
        distance.set(a, c, some.distance().get(order.get(a), c));
      }
    }
    return new SomeGames(joint, some.known(), distance);
  }

  private static double solvedByOjAlgo(SomeGames some, double bound) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    DMatrixRMaj joint = some.joint();
    int cells = some.distance().numCols;
    Variable[][] channel = new Variable[joint.numCols][cells];
    for (int a = 0; a < joint.numCols; a++) {
      Expression sum = model.newExpression("atom " + a).level(1);
      double mass = 0;
      for (int r = 0; r < joint.numRows; r++) {
        mass += joint.get(r, a);
      }
      for (int c = 0; c < cells; c++) {
        channel[a][c] =
            model.newVariable("t" + a + "_" + c).lower(0).weight(mass * some.distance().get(a, c));
        sum.set(channel[a][c], 1);
      }
    }
    Expression leak = model.newExpression("leak").upper(bound);
    int groups = some.known()[joint.numRows - 1] + 1;
    for (int c = 0; c < cells; c++) {
      Variable[] most = new Variable[groups];
      for (int y = 0; y < groups; y++) {
        most[y] = model.newVariable("m" + y + "_" + c).lower(0);
        leak.set(most[y], 1);
      }
      for (int r = 0; r < joint.numRows; r++) {
        Expression below = model.newExpression("row " + r + "_" + c).upper(0);
        below.set(most[some.known()[r]], -1);
        for (int a = 0; a < joint.numCols; a++) {
          below.set(channel[a][c], joint.get(r, a));
        }
      }
    }
    Optimisation.Result result = model.minimise();
    assertTrue(result.getState().isOptimal(), () -> result.getState().toString());
    return result.getValue();
  }
}
