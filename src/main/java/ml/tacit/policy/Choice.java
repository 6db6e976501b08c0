package ml.tacit.policy;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.audit.Audit;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Measured;

/**
 * Which of the releases measured with the same effort is better for a target.
 *
 * <p>A release <em>holds</em> if its leak lies above the margin of a verdict by no more than a
 * standard error: one that does not may be found to leak by its own audit. Where the caller says no
 * figure, one that holds and nearly meets the target goes before one that does not hold; a figure
 * that the caller says goes before everything.
 *
 * @param measured by name, the raw rows among them
 * @param target what is asked
 * @param area whether utility is an area under the curve
 */
record Choice(Map<String, Measured> measured, Target target, boolean area) {
  /** A gain that no more rows or adversaries take back to none. */
  private static final double FAR = 0.2;

  /** Of {@link #missed}. */
  private static final int FAR_BELOW = 2;

  /** The names of the releases, the best first. */
  List<String> inOrder() {
    List<String> order =
        measured.keySet().stream()
            .filter(name -> !name.equals(Frontier.RAW))
            .sorted(better())
            .toList();
    return order.isEmpty() ? order : untied(order);
  }

  private Comparator<String> better() {
    Comparator<String> byStanding =
        Comparator.comparingInt(
            name -> target.goal() == Target.Goal.LEAST_LEAK ? standing(name).ordinal() : 0);
    return byStanding
        .thenComparingInt(this::missed)
        .thenComparingDouble(name -> missed(name) < FAR_BELOW ? -gain(name) : shortfall(name))
        .thenComparingDouble(this::leak)
        .thenComparingDouble(name -> -measured.get(name).point().utility());
  }

  /** An estimate below 0 is chance, and no better than 0. */
  private double leak(String name) {
    return Math.max(0, measured.get(name).point().leak());
  }

  /** How a release stands where the caller says no figure, the best first. */
  private enum Standing {
    HOLDS,
    /**
     * Its leak is above the margin by more than a standard error, but of rows so few that 95 %
     * limits do not show it. It keeps the label, and goes before what holds because it keeps
     * nothing.
     */
    IN_DOUBT,
    USELESS,
    LEAKS,
    LEAKS_FAR
  }

  private Standing standing(String name) {
    boolean useful = missed(name) < FAR_BELOW;
    if (holds(name)) {
      return useful ? Standing.HOLDS : Standing.USELESS;
    }
    double low = measured.get(name).point().leakLow();
    if (low > FAR) {
      return Standing.LEAKS_FAR;
    }
    return useful && low <= Audit.MARGIN ? Standing.IN_DOUBT : Standing.LEAKS;
  }

  /**
   * Whether more effort cannot make it the pick: of the usual target, where the first is not far
   * from holding as this one is.
   */
  boolean hopeless(String name, String first) {
    return target.goal() == Target.Goal.LEAST_LEAK
        && standing(name) == Standing.LEAKS_FAR
        && standing(first) != Standing.LEAKS_FAR;
  }

  /**
   * With the first place for the one that is bounded best among those that cannot be told from it
   * in leak and utility: releases of few different rows can be certified, and the fewer they are
   * the tighter.
   */
  private List<String> untied(List<String> order) {
    String first = order.get(0);
    if (target.goal() == Target.Goal.PRIVACY || missed(first) == FAR_BELOW) {
      return order;
    }
    List<String> tied =
        order.stream()
            .filter(
                name ->
                    holds(name) == holds(first)
                        && missed(name) == missed(first)
                        && tied(name, first))
            .toList();
    String useful =
        Collections.max(
            tied, Comparator.comparingDouble(name -> measured.get(name).point().utility()));
    String best =
        tied.stream()
            .filter(name -> name.equals(first) || asUseful(name, useful))
            .min(
                Comparator.comparing((String name) -> !measured.get(name).point().finite())
                    .thenComparingInt(name -> measured.get(name).point().cells()))
            .orElse(first);
    return Stream.concat(Stream.of(best), order.stream().filter(name -> !name.equals(best)))
        .toList();
  }

