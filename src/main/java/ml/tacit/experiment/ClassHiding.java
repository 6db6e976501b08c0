package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * Some classes of a label are hidden among all rows, the others kept: RDCA on a label that names
 * each hidden class and calls the rest "other". One set after the other.
 *
 * @param label the label whose classes they are
 * @param sets the sets of classes to hide, each a list of class names
 * @param ridge ρ
 */
record ClassHiding(String label, List<List<String>> sets, Ridge ridge) implements Releases {
  private static final String OTHER = "other";

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("raw"));
    sets.forEach(set -> names.add("rdca hiding " + text(set)));
    return names;
  }

  @Override
  public Fitted of(Rows rows, int seed) {
    List<Released> released = new ArrayList<>();
    released.add(new Released("raw", "", LinearReleases.release(null, rows)));
    LabelledRows fit = rows.fit();
    for (List<String> set : sets) {
      Labels hidden = hidden(fit.label(label), set);
      released.add(
          new Released(
              "rdca",
              text(set),
              LinearReleases.release(Rdca.ridge(ridge).fit(fit.rows(), hidden).map(), rows)));
    }
    return new Fitted(released, List.of());
  }

  static String text(List<String> set) {
    return String.join(" + ", set);
  }

  private static Labels hidden(Labels labels, List<String> set) {
    String[] names = new String[labels.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = set.contains(labels.name(i)) ? labels.name(i) : OTHER;
    }
    return Labels.of(names);
  }
}
