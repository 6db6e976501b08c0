package ml.tacit.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Generated tables of readings with few digits, labels 'person' and 'activity'. */
public final class GridTable {
  private GridTable() {}

  /**
   * Gaussians whose means depend on both labels, rounded.
   *
   * @param decimals of the readings; at 0 their deviations are about 40, else about 2
   */
  public static LabelledRows of(int rows, int columns, int people, int decimals, long seed) {
    Random random = new Random(seed);
    double[][] who = gaussian(people, columns, random);
    double[][] what = gaussian(4, columns, random);
    double unit = Math.pow(10, decimals);
    double spread = decimals == 0 ? 20 : 1;
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    int[] person = new int[rows];
    int[] activity = new int[rows];
    for (int i = 0; i < rows; i++) {
      person[i] = i * people / rows;
      activity[i] = i * people * 4 / rows % 4;
      for (int j = 0; j < columns; j++) {
        double value = random.nextGaussian() + who[person[i]][j] + 1.5 * what[activity[i]][j];
        x.set(i, j, Math.rint(spread * value * unit) / unit);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    return new LabelledRows(Synthetic.names(columns), x, labels);
  }

  /** Columns that are made of a few factors, with noise of 0.02, rounded: most of them follow. */
  public static LabelledRows ofFactors(
      int rows, int columns, int factors, int people, int decimals, long seed) {
    Random random = new Random(seed);
    LabelledRows made = of(rows, factors, people, 9, seed);
    double[][] loads = gaussian(factors, columns, random);
    double unit = Math.pow(10, decimals);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double value = 0.02 * random.nextGaussian();
        for (int f = 0; f < factors; f++) {
          value += made.rows().get(i, f) * loads[f][j];
        }
        x.set(i, j, Math.rint(value * unit) / unit);
      }
    }
    return new LabelledRows(Synthetic.names(columns), x, made.labels());
  }

  private static double[][] gaussian(int rows, int columns, Random random) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return values;
  }

  /** A linear method by its name: {@code rdca}, {@code rdca 3} (components), {@code dca 2}, … */
  public static Trainer trainer(String text) {
    String[] words = text.split(" ");
    int components = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    return switch (words[0]) {
      case "rdca" ->
          components == 0 ? Rdca.ridge(1) : Rdca.ridge(1).withNoiseComponents(components);
      case "dca" -> Dca.ridge(1).withComponents(components);
      case "pca" -> Pca.components(components);
      default -> throw new IllegalArgumentException(text);
    };
  }
}
