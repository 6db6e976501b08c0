package ml.tacit.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import ml.tacit.table.LabelledRows;

/**
 * An experiment as data.
 *
 * @param name what it is asked for by
 * @param dataSet the data set it runs on
 * @param about the rows, one line
 * @param seeds how many seeds, 1, 2, …
 * @param quick whether learners take smaller grids and fewer rows
 * @param prepare which rows of the data set are used
 * @param studies its tables
 */
record Experiment(
    String name,
    String dataSet,
    String about,
    int seeds,
    boolean quick,
    UnaryOperator<LabelledRows> prepare,
    List<Study> studies) {

  String settings() {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "seeds %d quick %s %s", seeds, quick, about));
    studies.forEach(study -> text.append('\n').append(study.settings()));
    return text.toString();
  }
}
