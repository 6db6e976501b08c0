package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;

/**
 * A class of the hidden label that an audit says nothing about: none of its rows is a test row,
 * mostly since it has too few to be divided.
 *
 * @param name the class
 * @param rows how many rows it has
 */
public record LeftOut(String name, int rows) {

  /**
   * The classes that a split leaves out.
   *
   * @param label all rows' classes of the hidden label
   * @param split of these rows; its last part has the test rows
   * @return the classes that have rows, but none in the last part, in the order of the label
   */
  public static List<LeftOut> of(Labels label, Split split) {
    boolean[] judged = new boolean[label.classes().size()];
    for (int row : split.part(split.parts().length - 1)) {
      judged[label.code(row)] = true;
    }
    int[] counts = label.counts();
    List<LeftOut> classes = new ArrayList<>();
    for (int c = 0; c < judged.length; c++) {
      if (!judged[c] && counts[c] > 0) {
        classes.add(new LeftOut(label.classes().get(c), counts[c]));
      }
    }
    return List.copyOf(classes);
  }

  /** Rows of these classes. */
  static int rows(List<LeftOut> classes) {
    return classes.stream().mapToInt(LeftOut::rows).sum();
  }
}
