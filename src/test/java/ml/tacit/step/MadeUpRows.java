package ml.tacit.step;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Rows whose hidden label shifts the features within the classes to keep: scores leak it. */
final class MadeUpRows {
  private MadeUpRows() {}

  /**
   * Rows.
   *
   * @param people hidden classes
   * @param activities classes to keep
   */
  static LabelledRows of(long seed, int n, int people, int activities) {
    Random random = new Random(seed);
    int[] person = new int[n];
    int[] activity = new int[n];
    int[] flag = new int[n];
    DMatrixRMaj rows = new DMatrixRMaj(n, 7);
    for (int i = 0; i < n; i++) {
      person[i] = random.nextInt(people);
      activity[i] = random.nextInt(activities);
      flag[i] = random.nextInt(2);
      double shift = 1.5 * person[i] / Math.max(1, people - 1);
      rows.set(i, 0, 3.0 * activity[i] + shift + random.nextGaussian());
      rows.set(i, 1, 1.5 * person[i] + random.nextGaussian());
      rows.set(i, 2, Math.round(10 * rows.get(i, 0) + 5 * random.nextGaussian()));
      rows.set(i, 3, random.nextGaussian() + flag[i]);
      int level = (int) Math.min(2, Math.floor(3 * random.nextDouble() * (0.5 + 0.5 * shift)));
      rows.set(i, 4 + level, 1);
    }
    return new LabelledRows(
        List.of("level", "person axis", "count", "other", "kind=a", "kind=b", "kind=c"),
        rows,
        Map.of(
            "person", Labels.of(person), "activity", Labels.of(activity), "flag", Labels.of(flag)));
  }

  /**
   * V by counting: how often the best attacker is right who knows how often what comes together.
   */
  static double counted(int[] cells, Labels hide, Labels known) {
    int k = Arrays.stream(cells).max().orElseThrow() + 1;
    int[][][] counts = new int[known.classes().size()][k][hide.classes().size()];
    for (int i = 0; i < cells.length; i++) {
      counts[known.code(i)][cells[i]][hide.code(i)]++;
    }
    int right = 0;
    for (int[][] ofKnown : counts) {
      for (int[] ofCell : ofKnown) {
        right += Arrays.stream(ofCell).max().orElseThrow();
      }
    }
    return (double) right / cells.length;
  }
}
