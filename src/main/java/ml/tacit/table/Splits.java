package ml.tacit.table;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ways to divide rows into parts.
 *
 * <p>All take one fraction per part: positive, with a sum of at most 1; what is missing to 1 is in
 * no part. The same arguments always give the same split.
 */
public final class Splits {
  private static final System.Logger LOG = System.getLogger(Splits.class.getName());

  private Splits() {}

  /**
   * Rows at random, every class divided in the same proportions, to within about one row; classes
   * too small for that are dealt out so that the parts still come out at their size.
   *
   * <p>Not for overlapping windows, whose neighbours would stand on both sides: {@link
   * #timeBlocked}.
   *
   * @param labels the classes to keep in proportion
   * @param seed of the random order
   * @param fractions of the rows, one per part
   * @return the parts
   * @throws BadDataException if the fractions are not as described or a part would be empty
   */
  public static Split stratified(Labels labels, long seed, double... fractions) {
    Apportionment apportionment = new Apportionment(fractions);
    Random random = new Random(seed);
    Parts parts = new Parts(apportionment.parts());
    for (int[] rows : rowsByCode(labels)) {
      shuffle(rows, random);
      parts.deal(rows, apportionment.divide(rows.length), 0);
    }
    return parts.split("stratified", labels.size());
  }

  /**
   * Rows at random, every class divided in the same proportions, and within it every class of a
   * second label: the cells of the two. No row is left out for being in a small cell.
   *
   * <p>Classes of equal size and cells get equal numbers in every part: where a class would be
   * commoner in one part and rarer in another, who learns from the one would be misled in the
   * other.
   *
   * @param labels the classes to keep in proportion first
   * @param within the classes to keep in proportion within them, as long as the first
   * @param seed of the random order
   * @param fractions of the rows, one per part
   * @return the parts
   * @throws BadDataException if the lengths differ, the fractions are not as described or a part
   *     would be empty
   */
  public static Split stratified(Labels labels, Labels within, long seed, double... fractions) {
    Random random = new Random(seed);
    Parts parts = new Parts(new Apportionment(fractions).parts());
    Apportionment small = new Apportionment(fractions);
    int[] classes = labels.counts();
    Apportionment current = null;
    int last = -1;
    List<int[]> cells = new ArrayList<>(rowsByCell(labels, within, "within"));
    cells.sort(
        Comparator.comparingInt((int[] rows) -> labels.code(rows[0]))
            .thenComparingInt(rows -> within.code(rows[0])));
    for (int[] rows : cells) {
      int c = labels.code(rows[0]);
      if (c != last) {
        current = classes[c] < small.parts() ? small : new Apportionment(fractions);
        last = c;
      }
      shuffle(rows, random);
      parts.deal(rows, current.divide(rows.length), 0);
    }
    return parts.split("stratified", labels.size());
  }

  /**
   * Whole units at random, the units of every class in the same proportions: all rows of a person
   * in one part, say, and as many of either sex in proportion.
   *
   * @param units the unit of every row
   * @param labels the class of every row, one for all rows of a unit
   * @param seed of the random order
   * @param fractions of the units (not of the rows), one per part
   * @return the parts
   * @throws BadDataException if the lengths differ, a unit has rows of two classes, the fractions
   *     are not as described or a part would be empty
   */
  public static Split wholeUnits(Labels units, Labels labels, long seed, double... fractions) {
    List<int[]> rows = rowsByCode(units);
    List<String> classes = new ArrayList<>();
    for (int[] unit : rows) {
      for (int row : unit) {
        if (labels.code(row) != labels.code(unit[0])) {
          throw BadDataException.of(
              "unit '%s': found rows of '%s' and of '%s', expected one class",
              units.name(row), labels.name(unit[0]), labels.name(row));
        }
      }
      classes.add(labels.name(unit[0]));
    }
    Labels ofUnits = Labels.of(classes.toArray(String[]::new));
    Split split = stratified(ofUnits, ofUnits, seed, fractions);
    Parts parts = new Parts(split.parts().length);
    for (int k = 0; k < split.parts().length; k++) {
      for (int unit : split.part(k)) {
        parts.add(k, rows.get(unit), 0, rows.get(unit).length);
      }
    }
    return parts.split("wholeUnits", units.size());
  }

