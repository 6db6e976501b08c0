package ml.tacit.audit.statistics;

/**
 * Rows that follow each other within a block, taken together by an attacker that knows that they
 * come from one person.
 *
 * @param rows rows of a group, at most
 * @param of the group of each row
 * @param count number of groups
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record Groups(int rows, int[] of, int count) {

  /** Every block cut into as few equal groups of at most {@code rows} rows as there can be. */
  public static Groups of(Blocks blocks, int rows) {
    int[] sizes = blocks.sizes();
    int[] first = new int[sizes.length];
    int[] parts = new int[sizes.length];
    int count = 0;
    for (int b = 0; b < sizes.length; b++) {
      first[b] = count;
      parts[b] = (sizes[b] + rows - 1) / rows;
      count += parts[b];
    }
    int[] next = new int[sizes.length];
    int[] of = new int[blocks.of().length];
    for (int row = 0; row < of.length; row++) {
      int b = blocks.of()[row];
      of[row] = first[b] + (int) ((long) next[b]++ * parts[b] / sizes[b]);
    }
    return new Groups(rows, of, count);
  }

  public double meanRows() {
    return (double) of.length / count;
  }

  /**
   * The class each row's group is given: that of the largest summed log-probability, or of most
   * votes where there are no probabilities; of equals the first.
   *
   * @param codes the class named for each row
   * @param logProbabilities rows × classes, or null
   */
  public int[] answers(int[] codes, double[] logProbabilities, int classes) {
    double[] score = new double[count * classes];
    for (int row = 0; row < of.length; row++) {
      if (logProbabilities == null) {
        score[of[row] * classes + codes[row]]++;
      } else {
        for (int c = 0; c < classes; c++) {
          score[of[row] * classes + c] += logProbabilities[row * classes + c];
        }
      }
    }
    int[] best = Argmax.ofRows(score, classes);
    int[] answers = new int[of.length];
    for (int row = 0; row < of.length; row++) {
      answers[row] = best[of[row]];
    }
    return answers;
  }
}
