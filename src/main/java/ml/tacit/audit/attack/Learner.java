package ml.tacit.audit.attack;

import ml.tacit.score.LinearLoss;

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
   * Name in reports.
   *
   * @param other the other label's column, through which some go
   * @return the name
   */
  public String title(String other) {
    return adversary.name(other);
  }

  /**
   * Learns from the training rows, answers the test rows once.
   *
   * @param data the rows
   * @param task what to learn
   * @return the answer; the same bits for the same arguments
   */
  public Predictions predict(AttackData data, LearningTask task) {
    return Workers.run(() -> adversary.attack(data, task));
  }
}
