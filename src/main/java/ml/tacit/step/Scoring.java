package ml.tacit.step;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.score.Scorers;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * What the fitted rows say of the label to keep and of the label to hide, as fresh rows would say
 * it. Several labels of a role are one: their pairs.
 *
 * @param keep the label to keep
 * @param hide the label to hide
 * @param keepName its name
 * @param hideName its name
 * @param keepScores numbers of the flow's columns with its class scores
 * @param hideScores the same of the label to hide
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Scoring(
    Labels keep,
    Labels hide,
    String keepName,
    String hideName,
    int[] keepScores,
    int[] hideScores) {
  /** Trees take long for more classes or columns than this. */
  private static final int MOST_CLASSES_OF_TREES = 10;

  private static final int MOST_COLUMNS_OF_TREES = 200;

  private static final double KEEP = 0.5;

  private static final String TREES = "boosted";
  private static final String VOTE = "vote";
  private static final String MANY_CLASSES = "kernel";
  private static final String CROSS = " × ";

  /** A name that is known. */
  static String known(PartText text, String name) {
    if (!Scorers.names().contains(name)) {
      throw text.bad(
          String.format(
              Locale.ROOT,
              "--score: '%s' is not known; known are %s",
              name,
              String.join(", ", Scorers.names())));
    }
    return name;
  }

  /** Fits the scores, and adds them to the flow. */
  static Scoring fit(Flow flow, String word, Optional<String> method) {
    requireNothingBeside(flow, word);
    Labels keep = crossed(flow, word, "keep", flow.roles().toKeep());
    Labels hide = crossed(flow, word, "hide", flow.roles().toHide());
    return new Scoring(
        keep,
        hide,
        String.join(CROSS, flow.roles().toKeep()),
        String.join(CROSS, flow.roles().toHide()),
        scores(flow, method, flow.roles().toKeep()),
        scores(flow, method, flow.roles().toHide()));
  }

  /** What another part would release is no part of the bound, and must not be lost unsaid. */
  private static void requireNothingBeside(Flow flow, String word) {
    for (int id : flow.released()) {
      if (flow.column(id).kind() != Column.Kind.RAW) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "steps: '%s' comes first in a plan, as its bound is about its cells alone; before it"
                    + " stands what gives '%s'",
                word,
                flow.column(id).name()));
      }
    }
  }

  private static Labels crossed(Flow flow, String word, String role, List<String> names) {
    if (names.isEmpty()) {
      throw new BadDataException("steps: '" + word + "' needs a label to " + role);
    }
    Labels crossed = flow.crossed(names);
    if (Arrays.stream(crossed.counts()).filter(count -> count > 0).count() < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "steps: '%s': label %s to %s has one class in the fitted rows, 2 are needed",
              word,
              names,
              role));
    }
    return crossed;
  }

  private static int[] scores(Flow flow, Optional<String> method, List<String> labels) {
    DMatrixRMaj rows = flow.data().rows();
    int classes = flow.crossed(labels).classes().size();
    boolean keeps = labels.equals(flow.roles().toKeep());
    String name = method.orElseGet(() -> usual(keeps, classes, rows.numCols));
    Said said = Said.of(flow, name, labels, flow.roles().toKeep(), Decide.folds(rows.numRows));
    return flow.add(said.step(), flow.raw(), columns(classes), said.fresh());
  }

  /** The label to keep gets the scores that a decision has, so that plans share them. */
  private static String usual(boolean keeps, int classes, int columns) {
    boolean slow = classes > MOST_CLASSES_OF_TREES || columns > MOST_COLUMNS_OF_TREES;
    if (!slow) {
      return TREES;
    }
    return keeps || classes <= MOST_CLASSES_OF_TREES ? VOTE : MANY_CLASSES;
  }

  /** Columns that are never released. */
  static List<Column> columns(int count) {
    return Collections.nCopies(count, Column.of("score", Column.Kind.SCORE));
  }

  /** Classes of each group of scores. */
  int[] groups() {
    return new int[] {keepScores.length, hideScores.length};
  }

  /**
   * Weights of the coordinates in which atoms are near each other: those of the label to hide have
   * this spread in all, those of the label to keep half of it each, so that its classes stay apart
   * where there are many.
   */
  double[] weights(Flow flow, double spread) {
    double ofKeep = KEEP * Odds.width(keepScores.length) * spread;
    return new double[] {weight(flow, keepScores, ofKeep), weight(flow, hideScores, spread)};
  }

  private static double weight(Flow flow, int[] scores, double spread) {
    Odds odds = new Odds(new int[] {scores.length}, new double[] {1}, 0);
    double own = spread(odds.apply(flow.values(scores)));
    return own > 0 ? Math.sqrt(spread / own) : 1;
  }

  /** The mean squared distance of rows from their mean. */
  static double spread(DMatrixRMaj rows) {
    double sum = 0;
    for (double deviation : Standardization.fit(rows).deviation()) {
      sum += deviation * deviation;
    }
    return sum;
  }

  /** Numbers of the columns with scores, of the label to keep first. */
  int[] all() {
    return IntStream.concat(Arrays.stream(keepScores), Arrays.stream(hideScores)).toArray();
  }

  /** Probabilities of the classes that some scores are of: rows × classes. */
  static DMatrixRMaj shares(Flow flow, int[] columns) {
    DMatrixRMaj scores = flow.values(columns);
    int classes = scores.numCols;
    for (int at = 0; at < scores.data.length; at += classes) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        largest = Math.max(largest, scores.data[at + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        scores.data[at + c] = Math.exp(scores.data[at + c] - largest);
        sum += scores.data[at + c];
      }
      for (int c = 0; c < classes; c++) {
        scores.data[at + c] /= sum;
      }
    }
    return scores;
  }
}
