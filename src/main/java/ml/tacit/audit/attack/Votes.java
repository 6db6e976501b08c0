package ml.tacit.audit.attack;

/** Votes of the k nearest among known rows. */
@SuppressWarnings("ArrayRecordComponent") // never leaves a classifier, never compared
record Votes(int[] known, int[] labels, int classes, int k) {
  /** What a class has before any vote: the mildest prior of a multinomial. */
  private static final double PRIOR = 0.5;

  /** Decides between equals for the one met first, going outwards. */
  private static final double NEARER = 1e-6;

  /**
   * Writes a score per class: the logarithm of its votes and the prior.
   *
   * @param distances to all rows that {@code known} may point to
   */
  void count(float[] distances, double[] scores, int at) {
    int[] nearest = nearest(distances);
    for (int c = 0; c < classes; c++) {
      scores[at + c] = PRIOR;
    }
    for (int i = 0; i < nearest.length; i++) {
      scores[at + labels[nearest[i]]] += 1 + NEARER * (nearest.length - i);
    }
    for (int c = 0; c < classes; c++) {
      scores[at + c] = Math.log(scores[at + c]);
    }
  }

  private int[] nearest(float[] distances) {
    int size = Math.min(k, known.length);
    int[] nearest = new int[size];
    int filled = 0;
    for (int candidate : known) {
      if (filled == size && distances[candidate] >= distances[nearest[size - 1]]) {
        continue;
      }
      int at = filled < size ? filled++ : size - 1;
      while (at > 0 && distances[candidate] < distances[nearest[at - 1]]) {
        nearest[at] = nearest[at - 1];
        at--;
      }
      nearest[at] = candidate;
    }
    return nearest;
  }
}