  private boolean asUseful(String name, String best) {
    Measured.Difference loss = measured.get(name).lossAgainst(measured.get(best));
    return loss.mean() <= loss.error();
  }

  private boolean tied(String name, String best) {
    Measured.Difference more = measured.get(name).leakOver(measured.get(best));
    return more.mean() <= more.error();
  }

  /** Whether its own audit would not find it to leak, as far as these rows can tell. */
  boolean holds(String name) {
    Measured one = measured.get(name);
    return one.point().leak() <= Audit.MARGIN + one.leakError();
  }

  /** Whether the figures meet the target. */
  boolean meets(String name) {
    return shortfall(name) <= 0;
  }

  /**
   * How plainly it misses the target: 0 if it meets it, 1 if it is short of the usual one by no
   * more than a standard error of the difference to the raw rows, 2 if by more.
   */
  private int missed(String name) {
    if (meets(name)) {
      return 0;
    }
    if (target.goal() != Target.Goal.LEAST_LEAK) {
      return FAR_BELOW;
    }
    Measured.Difference loss = measured.get(name).lossAgainst(measured.get(Frontier.RAW));
    return shortfall(name) <= loss.error() ? 1 : FAR_BELOW;
  }

  /** By how much the bounded figure misses the target; at most 0 if it meets it. */
  double shortfall(String name) {
    Frontier.Point point = measured.get(name).point();
    return target.goal() == Target.Goal.PRIVACY
        ? point.privacy() - target.value()
        : least() - point.utility();
  }

  /** The utility asked for. */
  double least() {
    return target.goal() == Target.Goal.UTILITY
        ? target.value()
        : measured.get(Frontier.RAW).point().utility() - (area ? Target.AREA : Target.POINTS);
  }

  /** The figure that is to be as good as possible. */
  private double gain(String name) {
    Frontier.Point point = measured.get(name).point();
    return target.goal() == Target.Goal.PRIVACY ? point.utility() : -leak(name);
  }

  /** Why the best: a sentence without a full stop. */
  String reason(String name, int compared, String keep) {
    Frontier.Point point = measured.get(name).point();
    String asked =
        target.goal() == Target.Goal.PRIVACY
            ? String.format(
                Locale.ROOT,
                "most utility where attackers reach at most %s",
                figure(target.value(), false))
            : String.format(
                Locale.ROOT,
                "least leak where '%s' keeps at least %s%s",
                keep,
                figure(least(), area),
                target.goal() == Target.Goal.UTILITY
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " (raw rows %s less %s)",
                        figure(measured.get(Frontier.RAW).point().utility(), area),
                        area ? "0.02" : "0.5 points"));
    String has =
        String.format(
            Locale.ROOT,
            "%s %s, largest gain of an attacker over what it knows anyway %.1f points [%.1f, %.1f]",
            keep,
            figure(point.utility(), area),
            100 * point.leak(),
            100 * point.leakLow(),
            100 * point.leakHigh());
    return String.format(
        Locale.ROOT,
        "%s: %s of %d releases compared on rows neither fitted nor test rows: %s%s",
        outcome(name),
        asked,
        compared,
        has,
        holds(name)
            ? ""
            : String.format(
                Locale.ROOT,
                "; attackers find more than the margin of %.0f points there",
                100 * Audit.MARGIN));
  }

  private String outcome(String name) {
    if (meets(name)) {
      return "picked";
    }
    boolean isArea = area && target.goal() != Target.Goal.PRIVACY;
    return String.format(
        Locale.ROOT,
        "none meets the target, picked is %s (%s short)",
        missed(name) < FAR_BELOW
            ? "the least leak within a standard error of it"
            : "the best found",
        isArea
            ? String.format(Locale.ROOT, "%.3f", shortfall(name))
            : String.format(Locale.ROOT, "%.2f points", 100 * shortfall(name)));
  }

  private static String figure(double value, boolean area) {
    return area
        ? String.format(Locale.ROOT, "AUC %.3f", value)
        : String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }
}
