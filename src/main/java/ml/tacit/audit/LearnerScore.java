package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.InnerSplit;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.table.BadDataException;

/**
 * How one learner did on test rows, for experiments.
 *
 * @param learner its name in reports
 * @param accuracy share of test rows named rightly
 * @param low lower 95 % limit over whole blocks
 * @param high upper 95 % limit of the same
 * @param majority accuracy of always naming the commonest training class
 * @param chance one over the number of classes
 * @param tuned the settings chosen inside the training rows
 * @param answers the class named for each test row
 */
public record LearnerScore(
    String learner,
    double accuracy,
    double low,
    double high,
    double majority,
    double chance,
    String tuned,
    List<String> answers) {

  /**
   * Learns a label from standardised columns and tests it once, on one thread.
   *
   * @param learner the learner
   * @param rows training and test rows, not modified
   * @param label the label column to learn
   * @param other the other label column: with {@code label} it makes the cells that the tuning
   *     split and the blocks of dependent rows are cut from, and the condition of {@link
   *     Learner#CONDITIONAL_LOGISTIC} and its like
   * @param quick smaller grids and fewer rows, as {@link Audit#quick}
   * @param seed seed of every random choice
   * @return the score; the same bits for the same rows and seed
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public static LearnerScore of(
      Learner learner, AuditRows rows, String label, String other, boolean quick, long seed) {
    return of(learner, rows, label, other, Scaling.STANDARDISED, quick, seed);
  }

  /**
   * The same with columns scaled in another way.
   *
   * @param learner the learner
   * @param rows training and test rows, not modified
   * @param label the label column to learn
   * @param other the other label column
   * @param scaling what to do to the columns first
   * @param quick smaller grids and fewer rows
   * @param seed seed of every random choice
   * @return the score; the same bits for the same rows and seed
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public static LearnerScore of(
      Learner learner,
      AuditRows rows,
      String label,
      String other,
      Scaling scaling,
      boolean quick,
      long seed) {
    InputCheck.numbers("rows", rows);
    Budget budget = quick ? Budget.QUICK : Budget.FULL;
    ClassCodes target = ClassCodes.of(label, rows);
    ClassCodes given = ClassCodes.of(other, rows);
    LearningTask task =
        new LearningTask(
            target.train(),
            target.names().size(),
            given.train(),
            given.names().size(),
            given.test(),
            InnerSplit.of(given.train(), target.train()),
            budget,
            seed);
    Predictions answer = learner.predict(rows.attacked(scaling, budget), task);
    double[] hits = target.hits(answer.codes());
    double[] limits =
        new Limits(Blocks.of(given.test(), target.test()), 0.95).ofShares(List.of(hits))[0];
    return new LearnerScore(
        learner.title(other),
        Arrays.stream(hits).average().orElseThrow(),
        limits[0],
        limits[1],
        target.majority(),
        target.chance(),
        answer.tuned(),
        Arrays.stream(answer.codes()).mapToObj(target.names()::get).toList());
  }
}
