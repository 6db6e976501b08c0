package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Test rows and what adversaries say of them, of known truth: no row is learned from.
 *
 * <p>An adversary sees of each class a score, normal with deviation 1 and, for the class of the
 * row, a mean as large as the adversary is strong. Of such scores it gives the probabilities that
 * are right if the strength is what it believes. Scores of two adversaries, and of two rows of a
 * block, hang together; each score alone is as ever, so that the truth does not depend on that.
 */
final class SimulatedGuesses {
  /** How rows hang together, and what the statistics take for their unit. */
  enum Shape {
    /** Rows drawn alone; each its own unit. */
    ROWS,
    /** Cells of hidden and utility class, whose rows share part of their luck. */
    CELLS,
    /** The same, luck passed on from each row to the next. */
    SERIES,
    /**
     * Units with one hidden class each, several of a class; their rows share part of their luck.
     */
    UNITS,
    /** Units that have every hidden class, in blocks of rows which share part of their luck. */
    WITHIN_UNITS
  }

  /**
   * A case.
   *
   * @param shares of the classes
   * @param utilities classes of the utility label
   * @param units number of units, where they are not rows or cells
   * @param correlation of two scores of a block, or of two neighbours in a series
   * @param strengths one for each adversary
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(
      String name,
      Shape shape,
      int rows,
      double[] shares,
      int utilities,
      int units,
      double correlation,
      double[] strengths) {

    Case withStrengths(double... other) {
      return new Case(name, shape, rows, shares, utilities, units, correlation, other);
    }

    int classes() {
      return shares.length;
    }
  }

  /** How much of a score all adversaries share. */
  private static final double ALIKE = 0.6;

  final int[] keep;
  final int[] hide;
  final Design design;

  /** Log-probabilities, rows × classes, for each adversary. */
  final double[][] logProbabilities;

  SimulatedGuesses(Case is, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    keep = new int[is.rows()];
    hide = new int[is.rows()];
    int[] block = new int[is.rows()];
    design = lay(is, block, random);
    int adversaries = is.strengths().length;
    logProbabilities = new double[adversaries][is.rows() * is.classes()];
    for (int c = 0; c < is.classes(); c++) {
      double[] common = scores(is, block, random);
      for (int a = 0; a < adversaries; a++) {
        double[] own = scores(is, block, random);
        for (int i = 0; i < own.length; i++) {
          logProbabilities[a][i * is.classes() + c] =
              Math.sqrt(ALIKE) * common[i]
                  + Math.sqrt(1 - ALIKE) * own[i]
                  + (hide[i] == c ? is.strengths()[a] : 0);
        }
      }
    }
    for (int a = 0; a < adversaries; a++) {
      posterior(logProbabilities[a], is.shares(), is.strengths()[a]);
    }
  }

  private Design lay(Case is, int[] block, SplittableRandom random) {
    int rows = is.rows();
    int[] unit = new int[rows];
    int[] classOfUnit =
        IntStream.range(0, is.units()).map(u -> drawn(is.shares(), random)).toArray();
    for (int i = 0; i < rows; i++) {
      switch (is.shape()) {
        case ROWS -> {
          hide[i] = drawn(is.shares(), random);
          keep[i] = random.nextInt(is.utilities());
          block[i] = i;
        }
        case CELLS, SERIES -> {
          int at = (int) ((long) i * is.classes() * is.utilities() / rows);
          hide[i] = at / is.utilities();
          keep[i] = at % is.utilities();
          block[i] = at;
        }
        case UNITS -> {
          unit[i] = (int) ((long) i * is.units() / rows);
          hide[i] = classOfUnit[unit[i]];
          keep[i] = i % is.utilities();
          block[i] = unit[i];
        }
        case WITHIN_UNITS -> {
          int per = is.classes() * is.utilities();
          int at = (int) ((long) i * is.units() * per / rows);
          unit[i] = at / per;
          hide[i] = at % is.classes();
          keep[i] = at / is.classes() % is.utilities();
          block[i] = at;
        }
      }
    }
    return switch (is.shape()) {
      case ROWS -> {
        Blocks single = Blocks.single(rows);
        yield new Design(single, single, single, hide, keep);
      }
      case CELLS, SERIES -> Design.of(keep, hide);
      case UNITS, WITHIN_UNITS -> Design.of(keep, hide, unit);
    };
  }

