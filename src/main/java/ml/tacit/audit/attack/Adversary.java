package ml.tacit.audit.attack;

import java.util.List;
import java.util.stream.Stream;
import ml.tacit.score.LinearLoss;

/**
 * One way to name the class of test rows from labelled training rows.
 *
 * <p>Tunes itself inside the training rows, learns again from all of them, answers once. Stateless;
 * one thread per attack; the same bits for the same data and task on any machine load.
 */
public interface Adversary {

  /** Name in reports; {@code keep} is the utility label. */
  String name(String keep);

  /** Rough share of the time on wide rows, so that the longest attacks start first. */
  int weight();

  /** Whether it goes through the utility label, and is of no use without one. */
  default boolean needsUtility() {
    return false;
  }

  /** Whether it needs the raw training rows beside the released ones. */
  default boolean needsRaw() {
    return false;
  }

  /** Whether it needs a released column that left the coarse grid of its raw column. */
  default boolean needsCoarse() {
    return false;
  }

  /** Whether it needs released rows of few different values. */
  default boolean needsCells() {
    return false;
  }

  /** Whether its answers may be kept on disk: they must depend on name, data and task only. */
  default boolean storable() {
    return true;
  }

  Predictions attack(AttackData data, LearningTask task);

  /** Who is set on the privacy label, in report order; some need what not every audit has. */
  static List<Adversary> forPrivacy() {
    Adversary logistic = new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC));
    Adversary lda = new DirectAdversary(new DiscriminantClassifier());
    Adversary qda = new DirectAdversary(new QuadraticClassifier());
    Adversary rbf = new DirectAdversary(new KernelClassifier(KernelForm.RBF));
    Adversary boosting = new DirectAdversary(new BoostingClassifier());
    return List.of(
        logistic,
        lda,
        new DirectAdversary(new LinearClassifier(LinearLoss.SQUARED_HINGE)),
        qda,
        new DirectAdversary(new ProductClassifier()),
        rbf,
        new DirectAdversary(new KernelClassifier(KernelForm.LAPLACIAN)),
        new DirectAdversary(new NeighbourClassifier()),
        new DirectAdversary(new MetricNeighbourClassifier()),
        new DirectAdversary(new ForestClassifier()),
        boosting,
        new DirectAdversary(new NetworkClassifier()),
        new ConditionalAdversary(logistic, false),
        new ConditionalAdversary(lda, false),
        new ConditionalAdversary(qda, false),
        new ConditionalAdversary(rbf, false),
        new ConditionalAdversary(lda, true),
        new ConditionalAdversary(rbf, true),
        new ReconstructionAdversary(rbf),
        new ResidueAdversary(logistic),
        new ResidueAdversary(boosting),
        new RoundingAdversary(logistic, false),
        new RoundingAdversary(boosting, false),
        new RoundingAdversary(logistic, true),
        new RoundingAdversary(boosting, true),
        new CellCounts(false),
        new CellCounts(true));
  }

  /**
   * A few of these that stand for all where many releases are compared: linear, kernel and trees,
   * some within the known utility class; those that count cells.
   *
   * @param more whether the dearer ones, too
   */
  static List<Adversary> forTrials(boolean more) {
    Adversary lda = new DirectAdversary(new DiscriminantClassifier());
    Adversary rbf = new DirectAdversary(new KernelClassifier(KernelForm.RBF));
    List<Adversary> few =
        List.of(
            lda,
            rbf,
            new ConditionalAdversary(lda, true),
            new CellCounts(false),
            new CellCounts(true));
    return more
        ? Stream.concat(
                few.stream(),
                Stream.of(
                    new DirectAdversary(new QuadraticClassifier()),
                    new DirectAdversary(new ForestClassifier()),
                    new ConditionalAdversary(rbf, true)))
            .toList()
        : few;
  }

  /** Who measures what the utility label is still good for, in report order; the last of cells. */
  static List<Adversary> forUtility() {
    return List.of(
        new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC)),
        new DirectAdversary(new KernelClassifier(KernelForm.RBF)),
        new CellCounts(false));
  }
}
