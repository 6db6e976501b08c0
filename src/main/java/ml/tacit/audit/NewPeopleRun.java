package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.InnerSplit;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.PersonMatching;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Argmax;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.LinkedPerson;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;

/** Deals people into groups, and asks about each group what was learned from the others. */
final class NewPeopleRun {
  private static final double[] PARTS = {0.4, 0.36, 0.24};

  /** People that a group needs, so that one can be told from another, and learned from. */
  private static final int GROUP = 2;

  /** Of so many people who are learned from, settings are chosen on one. */
  private static final int TUNED = 4;

  private static final List<Learner> UTILITY =
      List.of(Learner.LOGISTIC, Learner.KERNEL_RIDGE, Learner.EXTRA_TREES);

  private static final List<Learner> ATTACKERS =
      List.of(
          Learner.LOGISTIC,
          Learner.SHRINKAGE_LDA,
          Learner.REGULARISED_QDA,
          Learner.KERNEL_RIDGE,
          Learner.EXTRA_TREES,
          Learner.GRADIENT_BOOSTING);

  private final LabelledRows rows;
  private final NewPeople.Settings settings;
  private final Labels person;
  private final List<String> traits;
  private final int[] groupOf; // by code of the person; −1 without rows
  private final int groups;
  private final Split split;
  private final int[] partOf;

  private final Map<String, List<LinkedPerson>> linked = new LinkedHashMap<>();
  private final Map<String, List<LinkedPerson>> linkedKnown = new LinkedHashMap<>();
  private final Map<Asked, Answers> answers = new LinkedHashMap<>();

  private record Asked(String label, String stage, String learner) {}

  /** Of each person, by code, how many of the rows were named rightly, and what a guess reaches. */
  private static final class Answers {
    private final double[] accuracy;
    private final double[] together;
    private final double[] majority;

    Answers(int people) {
      accuracy = new double[people];
      together = new double[people];
      majority = new double[people];
    }
  }

  NewPeopleRun(LabelledRows rows, NewPeople.Settings settings) {
    this.rows = rows;
    this.settings = settings;
    this.person = rows.label(settings.person());
    this.traits = settings.hide().stream().filter(this::isTrait).toList();
    this.groups = Math.max(2, (int) Math.round(1 / settings.share()));
    this.groupOf = dealt();
    Division division =
        settings.session() == null
            ? new Division(Unit.BLOCKS, Division.Order.TIME, Division.GAP)
            : Division.bySession(settings.session(), Unit.BLOCKS);
    this.split =
        division.split(rows, settings.keep(), List.of(settings.person()), settings.seed(), PARTS);
    this.partOf = new int[rows.size()];
    Arrays.fill(partOf, -1);
    for (int part = 0; part < PARTS.length; part++) {
      for (int row : split.part(part)) {
        partOf[row] = part;
      }
    }
  }

  NewPeople result(
      Function<LabelledRows, Release> fit, BiFunction<Release, LabelledRows, LabelledRows> apply) {
    for (int group = 0; group < groups; group++) {
      measure(group, fit, apply);
    }
    int people = (int) Arrays.stream(groupOf).filter(group -> group >= 0).count();
    return new NewPeople(
        settings.person(), people, groups, summaries(linked), summaries(linkedKnown), scores());
  }

  private static List<Linkage> summaries(Map<String, List<LinkedPerson>> linked) {
    List<Linkage> linkage = new ArrayList<>();
    linked.forEach(
        (stage, people) -> {
          if (!people.isEmpty()) {
            linkage.add(Linkage.summary(stage, people.toArray(LinkedPerson[]::new)));
          }
        });
    return linkage;
  }

