package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;

/**
 * How rows are divided into parts: by which unit, in time or at random, how far apart.
 *
 * @param unit what hangs together
 * @param order how rows go to parts
 * @param gap rows left out between two blocks of time; 0 at random
 * @param session the label column of recordings or days where parts are made by them, else null
 */
public record Division(Unit unit, Order order, int gap, String session) {
  /** Two rows left out keep the samples of windows that overlap by half on one side. */
  public static final int GAP = 2;

  /** In which order rows go to parts. */
  public enum Order {
    /**
     * Blocks of time: of each cell of the labels, in row order, the first rows to the first part.
     */
    TIME,
    /** Rows by a seed, each cell of the labels in the same proportions. */
    RANDOM,
    /** Whole units of a column by a seed, each class in the same proportions. */
    UNITS,
    /**
     * One session of each class to keep, picked by the seed, to the last part; the others in blocks
     * of time to the parts before. Where each session has one hidden class, one session of each
     * (hide, keep) cell.
     */
    SESSIONS
  }

  /**
   * Checks that the three fit together.
   *
   * @throws BadDataException if the gap is negative, or more than 0 at random, or single rows are
   *     to be divided by time, or blocks at random
   */
  public Division {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(order, "order");
    if (gap < 0) {
      throw BadDataException.of("gap: found %d, at least 0 expected", gap);
    }
    if ((order == Order.SESSIONS) != (session != null)) {
      throw new BadDataException(
          "split: found "
              + order
              + (session == null
                  ? ", a column that names sessions expected"
                  : " beside a session"));
    }
    boolean time = order == Order.TIME || order == Order.SESSIONS;
    if (!time && gap > 0) {
      throw BadDataException.of("gap: found %d, 0 expected where the split is random", gap);
    }
    if (unit.equals(Unit.ROWS) && time) {
      throw new BadDataException(
          "split: found time, random expected where each row is a unit of its own");
    }
    if (unit.equals(Unit.BLOCKS) && !time) {
      throw new BadDataException("split: found random, time expected where blocks are the unit");
    }
    if (unit.column().isEmpty() && order == Order.UNITS) {
      throw new BadDataException("split: found whole units, a column that names them expected");
    }
  }

  /**
   * Without sessions.
   *
   * @param unit what hangs together
   * @param order how rows go to parts, not by sessions
   * @param gap rows left out between two blocks of time; 0 at random
   */
  public Division(Unit unit, Order order, int gap) {
    this(unit, order, gap, null);
  }

  /**
   * By recordings or days: attackers are judged on sessions that nobody fitted or learned from.
   *
   * @param session the label column of the sessions
   * @param unit what hangs together; for single rows blocks, since rows of a session do
   * @return the division, with the usual gap
   */
  public static Division bySession(String session, Unit unit) {
    Objects.requireNonNull(session, "session");
    Unit within = unit.equals(Unit.ROWS) ? Unit.BLOCKS : unit;
    return new Division(within, Order.SESSIONS, GAP, session);
  }

  /**
   * The same with another gap.
   *
   * @param rows left out between two blocks of time
   * @return the division
   * @throws BadDataException if it is negative, or more than 0 at random
   */
  public Division withGap(int rows) {
    return new Division(unit, order, rows, session);
  }

  /**
   * The division that is right for a unit: rows at random; blocks by time, {@value #GAP} rows
   * apart; units of a column whole and at random if each has one class of every hidden label, else
   * by time within each.
   *
   * @param unit what hangs together
   * @param rows the rows to divide
   * @param hide the privacy labels
   * @return the division
   * @throws BadDataException if a label or the column of the unit is missing
   */
  public static Division of(Unit unit, LabelledRows rows, List<String> hide) {
    if (unit.equals(Unit.ROWS)) {
      return new Division(unit, Order.RANDOM, 0);
    }
    return isNested(unit, rows, hide)
        ? new Division(unit, Order.UNITS, 0)
        : new Division(unit, Order.TIME, GAP);
  }

  /**
   * The same with another order.
   *
   * @param random whether at random; units of a column that have one class of every hidden label
   *     stay whole
   * @param rows the rows to divide
   * @param hide the privacy labels
   * @return the division, with the gap that is usual for it
   * @throws BadDataException if the order does not fit the unit
   */
  public Division withRandom(boolean random, LabelledRows rows, List<String> hide) {
    if (!random) {
      return new Division(unit, Order.TIME, order == Order.TIME ? gap : GAP);
    }
    return new Division(unit, isNested(unit, rows, hide) ? Order.UNITS : Order.RANDOM, 0);
  }

