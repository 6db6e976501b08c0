package ml.tacit.release;

import java.util.List;

/**
 * What became of a streamed file.
 *
 * @param rows rows written
 * @param copied columns that went along unchanged, in the order of the input
 * @param leftBehind columns that the release does not read and that were not copied
 */
public record Streamed(long rows, List<String> copied, List<String> leftBehind) {

  /** Copies the lists. */
  public Streamed {
    copied = List.copyOf(copied);
    leftBehind = List.copyOf(leftBehind);
  }
}
