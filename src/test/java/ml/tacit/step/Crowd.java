package ml.tacit.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Made-up people who do things, each in a way of one's own: people differ within activities. */
final class Crowd {
  static final Roles ROLES = Roles.keep("do").withHide("who");

  private Crowd() {}

  /** Rows in turns of people and activities; columns of other scripts, one of them constant. */
  static LabelledRows of(int rows, int people, int activities, long seed) {
    return of(rows, people, activities, 1.5, 4, seed);
  }

  /**
   * People so far apart within an activity, activities so far apart, in deviations of one's own.
   */
  static LabelledRows of(
      int rows, int people, int activities, double betweenPeople, double between, long seed) {
    Random random = new Random(seed);
    int d = 8;
    List<String> names =
        new ArrayList<>(List.of("强度", "a b", "c,d", "e|f", "ψ", "دقة", "konstant"));
    while (names.size() < d) {
      names.add("x" + names.size());
    }
    double[][] byPerson = gaussian(random, people, d, betweenPeople);
    double[][] byActivity = gaussian(random, activities, d, between);
    DMatrixRMaj values = new DMatrixRMaj(rows, d);
    String[] who = new String[rows];
    String[] what = new String[rows];
    for (int i = 0; i < rows; i++) {
      int p = i % people;
      int y = i / people % activities;
      who[i] = "人" + p;
      what[i] = "tue " + y;
      for (int j = 0; j < d; j++) {
        double value = byPerson[p][j] + byActivity[y][j] + random.nextGaussian();
        values.data[i * d + j] = j == 6 ? 7 : Math.rint(1000 * value) / 1000;
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("who", Labels.of(who));
    labels.put("do", Labels.of(what));
    labels.put("again", Labels.of(what));
    return new LabelledRows(names, values, labels);
  }

  private static double[][] gaussian(Random random, int n, int d, double scale) {
    double[][] values = new double[n][d];
    for (double[] row : values) {
      for (int j = 0; j < d; j++) {
        row[j] = scale * random.nextGaussian();
      }
    }
    return values;
  }
}
