package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PermutationsTest {
  private static final int CLASSES = 6;
  private static final int UTILITIES = 3;
  private static final int PER_CELL = 10;

  private final int[] keep = new int[CLASSES * UTILITIES * PER_CELL];
  private final int[] hide = new int[keep.length];
  private final Design design;

  PermutationsTest() {
    for (int row = 0; row < keep.length; row++) {
      hide[row] = row / (UTILITIES * PER_CELL);
      keep[row] = row / PER_CELL % UTILITIES;
    }
    design = Design.of(keep, hide);
  }

  @Test
  void wholeCellsChangePlacesWhereThereAreEnough() {
    assertEquals(CLASSES * UTILITIES, design.exchanged().count());
    int[] two = Arrays.stream(hide).map(h -> h % 2).toArray();
    assertTrue(
        Design.of(keep, two).exchanged().count() >= Blocks.ENOUGH,
        "six cells are too few: they are cut");
  }

  /** Exact level: three blind adversaries who copy each other, whole cells answered alike. */
  @Test
  @Tag("simulation")
  void oneInTwentyOfBlindAnswersIsSignificantTogether() {
    Random random = new Random(3);
    int trials = 600;
    int alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      int[][] answers = new int[3][];
      answers[0] = blind(random, 0.8);
      answers[1] = answers[0].clone();
      answers[1][7] = random.nextInt(CLASSES);
      answers[2] = blind(random, 0.1);
      alarms += test(answers, trial).joint() <= 0.05 ? 1 : 0;
    }
    // Binomial(600, 0.05): below 14 or above 48 has probability 0.001.
    assertTrue(alarms >= 14 && alarms <= 48, alarms + " of " + trials);
  }

  /** The best of twenty uncorrected tests would alarm most of the time. */
  @Test
  @Tag("simulation")
  void theBestOfManyIsNotTakenAtItsWord() {
    Random random = new Random(4);
    int alone = 0;
    int together = 0;
    for (int trial = 0; trial < 100; trial++) {
      int[][] answers = new int[20][];
      Arrays.setAll(answers, a -> blind(random, 0.3));
      Permutations test = test(answers, trial);
      boolean one = false;
      for (int a = 0; a < answers.length; a++) {
        one |= test.p(a) <= 0.05;
        assertTrue(test.joint(a) >= test.joint());
      }
      alone += one ? 1 : 0;
      together += test.joint() <= 0.05 ? 1 : 0;
    }
    assertTrue(alone > 40, "uncorrected " + alone);
    assertTrue(together <= 12, "joint " + together);
  }

  @Test
  void answersThatLookAtTheUtilityOnlyFindNothing() {
    int[] byUtility = Arrays.stream(keep).map(u -> 2 * u).toArray();
    int[] constant = new int[keep.length];
    Permutations test = test(new int[][] {byUtility, constant}, 1);
    assertEquals(1, test.p(0));
    assertEquals(1, test.joint());
    assertEquals(1, test.expectedRecall(1, 0), 1e-12, "who is always named is always found");
  }

  @Test
  void aPersonFoundAmongManyIsSeen() {
    Random random = new Random(5);
    int[] answers = blind(random, 0);
    for (int row = 0; row < answers.length; row++) {
      if (hide[row] == 4) {
        answers[row] = 4;
      } else if (answers[row] == 4) {
        answers[row] = 0;
      }
    }
    Permutations test = test(new int[][] {answers}, 1);
    assertTrue(test.jointClass(0, 4) <= 0.05, "p " + test.jointClass(0, 4));
    assertTrue(test.jointClass(0, 2) > 0.2);
  }

  @Test
  void rightAnswersAreFoundAndTheSameOnEveryRun() {
    Permutations test = test(new int[][] {hide}, 1);
    assertEquals(1.0 / 1000, test.p(0), 1e-12);
    assertEquals(test.joint(), test(new int[][] {hide}, 1).joint());
  }

  /** The joint test counts the others; the size does not pay for them again. */
  @Test
  void howLargeAGainIsDoesNotDependOnWhoElseIsTested() {
    Random random = new Random(7);
    int[] good = attacker(0.8, 0.1, random);
    int[][] many = new int[20][];
    Arrays.setAll(many, a -> a == 0 ? good : blind(random, 0.3));
    Permutations alone = test(new int[][] {good}, 1);
    Permutations among = test(many, 1);
    assertTrue(among.joint(0) <= 0.05);
    assertEquals(alone.widthAccuracy(0, 0.95), among.widthAccuracy(0, 0.95));
    assertEquals(alone.widthBalanced(0, 0.95), among.widthBalanced(0, 0.95));
    assertEquals(alone.lowestRecall(2, 0.95), among.lowestRecall(2, 0.95));
    double recall = 0;
    for (int row = 0; row < good.length; row++) {
      recall += hide[row] == 2 && good[row] == 2 ? 1.0 / (UTILITIES * PER_CELL) : 0;
    }
    assertTrue(among.lowestRecall(2, 0.95) > 1.0 / CLASSES, "found far more often than by chance");
    assertTrue(among.lowestRecall(2, 0.95) < recall);
  }

  @Test
  @Tag("simulation")
  void powerIsWhatItSays() {
    Random random = new Random(6);
    int[][] typical = {blind(random, 0.2)};
    double critical = 1.0 / CLASSES + test(typical, 1).criticalBalanced(0.95);
    Power power = new Power(0.95, 0.2);
    double[] weights = new double[CLASSES * UTILITIES]; // as many cells of each class
    Arrays.fill(weights, 1.0 / weights.length);
    double detectable = power.detectable(design.exchanged().sizes(), weights, critical, 9);
    assertTrue(detectable > 1.0 / CLASSES && detectable < 0.6, "detectable " + detectable);
    int found = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      int[] answers = attacker(detectable, 0.2, random);
      found += test(new int[][] {answers}, trial).joint() <= 0.05 ? 1 : 0;
    }
    // 95 % of 200 is 190; 180 or fewer would have probability 0.003 if the power were 95 %.
    assertTrue(found > 180, found + " of " + trials);
    int weaker = 0;
    for (int trial = 0; trial < trials; trial++) {
      int[] answers = attacker((detectable + 1.0 / CLASSES) / 2, 0.2, random);
      weaker += test(new int[][] {answers}, trial).joint() <= 0.05 ? 1 : 0;
    }
    assertTrue(weaker < found - 20, "half of it is found less often: " + weaker);
  }

  @Test
  void holmsStepsNeverFall() {
    double[] adjusted = Permutations.holm(new double[] {0.04, 0.01, 0.03});
    assertArrayEquals(new double[] {0.06, 0.03, 0.06}, adjusted, 1e-12);
  }

  private Permutations test(int[][] answers, long seed) {
    return new Permutations(
        design,
        CLASSES,
        Arrays.stream(answers).map(codes -> new Answer(codes, codes, null, true)).toList(),
        keep,
        999,
        seed);
  }

  /** Answers that know nothing; a share of them follow what the cell is taken for. */
  private int[] blind(Random random, double shared) {
    int[] taken = new int[design.exchanged().count()];
    Arrays.setAll(taken, cell -> random.nextInt(CLASSES));
    int[] answers = new int[keep.length];
    Arrays.setAll(
        answers,
        row ->
            random.nextDouble() < shared
                ? taken[design.exchanged().of()[row]]
                : random.nextInt(CLASSES));
    return answers;
  }

  /** Right with this probability, else anything else; rows of a cell hang together. */
  private int[] attacker(double accuracy, double correlation, Random random) {
    boolean[] luck = new boolean[design.exchanged().count()];
    for (int cell = 0; cell < luck.length; cell++) {
      luck[cell] = random.nextDouble() < accuracy;
    }
    int[] answers = new int[keep.length];
    for (int row = 0; row < answers.length; row++) {
      boolean follows = random.nextDouble() < Math.sqrt(correlation);
      boolean own = random.nextDouble() < accuracy;
      boolean right = follows ? luck[design.exchanged().of()[row]] : own;
      int other = (hide[row] + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
      answers[row] = right ? hide[row] : other;
    }
    return answers;
  }
}
