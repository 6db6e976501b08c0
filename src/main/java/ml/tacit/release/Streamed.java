package ml.tacit.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a streamed file.
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
}
