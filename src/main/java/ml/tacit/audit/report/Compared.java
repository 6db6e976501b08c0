package ml.tacit.audit.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.audit.Frontier;

/**
 * What a report says of the search that picked a release.
 *
 * @param frontier the releases measured, the pick and why
 * @param want the kinds of release that were tried, {@code "cells"} say
 * @param target what was asked for, {@code "utility 0.95"} say
 * @param met whether the pick meets it on the rows that it was measured on
 * @param compared how many candidates there were, those that could not be fitted among them
 * @param skipped candidates that could not be fitted, and why, in their order
 */
public record Compared(
    Frontier frontier,
    List<String> want,
    String target,
    boolean met,
    int compared,
    Map<String, String> skipped) {

  /** Copies the collections. */
  public Compared {
    want = List.copyOf(want);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /** The releases measured, without the raw rows. */
  List<Frontier.Point> releases() {
    return frontier.points().stream().filter(p -> !isRaw(p)).toList();
  }

  static boolean isRaw(Frontier.Point point) {
    return point.name().equals(Frontier.RAW);
  }
}
