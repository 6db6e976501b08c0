package ml.tacit.audit;

/** Counting right answers. */
final class Hits {
  private Hits() {}

  /** Right answers where {@code guesses[i]} answers row {@code rows[i]} of {@code labels}. */
  static int count(int[] guesses, int[] labels, int[] rows) {
    int hits = 0;
    for (int i = 0; i < guesses.length; i++) {
      if (guesses[i] == labels[rows[i]]) {
        hits++;
      }
    }
    return hits;
  }
}
