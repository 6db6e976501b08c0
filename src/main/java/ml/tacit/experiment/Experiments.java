package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.experiment.LinearReleases.Method;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Ruca;
import ml.tacit.table.BadDataException;

/** The experiments, as data. Settings were chosen on fitted parts alone, never on test rows. */
final class Experiments {
  static final List<String> NAMES = List.of("har", "mhealth", "motionsense", "faces", "semeion");

  private static final String RDCA =
      "arXiv:1707.07770, abstract: privacy at random guess, utility lower by ";
  static final int SEEDS = 5;

  private static final double RIDGE = 1;

  /** Relative, for the faces have more columns than rows: that of the mean column. */
  private static final double FACES_RIDGE = 1;

  private static final int PRICE = 10;

  private Experiments() {}

  /**
   * The forms of an experiment, best first: a later one is for data that does not allow the former.
   *
   * @throws BadDataException if the name is unknown
   */
  static List<Experiment> of(String name, boolean quick) {
    return switch (name) {
      case "har" -> List.of(har(quick));
      case "mhealth" ->
          List.of(KernelStudies.mhealthWindows(quick), KernelStudies.mhealthRows(quick));
      case "motionsense" -> List.of(KernelStudies.motionSense(quick));
      case "faces" -> List.of(faces(quick));
      case "semeion" -> List.of(semeion(quick));
      default ->
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "experiment '%s' is unknown, expected one of %s",
                  name,
                  String.join(", ", NAMES)));
    };
  }

  private static Experiment har(boolean quick) {
    SplitPlan paper = SplitPlan.paper("subject");
    SplitPlan strict = SplitPlan.blocks("subject", "activity");
    List<List<String>> pairs =
        List.of(
            List.of("WALKING_UPSTAIRS", "WALKING_DOWNSTAIRS"),
            List.of("SITTING", "STANDING"),
            List.of("WALKING", "LAYING"));
    return new Experiment(
        "har",
        "har",
        "30 people, 6 activities, windows of 2.56 s with 50 % overlap, the published features",
        quick ? 1 : SEEDS,
        quick,
        UnaryOperator.identity(),
        List.of(
            harPerson(paper, quick),
            harPerson(strict, quick),
            hiddenClasses(
                "activity", "subject", pairs, Ridge.absolute(RIDGE), paper, "5.14 points", quick),
            hiddenClasses(
                "activity", "subject", pairs, Ridge.absolute(RIDGE), strict, "5.14 points", quick),
            KernelStudies.har(paper, quick),
            KernelStudies.har(strict, quick)));
  }

  private static Study harPerson(SplitPlan plan, boolean quick) {
    Method raw = LinearReleases.RAW;
    Method rdca = new Method("rdca", Rdca.ridge(RIDGE));
    int components = 5;
    List<Method> methods =
        quick
            ? List.of(raw, rdca)
            : List.of(
                raw,
                rdca,
                new Method("rdca given", Rdca.ridge(RIDGE), true),
                new Method("dca", Dca.ridge(RIDGE)),
                new Method("duca", Duca.ridge(RIDGE).withComponents(components)),
                new Method("ruca", Ruca.ridge(RIDGE).withPrice(PRICE)),
                new Method("mdr", Mdr.ridge(RIDGE)),
                new Method("pca", Pca.components(components).withoutStandardization()));
    List<Question> questions = new ArrayList<>();
    questions.add(Question.privacy("subject", "activity", Learner.LOGISTIC));
    questions.add(Question.utility("activity", "subject", Learner.LOGISTIC));
    // The dearer ones where it is decided: raw rows, erasure and compression.
    if (!quick) {
      String[] few =
          plan.protocol() == Protocol.PAPER
              ? new String[] {"raw", "rdca"}
              : new String[] {"raw", "rdca", "rdca given", "dca", "pca"};
      questions.add(Question.privacy("subject", "activity", Learner.KERNEL_RIDGE).of(few));
      questions.add(Question.utility("activity", "subject", Learner.KERNEL_RIDGE).of(few));
      questions.add(Question.privacy("subject", "activity", Learner.RBF_SVM).of("raw", "rdca"));
      questions.add(Question.utility("activity", "subject", Learner.RBF_SVM).of("raw", "rdca"));
    }
    if (!quick && plan.protocol() == Protocol.STRICT) {
      questions.add(
          Question.privacy(
                  "subject", "activity", Learner.CONDITIONAL_LOGISTIC, Learner.NEAREST_NEIGHBOURS)
              .of("raw", "rdca", "rdca given", "dca", "pca"));
      questions.add(Question.privacy("subject", "activity", Learner.EXTRA_TREES).of("raw", "rdca"));
    }
    return new Study(
        "RDCA: hide the person, keep the activity",
        RDCA + "5.14 points on average",
        plan,
        new LinearReleases("activity", "subject", methods),
        questions,
        Scaling.STANDARDISED);
  }

  /** RDCA of some classes of a label, kept apart from the recall of the others. */
  private static Study hiddenClasses(
      String label,
      String beside,
      List<List<String>> sets,
      Ridge ridge,
      SplitPlan plan,
      String drop,
      boolean quick) {
    Learner[] learners =
        quick
            ? new Learner[] {Learner.LINEAR_SVM}
            : new Learner[] {Learner.LINEAR_SVM, Learner.LOGISTIC, Learner.KERNEL_RIDGE};
    return new Study(
        String.format(
            Locale.ROOT,
            "RDCA: hide %d classes of %s at a time, keep the others",
            sets.get(0).size(),
            label),
        RDCA + drop + " on average",
        plan,
        new ClassHiding(label, sets, ridge),
        List.of(Question.hiddenClasses(label, beside, sets, learners)),
        Scaling.STANDARDISED);
  }

  private static Experiment faces(boolean quick) {
    return new Experiment(
        "faces",
        "faces",
        "20 people, images of 32 x 30 grey pixels",
        quick ? 1 : SEEDS,
        quick,
        UnaryOperator.identity(),
        List.of(
            facesPerson(SplitPlan.paper("person"), quick),
            facesPerson(SplitPlan.thirds("person"), quick)));
  }

  private static Study facesPerson(SplitPlan plan, boolean quick) {
    Learner[] learners =
        quick
            ? new Learner[] {Learner.LOGISTIC}
            : new Learner[] {
              Learner.LOGISTIC,
              Learner.LINEAR_SVM,
              Learner.KERNEL_RIDGE,
              Learner.NEAREST_NEIGHBOURS,
              Learner.EXTRA_TREES
            };
    return new Study(
        "RDCA: hide the person, keep sunglasses, pose or expression",
        RDCA + "0.04 points on average",
        plan,
        new LinearReleases(
            "eyes",
            "person",
            List.of(
                LinearReleases.RAW, new Method("rdca", Rdca.ridge(Ridge.relative(FACES_RIDGE))))),
        List.of(
            Question.privacy("person", "eyes", learners),
            Question.utility("eyes", "person", learners),
            Question.utility("pose", "person", learners),
            Question.utility("expression", "person", learners)),
        Scaling.STANDARDISED);
  }

  private static Experiment semeion(boolean quick) {
    List<List<String>> halves =
        List.of(List.of("0", "1", "2", "3", "4"), List.of("5", "6", "7", "8", "9"));
    List<List<String>> pairs =
        IntStream.range(0, 5).mapToObj(i -> List.of("" + 2 * i, "" + (2 * i + 1))).toList();
    SplitPlan paper = SplitPlan.paper("digit");
    SplitPlan strict = SplitPlan.thirds("digit");
    return new Experiment(
        "semeion",
        "semeion",
        "16 x 16 black and white pixels, 10 digits of about 80 people who are not identified",
        quick ? 1 : SEEDS,
        quick,
        UnaryOperator.identity(),
        quick
            ? List.of(hiddenDigits(halves, paper, true), hiddenDigits(halves, strict, true))
            : List.of(
                hiddenDigits(halves, paper, false),
                hiddenDigits(halves, strict, false),
                hiddenDigits(pairs, paper, false),
                hiddenDigits(pairs, strict, false)));
  }

  private static Study hiddenDigits(List<List<String>> sets, SplitPlan plan, boolean quick) {
    return hiddenClasses("digit", "digit", sets, Ridge.absolute(RIDGE), plan, "7.53 points", quick);
  }
}
