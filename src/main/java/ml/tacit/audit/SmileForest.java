package ml.tacit.audit;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.base.cart.SplitRule;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

/** Smile's random forest. */
final class SmileForest {
  private static final String CLASS = "class";

  private final RandomForest forest;
  private final int[] classes;

  private SmileForest(RandomForest forest, int[] classes) {
    this.forest = forest;
    this.classes = classes;
  }

  /**
   * Fits on the rows {@code chosen}. Call it on the one worker of a pool: Smile grows trees in a
   * parallel stream, and with one worker they follow each other on one generator, so the seed fixes
   * all bits. (Smile's own seed per tree would go through its unlocked registry.)
   */
  static SmileForest fit(Matrix train, int[] chosen, int[] labels, int trees, long seed) {
    SmileRandom.seed(seed);
    int[] classes = Arrays.stream(chosen).map(row -> labels[row]).distinct().sorted().toArray();
    int[] codes =
        Arrays.stream(chosen).map(row -> Arrays.binarySearch(classes, labels[row])).toArray();
    DataFrame data = frame(train, chosen).merge(IntVector.of(CLASS, codes));
    RandomForest forest =
        RandomForest.fit(
            Formula.lhs(CLASS),
            data,
            trees,
            0, // √d columns tried per split
            SplitRule.GINI,
            40,
            Integer.MAX_VALUE,
            1,
            1.0);
    return new SmileForest(forest, classes);
  }

  int[] predict(Matrix test) {
    DataFrame data =
        frame(test, Scene.all(test.rows())).merge(IntVector.of(CLASS, new int[test.rows()]));
    return IntStream.range(0, test.rows())
        .map(row -> classes[forest.predict(data.get(row))])
        .toArray();
  }

  private static DataFrame frame(Matrix rows, int[] chosen) {
    int d = rows.columns();
    double[][] values = new double[chosen.length][];
    for (int i = 0; i < chosen.length; i++) {
      values[i] = Arrays.copyOfRange(rows.values(), chosen[i] * d, (chosen[i] + 1) * d);
    }
    return DataFrame.of(values);
  }
}
