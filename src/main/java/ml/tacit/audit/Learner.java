package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import ml.tacit.table.BadDataException;

/**
 * The audit's adversaries one at a time, as plain classifiers for experiments.
 *
 * <p>Each scales the columns, tunes itself inside the training rows and answers the test rows once.
 * Runs on one thread; the same bits for the same rows and seed.
 */
public enum Learner {
  /** Multinomial logistic regression, ridge tuned. */
  LOGISTIC(new LinearClassifier(LinearLoss.LOGISTIC)),
  /** Logistic regression of the label per predicted class of the other label. */
  CONDITIONAL_LOGISTIC(new LinearClassifier(LinearLoss.LOGISTIC), true),
  /** {@link #KERNEL_RIDGE} of the label per predicted class of the other label. */
  CONDITIONAL_KERNEL_RIDGE(new KernelClassifier(KernelForm.RBF), true),
  /** {@link #SHRINKAGE_LDA} of the label per predicted class of the other label. */
  CONDITIONAL_LDA(new DiscriminantClassifier(), true),
  /** {@link #EXTRA_TREES} of the label per predicted class of the other label. */
  CONDITIONAL_TREES(new ForestClassifier(), true),
  /** {@link #REGULARISED_QDA} of the label per predicted class of the other label. */
  CONDITIONAL_QDA(new QuadraticClassifier(), true),
  /** Linear discriminant analysis, shrinkage of the covariance tuned. */
  SHRINKAGE_LDA(new DiscriminantClassifier()),
  /** Linear support vector machine, squared hinge, one against the rest, ridge tuned. */
  LINEAR_SVM(new LinearClassifier(LinearLoss.SQUARED_HINGE)),
  /** Ridge regression of class indicators with an RBF kernel, width and ridge tuned. */
  KERNEL_RIDGE(new KernelClassifier(KernelForm.RBF)),
  /** The same with a Laplacian kernel, exp(−γ‖x−y‖₁). */
  LAPLACIAN_KERNEL_RIDGE(new KernelClassifier(KernelForm.LAPLACIAN)),
  /** Support vector machine with an RBF kernel, width and cost tuned. */
  RBF_SVM(new SvmClassifier()),
  /** k nearest neighbours, k tuned. */
  NEAREST_NEIGHBOURS(new NeighbourClassifier()),
  /** k nearest neighbours among the discriminants of an LDA; its shrinkage and k tuned. */
  METRIC_NEIGHBOURS(new MetricNeighbourClassifier()),
  /** Regularised quadratic discriminant analysis, pooling and shrinkage tuned. */
  REGULARISED_QDA(new QuadraticClassifier()),
  /** Logistic regression on columns, squares and products of leading components, ridge tuned. */
  PRODUCT_LOGISTIC(new ProductClassifier()),
  /** Extremely randomised trees. */
  EXTRA_TREES(new ForestClassifier()),
  /** Gradient boosting of trees, rounds tuned. */
  GRADIENT_BOOSTING(new BoostingClassifier()),
  /** A network with one hidden layer, epochs tuned. */
  NEURAL_NETWORK(new NetworkClassifier());

  @SuppressWarnings("ImmutableEnumChecker") // adversaries are records of constants
  private final Adversary adversary;

  Learner(Classifier classifier) {
    this(classifier, false);
  }

  Learner(Classifier classifier, boolean conditional) {
    Adversary direct = new DirectAdversary(classifier);
    this.adversary = conditional ? new ConditionalAdversary(direct, false) : direct;
  }

  /**
   * Learns a label and tests it once.
   *
   * @param rows training and test rows, not modified
   * @param label the label column to learn
   * @param beside the other label column: with {@code label} it makes the cells that the tuning
   *     split and the blocks of dependent rows are cut from, and the condition of {@link
   *     #CONDITIONAL_LOGISTIC}
   * @param quick smaller grids and fewer rows, as {@link Audit#quick}
   * @param seed seed of every random choice
   * @return the score with its own 95 % block-bootstrap limits
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public Score score(AuditRows rows, String label, String beside, boolean quick, long seed) {
    return score(rows, label, beside, Scaling.STANDARDISED, quick, seed);
  }

  /**
   * The same with columns scaled in another way.
   *
   * @param rows training and test rows, not modified
   * @param label the label column to learn
   * @param beside the other label column
   * @param scaling what to do to the columns first
   * @param quick smaller grids and fewer rows
   * @param seed seed of every random choice
   * @return the score with its own 95 % block-bootstrap limits
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public Score score(
      AuditRows rows, String label, String beside, Scaling scaling, boolean quick, long seed) {
    InputCheck.finite("rows", rows);
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    ClassCodes target = ClassCodes.of(label, rows);
    ClassCodes given = ClassCodes.of(beside, rows);
    Task task =
        new Task(
            target.train(),
            target.names().size(),
            given.train(),
            given.names().size(),
            given.test(),
            InnerSplit.of(given.train(), target.train()),
            effort,
            seed);
    Scene scene = Scene.of(rows, effort.kernelRows(), scaling);
    Guess guess = OneWorker.run(() -> adversary.attack(scene, task));
    Interval interval =
        Interval.of(
            target.right(guess.codes()),
            Blocks.of(given.test(), target.test()),
            0.95,
            effort.resamples(),
            seed);
    return new Score(
        adversary.name(beside),
        interval.accuracy(),
        interval.low(),
        interval.high(),
        target.majority(),
        target.chance(),
        guess.tuned(),
        Arrays.stream(guess.codes()).mapToObj(target.names()::get).toList());
  }

  /**
   * How a learner did on test rows.
   *
   * @param learner its name in reports
   * @param accuracy share of test rows named rightly
   * @param low lower 95 % limit
   * @param high upper 95 % limit
   * @param majority accuracy of always naming the commonest training class
   * @param chance one over the number of classes
   * @param tuned the settings chosen inside the training rows
   * @param answers the class named for each test row
   */
  public record Score(
      String learner,
      double accuracy,
      double low,
      double high,
      double majority,
      double chance,
      String tuned,
      List<String> answers) {}
}