  private static double[] scores(Case is, int[] block, SplittableRandom random) {
    double[] scores = new double[block.length];
    double r = is.correlation();
    double luck = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean first = i == 0 || block[i] != block[i - 1];
      double own = random.nextGaussian();
      if (is.shape() == Shape.SERIES) {
        luck = first ? own : r * luck + Math.sqrt(1 - r * r) * own;
        scores[i] = luck;
      } else if (is.shape() == Shape.ROWS) {
        scores[i] = own;
      } else {
        luck = first ? random.nextGaussian() : luck;
        scores[i] = Math.sqrt(r) * luck + Math.sqrt(1 - r) * own;
      }
    }
    return scores;
  }

  private static void posterior(double[] scores, double[] shares, double strength) {
    int classes = shares.length;
    double believed = Math.max(strength, 0.5); // a blind one says something, too
    for (int i = 0; i < scores.length; i += classes) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        scores[i + c] = Math.log(shares[c]) + believed * scores[i + c];
        sum += Math.exp(scores[i + c]);
      }
      for (int c = 0; c < classes; c++) {
        scores[i + c] -= Math.log(sum);
      }
    }
  }

  int[] codes(int a, int classes) {
    return Argmax.ofRows(logProbabilities[a], classes);
  }

  private static int drawn(double[] shares, SplittableRandom random) {
    return quantile(shares, random.nextDouble());
  }

  private static int quantile(double[] shares, double at) {
    double left = at;
    for (int c = 0; c < shares.length - 1; c++) {
      left -= shares[c];
      if (left < 0) {
        return c;
      }
    }
    return shares.length - 1;
  }

  /** What is true of each adversary of a case, by so many rows that their error is small. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Truth(
      double[] accuracy, double[] balanced, double[] auc, double[] bits, double[][] recall) {

    static Truth of(Case is) {
      int adversaries = is.strengths().length;
      int classes = is.classes();
      Truth truth =
          new Truth(
              new double[adversaries],
              new double[adversaries],
              new double[adversaries],
              new double[adversaries],
              new double[adversaries][classes]);
      // As many rows of every class, each of equal weight within it.
      int each = Math.max(4000, 200_000 / classes);
      for (int a = 0; a < adversaries; a++) {
        SplittableRandom random = new SplittableRandom(77 + a);
        double[] logs = new double[each * classes * classes];
        int[] of = new int[each * classes];
        for (int i = 0; i < of.length; i++) {
          of[i] = i % classes;
          for (int c = 0; c < classes; c++) {
            logs[i * classes + c] = random.nextGaussian() + (c == of[i] ? is.strengths()[a] : 0);
          }
        }
        posterior(logs, is.shares(), is.strengths()[a]);
        int[] codes = Argmax.ofRows(logs, classes);
        double[] scaled = logs.clone();
        for (int i = 0; i < scaled.length; i++) {
          scaled[i] -= Math.log(is.shares()[i % classes]);
        }
        int[] fair = Argmax.ofRows(scaled, classes);
        double entropy = -Arrays.stream(is.shares()).map(s -> s * Math.log(s)).sum();
        double told = 0;
        for (int i = 0; i < of.length; i++) {
          double share = is.shares()[of[i]];
          truth.accuracy[a] += (codes[i] == of[i] ? share : 0) / each;
          truth.balanced[a] += (fair[i] == of[i] ? 1.0 : 0) / of.length;
          truth.recall[a][of[i]] += (codes[i] == of[i] ? 1.0 : 0) / each;
          told += share * logs[i * classes + of[i]] / each;
        }
        truth.bits[a] = (entropy + told) / Math.log(2);
        truth.auc[a] = auc(logs, of, is.shares(), 1);
      }
      return truth;
    }

    /** One against rest; the rest in the shares of the case. */
    private static double auc(double[] logs, int[] of, double[] shares, int c) {
      int classes = shares.length;
      double[] own = pick(logs, of, classes, c, c);
      double sum = 0;
      double weight = 0;
      for (int other = 0; other < classes; other++) {
        if (other != c) {
          sum += shares[other] * Auc.ofSorted(own, pick(logs, of, classes, c, other));
          weight += shares[other];
        }
      }
      return sum / weight;
    }

    private static double[] pick(double[] logs, int[] of, int classes, int c, int from) {
      return IntStream.range(0, of.length)
          .filter(i -> of[i] == from)
          .mapToDouble(i -> logs[i * classes + c])
          .sorted()
          .toArray();
    }
  }
}
