package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.Division;
import ml.tacit.audit.Unit;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * A question of the frontier: on which rows, what is kept, what is hidden, who sees which rows.
 *
 * @param name as --data spells it
 * @param dataSet the name of the data set
 * @param about the rows, one line
 * @param keep the label to keep
 * @param hide the label to hide
 * @param person whose rows hang together in time, for steps with own history; null where rows have
 *     no order
 * @param ridge of the linear baselines
 * @param plan who sees which rows
 * @param division the same in the words of the audit
 * @param prepare the rows that are used
 */
record FrontierSet(
    String name,
    String dataSet,
    String about,
    String keep,
    String hide,
    String person,
    Ridge ridge,
    SplitPlan plan,
    Division division,
    UnaryOperator<LabelledRows> prepare) {
  private static final Division BLOCKS =
      new Division(Unit.BLOCKS, Division.Order.TIME, Division.GAP);
  private static final Division ROWS = new Division(Unit.ROWS, Division.Order.RANDOM, 0);

  /** Rows of a part at most where there are many more than an audit needs to tell. */
  private static final int MOST = 4000;

  /** The faces have more columns than rows; found within fitted rows, as for the experiments. */
  private static final Ridge FACES = Ridge.relative(1);

  /** The label column of sessions, where parts are made by them; else null. */
  String session() {
    return division.session();
  }

  /** Whether the hidden label is who it is, of rows in order of time. */
  boolean hidesPeopleInTime() {
    return hide.equals(person);
  }

  /** All of them, in the order of the page. */
  static List<FrontierSet> all() {
    return List.of(
        new FrontierSet(
            "har",
            "har",
            "30 people, 6 activities, windows of 2.56 s with 50 % overlap, the published features",
            "activity",
            "subject",
            "subject",
            Ridge.DEFAULT,
            SplitPlan.blocks("subject", "activity"),
            BLOCKS,
            UnaryOperator.identity()),
        new FrontierSet(
            "motionsense",
            "motionsense",
            "24 people, 6 activities in 15 trials, windows of 2.56 s with 50 % overlap",
            "activity",
            "subject",
            "subject",
            Ridge.DEFAULT,
            SplitPlan.sessions("subject", "activity", "trial").atMost(MOST),
            Division.bySession("trial", Unit.BLOCKS),
            UnaryOperator.identity()),
        new FrontierSet(
            "motionsense-gender",
            "motionsense",
            "the same windows; nobody is in two parts, so that what is found is the gender and not the person",
            "activity",
            "gender",
            "subject",
            Ridge.DEFAULT,
            SplitPlan.people("subject", "gender").atMost(MOST),
            new Division(Unit.column("subject"), Division.Order.UNITS, 0),
            UnaryOperator.identity()),
        new FrontierSet(
            "mhealth",
            "mhealth",
            "single samples of 23 channels in no order of time, 10 people, 12 activities, without the null class",
            "activity",
            "subject",
            null,
            Ridge.DEFAULT,
            SplitPlan.thirds("subject").atMost(MOST),
            ROWS,
            rows -> without(rows, "activity", "none")),
        new FrontierSet(
            "faces",
            "faces",
            "20 people with and without sunglasses, images of 32 x 30 grey pixels",
            "eyes",
            "person",
            null,
            FACES,
            SplitPlan.thirds("person"),
            ROWS,
            UnaryOperator.identity()),
        new FrontierSet(
            "adult",
            "adult",
            "32,561 rows of the census, numbers, and categories as columns of 0 and 1, without the race",
            "income",
            "sex",
            null,
            Ridge.DEFAULT,
            SplitPlan.thirds("sex"),
            ROWS,
            UnaryOperator.identity()),
        new FrontierSet(
            "simulator",
            "simulator",
            "14 people who do not exist in 6 activities, windows of 2.56 s with 50 % overlap",
            "activity",
            "subject",
            "subject",
            Ridge.DEFAULT,
            SplitPlan.blocks("subject", "activity"),
            BLOCKS,
            UnaryOperator.identity()));
  }

  /**
   * Some of them.
   *
   * @param names in the order wanted; empty for all
   * @throws BadDataException if a name is unknown
   */
  static List<FrontierSet> named(List<String> names) {
    if (names.isEmpty()) {
      return all();
    }
    List<FrontierSet> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all().stream()
              .filter(set -> set.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadDataException(
                          String.format(
                              Locale.ROOT,
                              "data: found '%s', expected one of %s",
                              name,
                              String.join(", ", all().stream().map(FrontierSet::name).toList())))));
    }
    return chosen;
  }

  private static LabelledRows without(LabelledRows rows, String label, String name) {
    return rows.select(
        IntStream.range(0, rows.size())
            .filter(i -> !rows.label(label).name(i).equals(name))
            .toArray());
  }
}
