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
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.leak.NoiseBound;
import ml.tacit.matrix.Dense;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What each step promises, on the step itself. */
class StepTheoremsTest {
  private static final DMatrixRMaj CENTROIDS = new DMatrixRMaj(new double[][] {{0, 0}, {5, -3}});
  private static final DMatrixRMaj SHAPE = new DMatrixRMaj(new double[][] {{2, 0}, {1, 0.5}});

  /** n rows of these values, then two coins of their own. */
  private static DMatrixRMaj withCoins(int n, double... values) {
    Random random = new Random(1);
    int width = values.length + Coins.COUNT;
    DMatrixRMaj rows = new DMatrixRMaj(n, width);
    for (int i = 0; i < n; i++) {
      System.arraycopy(values, 0, rows.data, i * width, values.length);
      for (int c = 0; c < Coins.COUNT; c++) {
        rows.data[i * width + values.length + c] = random.nextLong() >>> 12;
      }
    }
    return rows;
  }

  @Test
  void aResponseKeepsTheCellAsOftenAsItSaysAndOthersAreEquallyLikely() {
    int n = 40_000;
    Response response = new Response(5, 1.2, 3);
    double[] counts = new double[5];
    for (double answer : response.apply(withCoins(n, 2)).data) {
      counts[(int) answer]++;
    }
    for (int answer = 0; answer < 5; answer++) {
      double chance = response.chance(2, answer);
      double deviation = Math.sqrt(n * chance * (1 - chance));
      assertEquals(n * chance, counts[answer], 4 * deviation, "answer " + answer);
    }
  }

  @Test
  void noAnswerIsMoreThanEToTheEpsilonTimesAsLikelyFromOneCellAsFromAnother() {
    for (double epsilon : new double[] {0, 0.1, 1, 5, 30}) {
      for (int size : new int[] {2, 3, 24}) {
        Response response = new Response(size, epsilon, 0);
        double worst = 0;
        for (int answer = 0; answer < size; answer++) {
          double sum = 0;
          for (int cell = 0; cell < size; cell++) {
            sum += response.chance(answer, cell);
            for (int other = 0; other < size; other++) {
              worst =
                  Math.max(worst, response.chance(cell, answer) / response.chance(other, answer));
            }
          }
          assertEquals(1, sum, 1e-12);
        }
        assertEquals(Math.exp(epsilon), worst, 1e-9 * Math.exp(epsilon), "it is reached, too");
      }
    }
  }

  @Test
  void noiseHasTheStatedMeanAndCovariance() {
    int n = 60_000;
    Noise noise = new Noise(CENTROIDS, SHAPE, new NoiseBound(3, 0.7), 2);
    DMatrixRMaj out = noise.apply(withCoins(n, 1, 5.5, -2.8)); // inside the clip
    double[] mean = new double[2];
    double[] squares = new double[3];
    for (int i = 0; i < n; i++) {
      double a = out.get(i, 0) - 5.5;
      double b = out.get(i, 1) + 2.8;
      mean[0] += a / n;
      mean[1] += b / n;
      squares[0] += a * a / n;
      squares[1] += a * b / n;
      squares[2] += b * b / n;
    }
    double s = 0.49;
    assertArrayEquals(new double[2], mean, 4 * 1.4 / Math.sqrt(n));
    // LLᵀ of the shape is (4, 2; 2, 1.25).
    assertArrayEquals(
        new double[] {4 * s, 2 * s, 1.25 * s}, squares, 4 * 2 * 1.42 * 2 / Math.sqrt(n));
  }

  @Test
  void whateverComesInTheRestIsCutToTheStatedLength() {
    double radius = 1.5;
    Noise noise = new Noise(CENTROIDS, SHAPE, new NoiseBound(radius, 1e-9), 2);
    for (double[] far : new double[][] {{1e9, 0}, {-40, 1e300}, {3, 4}, {0, 0}, {5, -3}}) {
      DMatrixRMaj out = noise.apply(withCoins(1, 1, far[0], far[1]));
      double a = (out.data[0] - 5) / 2;
      double b = (out.data[1] + 3 - a) / 0.5;
      assertTrue(Math.hypot(a, b) <= radius + 1e-6, Arrays.toString(out.data));
    }
    double[] near = noise.apply(withCoins(1, 1, 5.1, -3)).data;
    assertArrayEquals(new double[] {5.1, -3}, near, 1e-7, "what is near enough stays");
  }

