package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a frontier: one point a release and split, and their means.
 *
 * @param experiment {@code frontier}
 * @param finished whether all that was asked for is there
 * @param seconds how long runs took together
 * @param sets the questions, in order
 * @param points a release on a split each
 * @param results the means over splits, as those of the other experiments
 */
record FrontierResults(
    String experiment,
    boolean finished,
    double seconds,
    List<Question> sets,
    List<FrontierPoint> points,
    List<Outcome> results) {
  static final String NAME = "frontier";

  /** Checks what a file may lack. */
  FrontierResults {
    KeptJson.require("sets", sets, "points", points);
  }

  /**
   * A question.
   *
   * @param name as --data spells it
   * @param dataSet the name of the data set
   * @param about the rows, one line
   * @param keep the label to keep
   * @param hide the label to hide
   * @param rows how many
   * @param features how many columns
   * @param dataSha256 of rows and labels
   * @param protocol always {@code strict}
   * @param split who sees which rows
   * @param area whether utility is the area under the curve: two unequal classes
   */
  record Question(
      String name,
      String dataSet,
      String about,
      String keep,
      String hide,
      int rows,
      int features,
      String dataSha256,
      String protocol,
      String split,
      boolean area) {
    /** Checks what a file may lack. */
    Question {
      KeptJson.require(
          "name",
          name,
          "dataSet",
          dataSet,
          "about",
          about,
          "keep",
          keep,
          "hide",
          hide,
          "dataSha256",
          dataSha256,
          "protocol",
          protocol,
          "split",
          split);
    }
  }

  static FrontierResults of(
      boolean finished, double seconds, List<Question> sets, List<FrontierPoint> points) {
    Summary summary = new Summary();
    for (int s = 0; s < sets.size(); s++) {
      Question set = sets.get(s);
      for (FrontierPoint point : points) {
        if (point.set().equals(set.name())) {
          add(summary, s + 1, set, point);
        }
      }
    }
    return new FrontierResults(
        NAME, finished, seconds, List.copyOf(sets), List.copyOf(points), summary.outcomes());
  }

  private static void add(Summary summary, int study, Question set, FrontierPoint point) {
    summary.add(
        study,
        Protocol.STRICT,
        point.release(),
        point.seed(),
        new Figure(
            Outcome.UTILITY,
            set.keep(),
            "",
            "best",
            point.utility().accuracy(),
            point.utility().low(),
            point.utility().high(),
            point.utilityMajority(),
            point.utilityChance()));
    add(summary, study, set, point, "best blind", point.blind());
    add(summary, study, set, point, "best knowing " + set.keep(), point.known());
  }

  private static void add(
      Summary summary,
      int study,
      Question set,
      FrontierPoint point,
      String who,
      FrontierPoint.Attack attack) {
    summary.add(
        study,
        Protocol.STRICT,
        point.release(),
        point.seed(),
        new Figure(
            Outcome.PRIVACY,
            set.hide(),
            "",
            who,
            attack.rate().accuracy(),
            attack.rate().low(),
            attack.rate().high(),
            point.majority(),
            point.chance()));
  }

  /**
   * Several files as one. Of points of the same release and split, and of questions of one name,
   * those of the later file count.
   */
  static FrontierResults merged(List<FrontierResults> files) {
    Map<String, Question> sets = new LinkedHashMap<>();
    Map<String, FrontierPoint> points = new LinkedHashMap<>();
    double seconds = 0;
    boolean finished = true;
    for (FrontierResults file : files) {
      file.sets().forEach(set -> sets.put(set.name(), set));
      file.points().forEach(point -> points.put(place(point), point));
      seconds += file.seconds();
      finished &= file.finished();
    }
    return of(finished, seconds, new ArrayList<>(sets.values()), new ArrayList<>(points.values()));
  }

  /** What a point is the measurement of. */
  static String place(FrontierPoint point) {
    return place(point.set(), point.seed(), point.release());
  }

  static String place(String set, int seed, String release) {
    return set + "\n" + seed + "\n" + release;
  }
}
