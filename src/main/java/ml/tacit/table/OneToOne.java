package ml.tacit.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Finds columns of numbers that are a label under another name: one value in each class, another in
 * every class. Takes in rows block by block; memory: a value per class and column that still may be
 * one. Two numbers are the same value where they differ by rounding.
 *
 * <p>Nothing is found in fewer than two rows per class: of single rows every column of distinct
 * values would be one. Not thread-safe.
 */
public final class OneToOne {
  private static final double ROUNDING = 1e-12;
  private static final int ROWS_PER_CLASS = 2;

  private final String label;
  private final List<String> names;
  private final Map<String, Integer> classes = new HashMap<>();
  private long rows;

  /** Columns that have had one value in each class so far. */
  private int[] candidates;

  /** That value by column and class; NaN for a class not met. */
  private final double[][] values;

  /**
   * Nothing seen yet.
   *
   * @param label the label
   * @param names of the columns
   */
  public OneToOne(String label, List<String> names) {
    this.label = label;
    this.names = names;
    this.candidates = IntStream.range(0, names.size()).toArray();
    this.values = new double[names.size()][0];
  }

  /**
   * Takes in rows.
   *
   * @param block some rows of these columns, only read
   * @param labels the class of each; classes are told apart by their names
   */
  public void accept(DMatrixRMaj block, Labels labels) {
    int[] codes = codes(labels);
    retain(j -> hasOneValuePerClass(block, j, codes));
    rows += codes.length;
  }

  /** Codes that all blocks share: those of a block count its own classes only. */
  private int[] codes(Labels labels) {
    int[] shared =
        labels.classes().stream()
            .mapToInt(name -> classes.computeIfAbsent(name, key -> classes.size()))
            .toArray();
    return Arrays.stream(labels.codes()).map(code -> shared[code]).toArray();
  }

  private void retain(IntPredicate isCandidate) {
    candidates = Arrays.stream(candidates).filter(isCandidate).toArray();
  }

  private boolean hasOneValuePerClass(DMatrixRMaj block, int j, int[] codes) {
    int before = values[j].length;
    if (before < classes.size()) {
      values[j] = Arrays.copyOf(values[j], classes.size());
      Arrays.fill(values[j], before, classes.size(), Double.NaN);
    }
    for (int i = 0; i < codes.length; i++) {
      double value = block.get(i, j);
      double known = values[j][codes[i]];
      if (Double.isNaN(known)) {
        values[j][codes[i]] = value;
      } else if (!isSame(known, value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The columns that are the label, by all rows so far.
   *
   * @return their names
   */
  public List<String> found() {
    if (classes.size() < 2 || rows < (long) ROWS_PER_CLASS * classes.size()) {
      return List.of();
    }
    return Arrays.stream(candidates)
        .filter(this::tellsAllClassesApart)
        .mapToObj(names::get)
        .toList();
  }

  /**
   * Stops who would take such a column for data.
   *
   * @throws BadDataException if a column is the label; names both
   */
  public void refuse() {
    for (String name : found()) {
      throw copy("column '" + name + "'", classes.size(), label);
    }
  }

  /**
   * What to throw where a column is a hidden label under another name.
   *
   * @param column the column, as the message begins
   * @param classes how many classes the label has
   * @param label the label
   * @return the exception, to be thrown
   */
  public static BadDataException copy(String column, int classes, String label) {
    return BadDataException.of(
        "%s has one value for each of the %d classes of '%s': it is the label to hide under another name; leave it out",
        column, classes, label);
  }

  private boolean tellsAllClassesApart(int j) {
    double[] sorted = Arrays.stream(values[j]).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
    return IntStream.range(1, sorted.length).noneMatch(i -> isSame(sorted[i - 1], sorted[i]));
  }

  private static boolean isSame(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  }
}
