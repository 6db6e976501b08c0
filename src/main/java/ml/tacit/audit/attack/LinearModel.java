package ml.tacit.audit.attack;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear score per class with a ridge: minimises mean loss + ½·ridge·‖W‖² (intercept free).
 *
 * <p>Own code because Smile sums in parallel, so its bits depend on the number of threads, and
 * because {@link Lbfgs} is much quicker on collinear features.
 */
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
    final Axes axes;
    final int rows;
    final int width;
    final double[] x;
    final double[] xt;
    final int[] labels;
    final int classes;

    /** {@code axes} are those of the chosen rows. */
    Design(Matrix features, Axes axes, int[] chosen, int[] labels, int classes) {
      this.axes = axes;
      this.rows = chosen.length;
      this.width = axes.count() + 1;
      this.x = axes.coordinates(features, chosen);
      this.xt = Products.transpose(x, rows, width);
      this.labels = Arrays.stream(chosen).map(row -> labels[row]).toArray();
      this.classes = classes;
    }
  }

  /**
   * Fits from scratch, or from the weights of a neighbouring ridge ({@code start}, may be null).
   */
  static LinearModel fit(Design design, LinearLoss loss, double ridge, LinearModel start) {
    double[] w = start == null ? new double[design.classes * design.width] : start.weights.clone();
    new Lbfgs(design, loss, ridge).run(w);
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
