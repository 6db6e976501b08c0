package ml.tacit.experiment;

import java.util.List;
import ml.tacit.audit.attack.Scaling;

/**
 * One table of an experiment: one split protocol, some releases, some questions.
 *
 * @param title what is hidden and kept
 * @param claim what the literature published
 * @param plan who sees which rows
 * @param releases the methods
 * @param questions what learners are asked
 * @param scaling what learners do to the columns
 */
record Study(
    String title,
    String claim,
    SplitPlan plan,
    Releases releases,
    List<Question> questions,
    Scaling scaling) {

  /** Everything the figures depend on beside the data and the seeds, as text. */
  String settings() {
    return String.join(
        " | ",
        title,
        plan.protocol().toString(),
        plan.text(),
        releases.toString(),
        releases.names().toString(),
        questions.toString(),
        scaling.toString(),
        "kernel machines " + Figure.KERNEL_ROWS);
  }
}
