package ml.tacit.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A table in memory as it was read.
 *
 * @param rows numbers, NaN where missing; every text column is among the labels, the empty text
 *     where missing
 * @param inputs the columns that are features, numbers and categories, in their order
 */
record RawTable(LabelledRows rows, List<String> inputs) {
  RawTable {
    inputs = List.copyOf(inputs);
  }

  /**
   * The classes of a label must be known in every row.
   *
   * @throws BadDataException if one is missing
   */
  void requireLabels(List<String> labels) {
    for (String label : labels) {
      boolean[] gaps = new boolean[rows.size()];
      markTexts(label, gaps);
      int missing = count(gaps);
      if (missing > 0) {
        int first = IntStream.range(0, gaps.length).filter(row -> gaps[row]).findFirst().orElse(0);
        throw BadDataException.of(
            "row %d, column '%s': no value, a label was expected (so in %d of %d rows); --impute drop leaves rows with"
                + " missing values out",
            first + 1, label, missing, rows.size());
      }
    }
  }

  /** Without the rows in which a feature or one of these labels is missing. */
  RawTable complete(List<String> labels) {
    int[] complete = completeRows(labels);
    return complete.length == rows.size() ? this : select(complete);
  }

  /** The numbers of the rows in which no feature and none of these labels is missing. */
  int[] completeRows(List<String> labels) {
    boolean[] gaps = new boolean[rows.size()];
    for (String column : InputOptions.labels(inputs, labels)) {
      int number = rows.features().indexOf(column);
      if (number < 0) {
        markTexts(column, gaps);
        continue;
      }
      for (int i = 0; i < gaps.length; i++) {
        gaps[i] |= Double.isNaN(rows.rows().get(i, number));
      }
    }
    int missing = count(gaps);
    if (missing == gaps.length) {
      throw BadDataException.of(
          "a value is missing in each of the %d rows, so that --impute drop leaves none; --drop the columns that lack"
              + " most, or leave --impute out",
          gaps.length);
    }
    return IntStream.range(0, gaps.length).filter(row -> !gaps[row]).toArray();
  }

  private void markTexts(String column, boolean[] gaps) {
    Labels cells = rows.label(column);
    int none = cells.classes().indexOf("");
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] |= cells.code(i) == none;
    }
  }

  private static int count(boolean[] gaps) {
    return (int) IntStream.range(0, gaps.length).filter(row -> gaps[row]).count();
  }

  /** How many values each input lacks, in the order of the inputs. */
  long[] missing() {
    return inputs.stream()
        .mapToLong(
            column -> {
              int number = rows.features().indexOf(column);
              if (number < 0) {
                Labels cells = rows.label(column);
                int none = cells.classes().indexOf("");
                return none < 0 ? 0 : cells.counts()[none];
              }
              return IntStream.range(0, rows.size())
                  .filter(i -> Double.isNaN(rows.rows().get(i, number)))
                  .count();
            })
        .toArray();
  }

  /** Some of the rows. */
  RawTable select(int[] chosen) {
    return new RawTable(rows.select(chosen), inputs);
  }

  /** The same with fewer features, among the labels where they are texts. */
  RawTable without(List<String> columns) {
    List<String> left = new ArrayList<>(inputs);
    left.removeAll(columns);
    return new RawTable(rows, left);
  }

  /** The features that are texts. */
  List<String> categories() {
    Set<String> numbers = new HashSet<>(rows.features());
    return inputs.stream().filter(column -> !numbers.contains(column)).toList();
  }

  /** The same rows with other labels. */
  RawTable withLabels(Map<String, Labels> labels) {
    return new RawTable(new LabelledRows(rows.features(), rows.rows(), labels), inputs);
  }

  /**
   * The rows with the mean for a missing number, to find what hangs together; the rows themselves
   * where none is missing.
   */
  LabelledRows filled() {
    DMatrixRMaj x = rows.rows();
    DMatrixRMaj filled = x;
    for (int j = 0; j < x.numCols; j++) {
      double sum = 0;
      int present = 0;
      for (int i = 0; i < x.numRows; i++) {
        if (!Double.isNaN(x.get(i, j))) {
          sum += x.get(i, j);
          present++;
        }
      }
      if (present == x.numRows) {
        continue;
      }
      filled = filled == x ? x.copy() : filled;
      for (int i = 0; i < x.numRows; i++) {
        if (Double.isNaN(x.get(i, j))) {
          filled.set(i, j, present == 0 ? 0 : sum / present);
        }
      }
    }
    return filled == x ? rows : rows.withRows(rows.features(), filled);
  }

  /** The labels that are no features. */
  Map<String, Labels> labels() {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.keySet().removeAll(inputs);
    return labels;
  }
}
