package ml.tacit.sensing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import smile.classification.OneVersusOne;
import smile.classification.SVM;
import smile.math.kernel.GaussianKernel;

/**
 * How well a support vector machine tells a label, trained on the first part of every recording and
 * tried on the last, with windows left out between so that none overlap.
 */
final class Recognition {
  private static final double TRAIN_SHARE = 0.6;
  private static final int GAP = 2;

  private Recognition() {}

  /** Accuracy on later windows of a Gaussian SVM, one against one, on standardised features. */
  static double accuracy(LabelledRows rows, String label) {
    int[][] parts = timeBlocked(rows);
    double[][] train = rows(rows, parts[0]);
    double[][] test = rows(rows, parts[1]);
    standardise(train, test);
    int[] truth = rows.label(label).codes();
    int[] trainTruth = Arrays.stream(parts[0]).map(i -> truth[i]).toArray();
    double d = train[0].length;
    GaussianKernel kernel = new GaussianKernel(Math.sqrt(d / 2) * 1.4);
    OneVersusOne<double[]> svm =
        OneVersusOne.fit(train, trainTruth, (x, y) -> SVM.fit(x, y, kernel, 10, 1E-3));
    int right = 0;
    for (int i = 0; i < test.length; i++) {
      right += svm.predict(test[i]) == truth[parts[1][i]] ? 1 : 0;
    }
    return right / (double) test.length;
  }

  /** Rows of each person and activity in their order: the first part, a gap, the last part. */
  static int[][] timeBlocked(LabelledRows rows) {
    Labels person = rows.label("subject");
    Labels activity = rows.label("activity");
    Map<List<Integer>, List<Integer>> cells = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      cells
          .computeIfAbsent(List.of(person.code(i), activity.code(i)), cell -> new ArrayList<>())
          .add(i);
    }
    List<Integer> train = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    for (List<Integer> cell : cells.values()) {
      int cut = (int) Math.round(TRAIN_SHARE * cell.size());
      train.addAll(cell.subList(0, cut));
      test.addAll(cell.subList(Math.min(cut + GAP, cell.size()), cell.size()));
    }
    return new int[][] {
      train.stream().mapToInt(Integer::intValue).toArray(),
      test.stream().mapToInt(Integer::intValue).toArray()
    };
  }

  private static double[][] rows(LabelledRows rows, int[] chosen) {
    int d = rows.rows().numCols;
    return Arrays.stream(chosen)
        .mapToObj(i -> Arrays.copyOfRange(rows.rows().data, i * d, (i + 1) * d))
        .toArray(double[][]::new);
  }

  private static void standardise(double[][] train, double[][] test) {
    for (int j = 0; j < train[0].length; j++) {
      double mean = 0;
      for (double[] row : train) {
        mean += row[j] / train.length;
      }
      double variance = 0;
      for (double[] row : train) {
        variance += (row[j] - mean) * (row[j] - mean) / train.length;
      }
      double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      for (double[] row : train) {
        row[j] = (row[j] - mean) * scale;
      }
      for (double[] row : test) {
        row[j] = (row[j] - mean) * scale;
      }
    }
  }
}
