package ml.tacit.audit.attack;

import java.util.Arrays;
import ml.tacit.score.LinearLoss;
import ml.tacit.score.LinearProblem;
import org.ejml.data.DMatrixRMaj;

/** A linear score per class with a ridge, fitted in principal axes. */
final class LinearModel {
  private final Axes axes;
  private final double[] weights; // (axes + 1) × classes, the intercepts last
  private final int classes;

  private LinearModel(Axes axes, double[] weights, int classes) {
    this.axes = axes;
    this.weights = weights;
    this.classes = classes;
  }

  /** Rows ready for fitting, shared by all ridges; labels are codes below {@code classes}. */
  static final class Design {
    private final Axes axes;
    private final LinearProblem problem;
    private final int classes;

    /** {@code axes} are those of the chosen rows. */
    Design(Matrix features, Axes axes, int[] chosen, int[] labels, int classes) {
      this.axes = axes;
      this.classes = classes;
      this.problem =
          new LinearProblem(
              axes.coordinates(features, chosen),
              axes.variances(),
              Arrays.stream(chosen).map(row -> labels[row]).toArray(),
              classes);
    }
  }

  /**
   * Fits from scratch, or from the weights of a neighbouring ridge ({@code start}, may be null).
   */
  static LinearModel fit(Design design, LinearLoss loss, double ridge, LinearModel start) {
    double[] from = start == null ? null : start.weights;
    double[] w = design.problem.minimise(loss, ridge, from, LinearProblem.Effort.USUAL);
    return new LinearModel(design.axes, w, design.classes);
  }

  /** Chosen rows × classes. */
  double[] scores(Matrix features, int[] chosen) {
    int intercepts = axes.count() * classes;
    DMatrixRMaj directions =
        DMatrixRMaj.wrap(axes.count(), classes, Arrays.copyOf(weights, intercepts));
    double[] scores = axes.along(directions, features, chosen).data;
    for (int i = 0; i < scores.length; i++) {
      scores[i] += weights[intercepts + i % classes];
    }
    return scores;
  }
}
