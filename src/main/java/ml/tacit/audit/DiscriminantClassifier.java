package ml.tacit.audit;

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
  public List<Axis> grid(Effort effort) {
    return List.of(Axis.of("shrinkage", effort, 0.9, 0.5, 0.1, 1e-2, 1e-3, 1e-4));
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    WithinClasses within = WithinClasses.of(scene, rows, task);
    return (setting, side, asked) -> within.scores(setting[0], scene.rows(side), asked);
  }
}
