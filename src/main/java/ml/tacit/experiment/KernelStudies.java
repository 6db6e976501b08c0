package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.LabelledRows;

/** The compressive multi-kernel for the activity, with an adversary who wants another label. */
final class KernelStudies {
  private static final String CLAIM =
      "arXiv:2106.10671, abstract: privacy near random guess, SNR weights better than uniform ones (HAR, MHEALTH)";

  /**
   * Rows of a part at most: exact kernels cost the cube of the rows. Windows that overlap by half
   * lose little by being thinned.
   */
  private static final int ROWS = 2500;

  private static final int HAR_ROWS = 3000;
  private static final int QUICK_ROWS = 800;

  /**
   * ρ = 0.1 · trace(K̄)/N: the best of 0.01, 0.1 and 1 within HAR's fitted part, cut in three
   * again.
   */
  private static final Ridge RIDGE = Ridge.relative(0.1);

  private KernelStudies() {}

  static Study har(SplitPlan plan, boolean quick) {
    boolean forms = plan.protocol() == Protocol.STRICT && !quick;
    return study(
        plan.atMost(quick ? QUICK_ROWS : HAR_ROWS), "subject", "subject", false, forms, quick);
  }

  static Experiment mhealthRows(boolean quick) {
    int most = quick ? QUICK_ROWS : ROWS;
    return new Experiment(
        "mhealth",
        "mhealth",
        "single samples of 23 channels in no order of time, 10 people, 12 activities, without the"
            + " null class: rows only, no windows or spectra; neighbours of one recording stand in"
            + " every part, so this says how single rows compare and not how recordings do",
        quick ? 1 : Experiments.SEEDS,
        quick,
        rows -> without(rows, "activity", "none"),
        List.of(
            study(SplitPlan.paper("subject").atMost(most), "subject", "", true, quick),
            study(SplitPlan.thirds("subject").atMost(most), "subject", "", true, quick)));
  }

  static Experiment mhealthWindows(boolean quick) {
    int most = quick ? QUICK_ROWS : ROWS;
    return new Experiment(
        "mhealth",
        "mhealth-windows",
        "10 people, 12 activities, windows of 2.56 s with 50 % overlap within one activity, without"
            + " the null class",
        quick ? 1 : Experiments.SEEDS,
        quick,
        rows -> without(rows, "activity", "none"),
        List.of(
            study(SplitPlan.paper("subject").atMost(most), "subject", "subject", true, quick),
            study(
                SplitPlan.blocks("subject", "activity").atMost(most),
                "subject",
                "subject",
                true,
                quick)));
  }

  static Experiment motionSense(boolean quick) {
    int most = quick ? QUICK_ROWS : ROWS;
    return new Experiment(
        "motionsense",
        "motionsense",
        "24 people, 6 activities in 15 trials, windows of 2.56 s with 50 % overlap",
        quick ? 1 : Experiments.SEEDS,
        quick,
        UnaryOperator.identity(),
        List.of(
            study(SplitPlan.paper("subject").atMost(most), "subject", "subject", true, quick),
            study(
                SplitPlan.sessions("subject", "activity", "trial").atMost(most),
                "subject",
                "subject",
                true,
                quick),
            study(
                SplitPlan.people("subject", "gender").atMost(most),
                "gender",
                "subject",
                true,
                quick)));
  }

  private static Study study(
      SplitPlan plan, String hide, String cells, boolean standardise, boolean quick) {
    return study(plan, hide, cells, standardise, false, quick);
  }

  /**
   * One table.
   *
   * @param hide what the adversary wants
   * @param cells the label whose cells with the activity are in order of time, or empty
   * @param forms whether every form of signal over noise is compared
   */
  private static Study study(
      SplitPlan plan,
      String hide,
      String cells,
      boolean standardise,
      boolean forms,
      boolean quick) {
    boolean full = plan.protocol() == Protocol.STRICT && !quick;
    List<Question> questions = new ArrayList<>();
    questions.add(Question.utility("activity", hide, Learner.KERNEL_RIDGE));
    questions.add(Question.privacy(hide, "activity", Learner.KERNEL_RIDGE));
    if (full) {
      // One learner tries every form of the weights; the cheap ones all else, the dear one no
      // single kernels.
      String[] most = names(releases(cells, standardise, true, false));
      Learner[] cheap = {Learner.LINEAR_SVM, Learner.NEAREST_NEIGHBOURS};
      questions.add(Question.utility("activity", hide, cheap).of(most));
      questions.add(Question.privacy(hide, "activity", cheap).of(most));
      String[] main = names(releases(cells, standardise, false, false));
      questions.add(Question.utility("activity", hide, Learner.RBF_SVM).of(main));
      questions.add(Question.privacy(hide, "activity", Learner.RBF_SVM).of(main));
      // Trees do not see lengths of columns: one weighting stands for all.
      String[] few = {"raw", "pca, size of all kernels", "uniform"};
      questions.add(Question.utility("activity", hide, Learner.EXTRA_TREES).of(few));
      questions.add(Question.privacy(hide, "activity", Learner.EXTRA_TREES).of(few));
    }
    return new Study(
        "Compressive multi-kernel: keep the activity, the adversary wants the " + hide,
        CLAIM,
        plan,
        releases(cells, standardise, full, forms),
        questions,
        Scaling.AS_GIVEN);
  }

  private static KernelReleases releases(
      String cells, boolean standardise, boolean singles, boolean forms) {
    return new KernelReleases("activity", cells, standardise, RIDGE, singles, forms);
  }

  private static String[] names(KernelReleases releases) {
    return releases.names().toArray(String[]::new);
  }

  private static LabelledRows without(LabelledRows rows, String label, String name) {
    return rows.select(
        IntStream.range(0, rows.size())
            .filter(i -> !rows.label(label).name(i).equals(name))
            .toArray());
  }
}