  @Test
  void theTotalVariationOfTheFarthestTwoIsTheBoundAndNoMore() {
    double radius = 1.5;
    Noise noise = new Noise(CENTROIDS, SHAPE, new NoiseBound(radius, 1), 2);
    int n = 40_000;
    // Ends of a diameter along the first direction of the shape; the best test is which is nearer.
    double[] left = noise.apply(withCoins(n, 0, -2e5, -1e5)).data;
    double[] right = noise.apply(withCoins(n, 0, 2e5, 1e5)).data;
    double apart = (share(right) - share(left));
    assertEquals(noise.bound().betweenTwo(), apart, 4 / Math.sqrt(n));
  }

  private static double share(double[] rows) {
    double above = 0;
    for (int i = 0; i < rows.length; i += 2) {
      above += rows[i] > 0 ? 2.0 / rows.length : 0;
    }
    return above;
  }

  @Test
  void aCollapseToNothingLeavesCentroidsAndTellsWhatTheDecisionTells() {
    LabelledRows data = Crowd.of(360, 5, 3, 1);
    Release release =
        Release.of(
            Steps.decide("logistic").then(Steps.collapse(0)).fit(data, Crowd.ROLES), Digits.FULL);
    DMatrixRMaj out = release.transform(data.rows());
    Map<Double, Set<List<Double>>> byDecision = new HashMap<>();
    for (int i = 0; i < out.numRows; i++) {
      byDecision
          .computeIfAbsent(out.get(i, 0), code -> new HashSet<>())
          .add(List.of(out.get(i, 1), out.get(i, 2)));
    }
    assertEquals(3, byDecision.size());
    byDecision.values().forEach(seen -> assertEquals(1, seen.size()));
  }

  @Test
  void whatComesAfterARandomAnswerSeesTheAnswerAndNotTheDecision() {
    LabelledRows data = Crowd.of(360, 5, 3, 1);
    Release release =
        Release.of(
            Steps.parse("decide logistic | response 0 | collapse 0").fit(data, Crowd.ROLES),
            Digits.FULL);
    DMatrixRMaj out = release.transform(data.rows());
    Map<Double, Set<Double>> byAnswer = new HashMap<>();
    for (int i = 0; i < out.numRows; i++) {
      byAnswer.computeIfAbsent(out.get(i, 0), code -> new HashSet<>()).add(out.get(i, 1));
    }
    assertEquals(3, byAnswer.size());
    byAnswer.values().forEach(seen -> assertEquals(1, seen.size()));
  }

  @Test
  void binsOfAChannelHaveAboutAsManyRowsWithinEachDecision() {
    LabelledRows data = Crowd.of(600, 5, 3, 1);
    Steps plan = Steps.decide("logistic").then(Steps.extra("ψ")).then(Steps.cells(Map.of("ψ", 3)));
    StepsModel model = plan.fit(data, Crowd.ROLES);
    assertEquals(9, model.distinctRows().orElseThrow());
    double[] counts = new double[9];
    for (double cell : model.transform(data.rows()).data) {
      counts[(int) cell]++;
    }
    for (double count : counts) {
      assertEquals(600 / 9.0, count, 600 / 9.0 * 0.25, Arrays.toString(counts));
    }
  }

  @Test
  void everyCellOfCentresHasRowsOfSeveralPeople() {
    LabelledRows data = Crowd.of(600, 6, 3, 2);
    StepsModel model = Steps.cells(12, 3).fit(data, Crowd.ROLES);
    double[] cells = model.transform(data.rows()).data;
    Map<Double, Set<Integer>> people = new HashMap<>();
    Labels who = data.label("who");
    for (int i = 0; i < cells.length; i++) {
      people.computeIfAbsent(cells[i], cell -> new HashSet<>()).add(who.code(i));
    }
    assertTrue(people.size() >= 2);
    people.values().forEach(some -> assertTrue(some.size() >= 3, people.toString()));
  }

