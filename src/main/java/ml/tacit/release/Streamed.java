package ml.tacit.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of streamed rows.
 *
 * @param rows rows written
 * @param copied columns that went along unchanged, in the order of the input
 * @param leftBehind columns that the release does not read and that were not copied
 * @param unnamed by column of the table, in how many rows it has a level that the release has no
 *     name for; columns without such rows are left out
 * @param missing by column of the table, in how many rows it is missing though it never was where
 *     the release was fitted; columns without such rows are left out
 */
public record Streamed(
    long rows,
    List<String> copied,
    List<String> leftBehind,
    Map<String, Long> unnamed,
    Map<String, Long> missing) {

  /** Copies the lists. */
  public Streamed {
    unnamed = Collections.unmodifiableMap(new LinkedHashMap<>(unnamed));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    copied = List.copyOf(copied);
    leftBehind = List.copyOf(leftBehind);
  }

  /**
   * Two files together.
   *
   * @param other what became of the other
   * @return sums; columns of either
   */
  public Streamed and(Streamed other) {
    return new Streamed(
        rows + other.rows,
        either(copied, other.copied),
        either(leftBehind, other.leftBehind),
        sums(unnamed, other.unnamed),
        sums(missing, other.missing));
  }

  private static List<String> either(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).distinct().toList();
  }

  private static Map<String, Long> sums(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> sums = new LinkedHashMap<>(a);
    b.forEach((column, count) -> sums.merge(column, count, Long::sum));
    return sums;
  }
}