  /** Each person has one class of it, and each class two people. */
  private boolean isTrait(String label) {
    if (label.equals(settings.person())) {
      return false;
    }
    Labels trait = rows.label(label);
    Map<Integer, Integer> classOf = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      Integer known = classOf.putIfAbsent(person.code(row), trait.code(row));
      if (known != null && known != trait.code(row)) {
        return false;
      }
    }
    int[] people = new int[trait.classes().size()];
    classOf.values().forEach(c -> people[c]++);
    return classOf.size() > GROUP && Arrays.stream(people).noneMatch(count -> count == 1);
  }

  /** At random, so that each class of the first trait is dealt out evenly. */
  private int[] dealt() {
    Map<Integer, Integer> traitOf = new LinkedHashMap<>();
    Labels trait = traits.isEmpty() ? null : rows.label(traits.get(0));
    for (int row = 0; row < rows.size(); row++) {
      traitOf.put(person.code(row), trait == null ? 0 : trait.code(row));
    }
    if (traitOf.size() < GROUP * groups) {
      throw BadDataException.of(
          "new people: found %d in '%s', expected at least %d for %d groups of %d",
          traitOf.size(), settings.person(), GROUP * groups, groups, GROUP);
    }
    List<Integer> people = new ArrayList<>(traitOf.keySet());
    people.sort(Comparator.naturalOrder());
    Collections.shuffle(people, new Random(settings.seed()));
    people.sort(Comparator.comparing(traitOf::get)); // stable: shuffled within each class
    int[] groupOf = new int[person.classes().size()];
    Arrays.fill(groupOf, -1);
    for (int i = 0; i < people.size(); i++) {
      groupOf[people.get(i)] = i % groups;
    }
    return groupOf;
  }

  private int[] rowsOf(IntPredicate which) {
    return IntStream.range(0, rows.size()).filter(row -> partOf[row] >= 0).filter(which).toArray();
  }

  private void measure(
      int group,
      Function<LabelledRows, Release> fit,
      BiFunction<Release, LabelledRows, LabelledRows> apply) {
    IntPredicate isNew = row -> groupOf[person.code(row)] == group;
    int[] fitted = rowsOf(row -> !isNew.test(row) && partOf[row] == 0);
    int[] learned = rowsOf(row -> !isNew.test(row) && partOf[row] > 0);
    int[] gallery = rowsOf(row -> isNew.test(row) && partOf[row] < PARTS.length - 1);
    int[] probes = rowsOf(row -> isNew.test(row) && partOf[row] == PARTS.length - 1);
    int[] asked = rowsOf(isNew);
    requireRows(learned, gallery, probes);
    Release release = fit.apply(rows.select(fitted));
    LabelledRows out = apply.apply(release, rows);
    LabelledRows released = rows.withRows(out.features(), out.rows());
    int[] known = IntStream.concat(Arrays.stream(learned), Arrays.stream(gallery)).toArray();

    AuditRows rawPairs = new AuditRows(rows.select(known), rows.select(probes));
    AuditRows pairs = new AuditRows(released.select(known), released.select(probes));
    link(Finding.BEFORE, rawPairs, group);
    link(Finding.AFTER, seen(rawPairs, pairs, release), group);
    AuditRows raw = new AuditRows(rows.select(learned), rows.select(asked));
    AuditRows after = new AuditRows(released.select(learned), released.select(asked));
    ask(Finding.BEFORE, raw);
    ask(Finding.AFTER, seen(raw, after, release));
  }

  private void requireRows(int[]... sides) {
    for (int[] side : sides) {
      if (side.length == 0) {
        throw BadDataException.of(
            "new people: a group of '%s' has no rows to compare, expected earlier and later ones",
            settings.person());
      }
    }
  }

  /** As adversaries see released rows: without rounding noise, codes spread over columns. */
  private static AuditRows seen(AuditRows before, AuditRows after, Release release) {
    AuditRows columns = RoundingNoise.removed(before, after);
    return Cells.spread(columns, Released.of(release), Cells.of(columns));
  }

  private void link(String stage, AuditRows pairs, int group) {
    linked.computeIfAbsent(stage, key -> new ArrayList<>()).addAll(matched(pairs, group).values());
    if (settings.keep() != null) {
      linkedKnown
          .computeIfAbsent(stage, key -> new ArrayList<>())
          .addAll(matchedWithinClasses(pairs, group));
    }
  }

  /** Rows of one utility class at a time; a person's figures are means over the pairs of all. */
  private List<LinkedPerson> matchedWithinClasses(AuditRows pairs, int group) {
    Map<Integer, List<LinkedPerson>> found = new TreeMap<>();
    Labels kept = rows.label(settings.keep());
    for (int c = 0; c < kept.classes().size(); c++) {
      int[] train = ofClass(pairs.train().label(settings.keep()), c);
      int[] test = ofClass(pairs.test().label(settings.keep()), c);
      if (train.length > 0 && test.length > 0) {
        AuditRows some = new AuditRows(pairs.train().select(train), pairs.test().select(test));
        matched(some, group)
            .forEach((who, one) -> found.computeIfAbsent(who, k -> new ArrayList<>()).add(one));
      }
    }
    return found.values().stream().map(NewPeopleRun::mean).toList();
  }

  private static int[] ofClass(Labels labels, int c) {
    return IntStream.range(0, labels.size()).filter(row -> labels.code(row) == c).toArray();
  }

  private static LinkedPerson mean(List<LinkedPerson> of) {
    double pairs = of.stream().mapToDouble(LinkedPerson::pairs).sum();
    double auc = 0;
    double error = 0;
    double first = 0;
    double chance = 0;
    for (LinkedPerson one : of) {
      double weight = one.pairs() / pairs;
      auc += weight * one.auc();
      error += weight * one.equalErrorRate();
      first += weight * one.rankOne();
      chance += weight * one.rankOneChance();
    }
    return new LinkedPerson((long) pairs, auc, error, first, chance);
  }

  /** Each new person who can be compared; none where nothing can be learned from the others. */
  private Map<Integer, LinkedPerson> matched(AuditRows pairs, int group) {
    int[] train = pairs.train().label(settings.person()).codes();
    int[] test = pairs.test().label(settings.person()).codes();
    int[] learned = present(train, code -> groupOf[code] != group);
    int[] others = present(test, code -> groupOf[code] == group);
    Map<Integer, LinkedPerson> found = new TreeMap<>();
    if (learned.length < GROUP || others.length < GROUP) {
      return found;
    }
    AttackData data = pairs.attacked(Scaling.STANDARDISED, Budget.FULL);
    LinkedPerson[] linked = PersonMatching.link(data, train, test, learned, others);
    for (int i = 0; i < others.length; i++) {
      if (linked[i].pairs() > 0) {
        found.put(others[i], linked[i]);
      }
    }
    return found;
  }

  private static int[] present(int[] codes, IntPredicate which) {
    return Arrays.stream(codes).filter(which).distinct().sorted().toArray();
  }

  private void ask(String stage, AuditRows rows) {
    Budget budget = settings.quick() ? Budget.QUICK : Budget.FULL;
    AttackData data = rows.attacked(Scaling.STANDARDISED, budget);
    int[] whoLearned = rows.train().label(settings.person()).codes();
    int[] whoAsked = rows.test().label(settings.person()).codes();
    ClassCodes kept =
        settings.keep() == null ? ClassCodes.none(rows) : ClassCodes.of(settings.keep(), rows);
    if (settings.keep() != null) {
      InnerSplit inner = otherPeople(whoLearned).orElse(InnerSplit.of(kept.train(), whoLearned));
      for (Learner learner : UTILITY) {
        Predictions found = learner.predict(data, task(kept, kept, inner, budget));
        put(new Asked(settings.keep(), stage, learner.title(null)), kept, found, whoAsked);
      }
    }
    for (String trait : traits) {
      ClassCodes target = ClassCodes.of(trait, rows);
      InnerSplit inner =
          InnerSplit.ofUnits(whoLearned, target.train())
              .orElseGet(() -> InnerSplit.of(kept.train(), target.train()));
      for (Learner learner : ATTACKERS) {
        Predictions found = learner.predict(data, task(target, kept, inner, budget));
        put(new Asked(trait, stage, learner.title(null)), target, found, whoAsked);
      }
    }
  }

  private LearningTask task(ClassCodes target, ClassCodes kept, InnerSplit inner, Budget budget) {
    return new LearningTask(
        target.train(),
        target.names().size(),
        kept.train(),
        kept.names().size(),
        null,
        inner,
        budget,
        settings.seed());
  }

  /** Settings are chosen on people who are not learned from, as those asked about are not. */
  private static Optional<InnerSplit> otherPeople(int[] person) {
    int[] people = Arrays.stream(person).distinct().sorted().toArray();
    if (people.length < TUNED) {
      return Optional.empty();
    }
    IntPredicate tuned = row -> Arrays.binarySearch(people, person[row]) % TUNED == TUNED - 1;
    return Optional.of(
        new InnerSplit(
            IntStream.range(0, person.length).filter(tuned.negate()).toArray(),
            IntStream.range(0, person.length).filter(tuned).toArray()));
  }

  private void put(Asked asked, ClassCodes target, Predictions found, int[] who) {
    Answers of = answers.computeIfAbsent(asked, key -> new Answers(groupOf.length));
    int classes = target.names().size();
    Map<Integer, List<Integer>> rowsOf = new TreeMap<>();
    for (int row = 0; row < who.length; row++) {
      rowsOf.computeIfAbsent(who[row], code -> new ArrayList<>()).add(row);
    }
    rowsOf.forEach(
        (code, its) -> {
          double right = 0;
          double guessed = 0;
          double[] sum = new double[classes];
          for (int row : its) {
            right += found.codes()[row] == target.test()[row] ? 1 : 0;
            guessed += target.commonest() == target.test()[row] ? 1 : 0;
            for (int c = 0; c < classes; c++) {
              sum[c] +=
                  found.logProbabilities() == null
                      ? (found.codes()[row] == c ? 1 : 0)
                      : found.logProbabilities()[row * classes + c];
            }
          }
          of.accuracy[code] = right / its.size();
          of.majority[code] = guessed / its.size();
          of.together[code] = Argmax.ofRows(sum, classes)[0] == target.test()[its.get(0)] ? 1 : 0;
        });
  }

  private List<NewPeople.Score> scores() {
    List<NewPeople.Score> scores = new ArrayList<>();
    int[] people = IntStream.range(0, groupOf.length).filter(p -> groupOf[p] >= 0).toArray();
    Map<String, List<Asked>> together = new LinkedHashMap<>();
    for (Asked asked : answers.keySet()) {
      together
          .computeIfAbsent(asked.stage + " " + asked.label, key -> new ArrayList<>())
          .add(asked);
    }
    for (List<Asked> ofLabel : together.values()) {
      List<double[]> each =
          ofLabel.stream().map(asked -> some(answers.get(asked).accuracy, people)).toList();
      double[][] limits = new Limits(Blocks.single(people.length), 0.95).ofMeans(each);
      for (int i = 0; i < each.size(); i++) {
        Answers of = answers.get(ofLabel.get(i));
        boolean utility = ofLabel.get(i).label.equals(settings.keep());
        scores.add(
            new NewPeople.Score(
                ofLabel.get(i).label,
                ofLabel.get(i).stage,
                ofLabel.get(i).learner,
                mean(each.get(i)),
                Math.max(0, limits[i][0]),
                Math.min(1, limits[i][1]),
                utility ? Double.NaN : mean(some(of.together, people)),
                mean(some(of.majority, people))));
      }
    }
    return scores;
  }

  private static double[] some(double[] values, int[] which) {
    return Arrays.stream(which).mapToDouble(i -> values[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