  /**
   * Whole groups at random, say all rows of a person in one part; every part has at least one.
   *
   * @param groups the group of every row
   * @param seed of the random order
   * @param fractions of the groups (not of the rows), one per part
   * @return the parts
   * @throws BadDataException if the fractions are not as described or there are fewer groups than
   *     parts
   */
  public static Split groupOut(Labels groups, long seed, double... fractions) {
    Apportionment apportionment = new Apportionment(fractions);
    List<int[]> rows = rowsByCode(groups);
    if (rows.size() < apportionment.parts()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "groups: found %d groups, expected at least one for each of %d parts",
              rows.size(),
              apportionment.parts()));
    }
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    shuffle(order, new Random(seed));
    int[] sizes = apportionment.divideLeavingNoneEmpty(order.length);
    Parts parts = new Parts(apportionment.parts());
    int next = 0;
    for (int k = 0; k < apportionment.parts(); k++) {
      for (int g = 0; g < sizes[k]; g++) {
        int[] group = rows.get(order[next++]);
        parts.add(k, group, 0, group.length);
      }
    }
    return parts.split("groupOut", groups.size());
  }

  /**
   * Blocks of time: the rows of each (person, activity) cell, in the order they come in, are cut
   * into one block per part, with some rows left out between two blocks.
   *
   * <p>With windows that overlap by half and do not reach across cells, a gap of one row keeps
   * every measurement on one side only. The rows of a cell need not stand together. A cell with
   * fewer rows than {@code parts + gap * (parts - 1)} cannot be cut and is left out, with a warning
   * in the log.
   *
   * @param person the first label of a cell
   * @param activity the second label of a cell, as long as the first
   * @param gap rows left out between two parts, at least 0
   * @param fractions of the rows that are not in a gap, one per part, in order of time
   * @return the parts
   * @throws BadDataException if the lengths differ, the gap is negative, the fractions are not as
   *     described, or every cell is too small
   */
  public static Split timeBlocked(Labels person, Labels activity, int gap, double... fractions) {
    Apportionment apportionment = new Apportionment(fractions);
    if (gap < 0) {
      throw new BadDataException("gap: found " + gap + ", expected at least 0");
    }
    int count = apportionment.parts();
    long gaps = (long) gap * (count - 1);
    Parts parts = new Parts(count);
    int smallCells = 0;
    int smallRows = 0;
    for (int[] rows : rowsByCell(person, activity, "activity")) {
      if (rows.length < count + gaps) {
        smallCells++;
        smallRows += rows.length;
        continue;
      }
      int[] sizes = apportionment.divideLeavingNoneEmpty(rows.length - (int) gaps);
      parts.deal(rows, sizes, gap);
    }
    if (smallCells > 0) {
      LOG.log(
          Level.WARNING,
          "{0} cells of fewer than {1} rows are in no part ({2} rows of {3})",
          smallCells,
          count + gaps,
          smallRows,
          person.size());
    }
    return parts.split("timeBlocked with a gap of " + gap, person.size());
  }

  /**
   * Recordings or days: one session of each class is the last part, whole; the other sessions are
   * cut into blocks of time, one for each part before, as {@link #timeBlocked} cuts (person, class,
   * session) cells.
   *
   * <p>The seed picks the session, the first for 1, the second for 2 and so on, and begins again
   * after the last of a class. With an even seed the blocks come in reversed order of time. A class
   * of one session is not in the last part.
   *
   * @param person whose each row is
   * @param classes of which one session each is taken, as long as {@code person}
   * @param session of each row, as long as {@code person}
   * @param seed picks the sessions
   * @param gap rows left out between two blocks, at least 0
   * @param fractions of the rows of the other sessions, one per part before the last
   * @return the parts, one more than fractions
   * @throws BadDataException if the lengths differ, the gap is negative, the fractions are not as
   *     described, no class has two sessions, or every cell is too small
   */
  public static Split sessions(
      Labels person, Labels classes, Labels session, long seed, int gap, double... fractions) {
    List<Integer> last = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    Map<Integer, Integer> picked = pickedSessions(classes, session, seed);
    for (int row = 0; row < session.size(); row++) {
      Integer one = picked.get(classes.code(row));
      (one != null && one == session.code(row) ? last : others).add(row);
    }
    if (last.isEmpty()) {
      throw new BadDataException("session: no class has two sessions, expected of one at least");
    }
    int[] rows = others.stream().mapToInt(Integer::intValue).toArray();
    boolean reversed = seed % 2 == 0;
    Split blocks =
        timeBlocked(
            person.select(rows),
            classes.crossed(session).select(rows),
            gap,
            reversed ? reversed(fractions) : fractions);
    int count = fractions.length;
    int[][] parts = new int[count + 1][];
    for (int k = 0; k < count; k++) {
      int[] block = blocks.part(reversed ? count - 1 - k : k);
      parts[k] = Arrays.stream(block).map(i -> rows[i]).toArray();
    }
    parts[count] = last.stream().mapToInt(Integer::intValue).toArray();
    return new Split(parts);
  }

  /** The code of a session for each class that has two or more. */
  private static Map<Integer, Integer> pickedSessions(Labels classes, Labels session, long seed) {
    if (classes.size() != session.size()) {
      throw BadDataException.of(
          "session: found %d labels, expected %d as for classes", session.size(), classes.size());
    }
    Map<Integer, TreeSet<Integer>> sessions = new TreeMap<>();
    for (int row = 0; row < session.size(); row++) {
      sessions.computeIfAbsent(classes.code(row), c -> new TreeSet<>()).add(session.code(row));
    }
    Map<Integer, Integer> picked = new HashMap<>();
    sessions.forEach(
        (c, all) -> {
          if (all.size() > 1) {
            long which = Math.floorMod(seed - 1, (long) all.size());
            picked.put(c, all.stream().skip(which).findFirst().orElseThrow());
          }
        });
    return picked;
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    return reversed;
  }

  /** Row numbers of every class that has rows, in class order. */
  private static List<int[]> rowsByCode(Labels labels) {
    int[] counts = labels.counts();
    int[][] rows = new int[counts.length][];
    for (int c = 0; c < counts.length; c++) {
      rows[c] = new int[counts[c]];
    }
    for (int i = labels.size() - 1; i >= 0; i--) {
      int c = labels.code(i);
      rows[c][--counts[c]] = i;
    }
    return Arrays.stream(rows).filter(r -> r.length > 0).toList();
  }

  /** Row numbers of every cell that has rows, in order of first appearance. */
  private static List<int[]> rowsByCell(Labels person, Labels activity, String argument) {
    if (person.size() != activity.size()) {
      throw BadDataException.of(
          "%s: found %d labels, expected %d as for %s",
          argument,
          activity.size(),
          person.size(),
          argument.equals("within") ? "labels" : "person");
    }
    Map<Long, Integer> cells = new LinkedHashMap<>();
    int[] cellOf = new int[person.size()];
    for (int i = 0; i < cellOf.length; i++) {
      long cell = (long) person.code(i) * activity.classes().size() + activity.code(i);
      Integer known = cells.putIfAbsent(cell, cells.size());
      cellOf[i] = known == null ? cells.size() - 1 : known;
    }
    return rowsByCode(Labels.of(cellOf));
  }

  private static void shuffle(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** Collects row numbers per part. */
  private static final class Parts {
    private final List<List<Integer>> rows = new ArrayList<>();

    Parts(int count) {
      for (int k = 0; k < count; k++) {
        rows.add(new ArrayList<>());
      }
    }

    /** Rows in their order, so many to each part, with a gap between two. */
    void deal(int[] from, int[] sizes, int gap) {
      int start = 0;
      for (int k = 0; k < rows.size(); k++) {
        add(k, from, start, start + sizes[k]);
        start += sizes[k] + gap;
      }
    }

    void add(int part, int[] from, int start, int end) {
      for (int i = start; i < end; i++) {
        rows.get(part).add(from[i]);
      }
    }

    Split split(String what, int total) {
      int[][] parts = new int[rows.size()][];
      for (int k = 0; k < parts.length; k++) {
        parts[k] = rows.get(k).stream().mapToInt(Integer::intValue).sorted().toArray();
        if (parts[k].length == 0) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: part %d of %d got none of %d rows, expected at least one",
                  what,
                  k,
                  parts.length,
                  total));
        }
      }
      return new Split(parts);
    }
  }
}
