package ml.tacit.score;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.Interruption;
import org.ejml.data.DMatrixRMaj;

/**
 * One minimisation of a linear model's objective: direction, line search.
 *
 * <p>Limited-memory BFGS (Nocedal &amp; Wright, ch. 7) in principal axes, started from the inverse
 * of c·variance + ridge per axis, for the logistic loss the shape of Böhning's curvature bound
 * (Ann. Inst. Statist. Math. 44, 1992). Sensor features are so collinear that without it hundreds
 * of iterations are needed; with it, tens.
 */
final class Lbfgs {
  private static final int MEMORY = 10;

  private final LinearProblem design;
  private final LinearLoss loss;
  private final double ridge;
  private final LinearProblem.Effort effort;
  private final int size;
  private final double[] curvature; // per axis, the intercepts last
  private final double[][] steps = new double[MEMORY][];
  private final double[][] changes = new double[MEMORY][];
  private int kept;

  Lbfgs(LinearProblem design, LinearLoss loss, double ridge, LinearProblem.Effort effort) {
    this.design = design;
    this.loss = loss;
    this.ridge = ridge;
    this.effort = effort;
    this.size = design.classes * design.width;
    this.curvature = curvature();
  }

  /** From the weights {@code w} ((axes + 1) × classes, the intercepts last) to better ones. */
  void run(double[] w) {
    double[] gradient = new double[size];
    double value = objective(w, gradient);
    int slow = 0;
    for (int iteration = 0; iteration < effort.iterations() && slow < 2; iteration++) {
      Interruption.check();
      double[] direction = direction(gradient);
      double derivative = dot(direction, gradient);
      if (!(derivative < 0)) {
        return;
      }
      double[] next = new double[size];
      double[] nextGradient = new double[size];
      double nextValue = value;
      double step = 1;
      boolean found = false;
      for (int halving = 0; halving < 25 && !found; halving++, step /= 2) {
        for (int i = 0; i < size; i++) {
          next[i] = w[i] + step * direction[i];
        }
        nextValue = objective(next, nextGradient);
        found = nextValue <= value + 1e-4 * step * derivative;
      }
      if (!found) {
        return;
      }
      remember(w, next, gradient, nextGradient);
      slow = value - nextValue < effort.tolerance() * Math.abs(value) ? slow + 1 : 0;
      System.arraycopy(next, 0, w, 0, size);
      gradient = nextGradient;
      value = nextValue;
    }
  }

  private double objective(double[] w, double[] gradient) {
    int n = design.rows;
    int k = design.classes;
    double[] scores = new double[n * k];
    add(design.x, w, scores, n, design.width, k);
    double mean = loss.residuals(scores, design.labels, k);
    Arrays.fill(gradient, 0);
    add(design.xt, scores, gradient, design.width, n, k);
    double penalty = 0;
    for (int i = 0; i < size - k; i++) {
      penalty += w[i] * w[i];
      gradient[i] += ridge * w[i];
    }
    return mean + 0.5 * ridge * penalty;
  }

  /** The two-loop recursion, with the curvature bound in the middle. */
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    int from = Math.max(0, kept - MEMORY);
    double[] along = new double[MEMORY];
    for (int t = kept - 1; t >= from; t--) {
      double[] s = steps[t % MEMORY];
      double[] y = changes[t % MEMORY];
      along[t % MEMORY] = dot(s, q) / dot(s, y);
      add(-along[t % MEMORY], y, q);
    }
    q = scaled(q);
    for (int t = from; t < kept; t++) {
      double[] s = steps[t % MEMORY];
      double[] y = changes[t % MEMORY];
      add(along[t % MEMORY] - dot(y, q) / dot(s, y), s, q);
    }
    for (int i = 0; i < size; i++) {
      q[i] = -q[i];
    }
    return q;
  }

  private double[] scaled(double[] q) {
    double[] solved = divided(q);
    if (kept > 0) {
      double[] s = steps[(kept - 1) % MEMORY];
      double[] y = changes[(kept - 1) % MEMORY];
      double gamma = dot(s, y) / dot(y, divided(y));
      for (int i = 0; i < size; i++) {
        solved[i] *= gamma;
      }
    }
    return solved;
  }

  private double[] divided(double[] q) {
    double[] divided = new double[size];
    for (int i = 0; i < size; i++) {
      divided[i] = q[i] / curvature[i / design.classes];
    }
    return divided;
  }

  private void remember(double[] w, double[] next, double[] gradient, double[] nextGradient) {
    double[] s = new double[size];
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      s[i] = next[i] - w[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    if (dot(s, y) > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y))) {
      steps[kept % MEMORY] = s;
      changes[kept % MEMORY] = y;
      kept++;
    }
  }

  private double[] curvature() {
    double factor = loss.curvature(design.classes);
    double[] curvature = new double[design.width];
    for (int axis = 0; axis < design.variances.length; axis++) {
      curvature[axis] = factor * design.variances[axis] + ridge;
    }
    curvature[design.width - 1] = factor;
    return curvature;
  }

  private static double dot(double[] a, double[] b) {
    // Four accumulators, so that additions do not wait for each other.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int whole = a.length / 4 * 4;
    for (int i = 0; i < whole; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static void add(double factor, double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** C += A·B with A of m×k, B of k×n. */
  private static void add(double[] a, double[] b, double[] c, int m, int k, int n) {
    Dense.addProduct(
        DMatrixRMaj.wrap(m, k, a), DMatrixRMaj.wrap(k, n, b), DMatrixRMaj.wrap(m, n, c));
  }
}
