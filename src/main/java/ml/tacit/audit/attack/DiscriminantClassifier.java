package ml.tacit.audit.attack;

import java.util.List;

/**
 * Linear discriminant analysis with shrinkage, (1−α)·S + α·(tr S/d)·I for the covariance S within
 * classes, α tuned; Gaussian scores with the class shares as priors.
 */
record DiscriminantClassifier() implements Classifier {

  @Override
  public String name() {
    return "shrinkage LDA";
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("shrinkage", budget, 0.9, 0.5, 0.1, 1e-2, 1e-3, 1e-4));
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    WithinClasses within = WithinClasses.of(data, rows, task);
    return (setting, side, asked) -> within.scores(setting[0], data.rows(side), asked);
  }
}
