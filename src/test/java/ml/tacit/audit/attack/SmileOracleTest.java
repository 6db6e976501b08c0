package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.LearnerScore;
import ml.tacit.audit.Synthetic;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;
import smile.math.MathEx;

/** Trees of our own find as much as those of another library, on the same rows. */
class SmileOracleTest {
  private static final int COLUMNS = 6;

  /** Leaks of a kind each, of which the last needs both columns together. */
  enum Leak {
    MEANS(Synthetic.GAUSSIAN),
    SPREAD(
        (row, keep, hide, random) -> {
          Synthetic.INDEPENDENT.fill(row, keep, hide, random);
          row[1] *= hide == 0 ? 0.4 : 2;
        }),
    XOR(Synthetic.XOR);

    private final AuditRows rows;

    Leak(Synthetic.Recipe recipe) {
      rows = Synthetic.rows(2, 2, 250, COLUMNS, 21, recipe);
    }
  }

  @ParameterizedTest
  @EnumSource(Leak.class)
  void treesFindWhatARandomForestFinds(Leak leak) {
    DataFrame frame = frame(leak.rows.train());
    DataFrame test = frame(leak.rows.test());
    MathEx.setSeed(1);
    RandomForest forest = RandomForest.fit(Formula.lhs("hide"), frame);
    keepsUp(Learner.EXTRA_TREES, leak, share(leak, i -> forest.predict(test.get(i))));
  }

  @ParameterizedTest
  @EnumSource(Leak.class)
  void boostingFindsWhatGradientTreeBoostFinds(Leak leak) {
    DataFrame frame = frame(leak.rows.train());
    DataFrame test = frame(leak.rows.test());
    MathEx.setSeed(1);
    GradientTreeBoost boost = GradientTreeBoost.fit(Formula.lhs("hide"), frame);
    keepsUp(Learner.GRADIENT_BOOSTING, leak, share(leak, i -> boost.predict(test.get(i))));
  }

  /** At most 5 points below: thresholds drawn at random cost some, above all on XOR. */
  private static void keepsUp(Learner ours, Leak leak, double theirs) {
    double accuracy = LearnerScore.of(ours, leak.rows, "hide", "keep", false, 1).accuracy();
    assertTrue(theirs > 0.7, "the oracle finds the leak: " + theirs);
    assertTrue(accuracy > theirs - 0.05, leak + ": ours " + accuracy + ", theirs " + theirs);
  }

  /** Share of the test rows, by number, that a model names rightly. */
  private static double share(Leak leak, IntUnaryOperator model) {
    int[] truth = leak.rows.test().label("hide").codes();
    long hits =
        IntStream.range(0, truth.length).filter(i -> model.applyAsInt(i) == truth[i]).count();
    return (double) hits / truth.length;
  }

  private static DataFrame frame(LabelledRows rows) {
    return DataFrame.of(rows(rows), rows.features().toArray(String[]::new))
        .merge(IntVector.of("hide", rows.label("hide").codes()));
  }

  private static double[][] rows(LabelledRows rows) {
    double[][] x = new double[rows.size()][];
    int d = rows.features().size();
    Arrays.setAll(x, i -> Arrays.copyOfRange(rows.rows().data, i * d, (i + 1) * d));
    return x;
  }
}
