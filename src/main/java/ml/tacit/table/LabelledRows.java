package ml.tacit.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of numbers with named columns and the labels that belong to them, in memory.
 *
 * <p>Immutable by contract: {@link #rows()} is handed out without a copy and must not be written
 * to.
 *
 * @param features the column names of {@code rows}, all different
 * @param rows one row per sample, one column per feature
 * @param labels the labels by column name, in the order of the source, each as long as {@code rows}
 */
public record LabelledRows(List<String> features, DMatrixRMaj rows, Map<String, Labels> labels) {

  /**
   * Checks that names, rows and labels fit together.
   *
   * @throws BadDataException if a count differs or a column name occurs twice
   */
  public LabelledRows {
    features = List.copyOf(features);
    if (features.size() != rows.numCols) {
      throw new BadDataException(
          "features: " + features.size() + " names for " + rows.numCols + " columns");
    }
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    ColumnNames.requireDistinct("features", features, labels.keySet());
    for (Map.Entry<String, Labels> label : labels.entrySet()) {
      if (label.getValue().size() != rows.numRows) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "label '%s': %d labels for %d rows",
                label.getKey(),
                label.getValue().size(),
                rows.numRows));
      }
    }
  }

  /**
   * Number of rows.
   *
   * @return the number of rows
   */
  public int size() {
    return rows.numRows;
  }

  /**
   * The labels of one column.
   *
   * @param name the label column
   * @return its labels
   * @throws BadDataException if there is no such label column
   */
  public Labels label(String name) {
    Labels found = labels.get(name);
    if (found == null) {
      throw new BadDataException("no label column '" + name + "'; there are " + labels.keySet());
    }
    return found;
  }

  /**
   * Some of the features, found by name.
   *
   * @param names the features wanted, in the order wanted
   * @return the rows of these columns; {@link #rows()} itself, without a copy, if all are wanted in
   *     their order
   * @throws BadDataException if there is no such feature
   */
  public DMatrixRMaj columns(List<String> names) {
    if (names.equals(features)) {
      return rows;
    }
    Map<String, Integer> positions = ColumnLayout.positions(features);
    DMatrixRMaj chosen = new DMatrixRMaj(rows.numRows, names.size());
    for (int j = 0; j < names.size(); j++) {
      Integer from = positions.get(names.get(j));
      if (from == null) {
        throw ColumnNames.missing("features", names.get(j), features);
      }
      for (int i = 0; i < rows.numRows; i++) {
        chosen.set(i, j, rows.get(i, from));
      }
    }
    return chosen;
  }

  /**
   * Some of the rows, copied, with their labels.
   *
   * @param chosen row numbers, in the order wanted
   * @return the chosen rows
   */
  public LabelledRows select(int[] chosen) {
    int d = rows.numCols;
    DMatrixRMaj selected = new DMatrixRMaj(chosen.length, d);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows.data, chosen[i] * d, selected.data, i * d, d);
    }
    Map<String, Labels> selectedLabels = new LinkedHashMap<>();
    labels.forEach((name, values) -> selectedLabels.put(name, values.select(chosen)));
    return new LabelledRows(features, selected, selectedLabels);
  }

  /**
   * The same labels beside other numbers, say the released form of these rows.
   *
   * @param names the new column names
   * @param values the new rows, as many as here; not copied
   * @return the new rows with these labels
   */
  public LabelledRows withRows(List<String> names, DMatrixRMaj values) {
    return new LabelledRows(names, values, labels);
  }
}
