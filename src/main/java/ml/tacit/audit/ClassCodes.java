package ml.tacit.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.audit.statistics.Argmax;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * One label column, coded by the classes of the training rows.
 *
 * @param names the classes that have a training row, in the order of the label
 * @param train a code per training row
 * @param test a code per test row; −1 for a class without a training row, which nobody can name
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record ClassCodes(List<String> names, int[] train, int[] test) {

  static ClassCodes of(String column, AuditRows rows) {
    Labels train = rows.train().label(column);
    int[] counts = train.counts();
    Map<String, Integer> codes = new LinkedHashMap<>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        codes.put(train.classes().get(c), codes.size());
      }
    }
    if (codes.size() < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "label '%s': 1 class (%s) in the training rows, at least 2 expected",
              column,
              codes.keySet().iterator().next()));
    }
    return new ClassCodes(
        List.copyOf(codes.keySet()), coded(train, codes), coded(rows.test().label(column), codes));
  }

  /** No label: all rows alike. */
  static ClassCodes none(AuditRows rows) {
    return new ClassCodes(List.of(), new int[rows.train().size()], new int[rows.test().size()]);
  }

  /**
   * Accuracy on the test rows of always naming the commonest training class, the first of equals.
   */
  double majority() {
    int commonest = commonest();
    int hits = 0;
    for (int code : test) {
      if (code == commonest) {
        hits++;
      }
    }
    return (double) hits / test.length;
  }

  /** The commonest training class, the first of equals. */
  int commonest() {
    return Argmax.of(trained());
  }

  /** Training rows of each class. */
  int[] trained() {
    int[] counts = new int[names.size()];
    for (int code : train) {
      counts[code]++;
    }
    return counts;
  }

  /** 1 per test row that these codes name rightly, 0 per other. */
  double[] hits(int[] guesses) {
    boolean[] right = right(guesses);
    double[] hits = new double[right.length];
    Arrays.setAll(hits, row -> right[row] ? 1 : 0);
    return hits;
  }

  /** Which test rows these codes name rightly. */
  boolean[] right(int[] guesses) {
    boolean[] right = new boolean[test.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = guesses[i] == test[i];
    }
    return right;
  }

  double chance() {
    return 1.0 / names.size();
  }

  private static int[] coded(Labels labels, Map<String, Integer> codes) {
    int[] coded = new int[labels.size()];
    for (int row = 0; row < coded.length; row++) {
      coded[row] = codes.getOrDefault(labels.name(row), -1);
    }
    return coded;
  }
}
