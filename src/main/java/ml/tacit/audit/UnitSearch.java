package ml.tacit.audit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Finds the {@link Unit} that rows speak for: by runs of labels, and by neighbouring rows. */
final class UnitSearch {
  /** A label in runs changes at most this often, as a share of what random order would give. */
  private static final double FEW_CHANGES = 0.5;

  private static final double FAR = -4;

  /** A label of so many sorted classes is rather a list of people than an attribute. */
  private static final int MANY_CLASSES = 20;

  /** Units that a class needs for a part of each to fit, learn and judge on. */
  private static final int UNITS_PER_CLASS = 3;

  /**
   * How far neighbours' squared difference lies below that of any two rows of a class, at least.
   */
  private static final double ALIKE = 0.1;

  /** The ratio of the two is 1 ± 1/√rows where rows are independent. */
  private static final double DEVIATIONS = 2.5;

  private final LabelledRows rows;
  private final String keep;
  private final String hide;
  private final Labels hidden;

  UnitSearch(LabelledRows rows, String keep, String hide) {
    this.rows = rows;
    this.keep = keep;
    this.hide = hide;
    this.hidden = rows.label(hide);
    if (keep != null) {
      rows.label(keep);
    }
  }

  Unit found() {
    String column = null;
    int most = 0;
    for (Map.Entry<String, Labels> label : rows.labels().entrySet()) {
      int units = used(label.getValue());
      boolean other = !label.getKey().equals(keep) && !label.getKey().equals(hide);
      if (other && units > most && isUnit(label.getKey(), label.getValue())) {
        column = label.getKey();
        most = units;
      }
    }
    if (column != null) {
      return Unit.column(column)
          .because("each of its " + most + " values has one class of '" + hide + "'");
    }
    if (PersonNames.isPerson(hide)) {
      return Unit.BLOCKS.because("'" + hide + "' is called as a column of people is");
    }
    int[] codes = hidden.codes();
    if (!inRuns(codes, new int[codes.length])) {
      return Unit.ROWS.because("the classes of '" + hide + "' stand in random order");
    }
    if (isMerelySorted()) {
      return Unit.ROWS.because(
          "the rows are sorted by '" + hide + "', neighbours are no more alike than others");
    }
    return Unit.BLOCKS.because("the classes of '" + hide + "' stand in runs");
  }

  /** Whether a column repeats people: each value in one class of the hidden label. */
  private boolean isUnit(String name, Labels column) {
    int[] first = new int[column.classes().size()];
    Arrays.fill(first, -1);
    int[] perClass = new int[hidden.classes().size()];
    for (int row = 0; row < column.size(); row++) {
      int unit = column.code(row);
      if (column.name(row).isBlank()) {
        return false;
      }
      if (first[unit] < 0) {
        first[unit] = hidden.code(row);
        perClass[hidden.code(row)]++;
      } else if (first[unit] != hidden.code(row)) {
        return false;
      }
    }
    int[] rowsPerClass = hidden.counts();
    int most = 0;
    for (int c = 0; c < perClass.length; c++) {
      // A class of a few rows may be one person.
      if (perClass[c] < UNITS_PER_CLASS && rowsPerClass[c] * 20 > column.size()) {
        return false;
      }
      most = Math.max(most, perClass[c]);
    }
    boolean repeats = 2 * used(column) <= column.size();
    return most >= UNITS_PER_CLASS
        && repeats
        && (PersonNames.isPerson(name) || inRuns(column.codes(), hidden.codes()));
  }

  private static int used(Labels labels) {
    return (int) Arrays.stream(labels.counts()).filter(count -> count > 0).count();
  }

  /**
   * Whether codes change far more rarely from row to row than in random order within the groups;
   * only neighbours of one group are compared.
   */
  private static boolean inRuns(int[] codes, int[] group) {
    Map<Integer, Map<Integer, Integer>> counts = new LinkedHashMap<>();
    for (int row = 0; row < codes.length; row++) {
      counts
          .computeIfAbsent(group[row], key -> new LinkedHashMap<>())
          .merge(codes[row], 1, Integer::sum);
    }
    Map<Integer, Double> changes = new LinkedHashMap<>();
    counts.forEach((key, sizes) -> changes.put(key, changeProbability(sizes)));
    int found = 0;
    double expected = 0;
    double variance = 0;
    for (int row = 1; row < codes.length; row++) {
      if (group[row] == group[row - 1]) {
        double p = changes.get(group[row]);
        found += codes[row] == codes[row - 1] ? 0 : 1;
        expected += p;
        variance += p * (1 - p);
      }
    }
    // A deviation of at least one change: of few rows little can be said.
    double z = (found - expected) / Math.sqrt(Math.max(1, variance));
    return found <= FEW_CHANGES * expected && z <= FAR;
  }

  /** Probability that two rows drawn without replacement have different codes. */
  private static double changeProbability(Map<Integer, Integer> sizes) {
    double n = sizes.values().stream().mapToInt(Integer::intValue).sum();
    double same = sizes.values().stream().mapToDouble(m -> m * (m - 1.0)).sum();
    return n < 2 ? 0 : 1 - same / (n * (n - 1));
  }

  private boolean isMerelySorted() {
    Set<Integer> seen = new HashSet<>();
    int runs = 0;
    for (int row = 0; row < hidden.size(); row++) {
      seen.add(hidden.code(row));
      runs += row == 0 || hidden.code(row) != hidden.code(row - 1) ? 1 : 0;
    }
    return runs == seen.size()
        && seen.size() < MANY_CLASSES
        && (keep == null || !inRuns(rows.label(keep).codes(), hidden.codes()))
        && medianNeumann() > 1 - Math.max(ALIKE, DEVIATIONS / Math.sqrt(hidden.size()));
  }

  /**
   * Over the columns, the median of: mean squared difference of neighbours of one class over twice
   * the variance within classes.
   */
  private double medianNeumann() {
    DMatrixRMaj x = rows.rows();
    int[] codes = hidden.codes();
    int[] counts = hidden.counts();
    double[] ratios = new double[x.numCols];
    for (int j = 0; j < x.numCols; j++) {
      double[] mean = new double[counts.length];
      for (int i = 0; i < codes.length; i++) {
        mean[codes[i]] += x.get(i, j) / counts[codes[i]];
      }
      double squares = 0;
      double steps = 0;
      int pairs = 0;
      for (int i = 0; i < codes.length; i++) {
        double off = x.get(i, j) - mean[codes[i]];
        squares += off * off;
        if (i > 0 && codes[i] == codes[i - 1]) {
          double step = x.get(i, j) - x.get(i - 1, j);
          steps += step * step;
          pairs++;
        }
      }
      ratios[j] =
          squares > 0 && pairs > 0 ? steps / pairs / (2 * squares / codes.length) : 1; // constant
    }
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }
}
