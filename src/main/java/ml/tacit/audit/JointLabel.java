package ml.tacit.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * Several hidden labels as one, a class for each combination: a release may hide the sex and the
 * race and still tell which rows are of black women.
 */
public final class JointLabel {
  private JointLabel() {}

  /**
   * The name of the joint label.
   *
   * @param labels the labels, in their order
   * @return their names apart by commas; one with a comma in double quotes
   */
  public static String name(List<String> labels) {
    return labels.stream()
        .map(label -> label.contains(",") ? '"' + label + '"' : label)
        .collect(Collectors.joining(","));
  }

  /**
   * The labels to audit: each, and their joint label if there are several.
   *
   * @param hide the hidden labels
   * @return their names, the joint one last
   */
  public static List<String> audited(List<String> hide) {
    return hide.size() < 2
        ? List.copyOf(hide)
        : Stream.concat(hide.stream(), Stream.of(name(hide))).toList();
  }

  /**
   * Rows with the joint label beside the others.
   *
   * @param rows rows with each of the labels
   * @param hide the hidden labels
   * @return the rows themselves if there is one label only
   * @throws BadDataException if a label is missing, or a column has the name of the joint one
   */
  public static LabelledRows beside(LabelledRows rows, List<String> hide) {
    if (hide.size() < 2) {
      return rows;
    }
    String name = name(hide);
    if (rows.labels().containsKey(name) || rows.features().contains(name)) {
      throw BadDataException.of(
          "column '%s' has the name of the joint label of '%s'; another name expected",
          name, String.join("', '", hide));
    }
    Labels joint = rows.label(hide.get(0));
    for (String label : hide.subList(1, hide.size())) {
      joint = joint.crossed(rows.label(label));
    }
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.put(name, joint);
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }
}