  /** Whether each unit of a column has one class of every hidden label. */
  private static boolean isNested(Unit unit, LabelledRows rows, List<String> hide) {
    return unit.column().isPresent() && isNested(rows.label(unit.column().get()), rows, hide);
  }

  private static boolean isNested(Labels units, LabelledRows rows, List<String> hide) {
    for (String label : hide) {
      Labels hidden = rows.label(label);
      int[] first = new int[units.classes().size()];
      for (int row = 0; row < units.size(); row++) {
        int known = first[units.code(row)];
        if (known != 0 && known != hidden.code(row) + 1) {
          return false;
        }
        first[units.code(row)] = hidden.code(row) + 1;
      }
    }
    return true;
  }

  /**
   * Divides rows.
   *
   * @param rows all rows, in the order of the source
   * @param keep the utility label, or null
   * @param hide the privacy labels, at least one: each class of each is in every part, if it has
   *     enough rows
   * @param seed of a random order
   * @param fractions of the rows (of the units, for whole ones), one per part; by sessions the last
   *     says nothing, and those before give the shares of the other sessions' rows
   * @return the parts
   * @throws BadDataException if a label is missing, the fractions are not positive with a sum of at
   *     most 1, every cell is too small, or a class to keep has one session only
   */
  public Split split(
      LabelledRows rows, String keep, List<String> hide, long seed, double... fractions) {
    Labels first = rows.label(hide.get(0));
    Labels rest = null;
    for (String label : hide.subList(1, hide.size())) {
      rest = crossed(rest, rows.label(label));
    }
    Labels hidden = rest == null ? first : first.crossed(rest);
    Labels kept = keep == null ? null : rows.label(keep);
    Labels units = unit.column().map(rows::label).orElse(null);
    if (order == Order.SESSIONS) {
      return bySession(rows, keep, hide, crossed(hidden, units), seed, fractions);
    }
    if (order == Order.TIME) {
      Labels within = crossed(crossed(rest, kept), units);
      return Splits.timeBlocked(first, within == null ? first : within, gap, fractions);
    }
    if (order == Order.UNITS) {
      return Splits.wholeUnits(units, hidden, seed, fractions);
    }
    Labels within = crossed(kept, units);
    return Splits.stratified(hidden, within == null ? hidden : within, seed, fractions);
  }

  private Split bySession(
      LabelledRows rows,
      String keep,
      List<String> hide,
      Labels person,
      long seed,
      double... fractions) {
    Labels sessions = rows.label(session);
    Labels kept = keep == null ? Labels.of(new int[rows.size()]) : rows.label(keep);
    Labels classes = isNested(sessions, rows, hide) ? kept.crossed(person) : kept;
    double[] before = Arrays.copyOf(fractions, fractions.length - 1);
    double sum = Arrays.stream(before).sum();
    Arrays.setAll(before, i -> before[i] / sum * (1 - 1e-12)); // no rounding above 1
    Split split = Splits.sessions(person, classes, sessions, seed, gap, before);
    requireTested(keep, kept, sessions, split.part(before.length));
    return split;
  }

  private void requireTested(String keep, Labels kept, Labels sessions, int[] tested) {
    boolean[] has = new boolean[kept.classes().size()];
    for (int row : tested) {
      has[kept.code(row)] = true;
    }
    for (int row = 0; row < kept.size(); row++) {
      if (!has[kept.code(row)]) {
        throw BadDataException.of(
            "session '%s': found one session, '%s', of '%s' in '%s', expected at least two: one is judged on, another"
                + " learned from",
            session, sessions.name(row), kept.name(row), keep);
      }
    }
  }

  private static Labels crossed(Labels a, Labels b) {
    return a == null ? b : b == null ? a : a.crossed(b);
  }

  /**
   * Says it in one line.
   *
   * @return plain text without a full stop
   */
  public String sentence() {
    String found = unit.evidence().isEmpty() ? "" : " (found: " + unit.evidence() + ")";
    String how =
        switch (order) {
          case TIME -> String.format(Locale.ROOT, "parts by time, %d rows left out between", gap);
          case RANDOM -> "parts at random, stratified";
          case SESSIONS ->
              String.format(
                  Locale.ROOT,
                  "one '%s' of each class to keep judged, the others by time, %d rows left out between",
                  session,
                  gap);
          case UNITS -> "whole units to one part, at random";
        };
    String of =
        order == Order.SESSIONS && unit.equals(Unit.BLOCKS) ? " of a '" + session + "'" : "";
    return "unit: " + unit + of + found + "; " + how;
  }
}
