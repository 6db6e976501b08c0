package ml.tacit.audit;

import java.util.Arrays;

/** Kernels of a distance, exp(−γ·distance), γ in units of one over the median distance. */
enum KernelForm {
  RBF(Metric.SQUARED),
  LAPLACIAN(Metric.ABSOLUTE);

  /** This many rows give the median distance well enough. */
  private static final int MEDIAN_ROWS = 500;

  private final Metric metric;

  KernelForm(Metric metric) {
    this.metric = metric;
  }

  Metric metric() {
    return metric;
  }

  /** One over the median distance between different near rows; 1 if most rows are equal. */
  double unit(Scene scene) {
    float[][] distances = scene.distances(metric, Side.TRAIN);
    int[] some = Scene.spread(distances.length, MEDIAN_ROWS);
    float[] values = new float[some.length * (some.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < i; j++) {
        values[at++] = distances[some[i]][some[j]];
      }
    }
    Arrays.sort(values);
    return at == 0 || values[at / 2] <= 0 ? 1 : 1.0 / values[at / 2];
  }
}
