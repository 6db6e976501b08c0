package ml.tacit.audit.statistics;

/** Classes named by the largest score or count; of equals the first. */
public final class Argmax {
  private Argmax() {}

  /** The class with the largest score per row of {@code classes} scores. */
  public static int[] ofRows(double[] scores, int classes) {
    int[] codes = new int[scores.length / classes];
    for (int i = 0; i < codes.length; i++) {
      for (int c = 1; c < classes; c++) {
        if (scores[i * classes + c] > scores[i * classes + codes[i]]) {
          codes[i] = c;
        }
      }
    }
    return codes;
  }

  /** The position of the largest count. */
  public static int of(int[] counts) {
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      if (counts[c] > counts[most]) {
        most = c;
      }
    }
    return most;
  }
}
