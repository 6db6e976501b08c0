package ml.tacit.experiment;

import java.util.List;
import ml.tacit.audit.attack.Learner;

/**
 * What learners are asked about every release.
 *
 * @param role {@link Outcome#PRIVACY} or {@link Outcome#UTILITY}; of a question about hidden
 *     classes it is both
 * @param label the label to learn
 * @param beside the other label: tuning and blocks of dependent rows are cut in cells of both
 * @param learners who is asked
 * @param hiddenSets for an experiment that hides some classes of {@code label}: those sets, whose
 *     rows are counted apart from the others; empty where all rows count alike
 * @param only the releases asked about, by method; all of them if empty
 */
record Question(
    String role,
    String label,
    String beside,
    List<Learner> learners,
    List<List<String>> hiddenSets,
    List<String> only) {

  static Question privacy(String label, String beside, Learner... learners) {
    return new Question(Outcome.PRIVACY, label, beside, List.of(learners), List.of(), List.of());
  }

  static Question utility(String label, String beside, Learner... learners) {
    return new Question(Outcome.UTILITY, label, beside, List.of(learners), List.of(), List.of());
  }

  static Question hiddenClasses(
      String label, String beside, List<List<String>> sets, Learner... learners) {
    return new Question(Outcome.UTILITY, label, beside, List.of(learners), sets, List.of());
  }

  /** The same about some releases only, where learning is dear. */
  Question of(String... methods) {
    return new Question(role, label, beside, learners, hiddenSets, List.of(methods));
  }

  boolean asksAbout(String method) {
    return only.isEmpty() || only.contains(method);
  }
}
