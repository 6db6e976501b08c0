package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The attacker of a release of finitely many cells: counts how often each class showed each cell,
 * and names the commonest. With enough rows none is better, whatever it computes.
 *
 * <p>With {@code known}, counts are per cell and utility class, which it knows of the test rows.
 * Probabilities are (n_cz + p_z) / (n_c + 1), n_cz training rows of class z in the cell, p_z the
 * share of z among all (of the utility class): a cell never seen says nothing.
 */
record CellCounts(boolean known) implements Adversary {
  /** Weight of all classes together that were never seen with the utility class. */
  private static final double UNSEEN = 1e-3;

  @Override
  public String name(String keep) {
    return "counts per cell" + (known ? " per known " + keep : "");
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public boolean needsUtility() {
    return known;
  }

  @Override
  public boolean needsCells() {
    return true;
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    int k = task.classes();
    Matrix train = data.rows(Side.TRAIN);
    Matrix test = data.rows(Side.TEST);
    int groups = known ? Math.max(1, task.givenClasses()) : 1;
    double[][] prior = new double[groups][k];
    Map<Cell, double[]> counts = new HashMap<>();
    for (int i = 0; i < train.rows(); i++) {
      int group = known ? task.given()[i] : 0;
      prior[group][task.labels()[i]]++;
      counts.computeIfAbsent(Cell.of(train, i, group), c -> new double[k])[task.labels()[i]]++;
    }
    for (double[] shares : prior) {
      smooth(shares);
    }
    int[] codes = new int[test.rows()];
    double[] logs = new double[test.rows() * k];
    for (int i = 0; i < test.rows(); i++) {
      int group = known ? Math.max(0, task.givenTest()[i]) : 0;
      double[] own = counts.getOrDefault(Cell.of(test, i, group), new double[k]);
      double sum = Arrays.stream(own).sum();
      for (int z = 0; z < k; z++) {
        logs[i * k + z] = Math.log((own[z] + prior[group][z]) / (sum + 1));
        codes[i] = logs[i * k + z] > logs[i * k + codes[i]] ? z : codes[i];
      }
    }
    return new Predictions(codes, logs, counts.size() + " cells");
  }

  /** Counts to shares, none 0. */
  private static void smooth(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    for (int z = 0; z < counts.length; z++) {
      counts[z] = (counts[z] + UNSEEN / counts.length) / (sum + UNSEEN);
    }
  }

  /** The values of a row, and its utility class where that is known. */
  private static final class Cell {
    private final double[] values;
    private final int group;
    private final int hash;

    private Cell(double[] values, int group) {
      this.values = values;
      this.group = group;
      hash = 31 * Arrays.hashCode(values) + group;
    }

    static Cell of(Matrix rows, int row, int group) {
      int d = rows.columns();
      return new Cell(Arrays.copyOfRange(rows.values(), row * d, (row + 1) * d), group);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cell cell
          && cell.group == group
          && Arrays.equals(cell.values, values);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
