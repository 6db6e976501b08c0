package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;

/**
 * Who sees which rows, in words and as a function of the seed (1, 2, …).
 *
 * @param protocol which of the two it belongs to
 * @param text what it does, as printed
 * @param cut cuts the rows
 */
record SplitPlan(Protocol protocol, String text, Cut cut) {
  private static final double FIT = 0.4;
  private static final double LEARN = 0.36;
  private static final double TEST = 0.24;
  private static final int GAP = 2;

  /** Which part comes first in time, seed by seed: 0 fitted, 1 learned from, 2 tested. */
  private static final int[][] ORDERS = {
    {0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}
  };

  /** Row numbers of the three parts. */
  @FunctionalInterface
  interface Cut {
    Parts parts(LabelledRows rows, int seed);
  }

  /** Row numbers: fitted by the map, learned by the attacker, tested. */
  @SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
  record Parts(int[] fit, int[] learn, int[] test) {

    /** At most so many rows in each part, evenly spread, so that they stay in order of time. */
    Parts atMost(int rows) {
      int[] fitted = some(fit, rows);
      return new Parts(fitted, fit == learn ? fitted : some(learn, rows), some(test, rows));
    }

    private static int[] some(int[] rows, int most) {
      return IntStream.of(spread(rows.length, most)).map(i -> rows[i]).toArray();
    }

    /** At most so many of the numbers below {@code rows}, evenly spread. */
    static int[] spread(int rows, int most) {
      int count = Math.min(rows, most);
      return IntStream.range(0, count).map(i -> (int) ((long) i * rows / count)).toArray();
    }
  }

  /** 70 % fitted and learned from, 30 % tested, at random within the classes of a label. */
  static SplitPlan paper(String label) {
    return new SplitPlan(
        Protocol.PAPER,
        "rows at random, 70 % fitted and learned from, 30 % tested, within each " + label,
        (rows, seed) -> {
          Split split = Splits.stratified(rows.label(label), seed, 0.7, 0.3);
          return new Parts(split.part(0), split.part(0), split.part(1));
        });
  }

  /** Three parts at random, for rows that are measurements of their own. */
  static SplitPlan thirds(String label) {
    return new SplitPlan(
        Protocol.STRICT,
        "three parts at random (40 % fitted, 36 % learned from, 24 % tested) within each " + label,
        (rows, seed) -> {
          Split split = Splits.stratified(rows.label(label), seed, FIT, LEARN, TEST);
          return new Parts(split.part(0), split.part(1), split.part(2));
        });
  }

  /** Blocks of time within each cell of two labels; the seed decides the order of the parts. */
  static SplitPlan blocks(String person, String activity) {
    return new SplitPlan(
        Protocol.STRICT,
        String.format(
            Locale.ROOT,
            "three blocks of time within each (%s, %s), two windows left out between (40 %% fitted, 36 %% learned from, 24 %% tested; another order of the three for each seed)",
            person,
            activity),
        (rows, seed) -> {
          int[] order = ORDERS[(seed - 1) % ORDERS.length];
          double[] share = {FIT, LEARN, TEST};
          double[] inTime = IntStream.of(order).mapToDouble(part -> share[part]).toArray();
          Split split = Splits.timeBlocked(rows.label(person), rows.label(activity), GAP, inTime);
          int[][] parts = new int[3][];
          for (int block = 0; block < 3; block++) {
            parts[order[block]] = split.part(block);
          }
          return new Parts(parts[0], parts[1], parts[2]);
        });
  }

  /** One trial of each activity tested, the others cut in two blocks of time. */
  static SplitPlan sessions(String person, String activity, String trial) {
    return new SplitPlan(
        Protocol.STRICT,
        String.format(
            Locale.ROOT,
            "one %s of each %s tested (another for each seed), of the others the one block of time fitted, the other learned from, two windows left out between",
            trial,
            activity),
        (rows, seed) -> {
          double first = FIT / (FIT + LEARN);
          Split split =
              Splits.sessions(
                  rows.label(person),
                  rows.label(activity),
                  rows.label(trial),
                  seed,
                  GAP,
                  first,
                  1 - first);
          return new Parts(split.part(0), split.part(1), split.part(2));
        });
  }

  /** People left out: each is in one part only, in equal shares of a trait of theirs. */
  static SplitPlan people(String person, String trait) {
    return new SplitPlan(
        Protocol.STRICT,
        String.format(
            Locale.ROOT,
            "people left out: 40 %% of the people of each %s fitted, 36 %% learned from, 24 %% tested",
            trait),
        (rows, seed) -> {
          int[] part = partOfPerson(rows.label(person), rows.label(trait), seed);
          int[][] parts = new int[3][];
          for (int k = 0; k < 3; k++) {
            int wanted = k;
            parts[k] =
                IntStream.range(0, rows.size())
                    .filter(i -> part[rows.label(person).code(i)] == wanted)
                    .toArray();
          }
          return new Parts(parts[0], parts[1], parts[2]);
        });
  }

  /** The same with at most so many rows in a part. */
  SplitPlan atMost(int most) {
    return new SplitPlan(
        protocol,
        text + String.format(Locale.ROOT, ", at most %,d evenly spread rows of a part", most),
        (rows, seed) -> cut.parts(rows, seed).atMost(most));
  }

  private static int[] partOfPerson(Labels person, Labels trait, int seed) {
    Map<Integer, List<Integer>> people = new TreeMap<>();
    for (int i = 0; i < person.size(); i++) {
      List<Integer> of = people.computeIfAbsent(trait.code(i), t -> new ArrayList<>());
      if (!of.contains(person.code(i))) {
        of.add(person.code(i));
      }
    }
    int[] part = new int[person.classes().size()];
    Random random = new Random(seed);
    for (List<Integer> of : people.values()) {
      Collections.sort(of);
      Collections.shuffle(of, random);
      for (int k = 0; k < of.size(); k++) {
        double place = (k + 0.5) / of.size();
        part[of.get(k)] = place < FIT ? 0 : place < FIT + LEARN ? 1 : 2;
      }
    }
    return part;
  }
}
