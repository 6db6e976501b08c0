package ml.tacit.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Tables with flags and whole numbers, the rows of each another person. */
public final class CoarseTable {
  /** Columns of {@link #census}. */
  private static final List<String> CENSUS =
      List.of(
          "age",
          "education",
          "children",
          "gain",
          "weight",
          "married",
          "own-child",
          "single",
          "widowed",
          "clerk",
          "craft",
          "farmer",
          "soldier");

  private CoarseTable() {}

  /** Four measurements, the first of which tells the sex, and a flag with one 1 in 3,000 rows. */
  public static LabelledRows oneFlag(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 5);
    int[] hide = new int[n];
    int[] keep = new int[n];
    for (int i = 0; i < n; i++) {
      hide[i] = random.nextInt(2);
      keep[i] = random.nextInt(2);
      for (int j = 0; j < 4; j++) {
        rows.set(i, j, random.nextGaussian() + (j == 0 ? 2 * hide[i] : j == 1 ? 2 * keep[i] : 0));
      }
      rows.set(i, 4, i % 3000 == 5 ? 1 : 0);
    }
    return labelled(List.of("a", "b", "c", "d", "flag"), rows, hide, keep);
  }

  /** Whole numbers, two categories one-hot with a rare level each, and a measurement. */
  public static LabelledRows census(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, CENSUS.size());
    int[] hide = new int[n];
    int[] keep = new int[n];
    for (int i = 0; i < n; i++) {
      int z = random.nextInt(2);
      int y = random.nextInt(2);
      hide[i] = z;
      keep[i] = y;
      rows.set(i, 0, Math.rint(38 + 2 * z + 4 * y + 12 * random.nextGaussian()));
      rows.set(i, 1, Math.rint(10 + 2 * y + 2.5 * random.nextGaussian()));
      rows.set(i, 2, Math.rint(Math.abs(1.5 * random.nextGaussian() + 0.5 * (1 - z))));
      rows.set(i, 3, random.nextInt(20) == 0 ? 1 + random.nextInt(4) : 0);
      rows.set(i, 4, 70 + 12 * z + 8 * random.nextGaussian());
      rows.set(i, 5 + level(random, z == 1 ? MEN : WOMEN), 1);
      rows.set(i, 9 + level(random, z == 1 ? MALE : FEMALE), 1);
    }
    return labelled(CENSUS, rows, hide, keep);
  }

  private static final double[] MEN = {0.60, 0.15, 0.24, 0.01};
  private static final double[] WOMEN = {0.30, 0.20, 0.42, 0.08};
  private static final double[] MALE = {0.20, 0.70, 0.097, 0.003};
  private static final double[] FEMALE = {0.70, 0.25, 0.0497, 0.0003};

  private static int level(Random random, double[] shares) {
    double u = random.nextDouble();
    int level = 0;
    while (level < shares.length - 1 && u > shares[level]) {
      u -= shares[level];
      level++;
    }
    return level;
  }

  private static LabelledRows labelled(
      List<String> columns, DMatrixRMaj rows, int[] hide, int[] keep) {
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    return new LabelledRows(columns, rows, labels);
  }
}
