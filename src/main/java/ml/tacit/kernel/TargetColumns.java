package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The class targets of several labels side by side, the one to keep first.
 *
 * @param roles their names
 * @param labels the label to keep, then those to hide
 * @param starts where the columns of each label start, and where the last ones end
 * @param columns E, N × the number of classes that have rows
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record TargetColumns(Roles roles, List<Labels> labels, int[] starts, DMatrixRMaj columns) {

  /** The name of labels that come without one. */
  static final String LABEL = "label";

  /** The label to keep; the method is named where there is not one. */
  static Labels keep(LabelledRows data, Roles roles, String method) {
    if (roles.toKeep().size() != 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "keep: %d labels %s, %s needs exactly one",
              roles.toKeep().size(),
              roles.toKeep(),
              method));
    }
    return data.label(roles.toKeep().get(0));
  }

  /** Checks the labels; the method is named where the roles are not those of one. */
  static TargetColumns of(LabelledRows data, Roles roles, String method) {
    keep(data, roles, method);
    List<String> names = new ArrayList<>(roles.toKeep());
    names.addAll(roles.toHide());
    List<Labels> labels = new ArrayList<>();
    List<DMatrixRMaj> parts = new ArrayList<>();
    int[] starts = new int[names.size() + 1];
    for (int l = 0; l < names.size(); l++) {
      Labels label = data.label(names.get(l));
      Matrices.requireLabels(data.rows(), "label '" + names.get(l) + "'", label);
      labels.add(label);
      parts.add(ClassTargets.of(label));
      starts[l + 1] = starts[l] + parts.get(l).numCols;
    }
    DMatrixRMaj columns = new DMatrixRMaj(data.size(), starts[names.size()]);
    for (int l = 0; l < names.size(); l++) {
      DMatrixRMaj part = parts.get(l);
      for (int i = 0; i < data.size(); i++) {
        System.arraycopy(
            part.data,
            i * part.numCols,
            columns.data,
            i * columns.numCols + starts[l],
            part.numCols);
      }
    }
    return new TargetColumns(roles, labels, starts, columns);
  }

  /** Labels of one name, to keep. */
  static TargetColumns of(DMatrixRMaj rows, Labels labels) {
    Matrices.requireLabels(rows, labels);
    DMatrixRMaj columns = ClassTargets.of(labels);
    return new TargetColumns(
        Roles.keep(LABEL).unnamed(), List.of(labels), new int[] {0, columns.numCols}, columns);
  }

  /** The label to keep. */
  Labels keep() {
    return labels.get(0);
  }

  /** Class names by label. */
  Map<String, List<String>> classes() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    classes.put(roles.toKeep().get(0), keep().classes());
    for (int l = 1; l < labels.size(); l++) {
      classes.put(roles.toHide().get(l - 1), labels.get(l).classes());
    }
    return classes;
  }

  /** Rank of E at most: the columns of a label are dependent. */
  int rank() {
    return columns.numCols - labels.size();
  }

  /** One number per column. */
  double[] weights(double keep, double hide) {
    double[] weights = new double[columns.numCols];
    Arrays.fill(weights, hide);
    Arrays.fill(weights, 0, starts[1], keep);
    return weights;
  }

  /**
   * The largest offset of a hidden class from the mean, in standard deviations of the feature; NaN
   * if nothing is hidden.
   *
   * @param sums ΦᵀE, Φ centred: per feature and class √n_c times the class mean
   * @param squares the sum of squares of each centred feature
   */
  double spread(DMatrixRMaj sums, double[] squares) {
    double largest = labels.size() > 1 ? 0 : Double.NaN;
    for (int l = 1; l < labels.size(); l++) {
      int[] counts = Arrays.stream(labels.get(l).counts()).filter(count -> count > 0).toArray();
      for (int j = 0; j < sums.numRows; j++) {
        double deviation = Math.sqrt(squares[j] / columns.numRows);
        for (int c = 0; c < counts.length && deviation > 0; c++) {
          double offset = Math.abs(sums.get(j, starts[l] + c)) / Math.sqrt(counts[c]);
          largest = Math.max(largest, offset / deviation);
        }
      }
    }
    return largest;
  }

  /** The same of centred features themselves, N × m. */
  double spread(DMatrixRMaj features) {
    double[] squares = new double[features.numCols];
    for (int i = 0; i < features.data.length; i++) {
      squares[i % features.numCols] += features.data[i] * features.data[i];
    }
    return spread(Dense.multiplyTransposedA(features, columns), squares);
  }
}