  @Test
  void componentsTellPeopleApartAndCollapsedOnesWithNoiseDoNot() {
    LabelledRows all = Crowd.of(3000, 6, 3, 4, 40, 4);
    // In few columns no direction is free of how people differ.
    List<String> two = all.features().subList(0, 2);
    LabelledRows data = all.withRows(two, all.columns(two));
    LabelledRows fitted = data.select(range(0, 1500));
    LabelledRows fresh = data.select(range(1500, 3000));
    double open = told(Steps.decide("logistic").then(Steps.collapse(1)), fitted, fresh);
    double shut =
        told(
            Steps.decide("logistic").then(Steps.collapse(0.1)).then(Steps.noise(0.5)),
            fitted,
            fresh);
    assertTrue(open > 0.26, "components as they are: " + open);
    assertTrue(shut < 0.21, "collapsed, with noise: " + shut + ", chance is 0.167");
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  /** How often the nearest mean of person and activity names the person. */
  private static double told(Steps plan, LabelledRows fitted, LabelledRows fresh) {
    Release release = Release.of(plan.withSeed(1).fit(fitted, Crowd.ROLES));
    DMatrixRMaj half = release.transform(fitted.rows());
    Labels cells = fitted.label("who").crossed(fitted.label("do"));
    DMatrixRMaj means = Dense.groupMeans(half, cells.codes(), cells.classes().size());
    double[] nearest = Atoms.nearest(means).apply(release.transform(fresh.rows())).data;
    int right = 0;
    for (int i = 0; i < nearest.length; i++) {
      String cell = cells.classes().get((int) nearest[i]);
      right += cell.startsWith(fresh.label("who").name(i) + " ") ? 1 : 0;
    }
    return (double) right / nearest.length;
  }

  @Test
  void theHiddenLabelUnderAnotherNameIsRefusedAsAColumnAndAsALabelToKeep() {
    LabelledRows data = Crowd.of(60, 3, 2, 1);
    DMatrixRMaj rows = data.rows().copy();
    for (int i = 0; i < rows.numRows; i++) {
      rows.set(i, 4, 10 + 3 * data.label("who").code(i));
    }
    LabelledRows copied = data.withRows(data.features(), rows);
    requireRefused("'ψ'", () -> Steps.extra("强度").fit(copied, Crowd.ROLES));
    Map<String, Labels> labels = new HashMap<>(data.labels());
    String[] names = new String[data.size()];
    Arrays.setAll(names, i -> "alias" + data.label("who").code(i));
    labels.put("alias", Labels.of(names));
    LabelledRows renamed = new LabelledRows(data.features(), data.rows(), labels);
    requireRefused(
        "'alias'", () -> Steps.decide("logistic").fit(renamed, Crowd.ROLES.withKeep("alias")));
  }

  private static void requireRefused(String name, Executable fit) {
    BadDataException refused = assertThrows(BadDataException.class, fit);
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }

  @Test
  void settingsThatPromiseNothingAreRefused() {
    assertThrows(BadDataException.class, () -> new Response(1, 1, 0));
    assertThrows(BadDataException.class, () -> new Response(3, Double.NaN, 0));
    assertThrows(BadDataException.class, () -> new Response(3, -1, 0));
    assertThrows(BadDataException.class, () -> new Collapse(CENTROIDS, 1.1));
    NoiseBound bound = new NoiseBound(1, 1);
    DMatrixRMaj upper = new DMatrixRMaj(new double[][] {{1, 1}, {0, 1}});
    DMatrixRMaj flat = new DMatrixRMaj(new double[][] {{1, 0}, {1, 0}});
    assertThrows(BadDataException.class, () -> new Noise(CENTROIDS, upper, bound, 0));
    assertThrows(BadDataException.class, () -> new Noise(CENTROIDS, flat, bound, 0));
    assertThrows(
        BadDataException.class, () -> new Collapse(CENTROIDS, 0.5).apply(new double[] {2, 0, 0}));
    assertThrows(
        BadDataException.class, () -> new Collapse(CENTROIDS, 0.5).apply(new double[] {0.5, 0, 0}));
    assertThrows(BadDataException.class, () -> new Cells(new int[0], List.of()));
    assertThrows(BadDataException.class, () -> new Cells(new int[] {2000, 2000}, List.of()));
    DMatrixRMaj falling = new DMatrixRMaj(new double[][] {{1, 0}});
    assertThrows(BadDataException.class, () -> new Cells(new int[0], List.of(falling)));
  }
}
