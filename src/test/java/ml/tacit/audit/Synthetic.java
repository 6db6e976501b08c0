package ml.tacit.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Seeded rows whose leak is known, labels 'keep' and 'hide', cell after cell like a recording. */
public final class Synthetic {
  private Synthetic() {}

  /** Writes the features of one row. */
  public interface Recipe {
    void fill(double[] row, int keep, int hide, Random random);
  }

  /** Cells of {@code perCell} rows for {@code keeps × hides} classes, on both sides. */
  public static AuditRows rows(
      int keeps, int hides, int perCell, int columns, long seed, Recipe recipe) {
    return new AuditRows(
        part(keeps, hides, perCell, columns, new Random(seed), recipe),
        part(keeps, hides, perCell, columns, new Random(~seed), recipe));
  }

  public static LabelledRows part(
      int keeps, int hides, int perCell, int columns, Random random, Recipe recipe) {
    int n = keeps * hides * perCell;
    DMatrixRMaj rows = new DMatrixRMaj(n, columns);
    int[] keep = new int[n];
    int[] hide = new int[n];
    for (int i = 0; i < n; i++) {
      hide[i] = i / (keeps * perCell);
      keep[i] = i / perCell % keeps;
      double[] row = new double[columns];
      recipe.fill(row, keep[i], hide[i], random);
      System.arraycopy(row, 0, rows.data, i * columns, columns);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    return new LabelledRows(names(columns), rows, labels);
  }

  public static List<String> names(int columns) {
    List<String> names = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      names.add("x" + j);
    }
    return names;
  }

  /** Nothing about the hidden label, something about the utility. */
  public static final Recipe INDEPENDENT =
      (row, keep, hide, random) -> {
        noise(row, random);
        row[0] += 4 * keep;
      };

  /** Two Gaussians a distance 2 apart: the best possible accuracy is Φ(1) = 0.8413. */
  public static final Recipe GAUSSIAN =
      (row, keep, hide, random) -> {
        noise(row, random);
        row[0] += 4 * keep;
        row[1] += 2 * hide;
      };

  /** Linear models of the hidden label are blind, neighbours are not. */
  public static final Recipe XOR =
      (row, keep, hide, random) -> {
        noise(row, random);
        row[0] += 6 * keep;
        int sign = random.nextBoolean() ? 1 : -1;
        row[1] += 3 * sign;
        row[2] += 3 * sign * (2 * hide - 1);
      };

  /** Class means of the hidden label agree over all rows and differ within each utility class. */
  public static final Recipe CONDITIONAL =
      (row, keep, hide, random) -> {
        noise(row, random);
        row[0] += 8 * keep;
        row[1] += 2.5 * (2 * keep - 1) * (2 * hide - 1);
      };

  private static void noise(double[] row, Random random) {
    for (int j = 0; j < row.length; j++) {
      row[j] = random.nextGaussian();
    }
  }
}
