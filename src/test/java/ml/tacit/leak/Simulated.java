package ml.tacit.leak;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.tacit.table.Labels;

/**
 * Rows of which the truth is known: q(c | z, y) of every person and utility class, each run a chain
 * that keeps its cell with probability {@code persistence} and else draws a new one from q.
 */
final class Simulated {
  private final Setting setting;
  private final Labels alphabet;
  final Labels hide;
  final Labels given;

  /** The distribution of the cells of each row's (person, utility class). */
  private final double[][][] cumulative;

  private final double[][][] q;
  private final int[] start;

  /** Where each row of a run stands in the file. */
  private final int[] place;

  /** How cells come about. */
  enum Channel {
    /** The utility class in nine rows of ten, another cell as the person's habit is. */
    DECISION,
    /** Every person has cells of its own liking. */
    PERSONAL,
    /** Nothing but noise. */
    NOISE
  }

  /**
   * One setting.
   *
   * @param people hidden classes
   * @param classes utility classes
   * @param cells of the release
   * @param rows of each run, on average; runs are uneven
   * @param persistence of a run
   * @param channel how cells come about
   * @param known whether the attacker knows the utility class
   * @param weighting of the people
   */
  record Setting(
      int people,
      int classes,
      int cells,
      int rows,
      double persistence,
      Channel channel,
      boolean known,
      Weighting weighting) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| %s, %s%s | %d | %d | %d | %.1f |",
          channel.name().toLowerCase(Locale.ROOT),
          known ? "known" : "unknown",
          weighting == Weighting.ROWS ? "" : ", balanced",
          people,
          classes,
          cells,
          persistence);
    }
  }

  Simulated(Setting setting, long seed) {
    this.setting = setting;
    alphabet = Labels.of(IntStream.range(0, setting.cells).toArray());
    SplittableRandom random = new SplittableRandom(seed);
    int runs = setting.people * setting.classes;
    start = new int[runs + 1];
    for (int r = 0; r < runs; r++) {
      start[r + 1] = start[r] + setting.rows / 2 + random.nextInt(setting.rows + 1);
    }
    int[] z = new int[start[runs]];
    int[] y = new int[start[runs]];
    for (int r = 0; r < runs; r++) {
      Arrays.fill(z, start[r], start[r + 1], r % setting.people);
      Arrays.fill(y, start[r], start[r + 1], r / setting.people);
    }
    place = places(random);
    hide = Labels.of(placed(z));
    given = Labels.of(placed(y));
    q = new double[setting.people][setting.classes][];
    cumulative = new double[setting.people][setting.classes][];
    for (int p = 0; p < setting.people; p++) {
      double[] habit = habit(random);
      for (int a = 0; a < setting.classes; a++) {
        q[p][a] = distribution(a, habit, random);
        cumulative[p][a] = q[p][a].clone();
        Arrays.parallelPrefix(cumulative[p][a], Double::sum);
      }
    }
  }

  /** Run after run; if nobody knows y, as in a table, runs mix, each in its own order. */
  private int[] places(SplittableRandom random) {
    int[] run = new int[start[start.length - 1]];
    for (int r = 0; r + 1 < start.length; r++) {
      Arrays.fill(run, start[r], start[r + 1], r);
    }
    for (int i = run.length - 1; i > 0 && !setting.known; i--) {
      int j = random.nextInt(i + 1);
      int old = run[i];
      run[i] = run[j];
      run[j] = old;
    }
    int[] next = start.clone();
    int[] places = new int[run.length];
    for (int row = 0; row < run.length; row++) {
      places[next[run[row]]++] = row;
    }
    return places;
  }

  private int[] placed(int[] values) {
    int[] placed = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      placed[place[i]] = values[i];
    }
    return placed;
  }

  private double[] habit(SplittableRandom random) {
    double[] habit = new double[setting.cells];
    double sum = 0;
    for (int c = 0; c < habit.length; c++) {
      habit[c] = setting.channel == Channel.NOISE ? 1 : Math.pow(-Math.log(random.nextDouble()), 2);
      sum += habit[c];
    }
    for (int c = 0; c < habit.length; c++) {
      habit[c] /= sum;
    }
    return habit;
  }

  private double[] distribution(int a, double[] habit, SplittableRandom random) {
    double[] q = habit.clone();
    if (setting.channel == Channel.DECISION) {
      double right = 0.9 + 0.09 * random.nextDouble();
      for (int c = 0; c < q.length; c++) {
        q[c] = (1 - right) * q[c] + (c == a % q.length ? right : 0);
      }
    }
    return q;
  }

  /** Cells of all rows. */
  Labels draw(SplittableRandom random) {
    int[] cells = new int[hide.size()];
    for (int r = 0; r + 1 < start.length; r++) {
      double[] upTo = cumulative[r % setting.people][r / setting.people];
      for (int i = start[r]; i < start[r + 1]; i++) {
        boolean stays = i > start[r] && random.nextDouble() < setting.persistence;
        cells[i] = stays ? cells[i - 1] : drawn(upTo, random.nextDouble());
      }
    }
    return alphabet.select(placed(cells)); // quicker than by names
  }

  private static int drawn(double[] upTo, double u) {
    int found = Arrays.binarySearch(upTo, u);
    return Math.min(found < 0 ? -1 - found : found, upTo.length - 1);
  }

  Labels known() {
    return setting.known ? given : null;
  }

  /** V of one row, in the proportions of the rows that a bound is made on. */
  double truth(boolean[] use) {
    double[][] share = shares(use, 1);
    double[][] most = new double[setting.known ? setting.classes : 1][setting.cells];
    for (int p = 0; p < setting.people; p++) {
      double[][] joint = new double[most.length][setting.cells];
      for (int a = 0; a < setting.classes; a++) {
        for (int c = 0; c < setting.cells; c++) {
          joint[setting.known ? a : 0][c] += share[p][a] * q[p][a][c];
        }
      }
      for (int a = 0; a < most.length; a++) {
        for (int c = 0; c < setting.cells; c++) {
          most[a][c] = Math.max(most[a][c], joint[a][c]);
        }
      }
    }
    return Arrays.stream(most).flatMapToDouble(Arrays::stream).sum();
  }

  /** p(z, y) over groups of {@code size} rows. */
  private double[][] shares(boolean[] use, int size) {
    double[][] share = new double[setting.people][setting.classes];
    for (int row = 0; row < hide.size(); row++) {
      share[hide.code(row)][given.code(row)] += use == null || use[row] ? 1 : 0;
    }
    double total = 0;
    for (double[] one : share) {
      for (int a = 0; a < one.length; a++) {
        one[a] = Math.floor(one[a] / size);
        total += one[a];
      }
    }
    return setting.weighting == Weighting.ROWS
        ? scaled(share, 1 / total)
        : equal(share, total, setting.known);
  }

  private static double[][] scaled(double[][] counts, double factor) {
    return Arrays.stream(counts)
        .map(row -> Arrays.stream(row).map(count -> count * factor).toArray())
        .toArray(double[][]::new);
  }

  /** Equal people, within each class if it is known; the rows of one divided as they are. */
  private static double[][] equal(double[][] counts, double total, boolean known) {
    double[][] share = new double[counts.length][counts[0].length];
    for (int p = 0; p < share.length; p++) {
      for (int a = 0; a < share[p].length; a++) {
        int column = a;
        double ofClass = Arrays.stream(counts).mapToDouble(row -> row[column]).sum();
        double own = Arrays.stream(counts[p]).sum();
        share[p][a] = (known ? ofClass / total : counts[p][a] / own) / share.length;
      }
    }
    return share;
  }

  /** V of several rows together, where y is known: over every sequence of cells, so for few. */
  double truth(boolean[] use, int size) {
    double[][] share = shares(use, size);
    int sequences = (int) Math.pow(setting.cells, size);
    double sum = 0;
    for (int a = 0; a < setting.classes; a++) {
      Map<String, double[]> symbols = new HashMap<>();
      for (int s = 0; s < sequences; s++) {
        int[] cells = new int[size];
        for (int i = 0, rest = s; i < size; i++, rest /= setting.cells) {
          cells[i] = rest % setting.cells;
        }
        int[] sorted = cells.clone();
        Arrays.sort(sorted);
        double[] of =
            symbols.computeIfAbsent(Arrays.toString(sorted), k -> new double[setting.people]);
        for (int p = 0; p < setting.people; p++) {
          of[p] += share[p][a] * chain(cells, q[p][a]);
        }
      }
      for (double[] of : symbols.values()) {
        sum += Arrays.stream(of).max().orElseThrow();
      }
    }
    return sum;
  }

  private double chain(int[] cells, double[] q) {
    double probability = q[cells[0]];
    for (int i = 1; i < cells.length; i++) {
      probability *=
          (1 - setting.persistence) * q[cells[i]]
              + (cells[i] == cells[i - 1] ? setting.persistence : 0);
    }
    return probability;
  }
}
