package ml.tacit.audit;

/** Answers from scores, and counting the right ones. */
final class Hits {
  private Hits() {}

  /** The class with the largest score per row of {@code classes} scores; the first of equals. */
  static int[] largest(double[] scores, int classes) {
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

  /** The position of the largest count; the first of equals. */
  static int most(int[] counts) {
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      if (counts[c] > counts[most]) {
        most = c;
      }
    }
    return most;
  }

  static int count(int[] guesses, int[] labels) {
    int hits = 0;
    for (int i = 0; i < guesses.length; i++) {
      if (guesses[i] == labels[i]) {
        hits++;
      }
    }
    return hits;
  }
}
