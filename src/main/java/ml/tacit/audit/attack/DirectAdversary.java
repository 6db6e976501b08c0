package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An adversary that learns the label from the rows as they are.
 *
 * <p>Fits on the inner fitting rows, chooses settings by the log loss on the tuning rows, one axis
 * after the other from the middle of the grid (a full grid costs several times more and finds
 * little more), calibrates on the same rows, learns again from all training rows.
 */
record DirectAdversary(Classifier classifier) implements Adversary {

  @Override
  public String name(String keep) {
    return classifier.name();
  }

  @Override
  public int weight() {
    return classifier.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    int n = data.rows(Side.TRAIN).rows();
    int[] all = AttackData.spread(n, classifier.rowLimit(task.budget()));
    int[] fit = among(all, task.inner().fit());
    int[] tune = among(all, task.inner().tune());
    Tuning tuning = new Tuning(classifier.grid(task.budget()), task, tune.length == 0 ? fit : tune);
    tuning.run(classifier.fit(data, task, fit));
    int[] tests = AttackData.all(data.rows(Side.TEST).rows());
    double[] scores = classifier.fit(data, task, all).scores(tuning.setting, Side.TEST, tests);
    String thinned = all.length == n ? "" : all.length + " of " + n + " rows";
    return Predictions.of(
        scores,
        tuning.scores,
        tuning.labels,
        task.classes(),
        IntStream.range(0, 2)
            .mapToObj(i -> i == 0 ? tuning.text() : thinned)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private static int[] among(int[] all, int[] rows) {
    return Arrays.stream(rows).filter(row -> Arrays.binarySearch(all, row) >= 0).toArray();
  }

  /** The search for settings. */
  private static final class Tuning {
    private final List<Axis> grid;
    private final int classes;
    private final int[] rows;
    private final int[] labels;
    private double[] setting;
    private double[] scores;

    Tuning(List<Axis> grid, LearningTask task, int[] rows) {
      this.grid = grid;
      this.classes = task.classes();
      this.rows = rows;
      this.labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
      this.setting = grid.stream().mapToDouble(Axis::middle).toArray();
    }

    void run(Classifier.Fitted fitted) {
      double least = Double.POSITIVE_INFINITY;
      for (int a = 0; a < grid.size() || a == 0; a++) {
        double[] tried = setting.clone();
        double[] values = a < grid.size() ? grid.get(a).values() : new double[1];
        for (double value : values) {
          if (a < grid.size()) {
            if (a > 0 && value == grid.get(a).middle()) {
              continue; // the best so far, with this value, is known
            }
            tried[a] = value;
          }
          double[] answer = fitted.scores(tried, Side.TRAIN, rows);
          double loss = Calibration.loss(answer, labels, classes);
          if (loss < least) {
            least = loss;
            setting = tried.clone();
            scores = answer;
          }
        }
      }
    }

    String text() {
      return IntStream.range(0, setting.length)
          .mapToObj(a -> grid.get(a).name() + " " + number(setting[a]))
          .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
