package ml.tacit.audit;

/**
 * How hard the adversaries try.
 *
 * @param quick whether this is the weaker one
 * @param ridges logistic ridges, from strong to weak (mean loss + ½·ridge·‖W‖²)
 * @param widths RBF widths as multiples of one over the median squared distance
 * @param costs SVM costs C
 * @param neighbours numbers of neighbours
 * @param trees trees of the forest
 * @param forestRows the most training rows the forest learns from
 * @param kernelRows the most training rows the SVM and the neighbours learn from
 * @param resamples bootstrap resamples
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Effort(
    boolean quick,
    double[] ridges,
    double[] widths,
    double[] costs,
    int[] neighbours,
    int trees,
    int forestRows,
    int kernelRows,
    int resamples) {

  static final Effort FULL =
      new Effort(
          false,
          new double[] {1e-1, 1e-2, 1e-3, 1e-4, 1e-5},
          new double[] {0.25, 1, 4},
          new double[] {1, 10, 100},
          new int[] {1, 5, 15},
          200,
          8000,
          6000,
          4000);

  static final Effort QUICK =
      new Effort(
          true,
          new double[] {1e-2, 1e-3},
          new double[] {1},
          new double[] {10},
          new int[] {1, 5},
          40,
          1500,
          1500,
          2000);
}
