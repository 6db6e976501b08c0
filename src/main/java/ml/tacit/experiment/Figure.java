package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.LearnerScore;
import ml.tacit.audit.attack.Learner;
import ml.tacit.table.Labels;

/**
 * What one learner reached on one release of one split.
 *
 * @param role {@link Outcome#PRIVACY} or {@link Outcome#UTILITY}
 * @param label what was learned
 * @param part which classes of it the figure is about, empty for all
 * @param learner as printed
 * @param accuracy share of test rows named rightly
 * @param low lower limit over blocks; NaN of a part
 * @param high upper limit over blocks; NaN of a part
 * @param majority accuracy of always naming the commonest training class
 * @param chance one over the number of classes
 */
record Figure(
    String role,
    String label,
    String part,
    String learner,
    double accuracy,
    double low,
    double high,
    double majority,
    double chance) {

  /** Checks what a file may lack. */
  Figure {
    KeptJson.require("role", role, "label", label, "part", part, "learner", learner);
  }

  static final String HIDDEN = "hidden ";
  static final String OTHER = "other ";

  /** Kernel machines learn from at most so many rows, evenly spread: they cost their cube. */
  static final int KERNEL_ROWS = 4000;

  private static final Set<Learner> KERNEL_MACHINES =
      EnumSet.of(Learner.KERNEL_RIDGE, Learner.LAPLACIAN_KERNEL_RIDGE, Learner.RBF_SVM);

  /** Asks one learner about one release. */
  static List<Figure> of(
      Question question, Learner learner, Released released, Study study, boolean quick, int seed) {
    AuditRows rows = released.rows();
    if (KERNEL_MACHINES.contains(learner)) {
      int[] few = SplitPlan.Parts.spread(rows.train().size(), KERNEL_ROWS);
      rows = new AuditRows(rows.train().select(few), rows.test());
    }
    LearnerScore score =
        LearnerScore.of(
            learner, rows, question.label(), question.beside(), study.scaling(), quick, seed);
    if (question.hiddenSets().isEmpty()) {
      return List.of(
          new Figure(
              question.role(),
              question.label(),
              "",
              score.learner(),
              score.accuracy(),
              score.low(),
              score.high(),
              score.majority(),
              score.chance()));
    }
    List<Figure> figures = new ArrayList<>();
    for (List<String> set : question.hiddenSets()) {
      // Raw rows are the control of every set, a release only of the one it hides.
      if (released.hidden().isEmpty() || released.hidden().equals(ClassHiding.text(set))) {
        figures.add(recall(question, released, score, set, true));
        figures.add(recall(question, released, score, set, false));
      }
    }
    return figures;
  }

  /** Recall over the rows of the hidden classes, or over all other rows. */
  private static Figure recall(
      Question question,
      Released released,
      LearnerScore score,
      List<String> set,
      boolean ofHidden) {
    Labels truth = released.rows().test().label(question.label());
    String commonest = commonest(released.rows().train().label(question.label()));
    int rows = 0;
    int right = 0;
    int majority = 0;
    for (int i = 0; i < truth.size(); i++) {
      String name = truth.name(i);
      if (set.contains(name) == ofHidden) {
        rows++;
        right += score.answers().get(i).equals(name) ? 1 : 0;
        majority += commonest.equals(name) ? 1 : 0;
      }
    }
    return new Figure(
        ofHidden ? Outcome.PRIVACY : Outcome.UTILITY,
        (ofHidden ? HIDDEN : OTHER) + question.label(),
        ClassHiding.text(set),
        score.learner(),
        (double) right / rows,
        Double.NaN,
        Double.NaN,
        (double) majority / rows,
        score.chance());
  }

  private static String commonest(Labels labels) {
    int[] counts = labels.counts();
    int most = Arrays.stream(counts).max().orElse(0);
    int code = 0;
    while (counts[code] < most) {
      code++;
    }
    return labels.classes().get(code);
  }
}
